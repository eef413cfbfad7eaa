import type {
  Basket,
  ManualDiscount,
  ManualTerms,
  Promotion,
  RulesDocument,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { explain } from "@tillwright/pricing-engine/explain";
import { en } from "@tillwright/pricing-engine/messages/en";
import { zhCN } from "@tillwright/pricing-engine/messages/zh-CN";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { baskets, ruleSets } from "@tillwright/pricing-engine/testing";
import { verify } from "@tillwright/pricing-engine/verify";
import { isCodedError, type Reason, renderReason } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basket, due, line, lines, member, price, rules } from "./build.js";
import { runs } from "./runs.js";

function say(reason: Reason | null | undefined): readonly string[] {
  if (reason === null || reason === undefined) return [];
  return [
    renderReason(zhCN, reason, { language: "zh-CN", currency: "CNY" }),
    renderReason(en, reason, { language: "en", currency: "CNY" }),
  ];
}

function issuesOf(document: object): readonly string[] {
  const result = parseRules({ ...rules([]), ...document });
  return result.ok ? [] : result.issues.map(({ message }) => message);
}

describe("purchase gates", () => {
  const document = rules([], {
    gates: [
      { id: "gold", name: "Gold only", goods: { tag: "rare" }, when: { tier: "gold" } },
      { id: "two", goods: { product: "mask" }, atMost: 2 },
      { id: "code", goods: { product: "ticket" }, needs: "code", codes: ["vip"] },
    ],
  });
  const rare = line("wine", 900, 1, { tags: ["rare"] });
  const bars = (of: Basket): readonly string[] =>
    price(document, of).barred.map(
      ({ lineId, gateId, because }) => `${gateId} ${lineId} ${because}`,
    );

  test("only gold may buy: others see why, and the price is made all the same", () => {
    const silver = basket([rare, line("tea", 5)], { member: member({ tier: "silver" }) });
    expect(bars(silver)).toEqual(["gold wine when"]);
    expect(price(document, silver).totals.due).toBe(90_500);
    expect(bars({ ...silver, member: member({ tier: "gold" }) })).toEqual([]);
    const [bar] = explain(document, silver, price(document, silver)).barred;
    expect(say(bar?.reason)).toEqual([
      "Gold only：仅限gold，会员等级为silver",
      "Gold only: for gold only, the member is silver",
    ]);
  });

  test("no more than two pieces, over all lines", () => {
    const of = basket([line("mask", 1, 2), line("mask", 1, 1, { lineId: "m2" })]);
    expect(bars(of)).toEqual(["two mask atMost", "two m2 atMost"]);
    expect(bars(basket([line("mask", 1, 2)]))).toEqual([]);
    expect(say(explain(document, of, price(document, of)).barred[0]?.reason)).toEqual([
      "two：最多2件，现有3件",
      "two: 2 at the most, there are 3",
    ]);
  });

  test("only with the code", () => {
    const of = basket([line("ticket", 50)]);
    expect(bars(of)).toEqual(["code ticket needs"]);
    expect(bars({ ...of, codes: [" VIP"] })).toEqual([]);
    expect(verify(of, document, price(document, of))).toEqual([]);
    expect(verify(of, document, { ...price(document, of), barred: [] })[0]?.code).toBe(
      "pricing.wrong-bars",
    );
  });

  test("what a gate says wrong", () => {
    const promotions = [{ kind: "percent-off", id: "p", pay: "90%" }];
    expect(
      issuesOf({ promotions, gates: [{ id: "p", goods: { tag: "x" }, codes: ["a"] }] }),
    ).toEqual([
      'gates[0].id: "p" is the id of something else too',
      'gates[0].codes: codes and "needs": "code" go together',
      "gates[0].when: a gate that asks for nothing bars nobody; give when, needs or atMost",
    ]);
    expect(issuesOf({ gates: [{ id: "g", when: { tag: "x" } }] })).toEqual([
      "gates[0].goods is missing",
      'gates[0].when.tag: "tag" is a condition of "goods" and does not belong in "when"',
    ]);
  });
});

