import {
  couponOffers,
  earnPoints,
  expiryInstant,
  judgeTier,
  type MemberStanding,
  pointsTerms,
  redeemPoints,
  spendStoredValue,
  tierOf,
  topUp,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import {
  at,
  counterOf,
  memberId,
  onePointAYuan,
  points,
  programmeOf,
  saleOf,
  units,
  zone,
} from "./shop.js";

// What went wrong in other systems, each as a test that reads like the complaint.

const monday = at("2026-11-16");
const tuesday = at("2026-11-17");
const member: MemberStanding = {
  memberId,
  tier: null,
  tags: [],
  birthday: null,
  joinedOn: null,
  debt: 0,
};

describe("refunds", () => {
  test("a refund does not deduct the points that paid a second time", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    await counter.sell(
      saleOf("B", monday, [{ paid: 0, points: 50, pointsOffset: 50 }]),
      points(),
      50,
    );
    await counter.refund("B", tuesday, units(1));
    expect(await counter.balance(tuesday)).toBe(100);
  });

  test("a partial refund of a line that no points paid takes no points that paid another", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const lines = [{ paid: 0, points: 50, pointsOffset: 50 }, { paid: 1000 }];
    await counter.sell(saleOf("B", monday, lines), points(), 50);
    const refund = await counter.refund("B", tuesday, units(1, "L2"));
    expect(refund).toMatchObject({ restore: 0, take: 10 });
  });

  test("buy, refund, keep the points: not once and not a hundred times", async () => {
    const counter = await counterOf(points());
    for (let round = 0; round < 100; round += 1) {
      await counter.sell(saleOf(`S${round}`, monday, [{ paid: 10000 }]));
      await counter.refund(`S${round}`, monday, units(1));
    }
    expect(await counter.balance(monday)).toBe(0);
  });

  test("the same refund delivered twice takes points once", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const { commands } = await counter.refund("A", tuesday, units(1));
    await counter.run(commands);
    expect([await counter.balance(tuesday), await counter.debt()]).toEqual([0, 0]);
  });

  test("four refunds of a quarter take what one of the whole takes", async () => {
    const programme = points({ earn: [{ ...onePointAYuan, per: "20.00" }] });
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 500, count: 4 }]));
    let taken = 0;
    for (let step = 0; step < 4; step += 1)
      taken += (await counter.refund("A", tuesday, units(1))).take;
    expect(taken).toBe(1);
  });

  test("spent points come back after a payment that expired, and only once", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    await counter.sell(
      saleOf("B", monday, [{ paid: 0, points: 40, pointsOffset: 40 }]),
      points(),
      40,
    );
    await counter.refund("B", tuesday, units(1));
    await expect(counter.refund("B", tuesday, units(1))).rejects.toThrow();
    expect(await counter.balance(tuesday)).toBe(100);
  });
});

describe("earning", () => {
  test("no points on the part that points paid", () => {
    const sale = saleOf("S", monday, [{ paid: 6000, points: 4000, pointsOffset: 4000 }]);
    expect(earnPoints(points(), sale, member).points).toBe(60);
  });

  test("the status of an order changes five times: points once", async () => {
    const counter = await counterOf(points());
    const { commands } = await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    for (let change = 0; change < 5; change += 1) await counter.run(commands);
    expect(await counter.balance(monday)).toBe(100);
  });

  test("an offline sale delivered again under another key is refused, not doubled", async () => {
    const counter = await counterOf(points());
    const sale = saleOf("A", monday, [{ paid: 10000 }]);
    await counter.sell(sale);
    const again = earnPoints(points(), { ...sale, key: "another till" }, member).commands;
    expect((await counter.journal.executeAll(again)).ok).toBe(false);
    expect(await counter.balance(monday)).toBe(100);
  });

  test("0.1 + 0.2 leaves no residue: three lines of 0.10 earn for 0.30", () => {
    const tenths = points({ earn: [{ ...onePointAYuan, per: "0.10" }] });
    const lines = [{ paid: 10 }, { paid: 10 }, { paid: 10 }];
    expect(earnPoints(tenths, saleOf("S", monday, lines), member).points).toBe(3);
  });

  test("one point stays one point, whatever the currency's step is", () => {
    const sale = saleOf("S", monday, [{ paid: 100 }]);
    expect(earnPoints(points(), sale, member).points).toBe(1);
  });

  test("a first sale lands in the first tier, not in the second", () => {
    const name = { "zh-CN": "卡", en: "Card" };
    const levels = [
      { id: "bronze", name, reach: { spend: "1.00" } },
      { id: "silver", name, reach: { spend: "1000.00" } },
    ];
    const programme = programmeOf({ tiers: { levels } });
    expect(tierOf(programme, { spend: 19600, visits: 1, points: 0 })?.id).toBe("bronze");
  });
});

