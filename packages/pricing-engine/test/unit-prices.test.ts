import type {
  Basket,
  BasketLine,
  FlashPricePromotion,
  PriceText,
  Promotion,
} from "@tillwright/pricing-engine";
import { describe, expect, test } from "vitest";
import { basket, due, line, member, price, rules } from "./build.js";

type FlashDuring = FlashPricePromotion["during"];

const allDay = { daily: { from: "00:00", until: "24:00" } };

function flash(id: string, prices: Readonly<Record<string, string>>, piecesPerMember?: number) {
  const limit = piecesPerMember === undefined ? {} : { piecesPerMember };
  return { kind: "flash-price", id, prices, during: allDay, ...limit } satisfies Promotion;
}

function bought(promotionId: string, uses: number, scope: "member" | "total" = "member") {
  return { promotionId, scope, uses, amount: 0 };
}

function forMember(lines: readonly BasketLine[], usage: Basket["usage"] = []): Basket {
  return basket(lines, { member: member(), usage });
}

/** What each line costs in yuan, by its id. */
function paid(promotions: readonly Promotion[], of: Basket): Record<string, number> {
  const { lines } = price(rules(promotions), of);
  return Object.fromEntries(lines.map((one) => [one.lineId, one.paid / 100]));
}

function appliedBy(promotions: readonly Promotion[], of: Basket): readonly string[] {
  return price(rules(promotions), of).applied.map(({ promotionId }) => promotionId);
}

describe("a price for some pieces only", () => {
  test("goes where it saves most a piece: of a pie from 30 to 20 and a cake from 20 to 16, the pies have it", () => {
    const two = flash("f", { cake: "16.00", pie: "20.00" }, 2);
    const of = forMember([line("cake", 20, 2), line("pie", 30, 2)]);
    expect(paid([two], of)).toEqual({ cake: 40, pie: 40 });
    const three = flash("f", { cake: "16.00", pie: "20.00" }, 3);
    expect(paid([three], of)).toEqual({ cake: 36, pie: 40 });
    const five = flash("f", { cake: "16.00", pie: "20.00" }, 5);
    expect(paid([five], of)).toEqual({ cake: 32, pie: 40 });
  });

  test("of goods on which it saves the same, the product whose id comes first has it", () => {
    const one = flash("f", { bread: "16.00", apple: "6.00" }, 1);
    const lines = [line("bread", 20), line("apple", 10)];
    expect(paid([one], forMember(lines))).toEqual({ apple: 6, bread: 20 });
    expect(paid([one], forMember([...lines].reverse()))).toEqual({ apple: 6, bread: 20 });
  });

  test("of different goods of one product, the line whose id comes first has it", () => {
    const one = flash("f", { cake: "16.00" }, 1);
    const lines = [
      line("cake", 20, 1, { lineId: "b", brand: "x" }),
      line("cake", 20, 1, { lineId: "a", brand: "y" }),
    ];
    expect(paid([one], forMember(lines))).toEqual({ a: 16, b: 20 });
    expect(paid([one], forMember([...lines].reverse()))).toEqual({ a: 16, b: 20 });
  });

  test("two such prices for one cake: the lower one first, then the other, then the shelf price", () => {
    const [few, more] = [flash("z", { cake: "10.00" }, 1), flash("a", { cake: "12.00" }, 2)];
    const cakes = (count: number) => forMember([line("cake", 20, count)]);
    expect(due(rules([few, more]), cakes(4))).toBe(10 + 12 + 12 + 20);
    expect(due(rules([few, more]), cakes(3))).toBe(10 + 12 + 12);
    expect(due(rules([few, more]), cakes(2))).toBe(10 + 12);
    const priced = price(rules([few, more]), cakes(4));
    expect(priced.applied.map((one) => [one.promotionId, one.times, one.amount])).toEqual([
      ["a", 2, 1600],
      ["z", 1, 1000],
    ]);
  });

  test("of two such prices that are the same, the first by its id is used up first", () => {
    const same = [flash("b", { cake: "16.00" }, 1), flash("a", { cake: "16.00" }, 1)];
    expect(appliedBy(same, forMember([line("cake", 20)]))).toEqual(["a"]);
    expect(appliedBy(same, forMember([line("cake", 20, 2)]))).toEqual(["a", "b"]);
  });

  test("counts what this member bought at this price before, and nothing else", () => {
    const two = flash("f", { cake: "16.00" }, 2);
    const after = (...usage: Basket["usage"]) =>
      due(rules([two]), forMember([line("cake", 20, 3)], usage));
    expect(after()).toBe(52);
    expect(after(bought("f", 1))).toBe(56);
    expect(after(bought("f", 2))).toBe(60);
    expect(after(bought("f", 9))).toBe(60);
    expect(after(bought("other", 2))).toBe(52);
    expect(after(bought("f", 2, "total"))).toBe(52);
    expect(after(bought("f", 2, "total"), bought("other", 2), bought("f", 1))).toBe(56);
  });

  test("never counts grams: weighed goods have it whatever was bought", () => {
    const nuts = (lineId: string, grams: number) =>
      line("nuts", 1, 1, {
        lineId,
        quantity: { kind: "measure", amount: grams, unit: "g" },
        price: { unit: { micros: 40_000_000, per: 500, unit: "g" } },
      });
    const perPound: Promotion = {
      ...flash("f", {}, 1),
      prices: { nuts: { price: "30.00", per: "500 g" } },
    };
    expect(paid([perPound], forMember([nuts("a", 500), nuts("b", 1000)]))).toEqual({
      a: 30,
      b: 60,
    });
  });

  test("is left to the lines of its goods one after the other", () => {
    const three = flash("f", { cake: "16.00" }, 3);
    const lines = ["l1", "l2", "l3"].map((lineId) => line("cake", 20, 2, { lineId }));
    const priced = price(rules([three]), forMember(lines));
    expect(priced.lines.map((one) => one.paid)).toEqual([3200, 3600, 4000]);
    expect(priced.lines.map((one) => one.adjustments.map(({ amount }) => amount))).toEqual([
      [800],
      [400],
      [],
    ]);
    expect(priced.lines.map(({ runs }) => runs.map((run) => [run.count, run.paid]))).toEqual([
      [[2, 1600]],
      [
        [1, 1600],
        [1, 2000],
      ],
      [[2, 2000]],
    ]);
  });

  test("leaves no line dearer than it was, even where a fen is odd: 3, 1 and 1 screws at 0.016, now 0.014", () => {
    const lines = [3, 1, 1].map((count, i) => line("screw", 0.016, count, { lineId: `l${i}` }));
    const priced = price(rules([flash("f", { screw: "0.014" })]), basket(lines));
    expect(priced.lines.map(({ list }) => list)).toEqual([5, 2, 1]);
    expect(priced.lines.map(({ deal }) => deal)).toEqual([5, 1, 1]);
  });

  test("that is no lower than the shelf price gives nothing and is not used up", () => {
    const dear = flash("f", { cake: "25.00" }, 1);
    const priced = price(rules([dear]), forMember([line("cake", 20, 2)]));
    expect(priced.totals.due).toBe(4000);
    expect(priced.applied).toEqual([]);
    expect(priced.lines[0]?.adjustments).toEqual([]);
  });
});