describe("floors", () => {
  const half: Promotion = { kind: "percent-off", id: "half", pay: "50%" };
  const floors = [{ goods: { tag: "book" }, price: "8.00" }];
  const book = (yuan: number, count = 1, lineId = "book") =>
    line("book", yuan, count, { tags: ["book"], lineId });

  test("no promotion takes a unit below its floor, and the certificate does not call it the best", () => {
    const priced = price(rules([half], { floors }), basket([book(10, 3), line("pen", 10)]));
    expect(priced.lines.map(({ paid }) => paid)).toEqual([2400, 500]);
    expect(priced.lines[0]?.runs.map(({ count, paid }) => [count, paid])).toEqual([[3, 800]]);
    expect(priced.applied[0]?.amount).toBe(1100);
    expect(priced.certificate.optimal).toBe(false);
  });

  test("goods that cost less already stay as they are", () => {
    expect(due(rules([half], { floors }), basket([book(7)]))).toBe(7);
  });

  test("an order discount is shared around the floor", () => {
    const off: Promotion = { kind: "threshold", id: "m", amount: "20.00", off: "6.00" };
    const priced = price(rules([off], { floors }), basket([book(10), line("pen", 10)]));
    expect(priced.lines.map(({ paid }) => paid)).toEqual([800, 600]);
    const much = price(
      rules([{ ...off, off: "15.00" }], { floors }),
      basket([book(10), line("pen", 10)]),
    );
    expect(much.lines.map(({ paid }) => paid)).toEqual([800, 0]);
  });

  test("an order discount goes down to each piece, the odd cents on the first, and no further", () => {
    const off = (text: string): Promotion => ({
      kind: "threshold",
      id: "m",
      amount: "30.00",
      off: text,
    });
    const three = basket([book(10, 3)]);
    const [some] = price(rules([off("4.00")], { floors }), three).lines;
    expect(some?.runs.map(({ count, paid }) => [count, paid])).toEqual([
      [1, 866],
      [2, 867],
    ]);
    expect(due(rules([off("12.00")], { floors }), three)).toBe(24);
  });

  test("what is left of lines of one product is known to the promotions after, given and given back", () => {
    const first: Promotion = { kind: "threshold", id: "a", amount: "20.00", off: "3.00" };
    const second: Promotion = { kind: "nth-item", id: "n", nth: 2, pay: "50%" };
    const from = (amount: string): Promotion => ({
      kind: "threshold",
      id: "b",
      amount,
      off: "1.00",
      counts: "running",
      priority: -1,
    });
    const two = [book(10, 1, "l1"), book(10, 1, "l2")];
    expect(due(rules([first, from("17.00")], { floors }), basket(two))).toBe(16);
    expect(due(rules([first, from("17.01")], { floors }), basket(two))).toBe(17);
    const withPen = basket([...two, line("pen", 10)]);
    // The second book would cost 5.00 and is raised to 8.00, so 28.00 are left.
    const books = { ...second, goods: { tag: "book" } };
    expect(due(rules([books, from("28.00")], { floors }), withPen)).toBe(27);
    expect(due(rules([books, from("28.01")], { floors }), withPen)).toBe(28);
  });

  test("a unit that gave something already has less room than its neighbours", () => {
    const second: Promotion = { kind: "nth-item", id: "n", nth: 2, pay: "80%" };
    const off: Promotion = { kind: "percent-off", id: "c", lane: "coupon", off: "50%" };
    const priced = price(rules([second, off], { floors }), basket([book(10, 2)]));
    expect(priced.lines[0]?.runs.map(({ count, paid }) => [count, paid])).toEqual([[2, 800]]);
  });

  test("member prices and rates stop at it; points do not, for they are a way to pay", () => {
    const cheap: Promotion = { kind: "member-price", id: "p", prices: { book: "5.00" } };
    const rate: Promotion = { kind: "member-rate", id: "r", pay: "10%" };
    const of = basket([book(10, 2)], { member: member() });
    expect(due(rules([cheap], { floors }), of)).toBe(16);
    expect(due(rules([rate], { floors }), of)).toBe(16);
    expect(due(rules([cheap, rate], { floors, pricePolicy: "stack" }), of)).toBe(16);
    const points = {
      balance: 9900,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
      requested: "max" as const,
    };
    expect(due(rules([cheap], { floors }), { ...of, points })).toBe(0);
  });

  test("a promotion may have a floor of its own; measured goods have one per measure", () => {
    const own = { ...half, floor: "6.00" };
    expect(due(rules([own]), basket(lines(10, 20)))).toBe(16);
    const fish = line("fish", 1, 1, {
      quantity: { kind: "measure", amount: 500, unit: "g" },
      price: { unit: { micros: 40_000_000, per: 1000, unit: "g" } },
    });
    const perKilo = [{ price: { price: "30.00", per: "1kg" } }];
    expect(due(rules([half], { floors: perKilo }), basket([fish]))).toBe(15);
  });

  test("with floors on everything no unit lies below one, and verify agrees", () => {
    fc.assert(
      fc.property(
        ruleSets(),
        baskets(),
        fc.constantFrom("0.50", "3.33", "7.00"),
        fc.option(fc.constantFrom("1.00", "9.00"), { nil: undefined }),
        (document, of, floor, own) => {
          const promotions = document.promotions.map((one) =>
            own === undefined ? one : { ...one, floor: own },
          );
          const floored = { ...document, promotions, floors: [{ price: floor }] };
          const priced = compile(floored).price(of);
          for (const { runs: units } of priced.lines) {
            for (const { list, paid, pointsOffset } of units) {
              const least = of.lines.some((one) => one.quantity.kind === "measure")
                ? 0
                : Math.min(list, Number(floor) * 100);
              expect(paid + pointsOffset).toBeGreaterThanOrEqual(least);
            }
          }
          expect(verify(of, floored, priced)).toEqual([]);
          const reversed = { ...of, lines: [...of.lines].reverse() };
          expect(compile(floored).price(reversed).totals).toEqual(priced.totals);
        },
      ),
      runs,
    );
  });

  test("floors that nothing reaches change nothing but the configuration", () => {
    fc.assert(
      fc.property(ruleSets(), baskets(), (document, of) => {
        const floored = compile({ ...document, floors: [{ price: "0.00" }] }).price(of);
        const plain = compile(document).price(of);
        expect({ ...floored, configuration: "" }).toEqual({ ...plain, configuration: "" });
      }),
      runs,
    );
  });
});

