import { createMemoryJournal } from "@tillwright/ledger";
import {
  openMemberAccounts,
  planStoredValue,
  returnStoredValue,
  type SpendOrder,
  spendStoredValue,
  splitReturn,
  storedBonusAccount,
  storedPrincipalAccount,
  topUp,
} from "@tillwright/loyalty-rules";
import { isCodedError } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, memberId, points, programmeOf } from "./shop.js";

const monday = at("2026-11-16");
const principalAccount = storedPrincipalAccount(memberId, "CNY");
const bonusAccount = storedBonusAccount(memberId, "CNY");
const fiveHundred = [{ pay: "500.00", bonus: "50.00" }];

function card(rules: Record<string, unknown> = {}) {
  return programmeOf({ storedValue: { topUps: fiveHundred, ...rules } });
}

async function books() {
  const journal = createMemoryJournal();
  const run = async (commands: Parameters<typeof journal.executeAll>[0]) => {
    const outcome = await journal.executeAll(commands);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  };
  await run([openMemberAccounts(memberId, "CNY", { key: "open", at: monday })]);
  const held = async (account: string, when: number) =>
    (await journal.balance(account, when))?.available ?? Number.NaN;
  const lots = async (when: number) => ({
    principalLots: await journal.lots(principalAccount, when),
    bonusLots: await journal.lots(bonusAccount, when),
  });
  const balance = async (when = monday) => ({
    principal: await held(principalAccount, when),
    bonus: await held(bonusAccount, when),
  });
  return { journal, run, lots, balance };
}

function paid(amount: number, topUpId = "T1", principalBefore = 0, when = monday) {
  const context = { key: topUpId, at: when };
  return { memberId, topUpId, paid: amount, principalBefore, context };
}

describe("充500送50, spend 110", () => {
  test.each([
    ["pro-rata", 10000, 1000, 40000],
    ["principal-first", 11000, 0, 39000],
    ["bonus-first", 6000, 5000, 44000],
  ])("%s uses %i + %i, principal left %i", async (spendOrder, principal, bonus, left) => {
    const programme = card({ spendOrder });
    const { run, lots, balance } = await books();
    const charged = topUp(programme, paid(50000));
    if (!charged.ok) throw new Error(charged.refusal.code);
    expect(charged.value).toMatchObject({ principal: 50000, bonus: 5000 });
    await run(charged.value.commands);
    const plan = planStoredValue(programme, await balance(), 11000);
    expect(plan).toEqual({ ok: true, value: { principal, bonus } });
    if (!plan.ok) return;
    const context = { key: "S", at: monday };
    const split = plan.value;
    const spend = {
      memberId,
      currency: "CNY",
      saleId: "S",
      split,
      context,
      ...(await lots(monday)),
    };
    const spent = spendStoredValue(spend);
    if (!spent.ok) throw new Error(spent.refusal.code);
    await run(spent.value.commands);
    expect(await balance()).toEqual({ principal: left, bonus: 5000 - bonus });
  });
});

