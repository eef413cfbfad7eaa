import { statSync } from "node:fs";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { expect, test } from "vitest";
import { drawCases, outcomeOf, readCorpus, writeCorpus } from "./golden/corpus.js";

// No patch and no minor release changes a price. Inputs and outcomes are stored, so that a change of the generators cannot
// hide a change of a price. `node packages/pricing-engine/scripts/golden.mjs --reason "…"` makes the outcomes anew.

const reason = process.env["TILLWRIGHT_GOLDEN_REASON"] ?? "";
const drawn = process.env["TILLWRIGHT_GOLDEN_DRAW"] === "1";
if (reason !== "") {
  const before = drawn ? { cases: drawCases(), reasons: [] } : readCorpus();
  writeCorpus(before.cases, [...before.reasons, reason]);
}

test("every basket of the corpus costs what it cost", () => {
  const { cases } = readCorpus();
  const changed = cases.flatMap(({ rules, basket, outcome }, i) => {
    const now = outcomeOf(rules, basket);
    return JSON.stringify(now) === JSON.stringify(outcome) ? [] : [{ basket: i, outcome, now }];
  });
  expect(changed).toEqual([]);
});

test("the corpus has five hundred baskets that the parsers take, says why it was made, and stays small", () => {
  const { cases, reasons } = readCorpus();
  expect(cases.length).toBeGreaterThanOrEqual(500);
  expect(reasons.length).toBeGreaterThan(0);
  for (const { rules, basket } of cases) {
    expect(parseRules(rules).ok).toBe(true);
    expect(parseBasket(basket).ok).toBe(true);
  }
  const { size } = statSync(new URL("./golden/corpus.json.txt", import.meta.url));
  expect(size).toBeLessThan(400_000);
});
