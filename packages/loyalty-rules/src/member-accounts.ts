import type { Account, AccountId, OpenCommand } from "@tillwright/ledger";
import type { CurrencyCode, Instant } from "@tillwright/values";
import {
  memberOwner,
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  pointsIssuedAccount,
  storedBonusAccount,
  storedBonusIssuedAccount,
  storedPrincipalAccount,
  storedPrincipalIssuedAccount,
  tierPointsAccount,
  tierPointsCountedAccount,
  tierSpendAccount,
  tierSpendCountedAccount,
  tierVisitsAccount,
  tierVisitsCountedAccount,
} from "./accounts.js";
import { storedBonusPromisedAccount } from "./bonus-instalments.js";
import { pointsPendingAccount } from "./pending-points.js";

/**
 * All accounts of a member, to be opened before the first posting. Each pair sums to zero, so a member's part of any
 * entry does too.
 *
 * @example
 * ```ts
 * import { memberAccounts } from "@tillwright/loyalty-rules";
 *
 * memberAccounts("M1", "CNY")[0]; //=> { "accountId": "member:M1/points", "owner": "member:M1", "asset": "points", "floor": 0, "ceiling": null, "lots": "earliest-expiry" }
 * ```
 *
 * @public
 */
export function memberAccounts(memberId: string, currency: CurrencyCode): readonly Account[] {
  const owner = memberOwner(memberId);
  const held = (accountId: AccountId, asset: string, lots: Account["lots"]): Account =>
    Object.freeze({ accountId, owner, asset, floor: 0, ceiling: null, lots });
  const counter = (accountId: AccountId, asset: string): Account =>
    Object.freeze({ accountId, owner, asset, floor: null, ceiling: null, lots: null });
  const principal = `stored-principal:${currency}`;
  const bonus = `stored-bonus:${currency}`;
  const spend = `tier-spend:${currency}`;
  return Object.freeze([
    held(pointsAccount(memberId), "points", "earliest-expiry"),
    counter(pointsIssuedAccount(memberId), "points"),
    held(pointsPendingAccount(memberId), "points", "first-in"),
    held(pointsDebtAccount(memberId), "points-debt", null),
    counter(pointsDebtGivenAccount(memberId), "points-debt"),
    held(storedPrincipalAccount(memberId, currency), principal, "earliest-expiry"),
    counter(storedPrincipalIssuedAccount(memberId, currency), principal),
    held(storedBonusAccount(memberId, currency), bonus, "earliest-expiry"),
    held(storedBonusPromisedAccount(memberId, currency), bonus, "first-in"),
    counter(storedBonusIssuedAccount(memberId, currency), bonus),
    held(tierSpendAccount(memberId, currency), spend, "earliest-expiry"),
    counter(tierSpendCountedAccount(memberId, currency), spend),
    held(tierVisitsAccount(memberId), "tier-visits", "earliest-expiry"),
    counter(tierVisitsCountedAccount(memberId), "tier-visits"),
    held(tierPointsAccount(memberId), "tier-points", "earliest-expiry"),
    counter(tierPointsCountedAccount(memberId), "tier-points"),
  ]);
}

/**
 * The command that opens all accounts of a member.
 *
 * @example
 * ```ts
 * import { openMemberAccounts } from "@tillwright/loyalty-rules";
 *
 * openMemberAccounts("M1", "CNY", { key: "join-1", at: 0 }).key; //=> "join-1/accounts"
 * ```
 *
 * @public
 */
export function openMemberAccounts(
  memberId: string,
  currency: CurrencyCode,
  when: { readonly key: string; readonly at: Instant },
): OpenCommand {
  return {
    kind: "open",
    key: `${when.key}/accounts`,
    at: when.at,
    accounts: memberAccounts(memberId, currency),
  };
}
