import type { Instant, Outcome, Quantity } from "@tillwright/values";
import { discountsWithoutLine, giveDiscount, takeBackDiscount } from "./change-discounts.js";
import type { SaleDiscount } from "./manual-discount.js";
import { type CashierRefusal, refuse } from "./refusal.js";
import type { FrozenPrices, Sale, SaleLine, SaleState, SaleTender } from "./sale.js";
import { type GiftTake, takeGifts } from "./sale-gifts.js";

/**
 * What can happen to a sale that is not settled yet.
 *
 * @public
 */
export type SaleChange =
  | { readonly type: "add-line"; readonly line: SaleLine }
  | { readonly type: "change-quantity"; readonly lineId: string; readonly quantity: Quantity }
  | { readonly type: "remove-line"; readonly lineId: string }
  | { readonly type: "attach-member"; readonly memberId: string | null }
  | { readonly type: "use-points"; readonly points: number | "max" | null }
  | { readonly type: "enter-codes"; readonly codes: readonly string[] }
  | { readonly type: "give-discount"; readonly discount: SaleDiscount }
  | { readonly type: "take-back-discount"; readonly discountId: string }
  | { readonly type: "take-gifts"; readonly gifts: GiftTake }
  | { readonly type: "hold"; readonly at: Instant; readonly note: string | null }
  | {
      readonly type: "resume";
      readonly tillId: string;
      readonly shiftId: string;
      readonly operatorId: string;
    }
  | { readonly type: "void" }
  | { readonly type: "freeze"; readonly frozen: FrozenPrices }
  | { readonly type: "thaw" }
  | { readonly type: "add-tender"; readonly tender: SaleTender }
  | { readonly type: "remove-tender"; readonly tenderId: string }
  | { readonly type: "await-payment"; readonly attemptId: string }
  | { readonly type: "payment-known"; readonly attemptId: string }
  | { readonly type: "complete" };

type Changed = Outcome<Sale, CashierRefusal>;

const allowed: Readonly<Record<SaleChange["type"], readonly SaleState[]>> = {
  "add-line": ["open"],
  "change-quantity": ["open"],
  "remove-line": ["open"],
  "attach-member": ["open"],
  "use-points": ["open"],
  "enter-codes": ["open"],
  "give-discount": ["open"],
  "take-back-discount": ["open"],
  "take-gifts": ["open"],
  hold: ["open"],
  resume: ["held"],
  void: ["open", "held", "tendering"],
  freeze: ["open"],
  thaw: ["tendering"],
  "add-tender": ["tendering"],
  "remove-tender": ["tendering"],
  "await-payment": ["tendering"],
  "payment-known": ["tendering"],
  complete: ["tendering"],
};

/**
 * The sale after a change, or why it cannot be changed so. Pure: the sale handed in stays as it is.
 *
 * Goods, member and points change while it is `open`; `hold` and `resume` lead to `held` and back; `freeze` begins
 * tendering and `thaw` leads back to the goods. While the outcome of a payment is unknown only `payment-known` is
 * possible (`cashier.payment-unknown`). Refuses `cashier.sale-state`, `cashier.line-exists`, `cashier.line-unknown`,
 * `cashier.line-fixed-amount`, `cashier.quantity-invalid`, `cashier.pieces-required`, `cashier.measure-required`,
 * `cashier.unit-differs`, `cashier.discount-invalid`, `cashier.discount-exists`, `cashier.discount-unknown`, `cashier.amount-invalid`, `cashier.sale-empty`, `cashier.tender-captured`, `cashier.tender-unknown`.
 *
 * @example
 * ```ts
 * import { changeSale, newSale } from "@tillwright/cashier";
 *
 * const sale = newSale({
 *   saleId: "s1", storeId: "S1", tillId: "T1", shiftId: "h1", operatorId: "zhang", currency: "CNY", openedAt: 0,
 * });
 * const held = changeSale(sale, { type: "hold", at: 5, note: null });
 * held.ok && held.value.state; //=> "held"
 * const scanned = changeSale(sale, { type: "remove-line", lineId: "1" });
 * scanned.ok ? null : scanned.refusal.code; //=> "cashier.line-unknown"
 * ```
 *
 * @public
 */
export function changeSale(sale: Sale, change: SaleChange): Outcome<Sale, CashierRefusal> {
  if (!allowed[change.type].includes(sale.state)) {
    return refuse("cashier.sale-state", `${change.type}: sale ${sale.saleId} is ${sale.state}`, {
      saleId: sale.saleId,
      state: sale.state,
      change: change.type,
    });
  }
  if (sale.unknownAttemptId !== null && change.type !== "payment-known") {
    return refuse(
      "cashier.payment-unknown",
      `${change.type}: a payment of sale ${sale.saleId} is not known yet`,
      { saleId: sale.saleId, attemptId: sale.unknownAttemptId },
    );
  }
  return apply(sale, change);
}

