import type { Promotion } from "@tillwright/pricing-engine";
import { type GiftBack, planReturn } from "@tillwright/pricing-engine/returns";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";
import { plan, refusal, sale } from "./planned-return.js";

const mug = { product: "mug", value: "12.00" };
const pin = { product: "pin", value: "2.00" };
const back = (promotionId: string, productId: string, count = 1): GiftBack => ({
  promotionId,
  productId,
  count,
});
const shirts = (count: number) => [{ lineId: "shirt", count }];

describe("每满100送杯子, worth 12, three shirts of 100", () => {
  const each: Promotion = { kind: "gift", id: "g", amount: "100.00", every: true, gifts: [mug] };
  const of = sale(rules([each]), basket([line("shirt", 100, 3)]));

  test("each shirt asks one mug back, and no more than one", () => {
    const first = plan(of, "claw-back-gift", shirts(1));
    expect(first).toMatchObject({
      money: 8_800,
      giftsAskedBack: [{ ...back("g", "mug", 1), value: 1_200 }],
    });
    expect(plan(of, "claw-back-gift", shirts(2))).toMatchObject({
      money: 17_600,
      giftsAskedBack: [back("g", "mug", 2)],
    });
  });

  test("a mug that came back is not asked for again", () => {
    expect(plan(of, "claw-back-gift", shirts(2), [], [back("g", "mug")])).toMatchObject({
      money: 18_800,
      giftsAskedBack: [back("g", "mug", 1)],
    });
    const all = plan(of, "claw-back-gift", shirts(3), [], [back("g", "mug", 3)]);
    expect(all).toMatchObject({ money: 30_000, giftsAskedBack: [] });
  });

  test("a mug brought by itself brings what was withheld for it, as a line of its own", () => {
    const first = plan(of, "reprice-kept", shirts(1));
    const later = plan(of, "reprice-kept", [], [first], [back("g", "mug")]);
    expect(later).toMatchObject({ money: 1_200, withheld: -1_200, tax: 0, points: 0 });
    expect(later.reason).toMatchObject({ code: "pricing.return.gift-back" });
    expect(later.lines).toEqual([
      {
        returnId: "gift",
        lineId: "gift",
        taxIncluded: true,
        runs: [{ count: 1, paid: 1_200, tax: 0, pointsOffset: 0, points: 0 }],
      },
    ]);
  });

  test("a mug brought while it is still earned brings nothing and makes no line", () => {
    const early = plan(of, "reprice-kept", [], [], [back("g", "mug")]);
    expect(early).toMatchObject({ money: 0, lines: [], giftsAskedBack: [] });
    expect(early.reason.code).toBe("pricing.return.gift-back");
  });

  test.each([
    ["none of it", [back("g", "mug", 0)]],
    ["less than none", [back("g", "mug", -1)]],
    ["half a mug", [back("g", "mug", 0.5)]],
    ["more than were given", [back("g", "mug", 4)]],
    ["more than were given, one by one", [back("g", "mug", 2), back("g", "mug", 2)]],
    ["another product", [back("g", "pin")]],
    ["the mug of another promotion", [back("h", "mug")]],
  ])("is misuse: %s", (_title, gifts) => {
    const request = { ...of, policy: "claw-back-gift" as const, now: shirts(1), gifts };
    expect(() => planReturn(request)).toThrow(
      expect.objectContaining({ code: "pricing.bad-return" }),
    );
  });
});

describe("gifts to choose from: three of mug (12) and pin (2)", () => {
  const choose: Promotion = {
    kind: "gift",
    id: "g",
    amount: "100.00",
    every: true,
    gifts: [mug, pin],
  };
  const chosen = (...choices: readonly { readonly productId: string; readonly count: number }[]) =>
    sale(
      rules([choose]),
      basket([line("shirt", 100, 3)], {
        choices: choices.map((one) => ({ promotionId: "g", ...one })),
      }),
    );

  test("the one of least value is asked back first", () => {
    const of = chosen({ productId: "mug", count: 2 }, { productId: "pin", count: 1 });
    expect(plan(of, "claw-back-gift", shirts(1))).toMatchObject({
      money: 9_800,
      giftsAskedBack: [back("g", "pin", 1)],
    });
    expect(plan(of, "claw-back-gift", shirts(2))).toMatchObject({
      money: 20_000 - 200 - 1_200,
      giftsAskedBack: [back("g", "pin", 1), back("g", "mug", 1)],
    });
  });

  test("a mug that came back does not stand for a pin", () => {
    const of = chosen({ productId: "mug", count: 2 }, { productId: "pin", count: 1 });
    expect(plan(of, "claw-back-gift", shirts(3), [], [back("g", "mug", 1)])).toMatchObject({
      giftsAskedBack: [back("g", "pin", 1), back("g", "mug", 1)],
    });
  });

  test("what was never chosen is not asked back", () => {
    const of = chosen({ productId: "mug", count: 1 });
    expect(plan(of, "claw-back-gift", shirts(2)).giftsAskedBack).toEqual([]);
    expect(plan(of, "claw-back-gift", shirts(3))).toMatchObject({
      money: 28_800,
      giftsAskedBack: [back("g", "mug", 1)],
    });
  });
});

describe("two promotions that give the same mug", () => {
  const each = (id: string, product: string): Promotion => ({
    kind: "gift",
    id,
    goods: { product },
    amount: "100.00",
    gifts: [mug],
  });
  const both = rules([each("g", "shirt"), each("h", "shoe")]);
  const of = sale(both, basket([line("shirt", 100), line("shoe", 200)]));
  const shoe = [{ lineId: "shoe" }];

  test("only that of the goods that come back is asked for", () => {
    expect(plan(of, "claw-back-gift", shoe)).toMatchObject({
      money: 18_800,
      giftsAskedBack: [back("h", "mug", 1)],
    });
    expect(plan(of, "claw-back-gift", shirts(1)).giftsAskedBack).toMatchObject([back("g", "mug")]);
  });

  test("the mug of one does not stand for that of the other", () => {
    const other = plan(of, "claw-back-gift", shoe, [], [back("g", "mug")]);
    expect(other.giftsAskedBack).toMatchObject([back("h", "mug", 1)]);
    const twice = { ...of, policy: "block" as const, now: shoe, gifts: [back("h", "mug", 2)] };
    expect(() => planReturn(twice)).toThrow(/gifts come back that the sale did not give/u);
  });

  test("block names the promotion whose mug is missing, and no other", () => {
    expect(refusal(of, "block", shoe)).toMatchObject({ promotions: ["h"], short: 0 });
  });
});
