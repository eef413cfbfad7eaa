import type { Promotion, RulesDocument, Stacking } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { explain } from "@tillwright/pricing-engine/explain";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { baskets, ruleSets } from "@tillwright/pricing-engine/testing";
import { verify } from "@tillwright/pricing-engine/verify";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basket, due, line, lines, price, rules } from "./build.js";
import { runs } from "./runs.js";

const off = (id: string, amount: string, more: object = {}): Promotion => ({
  kind: "threshold",
  id,
  amount: "50.00",
  off: amount,
  ...more,
});
const coupon = (id: string, amount: string, more: object = {}): Promotion =>
  off(id, amount, { lane: "coupon", ...more });
const bill = basket(lines(100));

describe("coupons beside other coupons", () => {
  test("a product coupon's threshold counts only that product", () => {
    const own = coupon("c", "25.00", { goods: { product: "tea" } });
    expect(due(rules([own]), basket([line("tea", 49), line("rice", 51)]))).toBe(100);
    expect(due(rules([own]), basket([line("tea", 50), line("rice", 50)]))).toBe(75);
  });

  test("thresholds are read before other coupons", () => {
    const two = [
      coupon("a", "60.00", { amount: "100.00" }),
      coupon("b", "10.00", { amount: "100.00" }),
    ];
    expect(due(rules(two), bill)).toBe(30);
  });
});

describe("how the promotions of a group get along", () => {
  const group = { group: "g" };
  const three = [
    coupon("a", "5.00", { ...group, amount: "200.00", priority: 3 }),
    coupon("b", "10.00", { ...group, priority: 2 }),
    coupon("c", "15.00", { ...group, priority: 1 }),
  ];
  test.each<[Stacking, number, readonly string[]]>([
    ["best-of", 85, ["c"]],
    ["exclusive", 90, ["b"]],
    ["compound", 75, ["b", "c"]],
  ])("%s -> %d", (mode, owed, given) => {
    const document = rules(three, { stacking: { g: mode } });
    const priced = price(document, bill);
    expect(priced.totals.due).toBe(owed * 100);
    expect(priced.applied.map(({ promotionId }) => promotionId)).toEqual(given);
    expect(verify(bill, document, priced)).toEqual([]);
  });

  test("a compounding group gives way as a whole", () => {
    const rival = off("m", "22.00", { group: "m" });
    const document = rules([...three, rival], {
      stacking: { g: "compound" },
      exclusions: [["g", "m"]],
    });
    expect(price(document, bill).applied.map(({ promotionId }) => promotionId)).toEqual(["b", "c"]);
    const dearer = rules([...three, { ...rival, off: "26.00" } as Promotion], {
      stacking: { g: "compound" },
      exclusions: [["g", "m"]],
    });
    expect(price(dearer, bill).applied.map(({ promotionId }) => promotionId)).toEqual(["m"]);
  });

  test("a gift counts its value where only the best applies", () => {
    const cup: Promotion = {
      kind: "gift",
      id: "cup",
      group: "g",
      amount: "50.00",
      gifts: [{ product: "cup", value: "12.00" }],
    };
    const best = (amount: string): readonly string[] =>
      price(rules([cup, coupon("c", amount, group)]), bill).applied.map((one) => one.promotionId);
    expect(best("11.99")).toEqual(["cup"]);
    expect(best("12.01")).toEqual(["c"]);
  });

  test("a mode that does not exist is refused", () => {
    const result = parseRules({ ...rules([]), stacking: { g: "all" } });
    expect(result.ok ? "" : result.issues[0]?.message).toBe(
      'stacking.g must be "best-of" or "exclusive" or "compound", but is "all"',
    );
  });

  test("in any mode the order of rules changes nothing, and exclusive gives one of a group at most", () => {
    const modes = fc.constantFrom<Stacking>("best-of", "exclusive", "compound");
    fc.assert(
      fc.property(ruleSets(), baskets(), modes, modes, (document, of, g1, g2) => {
        const stacked: RulesDocument = { ...document, stacking: { g1, g2 } };
        const priced = compile(stacked).price(of);
        expect(verify(of, stacked, priced)).toEqual([]);
        const reversed = { ...stacked, promotions: [...stacked.promotions].reverse() };
        expect(compile(reversed).price(of)).toEqual(priced);
        if (g1 === "compound") return;
        const inGroup = stacked.promotions.filter((one) => one.group === "g1").map(({ id }) => id);
        const given = priced.applied.filter(({ promotionId }) => inGroup.includes(promotionId));
        expect(given.length).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });
});

describe("who pays for a discount", () => {
  const shared = off("m", "10.01", { fundedBy: { brand: "60%", shop: "40%" } });

  test("brand 60%, shop 40%: each amount off a line is shared by itself, to the cent", () => {
    const of = basket([line("a", 50), line("b", 30)]);
    const priced = price(rules([shared]), of);
    expect(
      priced.lines.map(({ adjustments }) =>
        adjustments.map(({ fundedBy, amount }) => [fundedBy, amount]),
      ),
    ).toEqual([
      [
        ["brand", 376],
        ["shop", 250],
      ],
      [
        ["brand", 225],
        ["shop", 150],
      ],
    ]);
    expect(priced.applied).toEqual([
      { promotionId: "m", lane: "order", times: 1, amount: 1001, fundedBy: "brand" },
    ]);
    expect(verify(of, rules([shared]), priced)).toEqual([]);
    expect(explain(rules([shared]), of, priced).lines[0]?.reasons).toHaveLength(2);
  });

  test.each([
    [{ brand: "60%", shop: "30%" }, "promotions[0].fundedBy: the shares do not come to 100%"],
    [{ brand: 0.5 }, "promotions[0].fundedBy.brand must be a text, but is 0.5"],
    ["", "promotions[0].fundedBy must have at least 1 characters"],
  ])("%j is refused", (fundedBy, message) => {
    const result = parseRules(rules([{ ...shared, fundedBy } as Promotion]));
    expect(result.ok ? "" : result.issues[0]?.message).toBe(message);
  });

  test("thirds come to the whole, and compile refuses what the parser would have", () => {
    const thirds = { a: "33.3%", b: "33.3%", c: "33.4%" };
    const priced = price(rules([{ ...shared, fundedBy: thirds }]), basket(lines(100)));
    expect(priced.lines[0]?.adjustments.map(({ amount }) => amount)).toEqual([333, 333, 335]);
    expect(() => compile(rules([{ ...shared, fundedBy: { a: "1%" } }]))).toThrow("100%");
  });
});
