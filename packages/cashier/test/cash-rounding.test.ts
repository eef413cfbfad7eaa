import { type SaleTender, tenderSums } from "@tillwright/cashier";
import { pieces } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { answered, openDay } from "./shop.js";

const cash = (tendered: number, tenderId = "t1"): SaleTender => ({
  tenderId,
  kind: "cash",
  party: null,
  tendered,
  reference: null,
  bonusPart: 0,
  attemptId: null,
  storedValue: null,
});
const card = (tendered: number, tenderId = "t2"): SaleTender => ({
  ...cash(tendered, tenderId),
  kind: "card",
});

const cutFen = { multiple: 10, mode: "down" } as const;
const cutJiao = { multiple: 100, mode: "down" } as const;

describe("抹零", () => {
  test("抹分 12.38 -> 12.30", () => {
    expect(tenderSums(1238, [], cutFen).payment.cashDue).toBe(1230);
  });

  test("抹角 12.38 -> 12.00", () => {
    expect(tenderSums(1238, [], cutJiao).payment.cashDue).toBe(1200);
  });

  test("四舍五入到角 12.35 -> 12.40, 到元 12.50 -> 13.00", () => {
    const toJiao = { multiple: 10, mode: "half-up" } as const;
    const toYuan = { multiple: 100, mode: "half-up" } as const;
    expect(tenderSums(1235, [], toJiao).payment.cashDue).toBe(1240);
    expect(tenderSums(1250, [], toYuan).payment.cashDue).toBe(1300);
    expect(tenderSums(1235, [cash(2000)], toJiao).payment).toMatchObject({
      cashRounding: -5,
      change: 760,
      remaining: 0,
    });
  });

  test("not for electronic tenders: a card pays 12.38", () => {
    const { payment } = tenderSums(1238, [card(1238)], cutFen);
    expect(payment).toMatchObject({ covered: 1238, cashRounding: 0, remaining: 0 });
  });

  test("split tender: only the cash remainder is rounded", () => {
    const { payment, parts } = tenderSums(4568, [card(2000), cash(3000)], cutFen);
    expect(payment).toMatchObject({ cashRounding: 8, change: 3000 - 2560, remaining: 0 });
    expect(parts.map(({ amount, received }) => [amount, received])).toEqual([
      [2000, 2000],
      [2568, 2560],
    ]);
  });

  test("cash that does not reach the rest is not rounded", () => {
    const { payment } = tenderSums(1238, [cash(1000)], cutFen);
    expect(payment).toMatchObject({ covered: 1000, remaining: 238, cashRounding: 0, change: 0 });
  });

  test("exact cash pays when rounding would ask for more", () => {
    const { payment } = tenderSums(1235, [cash(1235)], { multiple: 10, mode: "half-up" });
    expect(payment).toMatchObject({ remaining: 0, cashRounding: 0, change: 0 });
  });

  test("0.05 is rounded away: a cash tender of nothing pays it", async () => {
    const { till, key } = await openDay();
    const gum = { product: "gum", quantity: pieces(1) };
    const { sale } = answered(
      await till.settleSale({ key: key(), lines: [gum], tenders: [{ kind: "cash" }] }),
    );
    expect(sale.totals).toMatchObject({ paid: 5, cashRounding: 5, due: 0 });
  });

  test("its share comes back too: a full return pays what was paid", async () => {
    const { till, key } = await openDay();
    const lines = [
      { product: "milk", quantity: pieces(2) },
      { product: "beer", quantity: pieces(1), price: { amount: 58 } },
    ];
    const { sale } = answered(
      await till.settleSale({ key: key(), lines, tenders: [{ kind: "cash", tendered: 2000 }] }),
    );
    expect(sale.totals).toMatchObject({ paid: 1238, cashRounding: 8, due: 1230 });
    const paidBack: number[] = [];
    for (const line of [{ lineId: "1", count: 1 }, { lineId: "2" }, { lineId: "1" }]) {
      const { sale: refund } = answered(
        await till.refund({ key: key(), saleId: sale.saleId, lines: [line], reason: "test" }),
      );
      paidBack.push(refund.totals.due);
    }
    expect(paidBack.reduce((sum, each) => sum + each, 0)).toBe(1230);
  });

  test("law: tenders - change + rounding = what they cover, and nothing covers more than the due", () => {
    const tender = fc.record({ isCash: fc.boolean(), tendered: fc.integer({ min: 0, max: 3000 }) });
    const rounding = fc.constantFrom(null, cutFen, cutJiao, {
      multiple: 10,
      mode: "half-up" as const,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.array(tender, { maxLength: 4 }),
        rounding,
        (due, drafts, rule) => {
          let left = due;
          const tenders = drafts.flatMap(({ isCash, tendered }, index) => {
            if (isCash) return [cash(tendered, `t${index}`)];
            const amount = Math.min(tendered, left);
            left -= amount;
            return amount === 0 ? [] : [card(amount, `t${index}`)];
          });
          const safe = tenders.filter(({ kind }) => kind === "card");
          const ordered = [...safe, ...tenders.filter(({ kind }) => kind === "cash")];
          const { parts, payment } = tenderSums(due, ordered, rule);
          const tendered = ordered.reduce((sum, each) => sum + each.tendered, 0);
          expect(tendered - payment.change + payment.cashRounding).toBe(payment.covered);
          expect(payment.covered + payment.remaining).toBe(due);
          expect(payment.remaining).toBeGreaterThanOrEqual(0);
          for (const part of parts) {
            expect(part.received).toBe(part.tender.tendered - part.change);
            expect(part.amount).toBe(part.received + part.rounding);
          }
        },
      ),
      { numRuns: runs },
    );
  });
});