function apply(sale: Sale, change: SaleChange): Changed {
  switch (change.type) {
    case "add-line":
      return addLine(sale, change.line);
    case "change-quantity":
      return changeQuantity(sale, change.lineId, change.quantity);
    case "remove-line":
      return removeLine(sale, change.lineId);
    case "attach-member":
      // Points belong to the member who was there: another one is asked again.
      return done(sale, { memberId: change.memberId, points: null });
    case "use-points":
      return usePoints(sale, change.points);
    case "enter-codes":
      return done(sale, { codes: [...new Set(change.codes)] });
    case "give-discount":
      return giveDiscount(sale, change.discount);
    case "take-back-discount":
      return takeBackDiscount(sale, change.discountId);
    case "take-gifts":
      return takeGifts(sale, change.gifts);
    case "hold":
      return done(sale, { state: "held", heldAt: change.at, note: change.note ?? sale.note });
    case "resume": {
      const { tillId, shiftId, operatorId } = change;
      return done(sale, { state: "open", heldAt: null, tillId, shiftId, operatorId });
    }
    case "void":
      return withoutCaptured(sale, { state: "voided", frozen: null, tenders: [] });
    case "freeze":
      return sale.lines.length === 0
        ? empty(sale)
        : done(sale, { state: "tendering", frozen: change.frozen });
    case "thaw":
      return withoutCaptured(sale, { state: "open", frozen: null, tenders: [] });
    case "add-tender":
      return done(sale, { tenders: [...sale.tenders, change.tender], added: sale.added + 1 });
    case "remove-tender":
      return removeTender(sale, change.tenderId);
    case "await-payment":
      return done(sale, { unknownAttemptId: change.attemptId });
    case "payment-known":
      return sale.unknownAttemptId === change.attemptId
        ? done(sale, { unknownAttemptId: null })
        : refuse("cashier.attempt-unknown", `sale ${sale.saleId} waits for no such payment`, {
            attemptId: change.attemptId,
          });
    case "complete":
      return done(sale, { state: "completed" });
  }
}

function done(sale: Sale, changes: Partial<Sale>): Changed {
  return { ok: true, value: Object.freeze({ ...sale, ...changes }) };
}

function empty(sale: Sale): Changed {
  return refuse("cashier.sale-empty", `sale ${sale.saleId} has no goods`, { saleId: sale.saleId });
}

function addLine(sale: Sale, line: SaleLine): Changed {
  if (sale.lines.some(({ lineId }) => lineId === line.lineId)) {
    return refuse("cashier.line-exists", `line ${line.lineId} is there already`, {
      lineId: line.lineId,
    });
  }
  const problem = lineProblem(line);
  return problem ?? done(sale, { lines: [...sale.lines, line], added: sale.added + 1 });
}

/** What is wrong with a line: a quantity that is none, or one that its price is not made for. */
export function lineProblem(line: SaleLine): Extract<Changed, { ok: false }> | null {
  const { quantity, price, lineId, product } = line;
  const amount = quantity.kind === "pieces" ? quantity.count : quantity.amount;
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    return refuse("cashier.quantity-invalid", `line ${lineId}: ${amount} is no quantity`, {
      lineId,
      quantity: String(amount),
    });
  }
  if (price.unit === undefined) {
    return Number.isSafeInteger(price.amount) && price.amount >= 0
      ? null
      : refuse("cashier.amount-invalid", `line ${lineId}: ${price.amount} is no amount`, {
          amount: String(price.amount),
        });
  }
  const unit = quantity.kind === "pieces" ? "piece" : quantity.unit;
  if (unit === price.unit.unit) return null;
  const facts = { productId: product.productId, expected: price.unit.unit, seen: unit };
  if (price.unit.unit === "piece") {
    return refuse("cashier.pieces-required", `${product.productId} is sold by the piece`, facts);
  }
  if (unit === "piece") {
    return refuse("cashier.measure-required", `${product.productId} is to be weighed`, facts);
  }
  return refuse("cashier.unit-differs", `${product.productId} is not sold by ${unit}`, facts);
}

function changeQuantity(sale: Sale, lineId: string, quantity: Quantity): Changed {
  const line = sale.lines.find((candidate) => candidate.lineId === lineId);
  if (line === undefined) return noLine(lineId);
  if (line.price.unit === undefined) {
    return refuse("cashier.line-fixed-amount", `line ${lineId} has the amount of its label`, {
      lineId,
    });
  }
  const changed = { ...line, quantity };
  const problem = lineProblem(changed);
  if (problem !== null) return problem;
  return done(sale, {
    lines: sale.lines.map((candidate) => (candidate === line ? changed : candidate)),
  });
}

function removeLine(sale: Sale, lineId: string): Changed {
  const lines = sale.lines.filter((line) => line.lineId !== lineId);
  if (lines.length === sale.lines.length) return noLine(lineId);
  return done(discountsWithoutLine(sale, lineId), { lines });
}

function noLine(lineId: string): Changed {
  return refuse("cashier.line-unknown", `the sale has no line ${lineId}`, { lineId });
}

function usePoints(sale: Sale, points: number | "max" | null): Changed {
  if (sale.memberId === null && points !== null) {
    return refuse("cashier.member-required", "points need a member on the sale", {});
  }
  if (typeof points === "number" && (!Number.isSafeInteger(points) || points <= 0)) {
    return refuse("cashier.amount-invalid", `${points} is no number of points`, {
      amount: String(points),
    });
  }
  return done(sale, { points });
}

function withoutCaptured(sale: Sale, changes: Partial<Sale>): Changed {
  const captured = sale.tenders.find((tender) => tender.reference !== null);
  if (captured === undefined) return done(sale, changes);
  return refuse(
    "cashier.tender-captured",
    `tender ${captured.tenderId} has to be paid back first`,
    {
      tenderId: captured.tenderId,
      kind: captured.kind,
      amount: captured.tendered,
    },
  );
}

function removeTender(sale: Sale, tenderId: string): Changed {
  const tenders = sale.tenders.filter((tender) => tender.tenderId !== tenderId);
  if (tenders.length < sale.tenders.length) return done(sale, { tenders });
  return refuse("cashier.tender-unknown", `the sale has no tender ${tenderId}`, { tenderId });
}