describe("限时价 in its days", () => {
  const noon = (day: string) => `${day}T12:00:00+08:00`;
  const at = (day: string) => Date.parse(noon(day));
  const sold = (during: FlashDuring, instant: number) =>
    due(
      rules([{ kind: "flash-price", id: "f", prices: { tea: "7.00" }, during }]),
      basket([line("tea", 10)], { at: instant }),
    );

  test("begins with its first instant", () => {
    const from = noon("2027-06-15");
    expect(sold({ from }, at("2027-06-15") - 1)).toBe(10);
    expect(sold({ from }, at("2027-06-15"))).toBe(7);
    expect(sold({ from }, at("2028-06-15"))).toBe(7);
  });

  test("ends before the instant it is given until", () => {
    const until = noon("2027-06-15");
    expect(sold({ until }, at("2026-06-15"))).toBe(7);
    expect(sold({ until }, at("2027-06-15") - 1)).toBe(7);
    expect(sold({ until }, at("2027-06-15"))).toBe(10);
  });

  test("lies between both", () => {
    const during = { from: noon("2027-06-15"), until: noon("2027-06-18") };
    const days = ["14", "15", "16", "17", "18", "19"].map((day) =>
      sold(during, at(`2027-06-${day}`)),
    );
    expect(days).toEqual([10, 7, 7, 7, 10, 10]);
  });
});

