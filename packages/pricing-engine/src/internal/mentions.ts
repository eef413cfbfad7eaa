import { type CurrencyCode, type MinorUnits, parseInstant, parseMoney } from "@tillwright/values";
import type { RulesDocument } from "../rules-document.js";

/** Everything that a rule document names and that a basket has to hold to get near its edges. */
export interface Mentions {
  readonly facets: Readonly<Record<FacetName, readonly string[]>>;
  readonly attributes: readonly { readonly name: string; readonly value: AttributeValue }[];
  readonly tiers: readonly string[];
  readonly memberTags: readonly string[];
  readonly channels: readonly string[];
  readonly stores: readonly string[];
  readonly codes: readonly string[];
  /** Names of price lists that lines may bring. */
  readonly lists: readonly string[];
  /** Ids of promotions. */
  readonly ids: readonly string[];
  /** Amounts of money, ascending. */
  readonly amounts: readonly MinorUnits[];
  /** Whole numbers up to a hundred, ascending. */
  readonly counts: readonly number[];
  /** Moments that something begins or ends at. */
  readonly instants: readonly number[];
  /** Days of the store's calendar. */
  readonly dates: readonly string[];
  /** Hours of the day, as `18:00`. */
  readonly hours: readonly string[];
}

export type FacetName = "product" | "department" | "category" | "brand" | "tag";
export type AttributeValue = string | number | boolean;

const namedSets = {
  product: new Set<string>(),
  department: new Set<string>(),
  category: new Set<string>(),
  brand: new Set<string>(),
  tag: new Set<string>(),
  tier: new Set<string>(),
  memberTag: new Set<string>(),
  channel: new Set<string>(),
  store: new Set<string>(),
  codes: new Set<string>(),
  list: new Set<string>(),
  id: new Set<string>(),
  date: new Set<string>(),
  hour: new Set<string>(),
};
type SetName = keyof typeof namedSets;

interface Found {
  readonly names: Record<SetName, Set<string>>;
  readonly attributes: Map<string, { name: string; value: AttributeValue }>;
  readonly amounts: Set<number>;
  readonly counts: Set<number>;
  readonly instants: Set<number>;
  readonly currency: CurrencyCode;
}

/**
 * Reads a document by the words of its fields and not by its kinds, so that kinds and conditions that a vendor added are
 * read as well: what stands under `category` is a category, what looks like money is an amount that something depends on.
 */
export function mentionsOf(rules: RulesDocument): Mentions {
  const found: Found = {
    names: emptySets(),
    attributes: new Map(),
    amounts: new Set(),
    counts: new Set(),
    instants: new Set(),
    currency: rules.currency,
  };
  for (const promotion of rules.promotions) {
    for (const [key, value] of Object.entries(promotion)) readField(found, key, value);
    readSums(found, promotion);
  }
  const { names } = found;
  return {
    facets: {
      product: [...names.product],
      department: [...names.department],
      category: [...names.category],
      brand: [...names.brand],
      tag: [...names.tag],
    },
    attributes: [...found.attributes.values()],
    tiers: [...names.tier],
    memberTags: [...names.memberTag],
    channels: [...names.channel],
    stores: [...names.store],
    codes: [...names.codes],
    lists: [...names.list],
    ids: [...names.id],
    amounts: ascending(found.amounts),
    counts: ascending(found.counts),
    instants: ascending(found.instants),
    dates: [...names.date].sort(),
    hours: [...names.hour].sort(),
  };
}

function emptySets(): Record<SetName, Set<string>> {
  const sets = { ...namedSets };
  for (const name of Object.keys(sets) as SetName[]) sets[name] = new Set();
  return sets;
}

function ascending(values: ReadonlySet<number>): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

/** A block's size is the sum of what it is written with. */
function readSums(found: Found, promotion: object): void {
  const { buy, get, rates } = promotion as {
    readonly buy?: unknown;
    readonly get?: unknown;
    readonly rates?: unknown;
  };
  readCount(found, Number(buy) + Number(get));
  if (Array.isArray(rates)) readCount(found, rates.length);
}

function readField(found: Found, key: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (key === "prices" || key === "byTier") readKeys(found, key, value);
  if (key === "attribute") readAttribute(found, value);
  else if (Object.hasOwn(found.names, key)) readNames(found, key as SetName, value);
  else if (typeof value === "string") readText(found, value);
  else if (typeof value === "number") readCount(found, value);
  else if (Array.isArray(value)) for (const one of value) readField(found, "", one);
  else if (typeof value === "object") {
    for (const [inner, one] of Object.entries(value)) readField(found, inner, one);
  }
}

function readNames(found: Found, key: SetName, value: unknown): void {
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one === "string") found.names[key].add(one);
  }
}

function readKeys(found: Found, key: "prices" | "byTier", value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const into = key === "byTier" ? found.names.tier : found.names.product;
  for (const [name, inner] of Object.entries(value)) {
    into.add(name);
    if (key === "byTier") readKeys(found, "prices", inner);
  }
}

function readAttribute(found: Found, value: unknown): void {
  const { name, is } = value as { readonly name?: unknown; readonly is?: unknown };
  if (typeof name !== "string") return;
  for (const one of Array.isArray(is) ? is : [is]) {
    if (typeof one !== "string" && typeof one !== "number" && typeof one !== "boolean") continue;
    found.attributes.set(`${name} ${typeof one} ${String(one)}`, { name, value: one });
  }
}

function readText(found: Found, text: string): void {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) found.names.date.add(text);
  else if (/^\d\d:\d\d(:\d\d)?$/.test(text)) found.names.hour.add(text);
  else if (/^\d{4}-\d\d-\d\dT/.test(text)) {
    const instant = parseInstant(text);
    if (instant.ok) found.instants.add(instant.value);
  } else if (/^\d+(\.\d+)?$/.test(text)) {
    const amount = parseMoney(text, found.currency);
    if (amount.ok) found.amounts.add(amount.value);
  }
}

function readCount(found: Found, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= 100) found.counts.add(value);
}