describe("manual discounts", () => {
  const terms: ManualTerms = {
    roles: {
      clerk: { pay: "70%", amount: "50.00" },
      manager: { pay: "50%" },
      owner: { belowMargin: true },
    },
    margin: "10%",
  };
  const shop = (more: Partial<RulesDocument> = {}): RulesDocument =>
    rules([], { manual: terms, ...more });
  const asks = (...manual: readonly ManualDiscount[]): Partial<Basket> => ({ manual });
  const refusals = (document: RulesDocument, of: Basket): readonly unknown[] =>
    price(document, of).refusals.map(({ because, roles }) => [because, ...roles]);

  test("整单折扣 88折: 100 -> 88", () => {
    const of = basket(lines(100), asks({ id: "d", role: "clerk", pay: "88%" }));
    const priced = price(shop(), of);
    expect(priced.totals.due).toBe(8800);
    expect(priced.applied).toEqual([
      { promotionId: "d", lane: "manual", times: 1, amount: 1200, fundedBy: "shop" },
    ]);
    expect(priced.claims).toEqual([]);
    expect(say(explain(shop(), of, priced).lines[0]?.reasons[0]?.reason)).toEqual([
      "手动优惠（d）：省¥12.00",
      "Given by hand (d): saves ¥12.00",
    ]);
  });

  test("整单折扣 88折: 20 of 100 not discountable -> 90.40", () => {
    const of = basket(
      [line("tobacco", 20, 1, { tags: ["fixed"] }), line("tea", 80)],
      asks({ id: "d", role: "clerk", pay: "88%" }),
    );
    expect(due(shop({ manual: { ...terms, goods: { not: { tag: "fixed" } } } }), of)).toBe(90.4);
  });

  test("clerk limit 7折, asks 6折 -> refused, and the manager could", () => {
    const of = basket(lines(100), asks({ id: "d", role: "clerk", pay: "60%" }));
    const priced = price(shop(), of);
    expect(priced.totals.due).toBe(10_000);
    expect(priced.refusals).toEqual([
      { manualId: "d", because: "role-limit", roles: ["manager", "owner"] },
    ]);
    const [told] = explain(shop(), of, priced).refusals;
    expect([...say(told?.reason), ...say(told?.advice)]).toEqual([
      "d：超出此角色的优惠权限",
      "d: more than the role may give",
      "可请manager、owner操作",
      "manager, owner could give it",
    ]);
    expect(due(shop(), basket(lines(100), asks({ id: "d", role: "manager", pay: "60%" })))).toBe(
      60,
    );
  });

  test("asked for in two steps it is the same limit", () => {
    const twice = asks(
      { id: "a", role: "clerk", pay: "80%" },
      { id: "b", role: "clerk", pay: "80%" },
    );
    expect(due(shop(), basket(lines(100), twice))).toBe(80);
    expect(refusals(shop(), basket(lines(100), twice))).toEqual([
      ["role-limit", "manager", "owner"],
    ]);
  });

  test("exactly the limit is within it, however it rounds", () => {
    const of = basket([line("a", 33.33, 3)], asks({ id: "d", role: "clerk", pay: "70%" }));
    expect(due(shop(), of)).toBe(69.99);
  });

  test("an amount, a share off and a price for named lines", () => {
    const two = [line("a", 30), line("b", 60, 2)];
    expect(due(shop(), basket(two, asks({ id: "d", role: "clerk", amount: 1500 })))).toBe(135);
    const onA = { id: "d", role: "clerk", off: "10%", lineIds: ["a"] };
    expect(price(shop(), basket(two, asks(onA))).lines.map(({ paid }) => paid)).toEqual([
      2700, 12_000,
    ]);
    const forB = { id: "d", role: "clerk", price: 5000, lineIds: ["b"] };
    expect(price(shop(), basket(two, asks(forB))).lines.map(({ paid }) => paid)).toEqual([
      3000, 10_000,
    ]);
    const dearer = { id: "d", role: "clerk", price: 9000, lineIds: ["b"] };
    expect(due(shop(), basket(two, asks(dearer)))).toBe(150);
  });

  test("one of two equal lines may be named", () => {
    const of = basket(
      [line("a", 10, 2), line("a", 10, 1, { lineId: "a2" })],
      asks({ id: "d", role: "clerk", amount: 300, lineIds: ["a2"] }),
    );
    const priced = price(shop(), of);
    expect(priced.lines.map(({ paid }) => paid)).toEqual([2000, 700]);
    expect(verify(of, shop(), priced)).toEqual([]);
  });

  test("the amount that a role may give counts over the basket", () => {
    const of = basket(
      lines(500),
      asks({ id: "a", role: "clerk", amount: 3000 }, { id: "b", role: "clerk", amount: 2001 }),
    );
    expect(refusals(shop(), of)).toEqual([["role-limit", "manager", "owner"]]);
    expect(due(shop(), of)).toBe(470);
  });

  test("a line that costs 9.00 may not go below 10.00 at a margin of 10%; the owner may", () => {
    const of = (ask: ManualDiscount): Basket =>
      basket([line("a", 12, 2, { cost: 900 })], asks(ask));
    expect(due(shop(), of({ id: "d", role: "clerk", amount: 400 }))).toBe(20);
    expect(refusals(shop(), of({ id: "d", role: "clerk", amount: 401 }))).toEqual([
      ["below-margin", "owner"],
    ]);
    expect(due(shop(), of({ id: "d", role: "owner", amount: 401 }))).toBe(19.99);
  });

  test("a floor price holds for everybody; an unknown role and goods that are fixed give nothing", () => {
    const floored = shop({ floors: [{ price: "9.00" }] });
    const ask = asks({ id: "d", role: "owner", amount: 101 });
    expect(refusals(floored, basket(lines(10), ask))).toEqual([["below-floor"]]);
    expect(
      refusals(shop(), basket(lines(10), asks({ id: "d", role: "guest", pay: "90%" }))),
    ).toEqual([["unknown-role", "clerk", "manager", "owner"]]);
    expect(refusals(rules([]), basket(lines(10), ask))).toEqual([["unknown-role"]]);
    const fixed = shop({ manual: { ...terms, goods: { tag: "x" } } });
    expect(refusals(fixed, basket(lines(10), ask))).toEqual([["no-goods"]]);
  });

  test("what a basket asks wrong is told by the parser, and thrown where it was not parsed", () => {
    const bad = basket(lines(10), {
      manual: [
        { id: "a", role: "clerk", pay: "90%", amount: 1 },
        { id: "a", role: "clerk", price: 5, lineIds: ["p1", "zz"] },
        { id: "c", role: "clerk", price: 5 },
      ],
    });
    const shape = parseBasket(bad);
    expect(shape.ok ? [] : shape.issues.map(({ message }) => message)).toEqual([
      "manual[0]: give exactly one of pay, off, amount and price",
      "manual[2]: a price goes with lineIds",
    ]);
    const named = parseBasket({
      ...bad,
      manual: bad.manual?.slice(1, 2).concat({ id: "a", role: "x", off: "1%" }),
    });
    expect(named.ok ? [] : named.issues.map(({ message }) => message)).toEqual([
      'manual[0].lineIds[1]: there is no line "zz"',
      'manual[1].id: "a" occurs twice',
    ]);
    const thrown = (manual: ManualDiscount): string => {
      try {
        compile(shop()).price(basket(lines(10), { manual: [manual] }));
      } catch (error) {
        return isCodedError(error) ? error.message : String(error);
      }
      return "nothing";
    };
    expect([
      thrown({ id: "points", role: "clerk", pay: "90%" }),
      thrown({ id: "a", role: "clerk" }),
      thrown({ id: "a", role: "clerk", amount: 0.5 }),
      thrown({ id: "a", role: "clerk", price: 1 }),
      thrown({ id: "a", role: "clerk", pay: "90%", lineIds: ["zz"] }),
    ]).toEqual([
      "price: manual discount points: its id is taken",
      "price: manual discount a: give exactly one of pay, off, amount and price",
      "price: manual discount a: 0.5 is no amount",
      "price: manual discount a: a price needs the lines it is for",
      "price: manual discount a: there is no line zz",
    ]);
  });

  test("the ledger stands whatever is asked for, and no role gives more than it may", () => {
    const asked = fc.array(
      fc.record({
        role: fc.constantFrom("clerk", "manager", "owner", "guest"),
        how: fc.oneof(
          fc.constantFrom("100%", "90%", "70%", "10%").map((pay) => ({ pay })),
          fc.constantFrom("5%", "33%").map((off) => ({ off })),
          fc.integer({ min: 0, max: 3000 }).map((amount) => ({ amount })),
        ),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(ruleSets(), baskets(), asked, fc.boolean(), (document, of, list, floored) => {
        const manual = list.map(
          ({ role, how }, i): ManualDiscount => ({ id: `m${i}`, role, ...how }),
        );
        const full = {
          ...document,
          manual: terms,
          ...(floored ? { floors: [{ price: "2.00" }] } : {}),
        };
        const one = { ...of, manual };
        const priced = compile(full).price(one);
        expect(verify(one, full, priced)).toEqual([]);
        const byClerk = priced.applied.filter(({ promotionId }) =>
          manual.some(({ id, role }) => id === promotionId && role === "clerk"),
        );
        expect(byClerk.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(5000);
        for (const { manualId } of priced.refusals) {
          expect(priced.applied.some(({ promotionId }) => promotionId === manualId)).toBe(false);
        }
      }),
      runs,
    );
  });
});

test("what floors and manual terms say wrong", () => {
  expect(issuesOf({ floors: [{ goods: { tier: "gold" }, price: 5 }] })).toEqual([
    'floors[0].price: expected a price such as {"price": "7.899", "per": "1 l"}, but saw 5',
    'floors[0].goods.tier: "tier" is a condition of "when" and does not belong in "goods"',
  ]);
  expect(issuesOf({ manual: { roles: { clerk: { pay: 0.7 } }, margin: "120%" } })).toEqual([
    "manual.roles.clerk.pay must be a text, but is 0.7",
    "manual.margin: a share is at most 100%",
  ]);
});