describe("spending", () => {
  test("the cashier can say how many points to use; they are not all drained", () => {
    const programme = points({ redeem: { pointsPerMajorUnit: 100 } });
    expect(pointsTerms(programme, 5000, 300)?.requested).toBe(300);
  });

  test("20 tills spend the same 100 points: one of them gets them", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const lots = await counter.lots(monday);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, till) => {
        const context = { key: `till-${till}`, at: monday };
        const plan = redeemPoints({
          memberId,
          saleId: `S${till}`,
          points: 100,
          amount: 100,
          lots,
          context,
        });
        return plan.ok && (await counter.journal.executeAll(plan.value.commands)).ok;
      }),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await counter.balance(monday)).toBe(0);
  });

  test("a card with 0.37 left can still be used", async () => {
    const programme = programmeOf({ storedValue: {} });
    const counter = await counterOf(programme);
    const context = { key: "T", at: monday };
    const charged = topUp(programme, {
      memberId,
      topUpId: "T",
      paid: 37,
      principalBefore: 0,
      context,
    });
    if (charged.ok) await counter.run(charged.value.commands);
    const spend = spendStoredValue({
      memberId,
      currency: "CNY",
      saleId: "S",
      split: { principal: 37, bonus: 0 },
      principalLots: await counter.journal.lots("member:M1/stored-principal:CNY", monday),
      bonusLots: [],
      context: { key: "S", at: monday },
    });
    expect(spend.ok).toBe(true);
  });

  test("what the wallet loses is what the bill is reduced by, to the cent", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", monday, [{ paid: 100_000 }]));
    await counter.sell(
      saleOf("B", monday, [{ paid: 0, points: 1000, pointsOffset: 1000 }]),
      points(),
      1000,
    );
    expect(await counter.balance(monday)).toBe(0);
  });
});

describe("expiry", () => {
  test("an expired lot goes, what was spent from it stays spent, and live points stay", async () => {
    const short = points({ expiry: { kind: "months", months: 1 } });
    const counter = await counterOf(short);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    await counter.sell(
      saleOf("B", tuesday, [{ paid: 0, points: 60, pointsOffset: 60 }]),
      short,
      60,
    );
    await counter.sell(saleOf("C", at("2026-12-10"), [{ paid: 5000 }]));
    await counter.lapse(at("2026-12-17"), "night");
    expect(await counter.balance(at("2026-12-17"))).toBe(50);
  });

  test("points do not end a day early because the server stands elsewhere", () => {
    const end = expiryInstant({ kind: "months", months: 1 }, at("2026-11-18T23:30"), zone);
    expect(end).toBe(at("2026-12-19T00:00"));
  });
});

describe("tiers and gifts", () => {
  const name = { "zh-CN": "卡", en: "Card" };

  test("spending points does not lower a tier", async () => {
    const levels = [{ id: "gold", name, reach: { points: 100 } }];
    const programme = programmeOf({ points: { earn: [onePointAYuan] }, tiers: { levels } });
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    await counter.sell(
      saleOf("B", monday, [{ paid: 0, points: 100, pointsOffset: 100 }]),
      programme,
      100,
    );
    const earned = await counter.journal.lots("member:M1/tier-points", tuesday);
    const judged = judgeTier(programme, null, { spend: [], visits: [], points: earned }, tuesday);
    expect(judged.tier?.id).toBe("gold");
  });

  test("a programme that no longer has a coupon offers none of it", () => {
    const lot = { account: "member:M1/coupon:old", lotId: "C", issued: 1, remaining: 1, held: 0 };
    const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
    expect(couponOffers(programmeOf({ storedValue: {} }), lots, monday)).toEqual([]);
  });
});
