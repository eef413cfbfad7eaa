import type { CurrencyCode } from "./currency.js";
import { showFact } from "./internal/message-format.js";
import type { Language } from "./language.js";
import { type Issue, issue, type Json, type Reason } from "./outcome.js";
import type { ZoneId } from "./zone.js";

/**
 * The sentences of one language by the code of the reason. A place in braces holds a fact: `满{threshold:money}减{off:money}`.
 *
 * Formats: `money`, `rate` (88%), `fold` (8.8折, 12% off: the rate is the share paid), `number`, `points`, `quantity`,
 * `date`, `datetime`, `text`, `list` (or `list|money` for a list of amounts), and `{n:plural|item|items}`, which writes
 * the first word for one and the second otherwise. Without a format the fact is written as text.
 *
 * @public
 */
export type MessageCatalogue = Readonly<Record<string, string>>;

/**
 * What a sentence needs to know beside its facts.
 *
 * @public
 */
export interface MessageContext {
  readonly language: Language;
  /** The currency of amounts; without it an amount is shown as `{off=1230}`. */
  readonly currency?: CurrencyCode;
  /** The zone of dates and times; without it instants are shown in UTC. */
  readonly zone?: ZoneId;
}

const placePattern = /\{([A-Za-z_][A-Za-z0-9_]*)(?::([a-z]+)((?:\|[^{}|]*)*))?\}/g;

/**
 * The sentence for a reason.
 *
 * It never throws and never hides: a code that is missing is shown with its facts, a fact that is missing as `{name}`, and
 * one that does not fit its format as `{name=value}`.
 *
 * @example
 * ```ts
 * import { renderReason } from "@tillwright/values";
 *
 * const zh = { "shop.off": "满{threshold:money}减{off:money}" };
 * const reason = { code: "shop.off", facts: { threshold: 10000, off: 1050 } };
 * renderReason(zh, reason, { language: "zh-CN", currency: "CNY" }); //=> "满¥100.00减¥10.50"
 * renderReason({}, reason, { language: "en" }); //=> "[shop.off] {\"threshold\":10000,\"off\":1050}"
 * const en = { "shop.gift": "{n} free {n:plural|item|items}" };
 * renderReason(en, { code: "shop.gift", facts: { n: 2 } }, { language: "en" }); //=> "2 free items"
 * ```
 *
 * @public
 */
export function renderReason(
  catalogue: MessageCatalogue,
  reason: Reason,
  context: MessageContext,
): string {
  const template = Object.hasOwn(catalogue, reason.code) ? catalogue[reason.code] : undefined;
  if (template === undefined) return `[${reason.code}] ${factsText(reason.facts)}`;
  return template.replace(placePattern, (_place, name: string, format = "text", rest = "") => {
    if (!Object.hasOwn(reason.facts, name)) return `{${name}}`;
    const fact = reason.facts[name];
    if (fact === undefined) return `{${name}}`;
    const args = rest === "" ? [] : rest.slice(1).split("|");
    return attempt(() => showFact(fact, format, args, context)) ?? `{${name}=${factsText(fact)}}`;
  });
}

/** What the formats throw (an unknown currency, an amount that is none) is shown at its place instead. */
function attempt(show: () => string | null): string | null {
  try {
    return show();
  } catch {
    return null;
  }
}

function factsText(facts: Json): string {
  return attempt(() => JSON.stringify(facts)) ?? "?";
}

interface Place {
  readonly name: string;
  readonly format: string;
}

function placesOf(template: string): Place[] {
  return [...template.matchAll(placePattern)].map(([, name = "", format = "text"]) => ({
    name,
    format,
  }));
}

// What a fact is, not how it is worded: money shown as a bare number would be a hundred times too much.
const meanings = new Set(["money", "rate", "fold", "quantity", "date", "datetime", "list"]);

function meaningsOf(template: string): Set<string> {
  return new Set(
    placesOf(template)
      .filter((place) => meanings.has(place.format))
      .map((place) => `${place.name}:${place.format === "fold" ? "rate" : place.format}`),
  );
}

function missingFrom(wanted: Iterable<string>, present: ReadonlySet<string>): string[] {
  return [...wanted].filter((name) => !present.has(name));
}

/**
 * Where two languages differ: codes that only one of them has, facts that only one of them tells, and facts that are an
 * amount, a rate, a date in one and something else in the other. No problems means that nothing is lost in translation.
 *
 * Codes: `values.catalogue-missing`, `values.catalogue-placeholder`; the path is the code of the reason.
 *
 * @example
 * ```ts
 * import { catalogueIssues } from "@tillwright/values";
 *
 * catalogueIssues({ "shop.off": "减{off:money}" }, { "shop.off": "{off:money} off" }); //=> []
 * catalogueIssues({ "shop.off": "减{off:money}" }, { "shop.off": "{off} off" })[0]?.path; //=> ["shop.off"]
 * ```
 *
 * @public
 */
export function catalogueIssues(first: MessageCatalogue, second: MessageCatalogue): Issue[] {
  const codes = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
  return codes.flatMap((code) => {
    const left = Object.hasOwn(first, code) ? first[code] : undefined;
    const right = Object.hasOwn(second, code) ? second[code] : undefined;
    if (left !== undefined && right !== undefined) return placeIssues(code, left, right);
    const side = left === undefined ? "first" : "second";
    return [
      issue("values.catalogue-missing", [code], `${code} is missing in the ${side} catalogue`),
    ];
  });
}

function placeIssues(code: string, left: string, right: string): Issue[] {
  const leftNames = new Set(placesOf(left).map((place) => place.name));
  const rightNames = new Set(placesOf(right).map((place) => place.name));
  const shared = [...leftNames].filter((name) => rightNames.has(name));
  const differing = (name: string): boolean => {
    const of = (template: string): string =>
      [...meaningsOf(template)]
        .filter((meaning) => meaning.startsWith(`${name}:`))
        .sort()
        .join();
    return of(left) !== of(right);
  };
  const problems = [
    ...missingFrom(leftNames, rightNames).map((name) => `{${name}} is missing in the second`),
    ...missingFrom(rightNames, leftNames).map((name) => `{${name}} is missing in the first`),
    ...shared.filter(differing).map((name) => `{${name}} has another format in each`),
  ];
  return problems.map((problem) =>
    issue("values.catalogue-placeholder", [code], `${code}: ${problem} catalogue`),
  );
}
