import { tierBenefitCosts } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { points, programmeOf } from "./shop.js";

const name = { "zh-CN": "名", en: "Name" };
const party = { id: "party", kind: "invitation", name, cost: "12.50" };
const parking = { id: "parking", kind: "service", name };
const level = (id: string, spend: string) => ({
  id,
  name,
  reach: { spend },
  benefits: [party, parking],
});
const programme = programmeOf({
  tiers: { levels: [level("gold", "10.00"), level("vip", "20.00")] },
});

describe("what the benefits of tiers cost", () => {
  test("a benefit of two tiers is counted for each by itself", () => {
    const uses = [
      { tier: "gold", benefit: "party", times: 2, amount: null },
      { tier: "vip", benefit: "party", times: 3, amount: null },
      { tier: "vip", benefit: "parking", times: 5, amount: null },
      { tier: "vip", benefit: "party", times: 1, amount: 700 },
    ];
    const figures = tierBenefitCosts(programme, { gold: 1, vip: 3 }, uses).map(
      ({ tier, cost, perMember, benefits }) => [
        tier,
        cost,
        perMember,
        ...benefits.map((row) => [row.benefit.id, row.times, row.cost, row.costUnknown]),
      ],
    );
    expect(figures).toEqual([
      ["gold", 2500, 2500, ["party", 2, 2500, false], ["parking", 0, 0, false]],
      ["vip", 4450, 1483, ["parking", 5, 0, true], ["party", 4, 4450, false]],
    ]);
  });

  test("a benefit that the tier does not have is named", () => {
    const use = (tier: string, benefit: string) => [{ tier, benefit, times: 1, amount: null }];
    const wrong = (tier: string, benefit: string) =>
      expect.objectContaining({
        code: "loyalty.not-in-programme",
        message: `tier ${tier} has no benefit ${benefit}`,
        facts: { tier, benefit },
      });
    expect(() => tierBenefitCosts(programme, {}, use("gold", "sauna"))).toThrow(
      wrong("gold", "sauna"),
    );
    expect(() => tierBenefitCosts(programme, {}, use("tin", "party"))).toThrow(
      wrong("tin", "party"),
    );
    expect(() => tierBenefitCosts(points(), {}, use("gold", "party"))).toThrow(
      wrong("gold", "party"),
    );
    expect(tierBenefitCosts(points(), {}, [])).toEqual([]);
  });

  test("figures below nothing are misuse, each named", () => {
    const use = { tier: "gold", benefit: "party", times: 1, amount: 1 };
    const costs = (members: number, change: object) =>
      tierBenefitCosts(programme, { gold: members }, [{ ...use, ...change }]);
    expect(() => costs(-1, {})).toThrow(
      "the members of a tier must be a whole number from 0, not -1",
    );
    expect(() => costs(1, { times: 0.5 })).toThrow("the uses of a benefit must be");
    expect(() => costs(1, { amount: -1 })).toThrow("the cost of a benefit must be");
    const most = { times: Number.MAX_SAFE_INTEGER, amount: null };
    expect(() => costs(1, most)).toThrow("the cost of a benefit must be");
  });
});
