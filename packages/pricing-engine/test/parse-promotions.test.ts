import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { describe, expect, test } from "vitest";
import { rules } from "./build.js";

/** Every problem of one promotion, as its path within the promotion and its sentence. */
function problems(promotion: object): readonly string[] {
  const result = parseRules({ ...rules([]), promotions: [{ id: "a", ...promotion }] });
  return result.ok
    ? []
    : result.issues.map(({ path, message }) => {
        expect(path.slice(0, 2)).toEqual(["promotions", 0]);
        return `${path.slice(2).join(".")}: ${message.replace(/^\S+?(: | )/u, "")}`;
      });
}

const paths = (promotion: object): readonly string[] =>
  problems(promotion).map((one) => one.replace(/: .*/su, ""));

const amountOff = { kind: "amount-off", off: "1.00" };

describe("prices of members and hours", () => {
  test("a member's price is given for all members, by tier, or both", () => {
    const prices = { tea: "1.00" };
    const byTier = { gold: { tea: "0.90" } };
    expect(problems({ kind: "member-price", prices })).toEqual([]);
    expect(problems({ kind: "member-price", byTier })).toEqual([]);
    expect(problems({ kind: "member-price", prices, byTier })).toEqual([]);
  });

  test("a member's rate is one of pay, off and byTier", () => {
    expect(problems({ kind: "member-rate", byTier: { gold: "80%" } })).toEqual([]);
    expect(problems({ kind: "member-rate", off: "20%" })).toEqual([]);
    expect(paths({ kind: "member-rate", off: "20%", byTier: { gold: "80%" } })).toEqual(["pay"]);
  });

  const from = "2027-01-01T00:00:00Z";
  const until = "2027-01-02T00:00:00Z";
  test.each<[string, object]>([
    ["a beginning", { from }],
    ["an end", { until }],
    ["both", { from, until }],
    ["hours", { daily: { from: "08:00", until: "10:00" } }],
  ])("a flash price counts within %s", (_title, during) => {
    expect(problems({ kind: "flash-price", prices: {}, during })).toEqual([]);
  });

  test("a flash price that ends when it begins never counts", () => {
    const during = { from, until: from };
    expect(problems({ kind: "flash-price", prices: {}, during })).toEqual([
      "during: until must come after from",
    ]);
  });

  test("a window that is none is told once", () => {
    for (const during of [null, 7, "always"]) {
      expect(problems({ kind: "flash-price", prices: {}, during })).toEqual([
        expect.stringMatching(/^during: must be an object, but is/u),
      ]);
    }
    expect(paths({ kind: "flash-price", prices: {}, during: { from: 7, until } })).toEqual([
      "during.from",
    ]);
    expect(paths({ kind: "flash-price", prices: {}, during: { from, until: 7 } })).toEqual([
      "during.until",
    ]);
  });

  test("hours that are none are told at their ends", () => {
    const daily = { from: "25:00", until: "10:00" };
    expect(paths({ kind: "flash-price", prices: {}, during: { daily } })).toEqual([
      "during.daily.from",
    ]);
  });

  test("a price per measure is told at the part that is wrong", () => {
    expect(
      problems({ kind: "member-price", prices: { rice: { price: "3.00", per: "1kg" } } }),
    ).toEqual([]);
    expect(
      paths({ kind: "member-price", prices: { rice: { price: "3.00", per: "a sack" } } }),
    ).toEqual(["prices.rice.per"]);
  });
});

