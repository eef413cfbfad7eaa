import { readFileSync, writeFileSync } from "node:fs";
import type { Basket, BasketLine, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { baskets, ruleSets } from "@tillwright/pricing-engine/testing";
import { contentHash, type Json } from "@tillwright/values";
import fc from "fast-check";

/** A basket, the rules it was priced by, and what came out when the corpus was made. */
export interface GoldenCase {
  readonly rules: RulesDocument;
  readonly basket: Basket;
  readonly outcome: Json;
}

/** Goods without their lines: many baskets hold the same ones, so they are written once. */
type Goods = Omit<BasketLine, "lineId" | "quantity">;

/** The file: goods and rules once, then a row for each basket. Amounts are minor units. */
interface Corpus {
  /** Why it was made anew, each time, the first time included. */
  readonly reasons: readonly string[];
  readonly goods: readonly Goods[];
  readonly rules: readonly RulesDocument[];
  readonly rows: readonly Row[];
}

/** A basket's surroundings as most of them are; a row holds what differs. */
const usual = {
  currency: "CNY",
  zone: "Asia/Shanghai",
  storeId: "s1",
  channel: "till",
  member: null,
  codes: [],
  points: null,
  usage: [],
};

type Rest = Partial<Omit<Basket, "lines">> & Pick<Basket, "at">;

/** Rules by place, lines as places of goods with their quantity, the rest of the basket, and the outcome. */
type Row = readonly [
  number,
  readonly (readonly [number, BasketLine["quantity"]])[],
  Rest,
  Json,
];

const file = new URL("./corpus.json.txt", import.meta.url);

export function readCorpus(): {
  readonly reasons: readonly string[];
  readonly cases: readonly GoldenCase[];
} {
  const { reasons, goods, rules, rows }: Corpus = JSON.parse(readFileSync(file, "utf8"));
  const cases = rows.map(([place, lines, rest, outcome]): GoldenCase => {
    const own = rules[place];
    if (own === undefined) throw new Error(`the corpus has no rules ${place}`);
    const basket: Basket = {
      ...usual,
      ...rest,
      lines: lines.map(([at, quantity], i) => {
        const what = goods[at];
        if (what === undefined) throw new Error(`the corpus has no goods ${at}`);
        return { ...what, lineId: `l${i}`, quantity };
      }),
    };
    return { rules: own, basket, outcome };
  });
  return { reasons, cases };
}

/** What a customer, a book-keeper or a refund could notice: every amount, down to the single piece. */
export function outcomeOf(rules: RulesDocument, basket: Basket): Json {
  const { lines, applied, totals, points, gifts } = compile(rules).price(basket);
  const units = lines.map(({ runs }) =>
    runs.map((run) => [run.count, run.list, run.paid, run.tax, run.pointsOffset, run.points]),
  );
  return [
    totals.due,
    lines.map(({ paid }) => paid),
    Object.fromEntries(applied.map(({ promotionId, amount }) => [promotionId, amount])),
    points === null ? 0 : points.used,
    gifts.map(({ productId, count }) => `${count} ${productId ?? "?"}`),
    contentHash(units).slice(7, 19),
  ];
}

/** Rule sets and baskets drawn anew; the same each time with one version of the generators. */
export function drawCases(): readonly Omit<GoldenCase, "outcome">[] {
  const documents = fc.sample(ruleSets({ maxPromotions: 6 }), { numRuns: 130, seed: 20_270_615 });
  const drawn = fc.sample(baskets({ maxLines: 5 }), { numRuns: 650, seed: 20_270_616 });
  const filled = drawn.filter(({ lines }) => lines.length > 0).slice(0, 520);
  return filled.flatMap((basket, i) => {
    const rules = documents[i % documents.length];
    return rules === undefined ? [] : [{ rules, basket }];
  });
}

/** Writes the corpus with what the engine gives now. */
export function writeCorpus(
  cases: readonly Omit<GoldenCase, "outcome">[],
  reasons: readonly string[],
): void {
  const goods = placesOf<Goods>();
  const rules = placesOf<RulesDocument>();
  const rows = cases.map((one): Row => {
    const { lines, ...rest } = one.basket;
    return [
      rules.placeOf(one.rules),
      lines.map(({ lineId: _, quantity, ...what }) => [goods.placeOf(what), quantity]),
      differing(rest),
      outcomeOf(one.rules, one.basket),
    ];
  });
  const parts = [
    `{"reasons":${JSON.stringify(reasons)}`,
    `"goods":${written(goods.values)}`,
    `"rules":${written(rules.values)}`,
    `"rows":${written(rows)}}`,
  ];
  writeFileSync(file, `${parts.join(",\n")}\n`);
}

function differing({ at, ...rest }: Omit<Basket, "lines">): Rest {
  const before: Readonly<Record<string, unknown>> = usual;
  const others = Object.entries(rest).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]),
  );
  return { at, ...Object.fromEntries(others) };
}

/** One entry a line, so that a difference shows the baskets it concerns. */
function written(values: readonly unknown[]): string {
  return `[\n${values.map((one) => JSON.stringify(one)).join(",\n")}\n]`;
}

/** Values by their place, each written once. */
function placesOf<Value>(): {
  readonly values: readonly Value[];
  readonly placeOf: (value: Value) => number;
} {
  const values: Value[] = [];
  const known = new Map<string, number>();
  return {
    values,
    placeOf: (value) => {
      const key = JSON.stringify(value);
      const place = known.get(key) ?? values.push(value) - 1;
      known.set(key, place);
      return place;
    },
  };
}
