import {
  type Effect,
  type Lane,
  perPiece,
  promotionKind,
  shareBlocks,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { isCodedError, rateOf } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";

/** What a promotion of a vendor's kind makes of a piece of tea at 10.00 and two of milk at 5.00: what is due, or the complaint. */
function tried(effect: Effect, lane: Lane): string | number {
  const kind = promotionKind("acme:x", { lanes: [lane], compile: () => effect });
  try {
    const engine = compile(rules([{ kind: "acme:x", id: "x" }]), {
      extensions: [{ name: "acme", kinds: [kind] }],
    });
    const of = basket([line("tea", 10), line("milk", 5, 2)]);
    return engine.price(of).totals.due;
  } catch (error) {
    return isCodedError(error) ? `${error.code}: ${error.message}` : String(error);
  }
}

const price = (of: number | null): Effect => ({
  form: "absolute-price",
  piecesPerMember: null,
  priceOf: () => of,
});
const rate = (numerator: number, denominator: number): Effect => ({
  form: "price-rate",
  rateOf: () => ({ numerator, denominator }),
});
const noRate: Effect = { form: "price-rate", rateOf: () => null };
const units = shareBlocks([rateOf(1, 1), rateOf(1, 2)], { atMost: null });
const joint = (amount: number, times = 1): Effect => ({
  form: "joint",
  sharedBy: "running",
  discount: () => ({ amount, times }),
});
const each = (amount: number): Effect => ({ form: "each", discount: () => amount });
const whole = (...amounts: readonly number[]): Effect => ({
  form: "whole",
  discount: () => amounts,
});
const gifts = (times: number, count: number, value: number): Effect => ({
  form: "gifts",
  rights: () => [{ times, count, offers: [{ productId: "cup", value }] }],
});

describe("what each form of effect gives in the lanes that know it", () => {
  test.each<[string, Effect, readonly Lane[], number]>([
    ["a price for all units", price(300), ["unit-price"], 600],
    ["no price", price(null), ["unit-price"], 2000],
    ["a rate", rate(1, 2), ["unit-price"], 1000],
    ["no rate", noRate, ["unit-price"], 2000],
    ["blocks of two, the second at half", units, ["item"], 1750],
    ["an amount off together", joint(300), ["order", "coupon", "manual"], 1700],
    ["an amount off each", each(300), ["order", "coupon", "manual"], 1400],
    ["amounts off", whole(100, 200), ["order", "coupon", "manual"], 1700],
    ["gifts", gifts(1, 1, 500), ["item", "order", "coupon"], 2000],
  ])("%s", (_name, effect, own, due) => {
    for (const lane of ["unit-price", "item", "order", "coupon", "manual"] as const) {
      expect([lane, tried(effect, lane)]).toEqual([
        lane,
        own.includes(lane)
          ? due
          : `pricing.bad-extension: extension acme: acme:x answers with ${effect.form} cannot run in the lane ${lane}`,
      ]);
    }
  });
});

describe("an effect that breaks a law is named with what it said", () => {
  const most = Number.MAX_SAFE_INTEGER;
  test.each<[string, Effect, Lane, string]>([
    ["a price below zero", price(-1), "unit-price", `a price of -1 where 0 to ${most}`],
    ["a price of a fraction", price(0.5), "unit-price", `a price of 0.5 where 0 to ${most}`],
    ["a rate above the whole", rate(3, 2), "unit-price", "a share of 3 where 0 to 2"],
    ["a rate below zero", rate(-1, 2), "unit-price", "a share of -1 where 0 to 2"],
    [
      "more than the piece costs",
      perPiece((one) => one + 1),
      "item",
      "a gain of 501 where 0 to 500",
    ],
    ["less than nothing", perPiece(() => -1), "item", "a gain of -1 where 0 to"],
    ["half a round", { ...units, rounds: () => 0.5 }, "item", `a rounds of 0.5 where 0 to ${most}`],
    ["a round below zero", { ...units, rounds: () => -1 }, "item", "a rounds of -1 where 0"],
    ["less than nothing together", joint(-1), "order", `a discount of -1 where 0 to ${most}`],
    ["half a time", joint(1, 0.5), "order", `a times of 0.5 where 0 to ${most}`],
    ["more than is left", each(1001), "order", "a discount of 1001 where 0 to 1000"],
    ["more than is left of some", whole(0, 1001), "order", "a discount of 1001 where 0 to 1000"],
    ["too few amounts", whole(1), "order", "1 amounts for 2 goods"],
    ["too many amounts", whole(1, 1, 1), "order", "3 amounts for 2 goods"],
    ["half a gift", gifts(1, 0.5, 0), "order", `a count of 0.5 where 0 to ${most}`],
    ["gifts half a time", gifts(0.5, 1, 0), "order", `a times of 0.5 where 0 to ${most}`],
    [
      "a gift worth less than nothing",
      gifts(1, 1, -1),
      "order",
      `a value of -1 where 0 to ${most}`,
    ],
  ])("%s", (_name, effect, lane, said) => {
    expect(tried(effect, lane)).toMatch(
      `pricing.bad-extension: extension acme: acme:x answers with ${said}`,
    );
  });
});

test("as many rounds as the basket gives a right to, and none without one", () => {
  const half = (rounds: number): Effect => ({ ...perPiece(() => 100), rounds: () => rounds });
  expect(tried(half(0), "item")).toBe(2000);
  expect(tried(half(1), "item")).toBe(1900);
  expect(tried(half(2), "item")).toBe(1800);
  expect(tried({ ...perPiece(() => 100), atMost: 1, rounds: () => 2 }, "item")).toBe(1900);
});

test("what a vendor's promotion sees of the goods cannot be changed through it", () => {
  const seen: boolean[] = [];
  tried(
    {
      form: "whole",
      discount: ({ goods }) => {
        seen.push(...goods.map(Object.isFrozen));
        return goods.map(() => 0);
      },
    },
    "order",
  );
  tried(
    {
      form: "gifts",
      rights: ({ goods }) => {
        seen.push(...goods.map(Object.isFrozen));
        return [];
      },
    },
    "order",
  );
  expect(seen).toEqual([true, true, true, true]);
});
