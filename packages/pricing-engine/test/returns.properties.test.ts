import type { PricedBasket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import {
  planReturn,
  type ReturnPlan,
  type ReturnPolicy,
  type UnitsWanted,
} from "@tillwright/pricing-engine/returns";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chargedBaskets, chargedRules, known } from "./charges.js";
import { runs } from "./runs.js";

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
const policies: readonly ReturnPolicy[] = [
  "proportional",
  "reprice-kept",
  "claw-back-gift",
  "block",
];

const returns = fc
  .record({
    document: chargedRules,
    basket: chargedBaskets,
    policy: fc.constantFrom(...policies),
    steps: fc.array(fc.record({ line: fc.nat(6), count: fc.integer({ min: 1, max: 3 }) }), {
      maxLength: 5,
    }),
  })
  .map(({ document, basket, ...rest }) => ({ ...rest, document, basket: known(basket, document) }));

/** The plans of returns one after the other, and at last of all that is left. */
function carriedOut(
  document: RulesDocument,
  sold: {
    readonly basket: Parameters<ReturnType<typeof compile>["price"]>[0];
    readonly priced: PricedBasket;
  },
  policy: ReturnPolicy,
  steps: readonly UnitsWanted[],
): readonly ReturnPlan[] {
  const engine = compile(document);
  const plans: ReturnPlan[] = [];
  const rest = sold.priced.lines.map(({ lineId }) => ({ lineId }));
  const gifts = sold.priced.gifts.flatMap(({ promotionId, productId, count }) =>
    productId === null ? [] : [{ promotionId, productId, count }],
  );
  for (const now of [...steps.map((one) => [one]), rest]) {
    const brought = now === rest ? { gifts } : {};
    const planned = planReturn({ ...sold, ...brought, engine, policy, earlier: plans, now });
    if (planned.ok) plans.push(planned.value);
    else expect(planned.refusal.code).not.toBe("pricing.return-unknown-line");
  }
  return plans;
}

/** The units that come back, with lines of the basket in place of the drawn numbers. */
function wantedOf(
  { lines }: PricedBasket,
  steps: readonly { readonly line: number; readonly count: number }[],
): readonly { readonly lineId: string; readonly count: number }[] {
  return steps.map(({ line, count }) => ({
    lineId: lines[line % lines.length]?.lineId ?? "",
    count,
  }));
}

function moneyOf(priced: PricedBasket): number {
  const added = priced.taxIncluded ? 0 : sum(priced.lines.map(({ tax }) => tax));
  return sum(priced.lines.map(({ paid }) => paid)) + added;
}

test("in any order and any split, under every policy, all returns together bring what was paid", () => {
  fc.assert(
    fc.property(returns, ({ document, basket, policy, steps }) => {
      fc.pre(basket.lines.length > 0);
      const priced = compile(document).price(basket);
      const wanted = wantedOf(priced, steps);
      const plans = carriedOut(document, { basket, priced }, policy, wanted);
      expect(sum(plans.map(({ money }) => money))).toBe(moneyOf(priced));
      expect(sum(plans.map(({ tax }) => tax))).toBe(sum(priced.lines.map(({ tax }) => tax)));
      const pinned = priced.lines.flatMap((line) => line.runs.map((run) => run.points * run.count));
      expect(sum(plans.map(({ points }) => points))).toBe(sum(pinned));
      for (const { feeId, comesBack, paid, tax } of priced.fees) {
        const back = plans.flatMap(({ fees }) => fees.filter((fee) => fee.feeId === feeId));
        const whole = priced.taxIncluded ? paid : paid + tax;
        expect(sum(back.map(({ money }) => money))).toBe(comesBack ? whole : 0);
      }
    }),
    runs,
  );
});

test("no step pays back more than was paid for the units that came back, and none takes money", () => {
  fc.assert(
    fc.property(returns, ({ document, basket, policy, steps }) => {
      fc.pre(basket.lines.length > 0);
      const priced = compile(document).price(basket);
      const wanted = wantedOf(priced, steps);
      let open = 0;
      for (const plan of carriedOut(document, { basket, priced }, policy, wanted)) {
        expect(plan.money).toBeGreaterThanOrEqual(0);
        open += plan.withheld;
        expect(open).toBeGreaterThanOrEqual(0);
      }
      expect(open).toBe(0);
    }),
    runs,
  );
});

test("a proportional return costs the same at once and piece by piece", () => {
  fc.assert(
    fc.property(returns, ({ document, basket }) => {
      const [line] = basket.lines;
      fc.pre(line !== undefined && line.quantity.kind === "pieces" && line.quantity.count > 1);
      const engine = compile(document);
      const sold = { basket, priced: engine.price(basket), policy: "proportional" as const };
      const lineId = line?.lineId ?? "";
      const both = planReturn({ ...sold, now: [{ lineId, count: 2 }] });
      const first = planReturn({ ...sold, now: [{ lineId, count: 1 }] });
      if (!both.ok || !first.ok) throw new Error("a proportional return is never refused");
      const earlier = [first.value];
      const second = planReturn({ ...sold, earlier, now: [{ lineId, count: 1 }] });
      if (!second.ok) throw new Error("a proportional return is never refused");
      expect(first.value.money + second.value.money).toBe(both.value.money);
    }),
    runs,
  );
});

test("the lines of a plan bring the same money, tax and points in an exchange", () => {
  fc.assert(
    fc.property(returns, ({ document, basket, policy, steps }) => {
      fc.pre(basket.lines.length > 0);
      const engine = compile(document);
      const priced = engine.price(basket);
      const wanted = steps.map(({ line, count }) => ({
        lineId: priced.lines[line % priced.lines.length]?.lineId ?? "",
        count,
      }));
      for (const plan of carriedOut(document, { basket, priced }, policy, wanted)) {
        const { returned, totals } = engine.price({ ...basket, lines: [], returns: plan.lines });
        const fees = sum(plan.fees.map(({ money }) => money));
        expect(totals.due).toBe(-(plan.money + fees) + 0);
        expect(sum(returned.map(({ points }) => points))).toBe(plan.points);
        const tax = plan.tax + sum(plan.fees.map((fee) => fee.tax));
        expect(sum(returned.map((one) => one.tax))).toBe(tax);
      }
    }),
    runs,
  );
});