describe("第N件, 买N送M, gifts and sets", () => {
  const nth = { kind: "nth-item", nth: 2, pay: "50%" };
  test("第N件 has one share, or a list of shares of its own", () => {
    expect(problems(nth)).toEqual([]);
    expect(problems({ ...nth, repeat: true })).toEqual([]);
    expect(problems({ kind: "nth-item", rates: ["50%", "30%"] })).toEqual([]);
    expect(problems({ kind: "nth-item", nth: 2 })).toEqual([
      "pay: give exactly one of pay and off",
    ]);
    expect(problems({ kind: "nth-item" })).toEqual(["nth: give exactly one of nth and rates"]);
    for (const share of [{ pay: "50%" }, { off: "50%" }]) {
      expect(problems({ kind: "nth-item", rates: ["50%"], ...share })).toEqual([
        "rates: pay and off go with nth; rates has its own shares",
      ]);
    }
  });

  test("第N件 that does not repeat is written with the most that it is given", () => {
    expect(problems({ ...nth, repeat: false })).toEqual([
      'repeat: to give it once, write "atMost": 1',
    ]);
    expect(problems({ kind: "nth-item", rates: ["50%"], repeat: false })).toEqual([]);
  });

  test("blocks have a hundred pieces at the most", () => {
    expect(problems({ ...nth, nth: 100 })).toEqual([]);
    expect(paths({ ...nth, nth: 101 })).toEqual(["nth"]);
    const free = { kind: "buy-n-get-m", buy: 50, get: 50 };
    expect(problems(free)).toEqual([]);
    expect(paths({ ...free, buy: 51 })).toEqual(["buy"]);
    expect(paths({ ...free, get: 51 })).toEqual(["get"]);
  });

  test("买N送M in the basket says which are free; two pools and what is added on do not", () => {
    const free = { kind: "buy-n-get-m", buy: 2, get: 1 };
    expect(problems({ ...free, mode: "in-basket", free: "dearest" })).toEqual([]);
    expect(problems({ ...free, mode: "add-on", gift: { product: "cup", value: "1.00" } })).toEqual(
      [],
    );
    const getGoods = { tag: "comb" };
    expect(problems({ ...free, getGoods, pay: "50%" })).toEqual([]);
    expect(paths({ ...free, getGoods, free: "cheapest" })).toEqual(["free"]);
    expect(paths({ ...free, mode: "add-on", free: "cheapest" })).toEqual(["free"]);
    expect(paths({ ...free, getGoods: { tier: "gold" } })).toEqual(["getGoods.tier"]);
  });

  const mug = { product: "mug", value: "12.00" };
  test("满赠 counts an amount or pieces, of the deal or of what is left", () => {
    const gift = { kind: "gift", gifts: [mug] };
    expect(problems({ ...gift, count: 3 })).toEqual([]);
    for (const counts of ["deal", "running"]) {
      expect(problems({ ...gift, amount: "10.00", counts })).toEqual([]);
    }
    expect(problems({ ...gift, amount: "10.00", counts: "list" })).toEqual([
      'counts: must be "deal" or "running", but is "list"',
    ]);
    expect(paths(gift)).toEqual(["amount"]);
  });

  test("nothing is no amount for a gift, and is not repeated", () => {
    const gift = { kind: "gift", gifts: [mug], amount: "0.00", count: 1 };
    expect(problems(gift)).toEqual(["amount: the amount must be above zero"]);
    expect(problems({ ...gift, amount: "0.01" })).toEqual([]);
    expect(problems({ kind: "gift", gifts: [mug], count: 2, every: true })).toEqual([]);
    const addOn = { kind: "add-on-price", addOn: { tag: "t" }, price: "5.00" };
    expect(problems({ ...addOn, amount: "0.00" })).toEqual([]);
    expect(problems({ ...addOn, amount: "50.00", every: true })).toEqual([]);
    expect(problems({ ...addOn, amount: "0.00", every: true })).toEqual([
      "amount: the amount must be above zero",
    ]);
  });

  test("gifts are a list of different products", () => {
    const gift = { kind: "gift", amount: "10.00" };
    expect(problems({ ...gift, gifts: [mug, mug] })).toEqual(["gifts: a product occurs twice"]);
    expect(paths({ ...gift, gifts: null })).toEqual(["gifts"]);
    expect(paths({ ...gift, gifts: [mug, null] })).toEqual(["gifts.1"]);
  });

  test("conditions on goods stand where they stand", () => {
    const addOn = { kind: "add-on-price", amount: "1.00", price: "5.00" };
    expect(paths({ ...addOn, addOn: { tier: "gold" } })).toEqual(["addOn.tier"]);
    const set = { kind: "bundle", price: "22.00" };
    const part = (goods: unknown) => ({ goods, pieces: 1 });
    expect(problems({ ...set, parts: [part({ tag: "a" }), part({ tag: "b" })] })).toEqual([]);
    expect(paths({ ...set, parts: [part({ tag: "a" }), part({ tier: "gold" })] })).toEqual([
      "parts.1.goods.tier",
    ]);
    expect(paths({ ...set, parts: "all" })).toEqual(["parts"]);
    expect(new Set(paths({ ...set, parts: [null] }))).toEqual(
      new Set(["parts.0", "parts.0.goods"]),
    );
  });
});

