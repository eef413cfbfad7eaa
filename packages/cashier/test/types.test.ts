import type { DirectLine, SettledSale, TenderRequest, Till, TillParts } from "@tillwright/cashier";
import { pieces } from "@tillwright/values";
import { expect, test } from "vitest";

test("what must not compile", () => {
  const use = (..._values: readonly unknown[]): void => undefined;

  // @ts-expect-error an amount is whole minor units, never text
  const text: TenderRequest = { kind: "cash", tendered: "20.00" };
  // @ts-expect-error points are a discount, not a tender
  const points: TenderRequest = { kind: "points", amount: 100 };
  // @ts-expect-error a manufacturer's coupon names who owes it
  const nobody: TenderRequest = { kind: "third-party-coupon", amount: 100 };
  const line: DirectLine = { product: "tea", quantity: pieces(1) };
  // @ts-expect-error a quantity says whether it is pieces or a measure
  const bare: DirectLine = { ...line, quantity: 1 };
  const unit = { micros: 1, per: 1, unit: "piece" } as const;
  // @ts-expect-error a line has a unit price or an amount, not both
  const both: DirectLine = { ...line, price: { amount: 1, unit } };
  const noKey = (till: Till) =>
    // @ts-expect-error every command carries its key
    till.openSale({});
  const change = (sale: SettledSale): void => {
    // @ts-expect-error a settled sale never changes
    sale.totals.paid = 0;
  };
  // @ts-expect-error a till without a clock cannot be wired
  const noClock: TillParts = {} as Omit<TillParts, "clock">;

  use(text, points, nobody, bare, both, noKey, change, noClock);
  expect(pieces(1).count).toBe(1);
});