describe("会员价 of everybody and of a tier", () => {
  const gold = { member: member({ tier: "gold" }) };
  const tea = (everyone: PriceText, own: PriceText): Promotion => ({
    kind: "member-price",
    id: "m",
    prices: { tea: everyone },
    byTier: { gold: { tea: own } },
  });
  const owed = (promotion: Promotion, of: Partial<Basket>, quantity?: BasketLine["quantity"]) => {
    const kilo = { unit: { micros: 40_000_000, per: 1000, unit: "g" as const } };
    const more = quantity === undefined ? {} : { quantity, price: kilo };
    return due(rules([promotion]), basket([line("tea", 10, 1, more)], of));
  };

  test("the lower one counts, whichever it is", () => {
    expect(owed(tea("9.00", "8.00"), gold)).toBe(8);
    expect(owed(tea("8.00", "9.00"), gold)).toBe(8);
    expect(owed(tea("8.00", "9.00"), { member: member({ tier: "silver" }) })).toBe(8);
    expect(owed(tea("8.00", "9.00"), { member: member() })).toBe(8);
    expect(owed(tea("8.00", "9.00"), {})).toBe(10);
  });

  test("one that is given for a weight says nothing of pieces, and the other way round", () => {
    const perKilo = { price: "30.00", per: "1 kg" };
    const pound = { kind: "measure", amount: 500, unit: "g" } as const;
    expect(owed(tea("9.00", perKilo), gold)).toBe(9);
    expect(owed(tea(perKilo, "9.00"), gold)).toBe(9);
    expect(owed(tea("9.00", perKilo), gold, pound)).toBe(15);
    expect(owed(tea(perKilo, "9.00"), gold, pound)).toBe(15);
  });
});

describe("a member's rate beside prices", () => {
  const gold = { member: member({ tier: "gold" }) };
  const rate = (id: string, pay: string, priority = 0): Promotion => ({
    kind: "member-rate",
    id,
    pay,
    priority,
  });

  test("by `priority`, goods without a price of their own have the rate", () => {
    const promotions = [flash("f", { cake: "16.00" }), rate("r", "80%")];
    const document = rules(promotions, { pricePolicy: "priority" });
    expect(due(document, basket([line("cake", 20), line("tea", 10)], gold))).toBe(16 + 8);
  });

  test("by `priority`, pieces beyond a limited price have the rate", () => {
    const promotions = [flash("f", { cake: "16.00" }, 1), rate("r", "90%")];
    const document = rules(promotions, { pricePolicy: "priority" });
    expect(due(document, basket([line("cake", 20, 3)], gold))).toBe(16 + 18 + 18);
  });

  test("by `priority`, the rate of the highest priority counts, even when another is better", () => {
    const promotions = [rate("a", "80%"), rate("b", "90%", 5)];
    const of = basket([line("tea", 100)], gold);
    expect(due(rules(promotions, { pricePolicy: "priority" }), of)).toBe(90);
    expect(due(rules(promotions, { pricePolicy: "lowest" }), of)).toBe(80);
    expect(due(rules(promotions, { pricePolicy: "stack" }), of)).toBe(72);
  });

  test("of rates with one priority the best counts, and of equal ones the first", () => {
    const of = basket([line("tea", 100)], gold);
    for (const pricePolicy of ["priority", "lowest"] as const) {
      for (const [one, other] of [
        ["80%", "90%"],
        ["90%", "80%"],
      ] as const) {
        expect(due(rules([rate("a", one), rate("b", other)], { pricePolicy }), of)).toBe(80);
      }
      const equal = price(rules([rate("b", "80%"), rate("a", "80%")], { pricePolicy }), of);
      expect(equal.applied.map(({ promotionId }) => promotionId)).toEqual(["a"]);
    }
  });

  test("by `lowest`, a price that is as low or lower keeps its name", () => {
    const low: Promotion = { kind: "member-price", id: "z", prices: { tea: "80.00" } };
    const of = basket([line("tea", 100)], gold);
    expect(appliedBy([rate("a", "80%"), low], of)).toEqual(["z"]);
    expect(appliedBy([rate("a", "95%"), low], of)).toEqual(["z"]);
    expect(appliedBy([rate("a", "79%"), low], of)).toEqual(["a"]);
    expect(due(rules([rate("a", "95%"), low]), of)).toBe(80);
  });

  test("of two prices that are the same, the first by its id counts", () => {
    const prices = [flash("b", { tea: "80.00" }), flash("a", { tea: "80.00" })];
    expect(appliedBy(prices, basket([line("tea", 100)]))).toEqual(["a"]);
  });

  test("a rate of 100% is none", () => {
    const priced = price(rules([rate("r", "100%")]), basket([line("tea", 100)], gold));
    expect(priced.applied).toEqual([]);
    expect(priced.lines[0]?.adjustments).toEqual([]);
  });
});
