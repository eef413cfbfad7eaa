import {
  cardRefundOptions,
  closeStoredValue,
  dueInstalments,
  storedBonusAccount,
  storedBonusPromisedAccount,
  storedPrincipalAccount,
  topUp,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, type Counter, counterOf, memberId, programmeOf } from "./shop.js";

const january = at("2026-01-31");
const promised = storedBonusPromisedAccount(memberId, "CNY");
const bonusAccount = storedBonusAccount(memberId, "CNY");

function inParts(count: number, every: string, bonus = "100.00", more = {}) {
  const step = { pay: "500.00", bonus, instalments: { count, every }, ...more };
  return programmeOf({
    storedValue: { topUps: [step], bonusExpiry: { kind: "months", months: 3 } },
  });
}

async function charged(programme: ReturnType<typeof inParts>, paid = 50_000) {
  const counter = await counterOf(programme);
  const context = { key: "T1", at: january };
  const request = { memberId, topUpId: "T1", paid, principalBefore: 0, context };
  const outcome = topUp(programme, request);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  await counter.run(outcome.value.commands);
  return { counter, given: outcome.value };
}

async function night(counter: Counter, programme: ReturnType<typeof inParts>, when: number) {
  const lots = await counter.journal.lots(promised, when);
  await counter.run(dueInstalments(programme, memberId, lots, { key: `night-${when}`, at: when }));
  return posted(counter, bonusAccount);
}

async function posted(counter: Counter, account: string): Promise<number> {
  return (await counter.journal.balance(account, january))?.posted ?? 0;
}

describe("充500送100, 分3个月返还", () => {
  const programme = inParts(3, "month");

  test("the first part at once, one more each month, with the odd fen in the first", async () => {
    const { counter, given } = await charged(programme);
    expect(given).toMatchObject({ bonus: 10_000, bonusNow: 3334 });
    expect(given.reasons).toEqual([
      {
        code: "loyalty.topped-up-in-parts",
        facts: { paid: 50_000, bonus: 10_000, bonusNow: 3334, parts: 3, currency: "CNY" },
      },
    ]);
    expect(await night(counter, programme, at("2026-02-27"))).toBe(3334);
    expect(await night(counter, programme, at("2026-02-28T00:00"))).toBe(6667);
    expect(await night(counter, programme, at("2026-03-30"))).toBe(6667);
    expect(await night(counter, programme, at("2026-03-31T00:00"))).toBe(10_000);
    expect(await posted(counter, promised)).toBe(0);
  });

  test("who is late gets all that is due, each part with the end of its own day", async () => {
    const { counter } = await charged(programme);
    await night(counter, programme, at("2026-04-15"));
    const lots = await counter.journal.lots(bonusAccount, at("2026-04-15"));
    expect(lots.map(({ lotId, remaining, expiresAt }) => [lotId, remaining, expiresAt])).toEqual([
      ["T1/bonus", 3334, at("2026-05-01T00:00")],
      ["T1/bonus:1", 3333, at("2026-05-29T00:00")],
      ["T1/bonus:2", 3333, at("2026-07-01T00:00")],
    ]);
  });

  test("two nights at once give a part once", async () => {
    const { counter } = await charged(programme);
    const when = at("2026-02-28");
    const lots = await counter.journal.lots(promised, when);
    await counter.run(dueInstalments(programme, memberId, lots, { key: "a", at: when }));
    const again = dueInstalments(programme, memberId, lots, { key: "b", at: when });
    expect((await counter.journal.executeAll(again)).ok).toBe(false);
    expect(await posted(counter, bonusAccount)).toBe(6667);
  });

  test("a card given back: the promise was not had, and goes", async () => {
    const { counter } = await charged(programme);
    const when = at("2026-03-01");
    await night(counter, programme, when);
    const read = (account: string) => counter.journal.lots(account, when);
    const card = {
      memberId,
      principalLots: await read(storedPrincipalAccount(memberId, "CNY")),
      bonusLots: await read(bonusAccount),
      promisedLots: await read(promised),
    };
    const options = cardRefundOptions("CNY", card, when);
    // Nothing was used, so every case pays all of the principal.
    expect(options.map(({ amount }) => amount)).toEqual([50_000, 50_000, 50_000]);
    const [chosen] = options;
    if (chosen === undefined) throw new Error("no case");
    await counter.run(closeStoredValue(programme, card, chosen, { key: "close", at: when }));
    expect([await posted(counter, promised), await posted(counter, bonusAccount)]).toEqual([0, 0]);
  });
});

test.each([
  ["day", "2026-02-01T00:00"],
  ["week", "2026-02-07T00:00"],
  ["month", "2026-02-28T00:00"],
])("a part each %s comes at the start of its day", async (every, day) => {
  const programme = inParts(2, every);
  const { counter } = await charged(programme);
  expect(await night(counter, programme, at(day) - 1)).toBe(5000);
  expect(await night(counter, programme, at(day))).toBe(10_000);
});

test("a bonus of fewer fen than parts comes in as many parts as it has fen", async () => {
  const programme = inParts(5, "day", "0.03");
  const { counter, given } = await charged(programme);
  expect(given.bonusNow).toBe(1);
  expect(await night(counter, programme, at("2026-02-03"))).toBe(3);
});

test("a bonus of one fen has nothing left to promise", async () => {
  const { counter, given } = await charged(inParts(5, "day", "0.01"));
  expect([given.bonusNow, await posted(counter, promised)]).toEqual([1, 0]);
  expect(given.reasons[0]?.code).toBe("loyalty.topped-up-with-bonus");
});

test("lots of another account are no promise", () => {
  const lot = { account: bonusAccount, lotId: "T1/bonus", issued: 1, remaining: 1, held: 0 };
  const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: { amounts: [1], days: "soon" } }];
  const programme = inParts(2, "day");
  expect(() => dueInstalments(programme, memberId, lots, { key: "k", at: 0 })).toThrow(
    expect.objectContaining({ code: "loyalty.record-unreadable" }),
  );
});

test("whenever the nights are, all parts come, none twice, and they sum to the bonus", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 9 }),
      fc.constantFrom("day", "week", "month"),
      fc.integer({ min: 1, max: 500 }),
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
      async (count, every, bonus, days) => {
        const programme = inParts(count, every, (bonus / 100).toFixed(2));
        const { counter } = await charged(programme);
        for (const day of [...new Set(days)].sort((a, b) => a - b)) {
          await night(counter, programme, january + day * 86_400_000);
          const sum = (await posted(counter, promised)) + (await posted(counter, bonusAccount));
          expect(sum).toBe(bonus);
        }
        expect(await night(counter, programme, january + 400 * 86_400_000)).toBe(bonus);
      },
    ),
    { numRuns: Math.ceil(runs / 4) },
  );
});
