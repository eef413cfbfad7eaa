import type { DirectLine, SettledSale, TenderRequest } from "@tillwright/cashier";
import {
  pointsAccount,
  pointsDebtAccount,
  storedBonusAccount,
  storedPrincipalAccount,
} from "@tillwright/loyalty-rules";
import { measure, pieces, type SettledRun } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { answered, codeOf, join, openDay, type Shop } from "./shop.js";

/** A basket in which promotions, tenders, points and rounding all meet on few units. */
const line: fc.Arbitrary<DirectLine> = fc.oneof(
  fc.record({
    product: fc.constantFrom("milk", "yoghurt", "beer", "soap", "tea", "gum"),
    quantity: fc.integer({ min: 1, max: 5 }).map(pieces),
  }),
  fc.record({
    product: fc.constant("apple"),
    quantity: fc.integer({ min: 1, max: 3000 }).map((amount) => measure(amount, "g")),
  }),
);

interface Draft {
  readonly lines: readonly DirectLine[];
  readonly points: number | "max" | null;
  /** Shares of the due in percent. */
  readonly card: number;
  readonly stored: number;
  readonly coupon: number;
}

const draft: fc.Arbitrary<Draft> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  points: fc.constantFrom<number | "max" | null>(null, 100, "max"),
  card: fc.constantFrom(0, 0, 33),
  stored: fc.constantFrom(0, 25, 50),
  coupon: fc.constantFrom(0, 0, 7),
});

/** Which line to take units of, how many, and whether in cash. */
const step = fc.record({
  line: fc.nat({ max: 4 }),
  count: fc.integer({ min: 1, max: 3 }),
  inCash: fc.boolean(),
});

async function balances({ store, clock }: Shop, memberId: string): Promise<readonly number[]> {
  const accounts = [
    pointsAccount(memberId),
    pointsDebtAccount(memberId),
    storedPrincipalAccount(memberId, "CNY"),
    storedBonusAccount(memberId, "CNY"),
  ];
  const read = accounts.map((account) => store.journal.balance(account, clock.at));
  return (await Promise.all(read)).map((balance) => balance?.available ?? 0);
}

/** A shop with a member who has points, principal and bonus. */
async function withMember(): Promise<{ readonly shop: Shop; readonly memberId: string }> {
  const shop = await openDay();
  const { till, key } = shop;
  const memberId = await join(shop);
  // Cards that are paid back in cash must not empty the drawer.
  answered(await till.paidIn({ key: key(), amount: 1_000_000_000, reason: "test" }));
  answered(await till.topUp({ key: key(), memberId, amount: 50_000, tender: { kind: "cash" } }));
  answered(
    await till.settleSale({
      key: key(),
      memberId,
      lines: [{ product: "soap", quantity: pieces(1), price: { amount: 50_000 } }],
      tenders: [{ kind: "cash" }],
    }),
  );
  return { shop, memberId };
}

