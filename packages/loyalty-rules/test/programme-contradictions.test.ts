import { parseProgramme } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { onePointAYuan, zone } from "./shop.js";

const head = { format: "tillwright.programme/1", currency: "CNY", zone };
const name = { "zh-CN": "名", en: "Name" };
const coupons = ["cash50", "free-tea"].map((id) => ({ id, name, promotionId: `${id}-off` }));
const gold = { id: "gold", name, reach: { spend: "5000.00" } };
const service = (id: string) => ({ id, kind: "service", name });
const goods = (product: string) => ({ goods: product });
const points = { earn: [onePointAYuan] };

/** Every problem of a document, with its sentence. */
function told(sections: Record<string, unknown>): readonly string[] {
  const parsed = parseProgramme({ ...head, ...sections });
  return parsed.ok ? [] : parsed.issues.map(({ message }) => message);
}

describe("what contradicts itself is told in one go, by its place", () => {
  test("gifts that name coupons or points that are not there", () => {
    const gift = { points: 5, coupons: ["cash50", "gone"] };
    const document = {
      coupons,
      joinGift: gift,
      birthday: gift,
      referral: { referrer: gift, referred: gift },
    };
    expect(told(document)).toEqual([
      'joinGift.coupons: there is no coupon "gone"',
      'joinGift.points: the programme has no "points"',
      'birthday.coupons: there is no coupon "gone"',
      'birthday.points: the programme has no "points"',
      'referral.referrer.coupons: there is no coupon "gone"',
      'referral.referrer.points: the programme has no "points"',
      'referral.referred.coupons: there is no coupon "gone"',
      'referral.referred.points: the programme has no "points"',
    ]);
    const whole = { points, coupons: [...coupons, { id: "gone", name, promotionId: "x" }] };
    expect(told({ ...document, ...whole })).toEqual([]);
  });

  test("gifts of nothing but coupons need no points", () => {
    expect(told({ coupons, joinGift: { coupons: ["cash50", "free-tea"] } })).toEqual([]);
  });

  test("names that stand twice, each where it stands again", () => {
    const twice = <Value>(value: Value) => [value, value];
    expect(
      told({
        points: {
          earn: twice(onePointAYuan),
          multipliers: twice({ id: "double", times: "2" }),
          events: twice({ id: "review", points: 5 }),
          redeem: { pointsPerMajorUnit: 100 },
        },
        tiers: { levels: [gold, { ...gold, reach: { spend: "6000.00" } }] },
        coupons: twice(coupons[0]),
        punchCards: twice({
          id: "ten",
          name,
          price: "100.00",
          services: twice({ service: "cut", uses: 10, single: "10.00" }),
        }),
        rewards: twice({ id: "cup", name, points: 80, gives: goods("cup") }),
        plans: twice({ id: "plus", name, price: "99.00", months: 12 }),
        partners: [
          { id: "bakery", name, stores: ["S1", "S2"] },
          { id: "bakery", name, stores: ["S2", "S3"] },
        ],
        joinGift: { promotions: twice({ promotionId: "first" }) },
      }),
    ).toEqual([
      'points.earn.1: "base" stands at 0 already',
      'points.multipliers.1: "double" stands at 0 already',
      'points.events.1: "review" stands at 0 already',
      'tiers.levels.1: "gold" stands at 0 already',
      'joinGift.promotions.1: "first" stands at 0 already',
      'coupons.1: "cash50" stands at 0 already',
      'punchCards.1: "ten" stands at 0 already',
      'punchCards.0.services.1: "cut" stands at 0 already',
      'punchCards.1.services.1: "cut" stands at 0 already',
      'rewards.1: "cup" stands at 0 already',
      'plans.1: "plus" stands at 0 already',
      'partners.1: "bakery" stands at 0 already',
      'partners.0.stores: "S2" stands more than once',
      'partners.1.stores: "S2" stands more than once',
    ]);
  });

  test("rewards", () => {
    const cup = { name, points: 80, gives: goods("cup") };
    const rewards = [
      { ...cup, id: "fine", pointsByTier: { gold: 60 }, tiers: ["gold"] },
      { ...cup, id: "for-all", pointsByTier: { gold: 60 } },
      { ...cup, id: "coupon", gives: { coupon: "free-tea" } },
      { ...cup, id: "no-coupon", gives: { coupon: "gone" } },
      { ...cup, id: "no-tier", pointsByTier: { silver: 60 }, tiers: ["gold", "silver"] },
      { ...cup, id: "not-theirs", pointsByTier: { gold: 60 }, tiers: ["plain"] },
    ];
    const levels = [{ id: "plain", name }, gold];
    expect(told({ points, coupons, tiers: { levels }, rewards })).toEqual([
      'rewards.3.gives: there is no coupon "gone"',
      'rewards.4.pointsByTier: there is no tier "silver"',
      'rewards.4.tiers: there is no tier "silver"',
      'rewards.5.pointsByTier: "gold" cannot have it',
    ]);
    expect(told({ coupons, rewards: rewards.slice(2, 3) })).toEqual([
      'rewards: the programme has no "points"',
    ]);
    expect(told({ points, rewards: rewards.slice(1, 2) })).toEqual([
      'rewards.0.pointsByTier: there is no tier "gold"',
    ]);
  });

  test("benefits of tiers and plans", () => {
    const birthday = { id: "gift", kind: "birthday", name };
    const exclusive = { id: "bags", kind: "exclusive", name, goods: {} };
    const levels = [
      { ...gold, benefits: [service("a"), service("a"), { ...birthday, coupons: ["gone"] }] },
      {
        id: "vip",
        name,
        reach: { any: [{ spend: "9000.00" }, { all: [{ visits: 3 }, { plan: "gone" }] }] },
        keep: { plan: "lost" },
        benefits: [{ ...birthday, points: 5, coupons: ["free-tea"] }],
      },
    ];
    const plan = { name, price: "99.00", months: 12 };
    const plans = [
      { ...plan, id: "plus", benefits: [service("b"), service("b"), exclusive] },
      {
        ...plan,
        id: "gym",
        benefits: [service("yoga"), service("sauna")],
        choice: { count: 4, from: [service("yoga"), service("swim"), service("swim")] },
      },
      { ...plan, id: "all", choice: { count: 2, from: [service("c"), service("d")] } },
    ];
    expect(told({ coupons, tiers: { levels }, plans })).toEqual([
      'tiers.levels.0.benefits.1: "a" stands at 0 already',
      'tiers.levels.0.benefits.2: needs "birthday", which says when it is',
      'tiers.levels.0.benefits.2.coupons: there is no coupon "gone"',
      'tiers.levels.1.benefits.0: needs "birthday", which says when it is',
      'tiers.levels.1.benefits.0.points: the programme has no "points"',
      'tiers.levels.1.reach: there is no plan "gone"',
      'tiers.levels.1.keep: there is no plan "lost"',
      'plans.0.benefits.1: "b" stands at 0 already',
      "plans.0.benefits.2.goods: keeps all goods from everybody else",
      'plans.1.choice.from.2: "swim" stands at 1 already',
      "plans.1.choice.count: there are only 3 to choose from",
      'plans.1.choice.from: "yoga" comes with the plan already',
    ]);
  });

  test("birthday benefits need a birthday, and points only when they give some", () => {
    const gift = (more: object) => ({ id: "gift", kind: "birthday", name, ...more });
    const levels = (more: object) => ({ levels: [{ ...gold, benefits: [gift(more)] }] });
    const birthday = { coupons: ["cash50"] };
    const with0 = { coupons, birthday, tiers: levels({ coupons: ["free-tea"] }) };
    expect(told(with0)).toEqual([]);
    expect(told({ coupons, birthday, tiers: levels({ points: 1 }) })).toEqual([
      'tiers.levels.0.benefits.0.points: the programme has no "points"',
    ]);
  });

  test("partners share stores with nobody, and their points are worth something", () => {
    const partners = [
      { id: "bakery", name, stores: ["S1", "S1", "S2"] },
      { id: "cinema", name, stores: ["S3", "S2"] },
    ];
    expect(told({ points, partners })).toEqual([
      'partners.0.stores: "S1" stands more than once',
      'partners.0.stores: "S2" stands more than once',
      'partners.1.stores: "S2" stands more than once',
      'partners: need "points.redeem", which says what a point is worth',
    ]);
    const redeem = { pointsPerMajorUnit: 100 };
    expect(told({ points: { ...points, redeem }, partners: [partners[0]] })).toEqual([
      'partners.0.stores: "S1" stands more than once',
    ]);
    expect(told({ storedValue: {}, partners: [{ id: "cinema", name, stores: ["S3"] }] })).toEqual([
      'partners: need "points.redeem", which says what a point is worth',
    ]);
  });

  test("words about a birthday in a rule that asks for none, or not for the day", () => {
    const rule = (when: object) => ({ id: "m", times: "2", when });
    const birthdayWindow = { before: 3, after: 7 };
    const multiplied = (when: object) => told({ points: { ...points, multipliers: [rule(when)] } });
    const leap = 'points.multipliers.0.when.leapDay: needs "birthday", which it is about';
    const needsDay = 'points.multipliers.0.when.birthdayWindow: needs "birthday": "day"';
    expect(multiplied({ leapDay: "02-28" })).toEqual([leap]);
    expect(multiplied({ leapDay: null, weekdays: [3] })).toEqual([leap]);
    expect(multiplied({ birthday: "day", leapDay: null })).toEqual([]);
    expect(multiplied({ birthdayWindow })).toEqual([needsDay]);
    expect(multiplied({ birthday: "week", birthdayWindow })).toEqual([needsDay]);
    expect(multiplied({ birthday: "month", birthdayWindow })).toEqual([needsDay]);
    expect(multiplied({ birthday: "day", birthdayWindow })).toEqual([]);
    const earn = [{ ...points.earn[0], when: { leapDay: "03-01", birthdayWindow } }];
    expect(told({ points: { earn } })).toEqual([
      'points.earn.0.when.leapDay: needs "birthday", which it is about',
      'points.earn.0.when.birthdayWindow: needs "birthday": "day"',
    ]);
    const gift = (more: object) => told({ points, birthday: { points: 5, ...more } });
    expect(gift({ window: birthdayWindow })).toEqual(['birthday.window: needs "scope": "day"']);
    expect(gift({ scope: "week", window: birthdayWindow })).toHaveLength(1);
    expect(gift({ scope: "day", window: birthdayWindow })).toEqual([]);
  });

  test("a window of a birthday has whole days, at most half a year to each side", () => {
    const gift = (window: object) =>
      told({ points, birthday: { scope: "day", points: 5, window } });
    expect(gift({ before: 182, after: 182 })).toEqual([]);
    expect(gift({ before: 183, after: -1 })).toEqual([
      "birthday.window.before: must be at most 182",
      "birthday.window.after: must be at least 0",
    ]);
    expect(gift({ before: 0.5, days: 3 })).toHaveLength(2);
  });

  test("points that could never be used", () => {
    const waiting = (days: number, expiry: object) =>
      told({ points: { ...points, pending: { days }, expiry } });
    expect(waiting(32, { kind: "months", months: 1 })).toEqual([
      "points.pending: points end before they are final: they can never be used",
    ]);
    expect(waiting(31, { kind: "months", months: 1 })).toEqual([]);
    expect(waiting(63, { kind: "end-of-month", months: 1 })).toHaveLength(1);
    expect(waiting(62, { kind: "end-of-month", months: 1 })).toEqual([]);
    expect(waiting(367, { kind: "end-of-year", years: 0 })).toHaveLength(1);
    expect(waiting(366, { kind: "end-of-year", years: 0 })).toEqual([]);
    expect(waiting(366, { kind: "inactivity", months: 1 })).toEqual([]);
    expect(waiting(366, { kind: "none" })).toEqual([]);
  });

  test("points that have no end and live on after it", () => {
    const returnedAfterExpiry = { kind: "extend", days: 3 };
    const extending = (expiry: object) =>
      told({ points: { ...points, returnedAfterExpiry, expiry } });
    expect(extending({ kind: "inactivity", months: 3 })).toEqual([
      "points.returnedAfterExpiry: lots of points have no end of their own, so nothing is extended",
    ]);
    expect(extending({ kind: "months", months: 3 })).toEqual([]);
  });

  test("steps and limits of top-ups", () => {
    const step = (pay: string) => ({ pay, bonus: "1.00" });
    const storedValue = (rules: object) => told({ storedValue: rules });
    expect(
      storedValue({
        topUps: [step("100.00"), step("100.00"), step("50.00"), step("900.00")],
        minimumTopUp: "80.00",
        maximumTopUp: "500.00",
      }),
    ).toEqual([
      "storedValue.topUps.1: steps must rise from low to high",
      "storedValue.topUps.2: steps must rise from low to high",
      "storedValue.topUps.2: can never be paid: it is below minimumTopUp",
      "storedValue.topUps.3: can never be paid: it is above maximumTopUp",
    ]);
    const even = { minimumTopUp: "100.00", maximumTopUp: "100.00", maximumBalance: "100.00" };
    expect(storedValue({ topUps: [step("100.00")], ...even })).toEqual([]);
    expect(
      storedValue({ minimumTopUp: "2.00", maximumTopUp: "1.00", maximumBalance: "1.00" }),
    ).toEqual([
      "storedValue.minimumTopUp: is above maximumTopUp",
      "storedValue.minimumTopUp: is above maximumBalance",
    ]);
  });

  test("tiers that do not rise", () => {
    const levels = [
      gold,
      { ...gold, id: "same" },
      { id: "visits", name, reach: { visits: 5 } },
      { ...gold, id: "other-measure" },
      { id: "everybody", name },
    ];
    expect(told({ tiers: { levels } })).toEqual([
      'tiers.levels.1.reach: is no more than for "gold" below it',
      "tiers.levels.4.reach: only the lowest tier can be every member's",
    ]);
  });

  test("tiers that rules name must be there; without tiers none is", () => {
    const when = { tiers: ["gold", "silver"] };
    const rules = {
      earn: [{ ...onePointAYuan, when }],
      multipliers: [{ id: "double", times: "2", when }],
    };
    expect(told({ points: rules, tiers: { levels: [gold] } })).toEqual([
      'points.earn.0.when.tiers: there is no tier "silver"',
      'points.multipliers.0.when.tiers: there is no tier "silver"',
    ]);
    expect(told({ points: rules })).toEqual([
      'points.earn.0.when.tiers: there is no tier "gold"',
      'points.earn.0.when.tiers: there is no tier "silver"',
      'points.multipliers.0.when.tiers: there is no tier "gold"',
      'points.multipliers.0.when.tiers: there is no tier "silver"',
    ]);
  });
});

test("a section that cannot be read is told once, and what depends on it is not judged", () => {
  const rewards = [{ id: "cup", name, points: 80, gives: { coupon: "cash50" } }];
  expect(
    told({ points, coupons: [{ id: "cash50" }], rewards, joinGift: { coupons: ["x"] } }),
  ).toEqual([
    "coupons.0.name: must be given as object",
    "coupons.0.promotionId: must be given as string",
  ]);
  const tiered = { earn: [{ ...onePointAYuan, when: { tiers: ["gold"] } }] };
  expect(told({ points: tiered, tiers: { levels: [] } })).toEqual([
    "tiers.levels: must have at least 1 element",
  ]);
});
