import type { Basket, PricedBasket, Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { laws } from "@tillwright/pricing-engine/testing";
import { describe, expect, test } from "vitest";
import { basket, line, lines, member, rules } from "./build.js";

const m: Promotion = { kind: "every", id: "m", amount: "10.00", off: "1.00" };
const of = basket(lines(35));

/** What the law says of an engine that knew nothing of what these rules ask for. */
const broken = (more: object, at: Basket = of): readonly string[] => {
  const engine = compile(rules([m]));
  return laws.limitsHold({ ...engine, rules: rules([{ ...m, ...more } as Promotion]) }, at);
};
const beyond = ["m gave something beyond its limits"];
const used = (scope: "member" | "total", uses: number, amount = 0): Partial<Basket> => ({
  usage: [{ promotionId: "m", scope, uses, amount }],
});

describe("limitsHold", () => {
  test("caps and counts: what is reached is kept, what is passed is told", () => {
    expect(broken({ cap: "3.00" })).toEqual([]);
    expect(broken({ cap: "2.99" })).toEqual(["m gave 300, its cap is 2.99"]);
    expect(broken({ atMost: 3 })).toEqual([]);
    expect(broken({ atMost: 2 })).toEqual(["m applied 3 times, 2 are allowed"]);
  });

  test("a sale that begins at a limit gets nothing, one that begins below it does", () => {
    const total = { limits: { total: 3 } };
    expect(broken(total)).toEqual([]);
    expect(broken(total, { ...of, ...used("total", 2) })).toEqual([]);
    expect(broken(total, { ...of, ...used("total", 3) })).toEqual(beyond);
    expect(broken(total, { ...of, ...used("member", 3) })).toEqual([]);
    const budget = { limits: { budget: "5.00" } };
    expect(broken(budget, { ...of, ...used("total", 9, 499) })).toEqual([]);
    expect(broken(budget, { ...of, ...used("total", 1, 500) })).toEqual(beyond);
    const other = { usage: [{ promotionId: "n", scope: "total" as const, uses: 9, amount: 900 }] };
    expect(broken({ limits: { total: 3, budget: "5.00" } }, { ...of, ...other })).toEqual([]);
  });

  test("who is not known has no limit of their own to use", () => {
    const each = { limits: { perMember: 2 } };
    const known = { ...of, member: member() };
    expect(broken(each)).toEqual(beyond);
    expect(broken(each, known)).toEqual([]);
    expect(broken(each, { ...known, ...used("member", 1) })).toEqual([]);
    expect(broken(each, { ...known, ...used("member", 2) })).toEqual(beyond);
    expect(broken(each, { ...known, ...used("total", 2) })).toEqual([]);
  });

  test("a code that was entered in any writing, an offer that has not ended", () => {
    const code = { needs: "code", codes: ["Spring", "may"] };
    expect(broken(code)).toEqual(["m gave something without its code"]);
    expect(broken(code, { ...of, codes: [" MAY "] })).toEqual([]);
    expect(broken(code, { ...of, codes: ["june"] })).toHaveLength(1);
    const holds = (promotionId: string, validUntil: number | null): Basket => ({
      ...of,
      member: member({ offers: [{ offerId: "o", promotionId, validUntil }] }),
    });
    const offer = { needs: "offer" };
    expect(broken(offer)).toEqual(["m gave something without its offer"]);
    expect(broken(offer, holds("m", null))).toEqual([]);
    expect(broken(offer, holds("m", of.at + 1))).toEqual([]);
    expect(broken(offer, holds("m", of.at))).toHaveLength(1);
    expect(broken(offer, holds("n", null))).toHaveLength(1);
  });

  test("a promotion that gave nothing breaks no limit", () => {
    expect(broken({ cap: "0.01", limits: { total: 1 } }, basket(lines(5)))).toEqual([]);
  });

  test("groups: one of each, one of those that exclude each other, all of those that compound", () => {
    const n: Promotion = { ...m, id: "n" };
    const engine = compile(rules([m, n]));
    const told = (first: object, second: object, more: Partial<RulesDocument> = {}) =>
      laws.limitsHold(
        {
          ...engine,
          rules: rules([{ ...m, ...first } as Promotion, { ...n, ...second } as Promotion], more),
        },
        of,
      );
    expect(told({}, {})).toEqual([]);
    expect(told({ group: "g" }, { group: "h" })).toEqual([]);
    expect(told({ group: "g" }, { group: "g" })).toEqual(["two of one group gave something"]);
    const compound = { stacking: { g: "compound" } } as const;
    expect(told({ group: "g" }, { group: "g" }, compound)).toEqual([]);
    expect(told({ group: "g" }, { group: "h" }, { exclusions: [["g", "h"]] })).toEqual([
      "the groups g, h exclude each other, and two gave something",
    ]);
    expect(told({ group: "g" }, {}, { exclusions: [["g", "h"]] })).toEqual([]);
  });
});

describe("refundsSumToPaid", () => {
  const engine = compile(rules([m]));
  const tea = basket([line("tea", 5, 3)]);
  const told = (wrong: (priced: PricedBasket) => PricedBasket): readonly string[] =>
    laws.refundsSumToPaid({ ...engine, price: (one) => wrong(engine.price(one)) }, tea);

  test("tells a line that pays back too much, too little, or points that nobody used", () => {
    expect(told((priced) => priced)).toEqual([]);
    const paying = (by: number) => (priced: PricedBasket) => ({
      ...priced,
      lines: priced.lines.map((one) => ({ ...one, paid: one.paid + by })),
    });
    expect(told(paying(-1))).toEqual(["line tea pays back more than 1399"]);
    expect(told(paying(1))).toEqual(["line tea pays back 1400 of 1401"]);
    expect(told((priced) => ({ ...priced, points: { used: 5, amount: 5 } }))).toEqual([
      "0 points would come back",
    ]);
  });
});