/** Sells the draft: the shares that its tenders can pay, the rest in cash. */
async function sell(shop: Shop, memberId: string, wanted: Draft): Promise<SettledSale> {
  const { till, key } = shop;
  const { lines, points, card, stored, coupon } = wanted;
  const goods = { memberId, lines, ...(points === null ? {} : { points }) };
  const tried = await till.settleSale({ key: key(), ...goods, tenders: [] });
  const due = tried.ok ? 0 : Number(tried.refusal.facts["due"]);
  const part = (share: number): number => Math.floor((due * share) / 100);
  const tenders: TenderRequest[] = [
    { kind: "card" as const, amount: part(card), reference: "R1" },
    { kind: "third-party-coupon" as const, party: "maker", amount: part(coupon) },
    { kind: "stored-value" as const, amount: Math.min(part(stored), 40_000) },
  ].filter(({ amount }) => amount > 0);
  if (tried.ok) return tried.value.sale;
  return answered(
    await till.settleSale({
      key: key(),
      ...goods,
      tenders: [...tenders, { kind: "cash", tendered: 1_000_000 }],
    }),
  ).sale;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function checkPinned(sale: SettledSale): void {
  const runsOf = sale.lines.flatMap((each) => each.runs);
  const total = (figure: (run: SettledRun) => number): number =>
    sum(runsOf.map((run) => figure(run) * run.count));
  const { totals, tenders, points, cashRounding } = sale;
  expect(total((run) => run.paid)).toBe(totals.paid);
  expect(total((run) => run.list)).toBe(totals.list);
  expect(total((run) => run.points)).toBe(points.used);
  for (const run of runsOf) {
    expect(sum(Object.values(run.tenders))).toBe(run.paid);
    expect(Object.values(run.tenders).every((share) => share > 0)).toBe(true);
  }
  for (const { tenderId, amount } of tenders) {
    expect(total((run) => run.tenders[tenderId] ?? 0)).toBe(amount);
  }
  const rounded = cashRounding.shares.flatMap(({ lineId, runs: shares }) => {
    const counts = sale.lines.find((each) => each.lineId === lineId)?.runs ?? [];
    return counts.map((run, index) => run.count * (shares[index] ?? 0));
  });
  expect(sum(rounded)).toBe(cashRounding.amount);
  for (const each of sale.lines) {
    expect(sum(each.runs.map(({ count }) => count))).toBe(
      each.quantity.kind === "pieces" ? each.quantity.count : 1,
    );
    expect(sum(each.discounts.map(({ amount }) => amount))).toBe(each.list - each.paid);
  }
  for (const { lineId, runs: shares } of sale.discountShares) {
    const each = sale.lines.find((candidate) => candidate.lineId === lineId);
    each?.discounts.forEach((discount, at) => {
      const parts = each.runs.map((run, index) => run.count * (shares[index]?.[at] ?? 0));
      expect(sum(parts)).toBe(discount.amount);
    });
    each?.runs.forEach((run, index) => {
      expect(sum(shares[index] ?? [])).toBe(run.list - run.paid);
      expect((shares[index] ?? []).every((share) => share >= 0)).toBe(true);
    });
  }
}

test("law: any order of partial refunds ends at exactly what was paid, by line, tender, rounding, points and stored value", async () => {
  await fc.assert(
    fc.asyncProperty(draft, fc.array(step, { maxLength: 6 }), async (wanted, steps) => {
      const { shop, memberId } = await withMember();
      const { till, key, store } = shop;
      const before = await balances(shop, memberId);
      const sale = await sell(shop, memberId, wanted);
      checkPinned(sale);
      const refunds: SettledSale[] = [];
      for (const { line: at, count, inCash } of steps) {
        const { lineId = "1" } = sale.lines[at % sale.lines.length] ?? {};
        const refund = await till.refund({
          key: key(),
          saleId: sale.saleId,
          lines: [{ lineId, count }],
          payBack: inCash ? "cash" : "as-paid",
          reason: "test",
        });
        const code = codeOf(refund);
        expect(["done", "cashier.over-refund", "cashier.measure-is-whole"]).toContain(code);
        if (refund.ok) refunds.push(refund.value.sale);
      }
      const rest = { saleId: sale.saleId, lines: "all", reason: "rest" } as const;
      const last = await till.refund({ key: key(), ...rest });
      if (last.ok) refunds.push(last.value.sale);
      else expect(last.refusal.code).toBe("cashier.nothing-to-refund");
      expect(codeOf(await till.refund({ key: key(), ...rest }))).toBe("cashier.nothing-to-refund");
      for (const refund of refunds) checkPinned({ ...refund, tenders: [] });
      for (const name of [
        "list",
        "deal",
        "discount",
        "tax",
        "paid",
        "cashRounding",
        "due",
      ] as const) {
        expect([name, sum(refunds.map(({ totals }) => totals[name]))]).toEqual([
          name,
          sale.totals[name],
        ]);
      }
      for (const tender of sale.tenders) {
        const rows = refunds.flatMap(({ tenders }) =>
          tenders.filter(({ tenderId }) => tenderId === tender.tenderId),
        );
        expect(sum(rows.map(({ amount }) => amount))).toBe(tender.amount);
        expect(sum(rows.map(({ received }) => received))).toBe(tender.received);
        expect(sum(rows.map(({ bonusPart }) => bonusPart))).toBe(tender.bonusPart);
        for (const row of rows) {
          expect(row.received).toBeGreaterThanOrEqual(0);
          const kept = tender.kind === "stored-value" || tender.kind === "third-party-coupon";
          if (kept) expect(row.kind).toBe(tender.kind);
        }
      }
      for (const { promotionId } of sale.applied) {
        const given = (sales: readonly SettledSale[]): number =>
          sum(
            sales
              .flatMap(({ applied }) => applied)
              .filter((each) => each.promotionId === promotionId)
              .map(({ amount }) => amount),
          );
        expect(given(refunds)).toBe(given([sale]));
      }
      expect(sum(refunds.map(({ points }) => points.used))).toBe(sale.points.used);
      expect(await balances(shop, memberId)).toEqual(before);
      const x = answered(await till.xReport());
      expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
      expect((await store.journal.audit()).finding).toBeNull();
    }),
    { numRuns: Math.ceil(Math.min(runs / 2, 2000)) },
  );
}, 1_200_000);

test("law: a refund split in steps takes the same points as one refund of the same units", async () => {
  await fc.assert(
    fc.asyncProperty(draft, fc.integer({ min: 1, max: 3 }), async (wanted, count) => {
      const ends: unknown[] = [];
      for (const steps of [[count], Array.from({ length: count }, () => 1)]) {
        const { shop, memberId } = await withMember();
        const sale = await sell(shop, memberId, wanted);
        const lineId = sale.lines[0]?.lineId ?? "";
        const outcomes = [];
        for (const units of steps) {
          const lines = [{ lineId, count: units }];
          const refund = { key: shop.key(), saleId: sale.saleId, lines, reason: "test" };
          outcomes.push(codeOf(await shop.till.refund(refund)));
        }
        if (outcomes.some((code) => code !== "done")) return;
        ends.push(await balances(shop, memberId));
      }
      expect(ends[1]).toEqual(ends[0]);
    }),
    { numRuns: Math.ceil(Math.min(runs / 4, 300)) },
  );
}, 1_200_000);
