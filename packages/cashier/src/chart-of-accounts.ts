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
  | "points-recovered";

/** The owner of all money accounts of a store. @public */
export function storeOwner(storeId: string): OwnerId {
  return `store:${storeId}`;
}

/** The account of a shift; closing the shift moves its balance to {@link storeAccount}. @public */
export function shiftAccount(
  storeId: string,
  tillId: string,
  shiftId: string,
  name: ShiftAccountName,
): AccountId {
  return `store:${storeId}/till/${tillId}/${shiftId}/${name}`;
}

/** What a provider, a bank or the maker of a coupon owes the shop for what a shift took. @public */
export function shiftReceivable(
  storeId: string,
  tillId: string,
  shiftId: string,
  kind: TenderKind,
  party: string,
): AccountId {
  return `store:${storeId}/till/${tillId}/${shiftId}/receivable/${kind}/${party}`;
}

/** The account of the store that collects one of its shifts' accounts, `safe` for the cash. @public */
export function storeAccount(
  storeId: string,
  name: Exclude<ShiftAccountName, "drawer"> | "safe",
): AccountId {
  return `store:${storeId}/${name}`;
}

/** What a provider, a bank or the maker of a coupon owes the shop for all closed shifts. @public */
export function storeReceivable(storeId: string, kind: TenderKind, party: string): AccountId {
  return `store:${storeId}/receivable/${kind}/${party}`;
}

/** The terms of a money account of a store: without limits, but for a drawer, which cannot hold less than nothing. @public */
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
