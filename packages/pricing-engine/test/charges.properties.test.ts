import type { PricedBasket, PricedLine, RulesDocument, TaxClass } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { type Laws, laws } from "@tillwright/pricing-engine/testing";
import { verify } from "@tillwright/pricing-engine/verify";
import { Decimal as DecimalBase } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";
import { chargedBaskets, chargedRules, known, taxes } from "./charges.js";
import { runs } from "./runs.js";

const Decimal = DecimalBase.clone({ precision: 60 });
const charged = fc
  .tuple(chargedRules, chargedBaskets)
  .map(([document, of]) => [document, known(of, document)] as const);
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
const everything = ({ lines, fees }: PricedBasket): readonly Omit<PricedLine, "lineId">[] => [
  ...lines,
  ...fees,
];

test("generated fees, taxes and baskets pass the parsers, and every result stands verification", () => {
  fc.assert(
    fc.property(charged, ([document, of]) => {
      const parsed = parseRules(document);
      expect(parsed.ok ? [] : parsed.issues).toEqual([]);
      const read = parseBasket(of);
      expect(read.ok ? [] : read.issues).toEqual([]);
      expect(verify(of, document, compile(document).price(of))).toEqual([]);
    }),
    runs,
  );
});

const kept: readonly (keyof Laws)[] = [
  "sharesSumExactly",
  "sameInputSameBytes",
  "orderOfLines",
  "orderOfRules",
  "splittingLines",
  "mergingLines",
];

test.each(kept)("with fees and taxes too: %s", (name) => {
  fc.assert(
    fc.property(charged, ([document, of]) => {
      expect(laws[name](compile(document), of)).toEqual([]);
    }),
    runs,
  );
});

test("the order of the fees changes nothing", () => {
  fc.assert(
    fc.property(charged, ([document, of]) => {
      const turned = { ...document, fees: [...(document.fees ?? [])].reverse() };
      expect(compile(turned).price(of)).toEqual(compile(document).price(of));
    }),
    runs,
  );
});

describe("the tax", () => {
  test("of units sums to the line, of lines and fees to the basket, and to the taxes by rate", () => {
    fc.assert(
      fc.property(charged, ([document, of]) => {
        const priced = compile(document).price(of);
        for (const one of everything(priced)) {
          expect(sum(one.runs.map(({ tax, count }) => tax * count))).toBe(one.tax);
          expect(sum(one.runs.map(({ paid, count }) => paid * count))).toBe(one.paid);
        }
        expect(sum(everything(priced).map(({ tax }) => tax))).toBe(priced.totals.tax);
        expect(sum(priced.taxes.map(({ amount }) => amount))).toBe(priced.totals.tax);
      }),
      runs,
    );
  });

  test("that is contained changes nothing of what is due, but for the exempt", () => {
    fc.assert(
      fc.property(charged, ([document, of]) => {
        const { tax: _tax, ...untaxed } = document;
        const priced = compile(document).price(of);
        const plain = compile(untaxed).price({
          ...of,
          lines: of.lines.map(({ taxId: _taxId, ...rest }) => rest),
        });
        const off = sum(
          everything(priced).flatMap(({ adjustments }) =>
            adjustments.filter(({ lane }) => lane === "tax").map(({ amount }) => amount),
          ),
        );
        const added = priced.taxIncluded ? 0 : priced.totals.tax;
        // Lines that differ in their tax class alone are rounded by themselves, and which promotion of a group is best
        // depends on the tax that is added.
        fc.pre(of.lines.every(({ taxId }) => taxId === undefined));
        fc.pre(document.promotions.every(({ group }) => group === undefined));
        expect(priced.totals.due).toBe(plain.totals.due + added - off);
      }),
      runs,
    );
  });

  test("of a unit never exceeds what is paid for it and for its discount by others", () => {
    fc.assert(
      fc.property(charged, ([document, of]) => {
        for (const one of everything(compile(document).price(of))) {
          const funded = one.adjustments.some(({ fundedBy }) => fundedBy !== "shop");
          if (funded) continue;
          for (const { paid, tax } of one.runs) expect(tax).toBeLessThanOrEqual(2 * paid);
          if (one.paid === 0) expect(one.tax).toBe(0);
        }
      }),
      runs,
    );
  });
});

function oracleRate({ rate, parts }: TaxClass): DecimalBase {
  const share = (text: string): DecimalBase => new Decimal(text.slice(0, -1)).div(100);
  let whole = new Decimal(1);
  for (const part of parts ?? [{ rate: rate ?? "", compound: false }]) {
    whole = whole.plus(share(part.rate).times(part.compound === true ? whole : 1));
  }
  return whole.minus(1);
}

const modes = {
  "half-up": Decimal.ROUND_HALF_UP,
  "half-even": Decimal.ROUND_HALF_EVEN,
  down: Decimal.ROUND_DOWN,
  up: Decimal.ROUND_UP,
} as const;

test("the tax of a class is what decimal arithmetic makes of it, per order and per line", () => {
  const prices = fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(taxes, prices, (terms, cents) => {
      const [first] = terms.classes;
      if (first === undefined) return;
      const { goods: _goods, ...everywhere } = first;
      const { exempt: _exempt, ...tax } = { ...terms, classes: [everywhere] };
      const document: RulesDocument = rules([], { tax });
      const of = basket(cents.map((amount, i) => line(`p${i}`, 0, 1, { price: { amount } })));
      const rate = oracleRate(everywhere);
      const mode = modes[(tax.rounding?.mode ?? "half-up") as keyof typeof modes];
      const share = tax.prices === "included" ? rate.div(rate.plus(1)) : rate;
      // A quotient that is no finite decimal is never the exact middle, so its last digit cannot mislead the rounding.
      const taxOf = (amount: number): number =>
        new Decimal(amount).times(share).toDecimalPlaces(30).toDecimalPlaces(0, mode).toNumber();
      const expected = tax.rounding?.per === "line" ? sum(cents.map(taxOf)) : taxOf(sum(cents));
      expect(compile(document).price(of).totals.tax).toBe(expected);
    }),
    runs,
  );
});
