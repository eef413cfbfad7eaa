import { type Basket, compile, type RulesDocument } from "@tillwright/pricing-engine";
import { compile as compileComplete } from "@tillwright/pricing-engine/complete";
import { baskets, basketsFor, ruleSets } from "@tillwright/pricing-engine/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chargedBaskets, chargedRules, known } from "./charges.js";
import { featuresNamed, priceLean } from "./features.js";
import { readCorpus } from "./golden/corpus.js";
import { runs } from "./runs.js";

// Handing in features that the rules do not need changes nothing: the same result, byte for byte, under the same hash.

/** The names of the features that were needed, after the lean engine and the complete one have priced alike. */
function pricedAlike(rules: RulesDocument, basket: Basket): string {
  const { priced, names } = priceLean(rules, basket);
  const complete = compileComplete(rules);
  expect(JSON.stringify(priced)).toBe(JSON.stringify(complete.price(basket)));
  const lean = compile(rules, { features: featuresNamed(names) });
  expect(lean.configuration).toBe(complete.configuration);
  return names.join(" ");
}

test("over rule sets that overlap", () => {
  fc.assert(fc.property(ruleSets(), baskets(), pricedAlikeAnd), runs);
});

test("over baskets near the edges of the rules", () => {
  const near = ruleSets().chain((rules) =>
    basketsFor(rules).map((of): [RulesDocument, Basket] => [rules, of]),
  );
  fc.assert(
    fc.property(near, ([rules, of]) => pricedAlikeAnd(rules, of)),
    runs,
  );
});

test("over fees and taxes", () => {
  fc.assert(
    fc.property(chargedRules, chargedBaskets, (rules, of) =>
      pricedAlikeAnd(rules, known(of, rules)),
    ),
    runs,
  );
});

function pricedAlikeAnd(rules: RulesDocument, basket: Basket): void {
  pricedAlike(rules, basket);
}

test("over the corpus, where documents without any feature are as common as those with several", () => {
  const needed = readCorpus().cases.map(({ rules, basket }) => pricedAlike(rules, basket));
  expect(needed.filter((names) => names === "").length).toBeGreaterThan(20);
  expect(new Set(needed).size).toBeGreaterThan(3);
});
