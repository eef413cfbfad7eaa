import type { Basket, PricedBasket, Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { basket, lines } from "./build.js";

/** What is found wrong in a result that claims to be made by these rules. */
export function codes(
  document: RulesDocument,
  of: Basket,
  priced: PricedBasket,
): readonly string[] {
  const { configuration } = compile(document);
  return [...new Set(verify(of, document, { ...priced, configuration }).map(({ code }) => code))];
}

/** Every number of a result, each changed by one in turn. */
export function changed(value: unknown, by: number): readonly unknown[] {
  if (typeof value === "number") return [value + by];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    changed(inner, by).map((other) =>
      Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other },
    ),
  );
}

/** The first place at which a result was changed. */
export function difference(before: unknown, after: unknown, path = ""): string {
  if (typeof before !== "object" || before === null) return `${path}: ${before} is ${after}`;
  const key = Object.keys(before).find(
    (one) => JSON.stringify(field(before, one)) !== JSON.stringify(field(after, one)),
  );
  return key === undefined
    ? path
    : difference(field(before, key), field(after, key), `${path}.${key}`);
}

function field(of: unknown, key: string): unknown {
  return (of as Readonly<Record<string, unknown>>)[key];
}

/** The numbers of a result that could be changed by one without anybody noticing. */
export function unnoticed(
  document: RulesDocument,
  of: Basket,
  priced: PricedBasket,
): readonly string[] {
  return [1, -1].flatMap((by) =>
    changed(priced, by)
      .filter((other) => verify(of, document, other as PricedBasket).length === 0)
      .map((other) => difference(priced, other)),
  );
}

/** A copy of a value with something else at a path such as `lines.0.paid`. */
export function withAt<Value>(value: Value, path: string, to: unknown): Value {
  const [step, ...rest] = path.split(".");
  if (step === undefined || step === "") return to as Value;
  const inner = withAt(field(value, step), rest.join("."), to);
  const copy: unknown = Array.isArray(value)
    ? value.with(Number(step), inner)
    : { ...(value as object), [step]: inner };
  return copy as Value;
}

/** What stands at such a path. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce(field, value);
}

/** What is found wrong in a result that claims to be made by these rules, in words. */
export function accusations(
  document: RulesDocument,
  of: Basket,
  priced: PricedBasket,
): readonly string[] {
  const { configuration } = compile(document);
  return verify(of, document, { ...priced, configuration }).map(
    ({ code, message }) => `${code} | ${message}`,
  );
}

/**
 * A result in which a promotion took so much more off one line (less, below zero), with every other figure made to fit;
 * `run` is a run of one piece.
 */
export function takingMore(
  priced: PricedBasket,
  promotionId: string,
  by: number,
  { line = 0, run = 0 }: { readonly line?: number; readonly run?: number } = {},
): PricedBasket {
  const more = <One extends { readonly promotionId: string; readonly amount: number }>(one: One) =>
    one.promotionId === promotionId ? { ...one, amount: one.amount + by } : one;
  return {
    ...priced,
    lines: priced.lines.map((one, i) =>
      i === line
        ? {
            ...one,
            paid: one.paid - by,
            adjustments: one.adjustments.map(more),
            runs: one.runs.map((unit, j) => (j === run ? { ...unit, paid: unit.paid - by } : unit)),
          }
        : one,
    ),
    applied: priced.applied.map(more),
    claims: priced.claims.map(more),
    totals: {
      ...priced.totals,
      discount: priced.totals.discount + by,
      due: priced.totals.due - by,
    },
  };
}

/** A promotion that takes ten off every basket. */
export const off = (more: object = {}): Promotion =>
  ({ kind: "threshold", id: "off", amount: "0.00", off: "10.00", ...more }) as Promotion;
export const hundred: Basket = basket(lines(60, 40));

/** What is found wrong in what one document makes of a basket, by another. */
export function judged(
  made: RulesDocument,
  claimed: RulesDocument,
  of: Basket = hundred,
): readonly string[] {
  return accusations(claimed, of, compile(made).price(of));
}

/** What is found wrong in an honest result after a change. */
export function accusedAfter(
  document: RulesDocument,
  of: Basket,
  change: (priced: PricedBasket) => PricedBasket,
): readonly string[] {
  return accusations(document, of, change(compile(document).price(of)));
}

/** A result with other values at some paths. */
export function settingAt(
  ...to: readonly (readonly [string, unknown])[]
): (priced: PricedBasket) => PricedBasket {
  return (priced) => to.reduce((one, [path, value]) => withAt(one, path, value), priced);
}
