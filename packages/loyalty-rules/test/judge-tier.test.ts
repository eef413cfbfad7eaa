import {
  grantTier,
  judgeTier,
  type Programme,
  type TierLots,
  type TierState,
  tierForSale,
  tierSpendAccount,
  tierVisitsAccount,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, type Counter, counterOf, memberId, programmeOf, saleOf, units } from "./shop.js";

const name = { "zh-CN": "卡", en: "Card" };

function ladder(
  rules: Record<string, unknown> = {},
  gold: Record<string, unknown> = {},
): Programme {
  const levels = [
    { id: "plain", name },
    { id: "silver", name, reach: { spend: "1000.00" } },
    { id: "gold", name, reach: { spend: "5000.00" }, ...gold },
  ];
  return programmeOf({ tiers: { levels, ...rules } });
}

async function lotsOf(counter: Counter, when: number): Promise<TierLots> {
  return {
    spend: await counter.journal.lots(tierSpendAccount(memberId, "CNY"), when),
    visits: await counter.journal.lots(tierVisitsAccount(memberId), when),
    points: [],
  };
}

/** A member who is judged after each event. */
async function memberOf(programme: Programme) {
  const counter = await counterOf(programme);
  let state: TierState | null = null;
  let number = 0;
  const judge = async (when: string) => {
    const judged = judgeTier(programme, state, await lotsOf(counter, at(when)), at(when));
    state = judged.state;
    return { tier: judged.tier?.id ?? null, codes: judged.reasons.map(({ code }) => code) };
  };
  return {
    counter,
    judge,
    lots: (when: string) => lotsOf(counter, at(when)),
    state: () => state,
    give: (tier: string, from: string, until: string) => {
      state = grantTier(state, { tier, since: at(from), until: at(until) });
    },
    buy: async (when: string, yuan: number) => {
      number += 1;
      const cents = Math.round(yuan * 100);
      const lines =
        cents % 100 === 0 && cents > 0 ? [{ paid: 100, count: cents / 100 }] : [{ paid: cents }];
      await counter.sell(saleOf(`S${number}`, at(when), lines));
      return judge(when);
    },
  };
}

describe("window spend 4,950, sale of 60", () => {
  test("after: priced as silver, gold from the next sale", async () => {
    const programme = ladder();
    const member = await memberOf(programme);
    expect(await member.buy("2026-03-01", 4950)).toMatchObject({ tier: "silver" });
    const lots = await member.lots("2026-03-02");
    expect(tierForSale(programme, member.state(), lots, 6000, at("2026-03-02"))?.id).toBe("silver");
    const judged = await member.buy("2026-03-02", 60);
    expect(judged).toEqual({ tier: "gold", codes: ["loyalty.tier-reached"] });
  });

  test("during: judged once at the old price, so this sale is priced as gold, even if that makes it 48", async () => {
    const programme = ladder({ upgrade: "during" });
    const member = await memberOf(programme);
    await member.buy("2026-03-01", 4950);
    const lots = await member.lots("2026-03-02");
    expect(tierForSale(programme, member.state(), lots, 6000, at("2026-03-02"))?.id).toBe("gold");
    expect(tierForSale(programme, member.state(), lots, 4999, at("2026-03-02"))?.id).toBe("silver");
    // At 48.00 the figures do not reach gold: the member stays silver after the sale.
    expect(await member.buy("2026-03-02", 48)).toMatchObject({ tier: "silver" });
  });
});

describe("gold to 31 December with keep level 3,000", () => {
  const rules = {
    window: { kind: "calendar-year" },
    term: { kind: "end-of-year", years: 0 },
    graceDays: 30,
  };
  // Gold is reached late in 2026 for its term to 31 December; 2027 is the year to keep it in.
  async function goldIn2027(spent2027: number) {
    const member = await memberOf(
      ladder({ ...rules, term: { kind: "end-of-year", years: 1 } }, { keep: { spend: "3000.00" } }),
    );
    await member.buy("2026-11-01", 5000);
    if (spent2027 > 0) await member.buy("2027-06-01", spent2027);
    return member;
  }

  test("3,000.00 on that day -> kept", async () => {
    const member = await goldIn2027(3000);
    expect(await member.judge("2028-01-01T00:00")).toEqual({
      tier: "gold",
      codes: ["loyalty.tier-kept"],
    });
  });

  test("2,999.99 on that day -> grace 30 days", async () => {
    const member = await goldIn2027(2999.99);
    expect(await member.judge("2028-01-01T00:00")).toEqual({ tier: "gold", codes: [] });
    expect(await member.judge("2028-01-30T23:59")).toEqual({ tier: "gold", codes: [] });
    expect(await member.judge("2028-01-31T00:00")).toEqual({
      tier: "silver",
      codes: ["loyalty.tier-lowered"],
    });
  });

  test("a sale of 0.01 in grace keeps gold", async () => {
    const member = await goldIn2027(2999.99);
    expect(await member.buy("2028-01-15", 0.01)).toEqual({
      tier: "gold",
      codes: ["loyalty.tier-kept"],
    });
    expect(await member.judge("2028-12-31T23:59")).toMatchObject({ tier: "gold" });
    expect(member.state()?.earned?.until).toBe(at("2029-01-01T00:00"));
  });

  test("also when nobody looks before the grace is over", async () => {
    const member = await goldIn2027(2999.99);
    await member.counter.sell(saleOf("late", at("2028-01-15"), [{ paid: 1 }]));
    expect(await member.judge("2028-06-01")).toMatchObject({ tier: "gold" });
  });

  test("a sale after the grace keeps nothing", async () => {
    const member = await goldIn2027(2999.99);
    expect(await member.buy("2028-02-01", 0.01)).toMatchObject({ tier: "silver" });
  });
});

