import type { Basket, Fee, RulesDocument, TaxTerms } from "@tillwright/pricing-engine";
import { baskets, goodsConditions, ruleSets } from "@tillwright/pricing-engine/testing";
import fc from "fast-check";

const rates = fc.constantFrom<string>("0%", "6%", "8.25%", "9%", "13%", "19.6%", "21%", "100%");
const amounts = fc.constantFrom("0.01", "0.25", "1.00", "3.33", "8.00");
const bases = fc.constantFrom<"deal" | "running">("deal", "running");
const classIds = ["c0", "c1", "c2"] as const;

const parts = fc
  .array(fc.record({ rate: rates, compound: fc.boolean() }), { minLength: 1, maxLength: 3 })
  .map((list) => ({
    parts: list
      .filter(({ rate }) => rate !== "100%")
      .concat({ rate: "2.5%", compound: false })
      .map((part, i) => ({ id: `part${i}`, ...part })),
  }));

const taxClass = fc.tuple(
  fc.oneof({ arbitrary: rates.map((rate) => ({ rate })), weight: 3 }, parts),
  fc.option(goodsConditions.map((goods) => ({ goods }))),
);

/** Taxes of up to three classes over goods that overlap. */
export const taxes: fc.Arbitrary<TaxTerms> = fc
  .record({
    prices: fc.constantFrom<TaxTerms["prices"]>("included", "added"),
    classes: fc.array(taxClass, { minLength: 1, maxLength: 3 }),
    rounding: fc.record(
      {
        per: fc.constantFrom<"order" | "line">("order", "line"),
        mode: fc.constantFrom<"half-up" | "half-even" | "down" | "up">(
          "half-up",
          "half-even",
          "down",
          "up",
        ),
      },
      { requiredKeys: [] },
    ),
    exempt: fc.constantFrom(null, "net", "same"),
    lowers: fc.constantFrom<"no" | "yes">("no", "yes"),
  })
  .map(({ prices, classes, rounding, exempt, lowers }) => ({
    prices,
    classes: classes.map(([rate, goods], i) => ({ id: `c${i}`, ...rate, ...goods })),
    rounding,
    fundedDiscountsLowerIt: lowers,
    ...(exempt === null ? {} : { exempt: { when: { tier: "gold" }, pays: exempt } }),
  }));

const price: fc.Arbitrary<Pick<Fee, "amount" | "perPiece" | "rate" | "of">> = fc.oneof(
  amounts.map((amount) => ({ amount })),
  amounts.map((perPiece) => ({ perPiece })),
  fc.record({ rate: fc.constantFrom("5%", "10%", "33.3%") }),
);

const fee: fc.Arbitrary<Omit<Fee, "id">> = fc
  .record({
    kind: fc.constantFrom<Fee["kind"]>("service", "packaging", "delivery", "deposit"),
    price,
    terms: fc.record(
      {
        goods: goodsConditions,
        freeFrom: fc.constantFrom("10.00", "20.00", "99.90"),
        when: fc.constant({ quantity: { atLeast: 2 } }),
      },
      { requiredKeys: [] },
    ),
    base: bases,
    discounted: fc.boolean(),
    comesBack: fc.constantFrom(null, true, false),
  })
  .map(({ kind, price: own, terms, base, discounted, comesBack }) => {
    const seen = discounted && kind !== "deposit";
    return {
      kind,
      ...own,
      ...terms,
      ...(comesBack === null ? {} : { comesBack }),
      ...(seen ? { discounted: true } : {}),
      ...(own.rate === undefined || seen ? {} : { of: base }),
      ...(terms.freeFrom === undefined || seen ? {} : { counts: base }),
    };
  });

/** Rule sets with overlapping promotions, fees and taxes, each or none. */
export const chargedRules: fc.Arbitrary<RulesDocument> = fc
  .record({
    document: ruleSets(),
    tax: fc.option(taxes, { nil: undefined, freq: 5 }),
    fees: fc.array(fee, { maxLength: 3 }),
  })
  .map(({ document, tax, fees }) => ({
    ...document,
    ...(tax === undefined ? {} : { tax }),
    fees: fees.map((one, i) => ({ ...one, id: `f${i}` })),
  }));

/** Baskets of which some lines name a tax class. */
export const chargedBaskets: fc.Arbitrary<Basket> = fc
  .tuple(
    baskets(),
    fc.array(fc.constantFrom(undefined, undefined, ...classIds), { minLength: 7, maxLength: 7 }),
  )
  .map(([of, classes]) => ({
    ...of,
    lines: of.lines.map((line, i) => {
      const taxId = classes[i];
      return taxId === undefined ? line : { ...line, taxId };
    }),
  }));

/** A basket whose lines name no class that the rules do not have. */
export function known(of: Basket, { tax }: RulesDocument): Basket {
  const ids = new Set(tax?.classes.map(({ id }) => id));
  return {
    ...of,
    lines: of.lines.map((line) => {
      const { taxId, ...rest } = line;
      return taxId === undefined || !ids.has(taxId) ? rest : line;
    }),
  };
}
