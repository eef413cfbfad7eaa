import type {
  Fee,
  PricingExtension,
  Promotion,
  RulesDocument,
  TaxTerms,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";
import { basket, line, lines, member, rules } from "./build.js";
import {
  accusations,
  accusedAfter,
  hundred,
  judged,
  off,
  settingAt,
  takingMore,
} from "./forged.js";

describe("order promotions", () => {
  test("another amount than the terms give, alone and in a group", () => {
    for (const more of [{}, { group: "g" }]) {
      expect(judged(rules([off(more)]), rules([off({ ...more, off: "9.99" })]))).toEqual([
        "pricing.wrong-discount | off: took 1000, its terms give 999",
      ]);
    }
  });

  test("more than the terms give is wrong with a floor too, less may be held back by it", () => {
    const low = { floors: [{ price: "0.01" }] };
    const own = (amount: string) => rules([off({ off: amount, floor: { price: "0.01" } })]);
    expect(judged(rules([off()], low), rules([off({ off: "9.99" })], low))).toEqual([
      "pricing.wrong-discount | off: took 1000, its terms give 999",
    ]);
    expect(judged(rules([off()], low), rules([off({ off: "10.01" })], low))).toEqual([]);
    expect(judged(own("10.00"), own("9.99"))).toHaveLength(1);
    expect(judged(own("10.00"), own("10.01"))).toEqual([]);
  });

  test("one that takes nothing off is not counted as applied", () => {
    const whole: Promotion = { kind: "threshold-rate", id: "r", pieces: 1, pay: "100%" };
    expect(judged(rules([whole]), rules([whole]))).toEqual([]);
  });

  test("what was left is counted from the member's price on", () => {
    const document = rules([
      { kind: "member-price", id: "card", prices: { p1: "50.00" } },
      { kind: "member-rate", id: "day", pay: "90%" },
      { kind: "threshold-rate", id: "r", pieces: 1, pay: "90%" },
    ]);
    const of = { ...hundred, member: member() };
    // 50.00 and 36.00 are left, 90% of them are 77.40.
    expect(compile(document).price(of).totals.due).toBe(7_740);
    expect(judged(document, document, of)).toEqual([]);
  });

  test("an amount off each piece by a coupon, of a fee that discounts see too", () => {
    const coupon = (amount: string): RulesDocument =>
      rules([{ kind: "amount-off", id: "c", lane: "coupon", off: amount }], {
        fees: [{ kind: "packaging", id: "box", perPiece: "0.50", discounted: true }],
      });
    expect(judged(coupon("0.20"), coupon("0.20"))).toEqual([]);
    expect(judged(coupon("0.20"), coupon("0.19"))).toEqual([
      "pricing.wrong-discount | c: took 40, its terms give 38",
    ]);
  });

  test("vouchers that came with a line", () => {
    const document = rules([{ kind: "offered-amount", id: "o" }]);
    const at = (fen: number) => basket([line("tea", 10, 2, { offered: { o: fen } })]);
    expect(accusations(document, at(299), compile(document).price(at(300)))).toEqual([
      "pricing.wrong-discount | o: took 300, its terms give 299",
    ]);
  });

  test("what a vendor's lane takes off by itself", () => {
    const lane = (fen: number): PricingExtension => ({
      name: "acme",
      version: "1",
      lanes: [{ lane: "acme:loyal", after: "coupon", give: ({ goods }) => goods.map(() => fen) }],
    });
    const sold = compile(rules([off()]), { extensions: [lane(5)] }).price(hundred);
    const told = (fen: number) =>
      verify(hundred, rules([off()]), sold, { extensions: [lane(fen)] }).map(
        ({ message }) => message,
      );
    expect([told(5), told(4)]).toEqual([[], ["acme:loyal: took 10, its terms give 8"]]);
  });
});

describe("gifts", () => {
  const gift = (more: object = {}): Promotion =>
    ({
      kind: "gift",
      id: "g",
      amount: "50.00",
      gifts: [{ product: "mug", value: "2.00" }],
      ...more,
    }) as Promotion;
  const choice = [
    { product: "mug", value: "2.00" },
    { product: "cup", value: "3.00" },
  ];

  test("of a group may give way, and if they do not they are as the terms say", () => {
    const both = rules([gift({ group: "g" }), off({ group: "g" })]);
    expect(compile(both).price(hundred).gifts).toEqual([]);
    expect(judged(both, both)).toEqual([]);
    const every = rules([gift({ group: "g", every: true })]);
    expect(judged(every, rules([gift({ group: "g" })]))).toEqual([
      "pricing.wrong-gift | g: 2 gifts, its terms give 1 of mug",
    ]);
  });

  test("that are left out although they are due", () => {
    expect(judged(rules([]), rules([gift({ gifts: choice })]))).toEqual([
      "pricing.wrong-gift | g: 0 gifts, its terms give 1 of mug, cup",
    ]);
  });

  test("are one of the offers at its value, or not chosen yet and worth nothing", () => {
    const document = rules([gift({ gifts: choice })]);
    const chosen = (productId: string | null, value: number) =>
      accusedAfter(document, hundred, (priced) =>
        settingAt(
          ["gifts.0.productId", productId],
          ["gifts.0.value", value],
          ["claims.0.amount", value],
        )(priced),
      );
    expect(compile(document).price(hundred).gifts[0]).toMatchObject({ productId: null, value: 0 });
    expect([chosen(null, 0), chosen("mug", 200), chosen("cup", 300)]).toEqual([[], [], []]);
    const wrong = ["pricing.wrong-gift | g: 1 gifts, its terms give 1 of mug, cup"];
    expect([chosen(null, 200), chosen("mug", 0), chosen("mug", 300), chosen("pan", 200)]).toEqual([
      wrong,
      wrong,
      wrong,
      wrong,
    ]);
  });

  test("are told once", () => {
    const twice = accusedAfter(rules([gift()]), hundred, (priced) => ({
      ...priced,
      applied: priced.applied.flatMap((one) => [one, one]),
      claims: priced.claims.flatMap((one) => [one, one]),
    }));
    expect(twice).toEqual(["pricing.wrong-stamp | : not in the order of the rules"]);
  });
});

describe("points", () => {
  const points = (balance: number, pointsPerMajorUnit: number) => ({
    points: { balance, pointsPerMajorUnit, step: 1, cap: null, requested: "max" as const },
  });
  const sold = (more: object, claimed: object): readonly string[] =>
    accusations(
      rules([]),
      { ...hundred, ...claimed },
      compile(rules([])).price({ ...hundred, ...more }),
    );

  test("as many as the terms give, for as much as they give", () => {
    const told = (used: number, given: number) => [
      `pricing.wrong-points | points: ${used} were used, the terms give ${given}`,
    ];
    expect(sold(points(200, 100), points(200, 100))).toEqual([]);
    expect(sold(points(400, 200), points(200, 100))).toEqual(told(400, 200));
    expect(sold(points(200, 200), points(200, 100))).toEqual(told(200, 200));
    expect(sold(points(200, 100), {})).toEqual(told(200, 0));
    expect(sold({}, points(200, 100))).toEqual(told(0, 200));
  });

  test("of an exempt customer pay a share of what was owed with the tax", () => {
    const tax: TaxTerms = {
      prices: "included",
      classes: [{ id: "a", rate: "25%" }],
      exempt: { when: { channel: "till" } },
    };
    const half = {
      balance: 9_999,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: { numerator: 1, denominator: 2 },
      requested: "max" as const,
    };
    const of = { ...hundred, points: half };
    expect(compile(rules([], { tax })).price(of).points?.used).toBe(5_000);
    expect(judged(rules([], { tax }), rules([], { tax }), of)).toEqual([]);
  });

  test("are the shop's to pay for", () => {
    const of = { ...hundred, ...points(200, 100) };
    expect(
      accusedAfter(rules([]), of, settingAt(["lines.0.adjustments.0.fundedBy", "brand"])),
    ).toEqual(["pricing.wrong-stamp | points: its lane or who pays for it"]);
  });
});

describe("figures that only their neighbours give away", () => {
  const of = basket([line("tea", 10, 3), line("pen", 2)], {
    points: { balance: 300, pointsPerMajorUnit: 100, step: 1, cap: null, requested: "max" },
  });
  const document = rules([{ kind: "nth-item", id: "half", nth: 3, pay: "50%" }], {
    tax: { prices: "added", classes: [{ id: "a", rate: "9%" }] },
  });

  test.each(["list", "deal", "paid", "tax", "pointsOffset", "points"] as const)(
    "less than nothing of %s in one run, which another makes up for",
    (field) => {
      const found = accusedAfter(document, of, (priced) => {
        const [first, second] = priced.lines[0]?.runs ?? [];
        if (first === undefined || second === undefined) throw new Error("two runs");
        const [one, other] = [first.count, second.count];
        return settingAt(
          [`lines.0.runs.0.${field}`, first[field] + other * (second[field] + 1)],
          [`lines.0.runs.1.${field}`, second[field] - one * (second[field] + 1)],
        )(priced);
      });
      expect(found.some((one) => /^pricing.ledger \| lines.0.runs is -\d+,/u.test(one))).toBe(true);
    },
  );

  test("a unit that pays more than its price, which another makes up for", () => {
    const two = basket([line("tea", 10, 2)], { points: of.points });
    const halves = rules([{ kind: "nth-item", id: "half", nth: 2, pay: "50%" }]);
    const found = accusedAfter(halves, two, (priced) => {
      const [first, second] = priced.lines[0]?.runs ?? [];
      if (first === undefined || second === undefined) throw new Error("two runs");
      expect([first.paid, first.pointsOffset, second.paid]).toEqual([800, 200, 400]);
      return settingAt(["lines.0.runs.0.paid", 801], ["lines.0.runs.1.paid", 399])(priced);
    });
    expect(found).toEqual([
      "pricing.ledger | lines.0.runs is -1, but the figures beside it make 0",
    ]);
  });

  test("the odd fen of equal lines is no mistake, and a weighed line is held to its weight", () => {
    const third = (lineId: string) => line("pen", 3.3333, 1, { lineId });
    const three = basket([third("a"), third("b"), third("c")]);
    expect(
      compile(rules([]))
        .price(three)
        .lines.map(({ list }) => list),
    ).toEqual([334, 333, 333]);
    expect(judged(rules([]), rules([]), three)).toEqual([]);
    const fish = (grams: number) =>
      basket([
        line("fish", 0, 1, {
          quantity: { kind: "measure", amount: grams, unit: "g" },
          price: { unit: { micros: 20_000_000, per: 500, unit: "g" } },
        }),
      ]);
    expect(accusations(rules([]), fish(250), compile(rules([])).price(fish(300)))).toEqual([
      "pricing.ledger | lines.0.list is 1200, but the figures beside it make 1000",
    ]);
  });
});

describe("taxes and fees", () => {
  const added: TaxTerms = { prices: "added", classes: [{ id: "a", rate: "9%" }] };
  const food: TaxTerms = {
    prices: "included",
    classes: [{ id: "food", rate: "25%", goods: { product: "p1" } }],
  };
  const row = { taxId: "a", partId: "a", rate: "0%", base: 0, amount: 0 };

  test("a tax where the rules have none, by any trace of it", () => {
    const none = ["pricing.wrong-tax | : the rules say nothing of tax"];
    const traces = [
      settingAt(["taxes", [row]]),
      settingAt(["taxIncluded", false]),
      settingAt(["lines.0.tax", 5], ["lines.0.runs.0.tax", 5], ["totals.tax", 5]),
    ];
    for (const trace of traces) expect(accusedAfter(rules([]), hundred, trace)).toEqual(none);
  });

  test("prices that claim to be without a tax of nothing", () => {
    const zero = rules([], { tax: { prices: "included", classes: [{ id: "a", rate: "0%" }] } });
    expect(accusedAfter(zero, hundred, settingAt(["taxIncluded", false]))).toEqual([
      "pricing.wrong-tax | : taxIncluded",
    ]);
  });

  test("a fen less in one line than the class comes to", () => {
    const one = basket(lines(10));
    const found = accusedAfter(rules([], { tax: added }), one, (priced) =>
      settingAt(
        ["lines.0.tax", 89],
        ["lines.0.runs.0.tax", 89],
        ["totals.tax", 89],
        ["totals.due", 1_089],
      )(priced),
    );
    expect(found).toEqual(["pricing.wrong-tax | a: the lines have 89, its rates give 90"]);
  });

  test("a fen moved to another line where each is rounded by itself, two where all are", () => {
    const moved = (by: number, per: "line" | "order") =>
      accusedAfter(
        rules([], { tax: { ...added, rounding: { per } } }),
        basket(lines(10, 20)),
        settingAt(
          ["lines.0.tax", 90 + by],
          ["lines.0.runs.0.tax", 90 + by],
          ["lines.1.tax", 180 - by],
          ["lines.1.runs.0.tax", 180 - by],
        ),
      );
    const told = (by: number) => [
      `pricing.wrong-tax | p1: has ${90 + by} of tax, its rate gives 90`,
      `pricing.wrong-tax | p2: has ${180 - by} of tax, its rate gives 180`,
    ];
    expect([moved(1, "line"), moved(1, "order"), moved(2, "order")]).toEqual([
      told(1),
      [],
      told(2),
    ]);
  });

  test("a line of no class with a tax", () => {
    const found = accusedAfter(
      rules([], { tax: food }),
      hundred,
      settingAt(["lines.1.tax", 5], ["lines.1.runs.0.tax", 5], ["totals.tax", 1_205]),
    );
    expect(found).toEqual(["pricing.wrong-tax | p2: it is not taxed"]);
  });

  test("an exempt customer with a tax", () => {
    const exempt: TaxTerms = { ...food, exempt: { when: { channel: "till" }, pays: "same" } };
    const found = accusedAfter(
      rules([], { tax: exempt }),
      hundred,
      settingAt(["lines.0.tax", 5], ["lines.0.runs.0.tax", 5], ["totals.tax", 5]),
    );
    expect(found).toContain("pricing.wrong-tax | p1: it is not taxed");
  });

  test("who is exempt by an amount is so by goods, not by fees", () => {
    const bag: Fee = { kind: "packaging", id: "bag", amount: "9.00", discounted: true };
    const from = (atLeast: string): RulesDocument =>
      rules([], { fees: [bag], tax: { ...food, exempt: { when: { amount: { atLeast } } } } });
    expect(judged(from("100.00"), from("100.00"))).toEqual([]);
    expect(judged(from("105.00"), from("105.00"))).toEqual([]);
    expect(compile(from("100.00")).price(hundred).totals.tax).toBe(0);
    expect(compile(from("105.00")).price(hundred).totals.tax).toBe(1_200);
  });

  test("a row of taxes that no goods fall under, and more parts than a class has", () => {
    const document = rules([], { tax: added });
    const rows = (more: object) =>
      accusedAfter(document, hundred, (priced) => ({
        ...priced,
        taxes: [...priced.taxes, { ...row, ...more }],
      }));
    expect(rows({ taxId: "ghost" })).toEqual(["pricing.wrong-tax | ghost: no goods fall under it"]);
    expect(rows({})).toEqual(["pricing.wrong-tax | a: more parts are told than it has"]);
  });

  test("fees of another amount, shared otherwise, or unknown", () => {
    const fee = (rate: string): Fee => ({ kind: "service", id: "s", rate });
    const fees = (...all: readonly Fee[]) => rules([], { fees: all });
    expect(judged(fees(fee("10%")), fees(fee("9%")))).toEqual([
      "pricing.wrong-fee | s: comes to 1000, its terms give 900",
    ]);
    expect(judged(fees(), fees(fee("9%")))).toEqual([
      "pricing.wrong-fee | s: comes to 0, its terms give 900",
    ]);
    expect(judged(fees(fee("10%")), fees())).toEqual([
      "pricing.wrong-fee | s: the rules have no such fee",
    ]);
    expect(accusedAfter(fees(fee("10%")), hundred, settingAt(["fees.0.shares.0.paid", 0]))).toEqual(
      ["pricing.wrong-fee | s: its shares of paid sum to 400, not to 1000"],
    );
  });

  test("an order promotion that took a fen more, with every figure beside it made to fit", () => {
    const document = rules([off()]);
    expect(accusedAfter(document, hundred, (priced) => takingMore(priced, "off", 1))).toEqual([
      "pricing.wrong-discount | off: took 1001, its terms give 1000",
    ]);
  });
});
