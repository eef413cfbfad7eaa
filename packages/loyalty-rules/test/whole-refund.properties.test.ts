import {
  couponAccount,
  issueCoupon,
  planStoredValue,
  returnCoupon,
  returnStoredValue,
  spendStoredValue,
  storedBonusAccount,
  storedPrincipalAccount,
  topUp,
  useCoupon,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { expect, test } from "vitest";
import { everyUnit, lineDrafts, steps } from "./arbitraries.js";
import { runs } from "./runs.js";
import {
  at,
  type Counter,
  counterOf,
  memberId,
  onePointAYuan,
  programmeOf,
  saleOf,
} from "./shop.js";

const monday = at("2026-11-16");
const tuesday = at("2026-11-17");
const name = { "zh-CN": "卡", en: "Card" };
const coupon = { memberId, template: "cash50", couponId: "C1" };

function programmeWith(spendOrder: string) {
  return programmeOf({
    points: { earn: [onePointAYuan] },
    coupons: [
      { id: "cash50", name, promotionId: "fifty-off", validity: { kind: "months", months: 1 } },
    ],
    storedValue: { topUps: [{ pay: "50.00", bonus: "17.00" }], spendOrder },
    tiers: {
      levels: [
        { id: "gold", name, reach: { all: [{ spend: "1.00" }, { visits: 1 }, { points: 1 }] } },
      ],
    },
  });
}

/** Everything the member holds: each lot with its end, and every balance. */
async function holdings(counter: Counter) {
  const accounts = [
    storedPrincipalAccount(memberId, "CNY"),
    storedBonusAccount(memberId, "CNY"),
    couponAccount(memberId, "cash50"),
    "member:M1/points",
    "member:M1/tier-spend:CNY",
    "member:M1/tier-visits",
    "member:M1/tier-points",
  ];
  const lots = [];
  for (const account of accounts) {
    for (const lot of await counter.journal.lots(account, tuesday)) {
      lots.push([account, lot.lotId, lot.remaining, lot.held, lot.expiresAt]);
    }
  }
  const trial = await counter.journal.trialBalance(null);
  return { lots, balances: trial.lines.filter(({ balance }) => balance !== 0) };
}

test("a sale paid with points, a coupon and stored value, brought back in any steps, leaves no trace", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("pro-rata", "principal-first", "bonus-first"),
      lineDrafts.chain((lines) => fc.tuple(fc.constant(lines), steps(everyUnit(lines)))),
      fc.integer({ min: 1, max: 6000 }),
      fc.boolean(),
      async (spendOrder, [drafts, parts], stored, usesCoupon) => {
        const programme = programmeWith(spendOrder);
        const counter = await counterOf(programme);
        await counter.sell(saleOf("H", monday, [{ paid: 30_000 }]));
        const context = { key: "T1", at: monday };
        const request = { memberId, topUpId: "T1", paid: 5000, principalBefore: 0, context };
        const charged = topUp(programme, request);
        if (!charged.ok) throw new Error(charged.refusal.code);
        await counter.run([...charged.value.commands, ...issueCoupon(programme, coupon, context)]);
        const before = await holdings(counter);
        const [coupons] = await counter.journal.lots(couponAccount(memberId, "cash50"), monday);

        const lines = drafts.map(({ paid, count, points }) => {
          return { paid, count, points, pointsOffset: points };
        });
        const pinned = drafts.reduce((sum, { points, count }) => sum + points * count, 0);
        const plan = planStoredValue(programme, { principal: 5000, bonus: 1700 }, stored);
        if (!plan.ok) throw new Error(plan.refusal.code);
        const read = (account: string) => counter.journal.lots(account, monday);
        const card = { memberId, currency: "CNY", saleId: "S" };
        const spend = spendStoredValue({
          ...card,
          split: plan.value,
          principalLots: await read(storedPrincipalAccount(memberId, "CNY")),
          bonusLots: await read(storedBonusAccount(memberId, "CNY")),
          context: { key: "S", at: monday },
        });
        if (!spend.ok) throw new Error(spend.refusal.code);
        await counter.run(spend.value.commands);
        if (usesCoupon) await counter.run([useCoupon(coupon, "S", null, { key: "S", at: monday })]);
        await counter.sell(saleOf("S", monday, lines), programme, pinned);

        let returned = 0;
        for (const [index, step] of parts.entries()) {
          await counter.refund("S", tuesday, step);
          const whole = index === parts.length - 1;
          const amount = whole ? stored - returned : Math.floor((stored - returned) / 2);
          const key = { key: `R${index}`, at: tuesday };
          const { spent } = spend.value;
          const back = returnStoredValue({
            ...card,
            spent,
            returnedBefore: returned,
            amount,
            context: key,
          });
          await counter.run(back.commands);
          returned += amount;
          if (whole && usesCoupon) {
            await counter.run([returnCoupon(programme, coupon, coupons?.expiresAt ?? null, key)]);
          }
        }
        expect(await holdings(counter)).toEqual(before);
      },
    ),
    { numRuns: Math.ceil(runs / 4) },
  );
});
