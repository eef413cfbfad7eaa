import { type DueRounding, roundDue } from "@tillwright/pricing-engine";
import type { MinorUnits } from "@tillwright/values";
import type { SaleTender } from "./sale.js";
import type { PaymentState } from "./till.js";

/**
 * What one tender pays of the due.
 *
 * @public
 */
export interface TenderPart {
  readonly tender: SaleTender;
  /** Of the due, cash rounding apart. */
  readonly amount: MinorUnits;
  /** What came in: `tendered - change`. */
  readonly received: MinorUnits;
  readonly change: MinorUnits;
  /** Taken off by 抹零; positive when the customer pays less. Only the cash tender that pays the rest has any. */
  readonly rounding: MinorUnits;
}

/**
 * What each tender pays of a due, in their order, and what is left.
 *
 * Cash that covers the rest after rounding pays all of it: the rounding (抹零) is taken off and the change given. Less cash
 * than that pays what it is and is not rounded; so does cash that covers the exact rest when rounding would ask for more.
 * Every other tender pays its amount.
 *
 * @example
 * ```ts
 * import { tenderSums } from "@tillwright/cashier";
 *
 * const cash = {
 *   tenderId: "t1", kind: "cash" as const, party: null, tendered: 2000,
 *   reference: null, bonusPart: 0, attemptId: null, storedValue: null,
 * };
 * const { payment } = tenderSums(1238, [cash], { multiple: 10, mode: "down" });
 * payment.cashRounding; //=> 8
 * payment.change; //=> 770
 * payment.remaining; //=> 0
 * ```
 *
 * @public
 */
export function tenderSums(
  due: MinorUnits,
  tenders: readonly SaleTender[],
  cashRounding: DueRounding | null,
): { readonly parts: readonly TenderPart[]; readonly payment: PaymentState } {
  const parts: TenderPart[] = [];
  let remaining = due;
  let rounding = 0;
  let change = 0;
  for (const tender of tenders) {
    const part = tenderPart(tender, remaining, cashRounding);
    parts.push(part);
    remaining -= part.amount;
    rounding += part.rounding;
    change += part.change;
  }
  return {
    parts,
    payment: {
      due,
      covered: due - remaining,
      remaining,
      cashDue: cashDue(remaining, cashRounding),
      cashRounding: rounding,
      change,
    },
  };
}

/** What to ask for in cash: the rest after 抹零. */
function cashDue(remaining: MinorUnits, cashRounding: DueRounding | null): MinorUnits {
  return cashRounding === null || remaining === 0
    ? remaining
    : roundDue(remaining, cashRounding).due;
}

function tenderPart(
  tender: SaleTender,
  remaining: MinorUnits,
  cashRounding: DueRounding | null,
): TenderPart {
  const { tendered } = tender;
  if (tender.kind !== "cash") {
    return { tender, amount: tendered, received: tendered, change: 0, rounding: 0 };
  }
  const asked = cashDue(remaining, cashRounding);
  if (tendered >= asked) {
    const rounding = remaining - asked;
    return { tender, amount: remaining, received: asked, change: tendered - asked, rounding };
  }
  const amount = Math.min(tendered, remaining);
  return { tender, amount, received: amount, change: tendered - amount, rounding: 0 };
}
