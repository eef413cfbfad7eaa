import type { CurrencyCode, Instant } from "@tillwright/values";
import type { Sale } from "./sale.js";

/**
 * A sale with nothing in it yet.
 *
 * @example
 * ```ts
 * import { newSale } from "@tillwright/cashier";
 *
 * const sale = newSale({
 *   saleId: "s1", storeId: "S1", tillId: "T1", shiftId: "h1", operatorId: "zhang", currency: "CNY", openedAt: 0,
 * });
 * sale.state; //=> "open"
 * sale.sellerId; //=> "zhang"
 * ```
 *
 * @public
 */
export function newSale(of: {
  readonly saleId: string;
  readonly storeId: string;
  readonly tillId: string;
  readonly shiftId: string;
  readonly operatorId: string;
  readonly currency: CurrencyCode;
  readonly openedAt: Instant;
}): Sale {
  return Object.freeze({
    version: 1,
    ...of,
    state: "open",
    sellerId: of.operatorId,
    memberId: null,
    lines: [],
    added: 0,
    points: null,
    codes: [],
    note: null,
    heldAt: null,
    frozen: null,
    tenders: [],
    unknownAttemptId: null,
    replaces: null,
  });
}
