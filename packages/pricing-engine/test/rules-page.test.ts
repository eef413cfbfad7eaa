import { readFileSync } from "node:fs";
import type { Basket, RulesDocument } from "@tillwright/pricing-engine";
import { parseBasket } from "@tillwright/pricing-engine/parse/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { expect, test } from "vitest";
import { conditionSyntaxes } from "../src/internal/parse/condition-syntax.js";
import { promotionSyntaxes } from "../src/internal/parse/promotion-syntax.js";
import { documentFields, terms } from "../src/internal/parse/rules-syntax.js";
import { basket, line, member, price, rules } from "./build.js";

type Fields = Readonly<Record<string, unknown>>;

/** A case of the page: lines as people write them, what else the basket says, and what comes of it. */
interface Case extends Omit<Partial<Basket>, "lines" | "member" | "at"> {
  readonly lines: readonly [string, string, number, Fields?][];
  readonly member?: Fields;
  readonly at?: string;
  readonly due: string;
  readonly gifts?: readonly (readonly [string | null, number, string])[];
  readonly barred?: readonly (readonly string[])[];
  readonly refusals?: readonly (readonly string[])[];
}

interface Example extends Partial<RulesDocument> {
  readonly cases: readonly Case[];
}

function pageOf(name: string): string {
  return readFileSync(new URL(`../docs/${name}`, import.meta.url), "utf8");
}

function fencesOf(page: string): readonly string[] {
  return [...page.matchAll(/```json\n([\s\S]*?)```/gu)].map(([, code = ""]) => code);
}

const page = pageOf("rules.md");
const examples = fencesOf(page).map((code) => JSON.parse(code) as Example);

function basketOf({
  lines,
  member: facts,
  at,
  due,
  gifts,
  barred,
  refusals,
  ...more
}: Case): Basket {
  return basket(
    lines.map(([product, yuan, count, facets]) => line(product, Number(yuan), count, facets)),
    {
      ...more,
      ...(facts === undefined ? {} : { member: member(facts) }),
      ...(at === undefined ? {} : { at: Date.parse(at) }),
    },
  );
}

const yuan = (amount: number): string => (amount / 100).toFixed(2);

test.each(
  examples.flatMap(({ cases, promotions = [], ...more }, i) =>
    cases.map((one, j) => [`${i + 1}.${j + 1}`, rules(promotions, more), one] as const),
  ),
)("example %s of the page comes to what it says", (_place, document, one) => {
  const of = basketOf(one);
  expect(parseBasket(of).ok).toBe(true);
  const priced = price(document, of);
  expect(yuan(priced.totals.due)).toBe(one.due);
  if (one.gifts !== undefined) {
    const seen = priced.gifts.map(({ productId, count, value }) => [productId, count, yuan(value)]);
    expect(seen).toEqual(one.gifts);
  }
  if (one.barred !== undefined) {
    const seen = priced.barred.map(({ lineId, gateId, because }) => [lineId, gateId, because]);
    expect(seen).toEqual(one.barred);
  }
  if (one.refusals !== undefined) {
    const seen = priced.refusals.map(({ because, roles }) => [because, ...roles]);
    expect(seen).toEqual(one.refusals);
  }
  expect(verify(of, document, priced)).toEqual([]);
});

test("every kind has a section and an example; every condition and term has one that uses it", () => {
  const code = fencesOf(page).join("\n");
  for (const { kind } of promotionSyntaxes) {
    expect(page).toContain(`### \`${kind}\``);
    expect(code).toContain(`"kind": "${kind}"`);
  }
  for (const { key } of conditionSyntaxes) expect(code).toContain(`"${key}":`);
  for (const term of Object.keys(terms)) expect(code).toContain(`"${term}":`);
  for (const field of Object.keys(documentFields)) expect(page).toContain(field);
});

test("the Chinese page has the same examples and a section for each kind", () => {
  const chinese = pageOf("rules.zh-CN.md");
  expect(fencesOf(chinese)).toEqual(fencesOf(page));
  const sections = (text: string): number =>
    text.split("\n## ").length + text.split("\n### ").length;
  expect(sections(chinese)).toBe(sections(page));
});
