import type { Account, AccountId, OwnerId } from "@tillwright/ledger";
import type { CurrencyCode } from "@tillwright/values";
import type { TenderKind } from "./settled-sale.js";

/**
 * The money accounts of a shift. Debits are positive: cash that came in, a receivable; sales and what is owed are negative.
 *
 * - `drawer`: the cash; never below zero.
 * - `sales`, `tax`: what was sold, tax apart.
 * - `rounding`: 抹零.
 * - `over-short`: counted against expected; `paid-in`, `paid-out`: where such cash came from and went.
 * - `stored-principal`: owed to members for what they paid in.
 * - `stored-bonus` with `bonus-promised`: bonus that is outstanding, beside the books: no debt, no cost until it is spent.
 * - `bonus-spent`: bonus that paid for goods; a discount.
 * - `points-recovered`: the value of spent points that a refund kept back.
 * - `kept-back`, `kept-back-tax`: what refunds kept for gifts that did not come back and offers no longer earned, tax apart.
 *
 * @public
 */
export type ShiftAccountName =
  | "drawer"
  | "sales"
  | "tax"
  | "rounding"
  | "over-short"
  | "paid-in"
  | "paid-out"
  | "stored-principal"
  | "stored-bonus"
  | "bonus-promised"
  | "bonus-spent"
  | "points-recovered"
  | "kept-back"
  | "kept-back-tax";

/**
 * The owner of all money accounts of a store.
 *
 * @example
 * ```ts
 * import { storeOwner } from "@tillwright/cashier";
 *
 * storeOwner("S1"); //=> "store:S1"
 * ```
 *
 * @public
 */
export function storeOwner(storeId: string): OwnerId {
  return `store:${storeId}`;
}

/**
 * The account of a shift; closing the shift moves its balance to the store's account of that name.
 *
 * @example
 * ```ts
 * import { shiftAccount } from "@tillwright/cashier";
 *
 * shiftAccount("S1", "T1", "shift-7", "drawer"); //=> "store:S1/till/T1/shift-7/drawer"
 * ```
 *
 * @public
 */
export function shiftAccount(
  storeId: string,
  tillId: string,
  shiftId: string,
  name: ShiftAccountName,
): AccountId {
  return `store:${storeId}/till/${tillId}/${shiftId}/${name}`;
}

/**
 * What a provider, a bank or the maker of a coupon owes the shop for what a shift took.
 *
 * @example
 * ```ts
 * import { shiftReceivable } from "@tillwright/cashier";
 *
 * shiftReceivable("S1", "T1", "shift-7", "qr", "alipay"); //=> "store:S1/till/T1/shift-7/receivable/qr/alipay"
 * ```
 *
 * @public
 */
export function shiftReceivable(
  storeId: string,
  tillId: string,
  shiftId: string,
  kind: TenderKind,
  party: string,
): AccountId {
  return `store:${storeId}/till/${tillId}/${shiftId}/receivable/${kind}/${party}`;
}

/**
 * The account of the store that collects one of its shifts' accounts, `safe` for the cash.
 *
 * @example
 * ```ts
 * import { storeAccount } from "@tillwright/cashier";
 *
 * storeAccount("S1", "sales"); //=> "store:S1/sales"
 * ```
 *
 * @public
 */
export function storeAccount(
  storeId: string,
  name: Exclude<ShiftAccountName, "drawer"> | "safe",
): AccountId {
  return `store:${storeId}/${name}`;
}

/**
 * What a provider, a bank or the maker of a coupon owes the shop for all closed shifts.
 *
 * @example
 * ```ts
 * import { storeReceivable } from "@tillwright/cashier";
 *
 * storeReceivable("S1", "third-party-coupon", "maker"); //=> "store:S1/receivable/third-party-coupon/maker"
 * ```
 *
 * @public
 */
export function storeReceivable(storeId: string, kind: TenderKind, party: string): AccountId {
  return `store:${storeId}/receivable/${kind}/${party}`;
}

/**
 * The terms of a money account of a store: without limits, but for a drawer, which cannot hold less than nothing.
 *
 * @example
 * ```ts
 * import { storeAccount, storeMoneyAccount } from "@tillwright/cashier";
 *
 * storeMoneyAccount("S1", storeAccount("S1", "sales"), "CNY").floor; //=> null
 * ```
 *
 * @public
 */
export function storeMoneyAccount(
  storeId: string,
  accountId: AccountId,
  currency: CurrencyCode,
): Account {
  return {
    accountId,
    owner: storeOwner(storeId),
    asset: currency,
    floor: accountId.endsWith("/drawer") ? 0 : null,
    ceiling: null,
    lots: null,
  };
}
