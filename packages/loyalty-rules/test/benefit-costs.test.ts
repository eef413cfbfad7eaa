import {
  parseCentralProgramme,
  programmeForStore,
  tierBenefitCosts,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { onePointAYuan, points, programmeOf, zone } from "./shop.js";

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

describe("the programme of a chain", () => {
  const document = {
    format: "tillwright.programme/1",
    currency: "CNY",
    zone,
    points: { earn: [onePointAYuan] },
  };
  const parse = (exceptions: readonly object[]) =>
    parseCentralProgramme({ ...document, exceptions });
  const debt = { points: { debt: "refuse" } };
  const airport = { id: "airport", stores: ["S9", "S8"], change: debt };

  test("a store that no exception names has the base, whatever it is called", () => {
    const parsed = parse([airport]);
    if (!parsed.ok) throw new Error("a bad programme");
    const debtOf = (store: string) => programmeForStore(parsed.value, store).points?.debt;
    expect(["S8", "S9", "S1", "toString", "__proto__"].map(debtOf)).toEqual([
      "refuse",
      "refuse",
      "carry",
      "carry",
      "carry",
    ]);
  });

  test("what contradicts itself is told with its place and in words", () => {
    const parsed = parse([
      airport,
      { id: "north", stores: ["S9", "S9"], change: { currency: "EUR", ...debt } },
      { id: "north", stores: ["S1"], change: {} },
    ]);
    expect(parsed.ok ? [] : parsed.issues.map(({ message }) => message)).toEqual([
      'exceptions.2: "north" stands at 1 already',
      'exceptions.1.stores.1: "S9" stands at 0 already',
      "exceptions.1.change.currency: is the same in all stores",
      'exceptions.1.change: for "S9", "airport" sets points.debt too',
      "exceptions.2.change: changes nothing",
    ]);
  });

  test("a version that several stores have is told once; one that others have, by itself", () => {
    const bad = { points: { debt: "forget" } };
    const parsed = parse([
      { id: "a", stores: ["S1", "S2", "S3"], change: { points: { rounding: "up" } } },
      { id: "b", stores: ["S2", "S3"], change: bad },
      { id: "c", stores: ["S4"], change: bad },
    ]);
    expect(
      parsed.ok ? [] : parsed.issues.map(({ path, message }) => [path.join("."), message]),
    ).toEqual([
      [
        "exceptions.1.change.points.debt",
        'points.debt: must be one of "carry", "reduce-refund", "refuse"',
      ],
      [
        "exceptions.2.change.points.debt",
        'points.debt: must be one of "carry", "reduce-refund", "refuse"',
      ],
    ]);
  });
});