describe("a refund of the sale returns the same split", () => {
  test("half of it: half of each; all of it: the card as it was", async () => {
    const programme = card();
    const { run, lots, balance, journal } = await books();
    const charged = topUp(programme, paid(50000));
    if (!charged.ok) throw new Error(charged.refusal.code);
    await run(charged.value.commands);
    const before = await lots(monday);
    const spent = spendStoredValue({
      memberId,
      currency: "CNY",
      saleId: "S",
      split: { principal: 10000, bonus: 1000 },
      context: { key: "S", at: monday },
      ...before,
    });
    if (!spent.ok) throw new Error(spent.refusal.code);
    await run(spent.value.commands);
    const back = (returnedBefore: number, amount: number, key: string) =>
      returnStoredValue({
        memberId,
        currency: "CNY",
        saleId: "S",
        spent: spent.value.spent,
        returnedBefore,
        amount,
        context: { key, at: monday },
      });
    const half = back(0, 5500, "R1");
    expect(half.split).toEqual({ principal: 5000, bonus: 500 });
    await run(half.commands);
    expect(await balance()).toEqual({ principal: 45000, bonus: 4500 });
    await run(back(5500, 5500, "R2").commands);
    expect(await lots(monday)).toEqual(before);
    expect((await journal.audit()).finding).toBeNull();
  });

  test("in any steps it sums to what was paid, and no part is negative", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.nat(1000),
        fc.array(fc.nat(2000), { maxLength: 5 }),
        (principal, bonus, cuts) => {
          const whole = principal + bonus;
          const edges = [...cuts.map((cut) => cut % (whole + 1)), 0, whole].sort((a, b) => a - b);
          const parts = edges
            .slice(1)
            .map((end, index) =>
              splitReturn({ principal, bonus }, edges[index] ?? 0, end - (edges[index] ?? 0)),
            );
          for (const part of parts) {
            expect(Math.min(part.principal, part.bonus)).toBeGreaterThanOrEqual(0);
          }
          expect(parts.reduce((sum, part) => sum + part.principal, 0)).toBe(principal);
          expect(parts.reduce((sum, part) => sum + part.bonus, 0)).toBe(bonus);
        },
      ),
      { numRuns: runs },
    );
  });

  test("what was spent last comes back first", async () => {
    const { run, lots } = await books();
    const programme = card({ topUps: [] });
    for (const [topUpId, amount] of [
      ["T1", 3000],
      ["T2", 2000],
    ] as const) {
      const charged = topUp(programme, paid(amount, topUpId));
      if (charged.ok) await run(charged.value.commands);
    }
    const spent = spendStoredValue({
      memberId,
      currency: "CNY",
      saleId: "S",
      split: { principal: 4000, bonus: 0 },
      context: { key: "S", at: monday },
      ...(await lots(monday)),
    });
    if (!spent.ok) throw new Error(spent.refusal.code);
    await run(spent.value.commands);
    const back = returnStoredValue({
      memberId,
      currency: "CNY",
      saleId: "S",
      spent: spent.value.spent,
      returnedBefore: 0,
      amount: 1500,
      context: { key: "R", at: monday },
    });
    await run(back.commands);
    expect((await lots(monday)).principalLots).toMatchObject([
      { lotId: "T1/principal", remaining: 500 },
      { lotId: "T2/principal", remaining: 2000 },
    ]);
  });

  test("more than was paid is misuse", () => {
    expect(() => splitReturn({ principal: 100, bonus: 10 }, 100, 11)).toThrow(
      expect.objectContaining({ code: "loyalty.refund-exceeds-sale" }),
    );
  });
});

