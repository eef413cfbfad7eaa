import {
  explainMember,
  finalizePoints,
  mergeAccounts,
  openMemberAccounts,
  pointsPendingAccount,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyUnit, lineDrafts, steps } from "./arbitraries.js";
import { runs } from "./runs.js";
import { at, counterOf, memberId, points, saleOf, units } from "./shop.js";

const monday = at("2026-11-16");
const sunday = at("2026-11-22T23:59");
const final = at("2026-11-23T00:00");
const weekLater = points({ pending: { days: 7 }, expiry: { kind: "months", months: 1 } });

describe("points that are final after seven days", () => {
  test("are seen at once and spendable from the eighth day", async () => {
    const counter = await counterOf(weekLater);
    const { reasons } = await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    expect(reasons[1]).toEqual({
      code: "loyalty.points-pending",
      facts: { points: 100, firstDay: "2026-11-23" },
    });
    await counter.finalize(sunday, "sunday");
    expect([await counter.pending(sunday), await counter.balance(sunday)]).toEqual([100, 0]);
    await counter.finalize(final, "monday");
    expect([await counter.pending(final), await counter.balance(final)]).toEqual([0, 100]);
  });

  test("end when points of that sale would have ended without the wait", async () => {
    const counter = await counterOf(weekLater);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    await counter.finalize(final, "night");
    const [lot] = await counter.lots(final);
    expect(lot).toMatchObject({ lotId: "A/points", expiresAt: at("2026-12-17T00:00") });
  });

  test("a refund before that takes them silently: no debt, though nothing could be spent", async () => {
    const counter = await counterOf(weekLater);
    await counter.sell(saleOf("A", monday, [{ paid: 5000, count: 2 }]));
    const refund = await counter.refund("A", sunday, units(1));
    expect(refund).toMatchObject({ take: 50, debt: 0 });
    expect([await counter.pending(sunday), await counter.debt()]).toEqual([50, 0]);
    await counter.finalize(final, "night");
    expect(await counter.balance(final)).toBe(50);
  });

  test("a refund afterwards takes what is left of them, and the spent ones become a debt", async () => {
    const counter = await counterOf(weekLater);
    await counter.sell(saleOf("A", monday, [{ paid: 5000, count: 2 }]));
    await counter.refund("A", sunday, units(1));
    await counter.finalize(final, "night");
    const goods = { paid: 0, points: 30, pointsOffset: 30 };
    await counter.sell(saleOf("B", final, [goods]), weekLater, 30);
    const refund = await counter.refund("A", final, units(1));
    expect(refund).toMatchObject({ take: 20, debt: 30 });
    expect([await counter.balance(final), await counter.debt()]).toEqual([0, 30]);
  });

  test("pay a debt when they become final, not before", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", monday, [{ paid: 3000 }]));
    await counter.sell(
      saleOf("B", monday, [{ paid: 0, points: 30, pointsOffset: 30 }]),
      points(),
      30,
    );
    await counter.refund("A", monday, units(1));
    await counter.sell(saleOf("C", monday, [{ paid: 10000 }]), weekLater);
    expect(await counter.debt()).toBe(30);
    const pending = await counter.journal.lots(pointsPendingAccount(memberId), final);
    const made = finalizePoints({ memberId, pending, debt: 30 }, { key: "night", at: final });
    expect(made.reasons.map(({ code }) => code)).toEqual([
      "loyalty.points-final",
      "loyalty.debt-paid",
    ]);
    await counter.run(made.commands);
    expect([await counter.balance(final), await counter.debt()]).toEqual([70, 0]);
  });

  test("made final twice, they come once", async () => {
    const counter = await counterOf(weekLater);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const pending = await counter.journal.lots(pointsPendingAccount(memberId), final);
    const member = { memberId, pending, debt: 0 };
    await counter.run(finalizePoints(member, { key: "a", at: final }).commands);
    const again = finalizePoints(member, { key: "b", at: final }).commands;
    expect((await counter.journal.executeAll(again)).ok).toBe(false);
    expect(await counter.balance(final)).toBe(100);
  });

  test("made final after their own end, they are gone with the night and pay no debt", async () => {
    const counter = await counterOf(weekLater);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const late = at("2027-01-01");
    const pending = await counter.journal.lots(pointsPendingAccount(memberId), late);
    const made = finalizePoints({ memberId, pending, debt: 10 }, { key: "late", at: late });
    await counter.run(made.commands);
    expect([made.commands.length, await counter.balance(late)]).toEqual([1, 0]);
  });

  test("move with their member when two memberships become one", async () => {
    const counter = await counterOf(weekLater);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    await counter.run([openMemberAccounts("M2", "CNY", { key: "open-2", at: 0 })]);
    const lots = await counter.journal.lots(pointsPendingAccount(memberId), monday);
    const holdings = { lots, debt: { from: 0, to: 0 }, pointsOfKept: [] };
    const merged = mergeAccounts(memberId, "M2", holdings, { key: "merge", at: monday });
    if (!merged.ok) throw new Error(merged.refusal.code);
    await counter.run(merged.value);
    const moved = await counter.journal.lots(pointsPendingAccount("M2"), monday);
    const made = finalizePoints(
      { memberId: "M2", pending: moved, debt: 0 },
      { key: "n", at: final },
    );
    expect(made.points).toBe(100);
  });

  test("lots of another account are no pending points", () => {
    const lot = {
      account: "member:M1/points",
      lotId: "A/points",
      issued: 1,
      remaining: 1,
      held: 0,
    };
    const pending = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
    expect(() => finalizePoints({ memberId, pending, debt: 0 }, { key: "k", at: 0 })).toThrow(
      expect.objectContaining({ code: "loyalty.record-unreadable" }),
    );
  });

  test("the member is told of them", async () => {
    const counter = await counterOf(weekLater);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const pending = await counter.journal.lots(pointsPendingAccount(memberId), monday);
    const tierLots = { spend: [], visits: [], points: [] };
    const member = { lots: [], pending, debt: 0, tierState: null, tierLots };
    const told = explainMember(weekLater, member, monday);
    expect(told).toMatchObject({ balance: 0, pending: 100 });
    expect(told.reasons).toContainEqual({
      code: "loyalty.points-pending",
      facts: { points: 100, firstDay: "2026-11-23" },
    });
  });
});

test("whether refunds come before the points are final or after does not change the end", async () => {
  await fc.assert(
    fc.asyncProperty(
      lineDrafts.chain((lines) => fc.tuple(fc.constant(lines), steps(everyUnit(lines)))),
      fc.nat(5),
      fc.nat(5),
      async ([lines, parts], early, kept) => {
        const refunds = parts.slice(0, Math.max(1, parts.length - (kept % 2)));
        const ends = [];
        for (const finalBefore of [0, early, refunds.length]) {
          const counter = await counterOf(weekLater);
          const drafts = lines.map(({ paid, count }) => ({ paid, count }));
          await counter.sell(saleOf("S", monday, drafts));
          for (const [index, step] of refunds.entries()) {
            const when = index < finalBefore ? sunday : final;
            if (index === finalBefore) await counter.finalize(final, "night");
            await counter.refund("S", when, step);
          }
          await counter.finalize(final, "last");
          ends.push([
            await counter.balance(final),
            await counter.debt(),
            await counter.pending(final),
          ]);
        }
        expect(ends[1]).toEqual(ends[0]);
        expect(ends[2]).toEqual(ends[0]);
      },
    ),
    { numRuns: Math.ceil(runs / 4) },
  );
});
