import { type Basket, compile, type RulesDocument } from "@tillwright/pricing-engine";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse";
import { featureSyntaxes } from "@tillwright/pricing-engine/parse/complete";
import { baskets, ruleSets } from "@tillwright/pricing-engine/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chargedBaskets, chargedRules, known } from "./charges.js";
import { featuresNamed, missingFor } from "./features.js";
import { readCorpus } from "./golden/corpus.js";
import { runs } from "./runs.js";

// The parser asks for the syntax of exactly the features that the engine asks for, and with it reads the whole.

/** The features whose syntax is asked for; a sound document or basket has no other issue. */
function asked(
  answer: ReturnType<typeof parseRules> | ReturnType<typeof parseBasket>,
): Set<string> {
  const issues = answer.ok ? [] : answer.issues;
  expect(issues.filter(({ code }) => code !== "pricing.missing-feature")).toEqual([]);
  return new Set(issues.map(({ message }) => /needs (\w+)Syntax/u.exec(message)?.[1] ?? message));
}

function askAlike(rules: RulesDocument, basket: Basket): string {
  const ofRules = missingFor(() => compile(rules)).map(({ feature }) => feature);
  expect(asked(parseRules(rules))).toEqual(new Set(ofRules));
  const engine = compile(rules, { features: featuresNamed(ofRules) });
  const ofBasket = missingFor(() => engine.price(basket)).map(({ feature }) => feature);
  const beyond = [...asked(parseBasket(basket))].filter(
    (name) => !ofRules.some((one) => one === name),
  );
  expect(new Set(beyond)).toEqual(new Set(ofBasket));
  const names = [...ofRules, ...ofBasket];
  const features = featureSyntaxes.filter(({ name }) => names.includes(name));
  expect(parseRules(rules, { features }).ok).toBe(true);
  expect(parseBasket(basket, { features }).ok).toBe(true);
  return names.join(" ");
}

test("over rule sets that overlap", () => {
  fc.assert(
    fc.property(ruleSets(), baskets(), (rules, of) => {
      askAlike(rules, of);
    }),
    runs,
  );
});

test("over fees, taxes and lines that come back", () => {
  fc.assert(
    fc.property(chargedRules, chargedBaskets, (rules, of) => {
      askAlike(rules, known(of, rules));
    }),
    runs,
  );
});

test("over the corpus, where several sets of features are needed", () => {
  const needed = readCorpus().cases.map(({ rules, basket }) => askAlike(rules, basket));
  expect(new Set(needed).size).toBeGreaterThan(3);
});