test("a plan never takes more than there is of either part, and takes the amount exactly", () => {
  const orders: SpendOrder[] = ["principal-first", "bonus-first", "pro-rata"];
  fc.assert(
    fc.property(
      fc.constantFrom(...orders),
      fc.nat(100_000),
      fc.nat(10_000),
      fc.nat(110_000),
      (spendOrder, principal, bonus, wanted) => {
        const amount = Math.min(wanted, principal + bonus);
        const plan = planStoredValue(card({ spendOrder }), { principal, bonus }, amount);
        if (!plan.ok) throw new Error(plan.refusal.code);
        expect(plan.value.principal + plan.value.bonus).toBe(amount);
        expect(plan.value.principal).toBeLessThanOrEqual(principal);
        expect(plan.value.bonus).toBeLessThanOrEqual(bonus);
        expect(Math.min(plan.value.principal, plan.value.bonus)).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: runs },
  );
});

describe("the bonus of a top-up", () => {
  const steps = [
    { pay: "100.00", bonus: "5.00" },
    { pay: "500.00", bonus: "50.00", repeat: true },
  ];
  test.each([
    [9999, 0],
    [10000, 500],
    [49999, 500],
    [50000, 5000],
    [99999, 5000],
    [120000, 10000],
  ])("%i -> %i", (amount, bonus) => {
    expect(topUp(card({ topUps: steps }), paid(amount))).toMatchObject({
      ok: true,
      value: { bonus },
    });
  });

  test("expires when the programme says so; the principal never does", async () => {
    const { run, balance } = await books();
    const charged = topUp(card({ bonusExpiry: { kind: "months", months: 1 } }), paid(50000));
    if (!charged.ok) throw new Error(charged.refusal.code);
    await run(charged.value.commands);
    expect(await balance(at("2026-12-16T23:59"))).toEqual({ principal: 50000, bonus: 5000 });
    expect(await balance(at("2026-12-17T00:00"))).toEqual({ principal: 50000, bonus: 0 });
  });

  test("the lots carry what was paid for them", async () => {
    const { run, lots } = await books();
    const programme = card();
    const charged = topUp(programme, paid(50000));
    if (!charged.ok) throw new Error(charged.refusal.code);
    await run(charged.value.commands);
    const source = {
      kind: "top-up",
      topUpId: "T1",
      programme: programme.hash,
      paid: 50000,
      bonus: 5000,
    };
    expect((await lots(monday)).bonusLots[0]?.source).toEqual(source);
  });

  test("is told", () => {
    const facts = { paid: 50000, bonus: 5000, currency: "CNY" };
    expect(topUp(card(), paid(50000))).toMatchObject({
      value: { reasons: [{ code: "loyalty.topped-up-with-bonus", facts }] },
    });
    expect(topUp(card(), paid(100))).toMatchObject({
      value: { reasons: [{ code: "loyalty.topped-up" }] },
    });
  });
});

describe("refusals", () => {
  const limited = card({
    topUps: [],
    minimumTopUp: "50.00",
    maximumTopUp: "1000.00",
    maximumBalance: "5000.00",
  });
  test.each([
    ["below the minimum", paid(4999), "loyalty.top-up-below-minimum"],
    ["above the maximum", paid(100_001), "loyalty.top-up-above-maximum"],
    ["past the limit of a card", paid(100_000, "T1", 400_001), "loyalty.balance-above-maximum"],
  ])("%s", (_name, request, code) => {
    expect(topUp(limited, request)).toMatchObject({ ok: false, refusal: { code } });
  });

  test.each([
    ["at the minimum", paid(5000)],
    ["at the maximum", paid(100_000)],
    ["just to the limit", paid(100_000, "T1", 400_000)],
  ])("%s is fine", (_name, request) => {
    expect(topUp(limited, request).ok).toBe(true);
  });

  test("more than the balance", () => {
    expect(planStoredValue(card(), { principal: 1000, bonus: 100 }, 1101)).toMatchObject({
      ok: false,
      refusal: {
        code: "loyalty.stored-value-short",
        facts: { available: 1100, amount: 1101, missing: 1, currency: "CNY" },
      },
    });
  });

  test("lots that were spent at another till meanwhile", () => {
    const spend = spendStoredValue({
      memberId,
      currency: "CNY",
      saleId: "S",
      split: { principal: 100, bonus: 0 },
      principalLots: [],
      bonusLots: [],
      context: { key: "S", at: monday },
    });
    expect(spend).toMatchObject({ ok: false, refusal: { code: "loyalty.stored-value-short" } });
  });

  test("a programme without stored value", () => {
    const refusal = { ok: false, refusal: { code: "loyalty.stored-value-not-offered" } };
    expect(topUp(points(), paid(50000))).toMatchObject(refusal);
    expect(planStoredValue(points(), { principal: 1, bonus: 0 }, 1)).toMatchObject(refusal);
  });

  test("nothing paid in is misuse", () => {
    for (const amount of [0, -1, 0.5, Number.NaN]) {
      expect(() => topUp(card(), paid(amount))).toThrow(
        expect.objectContaining({ code: "loyalty.amount-invalid" }),
      );
    }
  });
});

test("a spend of nothing and a return of nothing move nothing", () => {
  const context = { key: "S", at: monday };
  const nothing = { memberId, currency: "CNY", saleId: "S", context };
  const split = { principal: 0, bonus: 0 };
  const spend = spendStoredValue({ ...nothing, split, principalLots: [], bonusLots: [] });
  expect(spend).toEqual({ ok: true, value: { spent: { principal: [], bonus: [] }, commands: [] } });
  const spent = { principal: [], bonus: [] };
  const back = returnStoredValue({ ...nothing, spent, returnedBefore: 0, amount: 0 });
  expect(back).toEqual({ split, commands: [] });
});

test("errors are told by their code", () => {
  try {
    planStoredValue(card(), { principal: -1, bonus: 0 }, 1);
    expect.unreachable();
  } catch (error) {
    expect(isCodedError(error, "loyalty.amount-invalid")).toBe(true);
  }
});