describe("满减 and 满折", () => {
  test("of steps, the amounts differ, however they are written", () => {
    const step = (amount: unknown) => ({ amount, off: "1.00" });
    const steps = (...list: readonly unknown[]) => ({ kind: "steps", steps: list });
    expect(problems(steps(step("10.00"), step("20.00")))).toEqual([]);
    expect(problems(steps(step("10.00"), step("10")))).toEqual([
      "steps: two steps have the same amount",
    ]);
    expect(paths(steps(step("much"), step("more")))).toEqual(["steps.0.amount", "steps.1.amount"]);
    expect(paths(steps(step("1.00"), null))).toEqual(["steps.1"]);
    expect(paths({ kind: "steps", steps: 7 })).toEqual(["steps"]);
  });

  test("a rate of the list price needs a lane in which it is known", () => {
    const rate = { kind: "percent-off", off: "10%", base: "list" };
    const message = "base: a rate of the list price needs a lane after the items";
    expect(problems({ ...rate, lane: "order" })).toEqual([]);
    expect(problems(rate)).toEqual([message]);
    expect(problems({ ...rate, lane: "item" })).toEqual([message]);
    expect(problems({ ...rate, base: "running", lane: "item" })).toEqual([]);
  });

  test("a cap is above zero, and so is a budget", () => {
    const off = { kind: "threshold", amount: "0.00", off: "1.00" };
    expect(problems({ ...off, cap: "0.01" })).toEqual([]);
    expect(paths({ ...off, cap: "0.00" })).toEqual(["cap"]);
    expect(paths({ ...off, limits: { budget: "0.00" } })).toEqual(["limits.budget"]);
    expect(paths({ ...off, limits: { total: 0, perMember: 0 } })).toEqual([
      "limits.perMember",
      "limits.total",
    ]);
  });
});

describe("who pays", () => {
  test("one name, or shares that come to 100% exactly", () => {
    const paidBy = (fundedBy: unknown) => problems({ ...amountOff, fundedBy });
    expect(paidBy("brand")).toEqual([]);
    expect(paidBy({ brand: "60%", shop: "40%" })).toEqual([]);
    expect(paidBy({ a: "33.3%", b: "33.3%", c: "33.4%" })).toEqual([]);
    expect(paidBy({ a: "12.5%", b: "0.5%", shop: "87%" })).toEqual([]);
    for (const short of [{ a: "33.3%", b: "33.3%", c: "33.3%" }, { a: "60%", b: "41%" }, {}]) {
      expect(paidBy(short)).toEqual(["fundedBy: the shares do not come to 100%"]);
    }
    expect(paidBy("")).toEqual(["fundedBy: must have at least 1 characters"]);
    expect(paidBy({ brand: "all" })).toEqual([expect.stringMatching(/^fundedBy.brand: /u)]);
    expect(paidBy(7)).toEqual([expect.stringMatching(/^fundedBy: must be an object, but is 7/u)]);
  });
});

describe("ids and kinds", () => {
  test.each([
    ["points", '"points" names the points offset'],
    ["tax-exempt", '"tax-exempt" names the tax that is taken off'],
  ])("%s is no id of a promotion", (id, message) => {
    expect(problems({ ...amountOff, id })).toEqual([`id: ${message}`]);
  });

  test("a kind that is not known is told with those that are", () => {
    const [message] = problems({ kind: "sale" });
    expect(message).toMatch(
      /^kind: "sale" is not a kind of promotion; there are .*member-price, /u,
    );
    expect(message).toContain(", threshold-rate");
  });

  test("a promotion that is none is told once", () => {
    for (const promotion of [null, 7, "off", [], true]) {
      const result = parseRules({ ...rules([]), promotions: [promotion] });
      expect(result.ok ? [] : result.issues).toMatchObject([
        {
          code: "pricing.wrong-type",
          path: ["promotions", 0],
          message: expect.stringMatching(/^promotions\[0\] must be a promotion, but is /u),
        },
      ]);
    }
  });

  test("two promotions without an id are no two of one id", () => {
    const { id: _id, ...anonymous } = { id: "", ...amountOff };
    const result = parseRules({ ...rules([]), promotions: [anonymous, anonymous] });
    expect(result.ok ? [] : result.issues.map(({ code }) => code)).toEqual([
      "pricing.missing-field",
      "pricing.missing-field",
    ]);
  });
});
