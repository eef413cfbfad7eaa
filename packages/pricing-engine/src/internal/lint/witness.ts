import { localDateOf, type MemberFacts } from "@tillwright/values";
import type { Basket, BasketLine } from "../../basket.js";
import type { AtLeastAtMost, Condition } from "../../condition.js";
import { type Branch, branchesOf, type Leaf, valuesOf } from "./branches.js";
import { findInstant } from "./find-instant.js";

/** What lines and baskets a vendor's own conditions hold for; see `LintExtension`. */
export interface VendorWitnesses {
  readonly line: (key: string, value: unknown) => Partial<BasketLine> | null;
  readonly basket: (key: string, value: unknown) => Partial<Basket> | null;
}

/** Goods that meet a condition, one for each way in which it can hold; price and count are the probe's. */
export function linesMeeting(
  condition: Condition | undefined,
  vendor: VendorWitnesses,
): readonly BasketLine[] {
  return branchesOf(condition)
    .branches.slice(0, 4)
    .map((branch) => lineOf(branch, vendor));
}

function lineOf(branch: Branch, vendor: VendorWitnesses): BasketLine {
  let line: BasketLine = {
    lineId: "1",
    productId: "any goods",
    quantity: { kind: "pieces", count: 1 },
    price: { amount: 0 },
    department: "any department",
    categories: [],
    brand: null,
    tags: [],
  };
  for (const leaf of branch) {
    if (leaf.holds) line = withFacet(line, leaf, vendor);
  }
  return line;
}

function withFacet(line: BasketLine, leaf: Leaf, vendor: VendorWitnesses): BasketLine {
  const [first] = valuesOf(leaf);
  const name = String(first);
  switch (leaf.key) {
    case "product":
      return { ...line, productId: name };
    case "department":
      return { ...line, department: name };
    case "brand":
      return { ...line, brand: name };
    case "category":
      return { ...line, categories: [...new Set([...line.categories, name])] };
    case "tag":
      return { ...line, tags: [...new Set([...line.tags, name])] };
    case "attribute": {
      const { name: attribute, is } = leaf.value as { readonly name: string; readonly is: unknown };
      const value = Array.isArray(is) ? is[0] : is;
      return { ...line, attributes: { ...line.attributes, [attribute]: value } };
    }
    default:
      return { ...line, ...vendor.line(leaf.key, leaf.value) };
  }
}

const knownMember: MemberFacts = {
  memberId: "a member",
  tier: null,
  tags: [],
  birthday: null,
  joinedOn: null,
  purchases: 0,
  offers: [],
};

/** A basket without lines that meets a condition, for each way in which it can hold; in each the first that can be. */
export function contextsMeeting(
  conditions: readonly (Condition | undefined)[],
  empty: Basket,
  vendor: VendorWitnesses,
): readonly Basket[] {
  const all = conditions.filter((one) => one !== undefined);
  const { branches } = branchesOf(all.length === 0 ? undefined : { all });
  return branches.slice(0, 3).map((branch) => contextOf(branch, empty, vendor));
}

function contextOf(branch: Branch, empty: Basket, vendor: VendorWitnesses): Basket {
  const at = findInstant(branch, empty.zone, empty.at) ?? empty.at;
  let basket: Basket = { ...empty, at };
  for (const leaf of branch) basket = withLeaf(basket, leaf, vendor);
  return basket;
}

function withLeaf(basket: Basket, leaf: Leaf, vendor: VendorWitnesses): Basket {
  const { key, value, holds } = leaf;
  const [first] = valuesOf(leaf);
  const member = basket.member ?? { ...knownMember, offers: [] };
  if (key === "member") return { ...basket, member: (value === "any") === holds ? member : null };
  if (!holds) return basket;
  switch (key) {
    case "tier":
      return { ...basket, member: { ...member, tier: String(first) } };
    case "memberTag":
      return { ...basket, member: { ...member, tags: [...member.tags, String(first)] } };
    case "purchases": {
      const { atLeast, atMost } = value as AtLeastAtMost<number>;
      return { ...basket, member: { ...member, purchases: atLeast ?? atMost ?? 0 } };
    }
    case "birthday":
      return { ...basket, member: { ...member, birthday: birthdayOf(basket) } };
    case "joinedOn": {
      const { from, through } = value as { readonly from?: string; readonly through?: string };
      return { ...basket, member: { ...member, joinedOn: from ?? through ?? null } };
    }
    case "tender":
      return { ...basket, tender: String(first) };
    case "channel":
      return { ...basket, channel: String(first) };
    case "store":
      return { ...basket, storeId: String(first) };
    default:
      return { ...basket, ...vendor.basket(key, value) };
  }
}

/** Born on the day of the sale: within its day, its week and its month. */
function birthdayOf({ at, zone }: Basket): MemberFacts["birthday"] {
  const [, month = 1, day = 1] = localDateOf(at, zone).split("-").map(Number);
  return { month, day, year: null };
}