describe("gold by spend, kept by visits", () => {
  const keep = { any: [{ visits: 3 }, { points: 900_000 }] };
  const rules = { term: { kind: "months", months: 12 } };

  test("visits count though no tier is reached by them: three in the twelve months keep it", async () => {
    const member = await memberOf(ladder(rules, { keep }));
    await member.buy("2026-03-01", 5000);
    await member.buy("2026-06-01", 1);
    await member.buy("2026-09-01", 1);
    await member.buy("2027-02-01", 1);
    expect(await member.judge("2027-03-02T00:00")).toEqual({
      tier: "gold",
      codes: ["loyalty.tier-kept"],
    });
  });

  test("two do not", async () => {
    const member = await memberOf(ladder(rules, { keep }));
    await member.buy("2026-03-01", 5000);
    await member.buy("2026-06-01", 1);
    await member.buy("2027-02-01", 1);
    expect((await member.judge("2027-03-02T00:00")).codes).toEqual(["loyalty.tier-lowered"]);
  });
});

describe("who does not keep a tier", () => {
  const rolling = { term: { kind: "months", months: 12 } };

  test("goes one step down, however little was spent", async () => {
    const member = await memberOf(ladder(rolling));
    await member.buy("2026-03-01", 5000);
    expect(await member.judge("2027-03-02T00:00")).toEqual({
      tier: "silver",
      codes: ["loyalty.tier-lowered"],
    });
    expect(await member.judge("2028-03-02T00:00")).toMatchObject({ tier: "plain" });
  });

  test("or to what the figures reach", async () => {
    const member = await memberOf(ladder({ ...rolling, downgrade: "recompute" }));
    await member.buy("2026-03-01", 5000);
    expect(await member.judge("2027-03-02T00:00")).toMatchObject({ tier: "plain" });
  });

  test("stands after two years of silence where two judgements would have led", async () => {
    const member = await memberOf(ladder(rolling));
    await member.buy("2026-03-01", 5000);
    expect(await member.judge("2028-06-01")).toEqual({
      tier: "plain",
      codes: ["loyalty.tier-lowered", "loyalty.tier-lowered"],
    });
  });

  test("can leave the ladder when there is no tier for everybody", async () => {
    const levels = [{ id: "silver", name, reach: { spend: "1000.00" } }];
    const member = await memberOf(programmeOf({ tiers: { levels } }));
    await member.buy("2026-03-01", 1000);
    expect(await member.judge("2027-03-02T00:00")).toEqual({
      tier: null,
      codes: ["loyalty.tier-lowered"],
    });
  });
});

describe("refunds", () => {
  test("gold earned by a 5,200 sale, of which 400 is refunded: 4,800 -> silver", async () => {
    const member = await memberOf(ladder());
    expect(await member.buy("2026-03-01T10:00", 5200)).toMatchObject({ tier: "gold" });
    await member.counter.refund("S1", at("2026-03-01T15:00"), units(400));
    expect(await member.judge("2026-03-02T04:00")).toEqual({
      tier: "silver",
      codes: ["loyalty.tier-taken-back"],
    });
  });

  test("a same-day exchange costs no tier", async () => {
    const member = await memberOf(ladder());
    await member.buy("2026-03-01T10:00", 5200);
    await member.counter.refund("S1", at("2026-03-01T15:00"), units(400));
    await member.counter.sell(saleOf("S9", at("2026-03-01T10:00"), [{ paid: 40_000 }]));
    expect(await member.judge("2026-03-02T04:00")).toEqual({ tier: "gold", codes: [] });
  });

  test("gold kept from an earlier term is not touched", async () => {
    const member = await memberOf(ladder());
    await member.buy("2026-03-01", 5200);
    await member.buy("2027-02-01", 5200);
    expect(await member.judge("2027-03-02")).toMatchObject({ codes: ["loyalty.tier-kept"] });
    await member.counter.refund("S2", at("2027-03-03"), units(5200));
    expect(await member.judge("2027-03-04")).toEqual({ tier: "gold", codes: [] });
  });

  test("what leaves the window by itself takes no tier before its term ends", async () => {
    const member = await memberOf(ladder({ window: { kind: "rolling", months: 1 } }));
    await member.buy("2026-03-01", 5200);
    expect(await member.judge("2026-06-01")).toEqual({ tier: "gold", codes: [] });
  });

  test("the tier held before comes back with its own term", async () => {
    const member = await memberOf(ladder());
    await member.buy("2026-01-10", 1000);
    await member.buy("2026-03-01", 4200);
    await member.counter.refund("S2", at("2026-03-02"), units(4200));
    expect(await member.judge("2026-03-03")).toMatchObject({ tier: "silver" });
    expect(member.state()?.earned?.until).toBe(at("2027-01-11T00:00"));
  });
});

describe("a grade given for some time", () => {
  test("counts while it lasts and then uncovers what was earned meanwhile", async () => {
    const member = await memberOf(ladder());
    await member.judge("2026-03-01");
    member.give("gold", "2026-03-01", "2026-03-08T00:00");
    expect(await member.buy("2026-03-02", 1000)).toMatchObject({ tier: "gold" });
    expect(await member.judge("2026-03-08T00:00")).toEqual({
      tier: "silver",
      codes: ["loyalty.tier-gift-ended"],
    });
  });

  test("does not lower a higher tier that was earned, nor overwrite it when it ends", async () => {
    const member = await memberOf(ladder());
    await member.buy("2026-03-01", 5000);
    member.give("silver", "2026-03-02", "2026-03-08");
    expect(await member.judge("2026-03-03")).toMatchObject({ tier: "gold" });
    expect(await member.judge("2026-03-09")).toMatchObject({ tier: "gold" });
  });
});

describe("a tier that needs a paid plan", () => {
  const levels = [{ id: "plus", name, reach: { all: [{ plan: "plus" }, { visits: 1 }] } }];
  const plans = [{ id: "plus", name, price: "99.00", months: 12 }];
  const programme = programmeOf({ tiers: { levels }, plans });

  test("needs both", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", at("2026-03-01"), [{ paid: 100 }]));
    const lots = await lotsOf(counter, at("2026-03-02"));
    const judged = (running: readonly string[]) =>
      judgeTier(programme, null, { ...lots, plans: running }, at("2026-03-02")).tier?.id ?? null;
    expect([judged([]), judged(["plus"])]).toEqual([null, "plus"]);
  });
});

test("points already earned at the gold rate stay when gold is taken back", async () => {
  const levels = [{ id: "gold", name, reach: { spend: "50.00" } }];
  const programme = programmeOf({
    points: {
      earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
      multipliers: [{ id: "gold", times: "2", when: { tiers: ["gold"] } }],
    },
    tiers: { levels },
  });
  const gold = await counterOf(programme, { tier: "gold" });
  await gold.sell(saleOf("A", at("2026-03-01"), [{ paid: 1000, count: 10 }]));
  await gold.refund("A", at("2026-03-02"), units(5));
  expect(await gold.balance(at("2026-03-02"))).toBe(100);
});

test("judging in between changes nothing: late judgement ends where early ones do", async () => {
  const day = 24 * 3_600_000;
  const programme = ladder(
    { term: { kind: "months", months: 3 }, window: { kind: "rolling", months: 3 }, graceDays: 10 },
    { keep: { spend: "2000.00" } },
  );
  const start = at("2026-01-01");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.constantFrom(500, 1000, 2000, 5000)), {
        maxLength: 6,
      }),
      fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 8 }),
      async (sales, looks) => {
        const counter = await counterOf(programme);
        const moments = [...new Set([...sales.map(([when]) => when)])].sort((a, b) => a - b);
        const extra = [...looks].sort((a, b) => a - b);
        const events = [...new Set([...moments, ...extra])].sort((a, b) => a - b);
        let number = 0;
        const none: TierLots = { spend: [], visits: [], points: [] };
        let often: TierState | null = judgeTier(programme, null, none, start).state;
        let seldom: TierState | null = often;
        for (const when of events) {
          const now = start + when * day;
          for (const [, yuan] of sales.filter(([sold]) => sold === when)) {
            number += 1;
            await counter.sell(saleOf(`S${number}`, now, [{ paid: yuan * 100 }]));
          }
          const lots = await lotsOf(counter, now);
          often = judgeTier(programme, often, lots, now).state;
          if (moments.includes(when)) seldom = judgeTier(programme, seldom, lots, now).state;
        }
        const end = start + 701 * day;
        const lots = await lotsOf(counter, end);
        const a = judgeTier(programme, often, lots, end);
        const b = judgeTier(programme, seldom, lots, end);
        expect(a.tier?.id).toBe(b.tier?.id);
        expect(a.state.earned).toEqual(b.state.earned);
      },
    ),
    { numRuns: Math.ceil(runs / 4) },
  );
});
