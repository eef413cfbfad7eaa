import type { Account, AccountId, OpenCommand } from "@tillwright/ledger";
import type { CurrencyCode, Instant } from "@tillwright/values";

/** The owner of all accounts of a member. @public */
export function memberOwner(memberId: string): string {
  return `member:${memberId}`;
}

/** Points a member can spend, in lots. @public */
export function pointsAccount(memberId: string): AccountId {
  return `member:${memberId}/points`;
}

/** The other side of points: below zero by what is in circulation. @public */
export function pointsIssuedAccount(memberId: string): AccountId {
  return `member:${memberId}/points-issued`;
}

/** Points that had to be taken back but were spent already. @public */
export function pointsDebtAccount(memberId: string): AccountId {
  return `member:${memberId}/points-debt`;
}

/** The other side of the debt. @public */
export function pointsDebtGivenAccount(memberId: string): AccountId {
  return `member:${memberId}/points-debt-given`;
}

/** Money a member paid in and has not spent, in lots. @public */
export function storedPrincipalAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-principal:${currency}`;
}

/** The other side of the principal. @public */
export function storedPrincipalIssuedAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-principal-issued:${currency}`;
}

/** Bonus money a member was given and has not spent, in lots. @public */
export function storedBonusAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-bonus:${currency}`;
}

/** The other side of the bonus. @public */
export function storedBonusIssuedAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-bonus-issued:${currency}`;
}

/**
 * Spend that counts towards a tier: a lot for each sale that expires when it leaves the tier window, so that what is
 * available of it is the spend in the window.
 *
 * @public
 */
export function tierSpendAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/tier-spend:${currency}`;
}

/** The other side of the counted spend. @public */
export function tierSpendCountedAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/tier-spend-counted:${currency}`;
}

/** Visits that count towards a tier, held as {@link tierSpendAccount} holds spend. @public */
export function tierVisitsAccount(memberId: string): AccountId {
  return `member:${memberId}/tier-visits`;
}

/** The other side of the counted visits. @public */
export function tierVisitsCountedAccount(memberId: string): AccountId {
  return `member:${memberId}/tier-visits-counted`;
}

/** Points earned that count towards a tier, held as {@link tierSpendAccount} holds spend. @public */
export function tierPointsAccount(memberId: string): AccountId {
  return `member:${memberId}/tier-points`;
}

/** The other side of the counted points. @public */
export function tierPointsCountedAccount(memberId: string): AccountId {
  return `member:${memberId}/tier-points-counted`;
}

/**
 * All accounts of a member, to be opened before the first posting. Each pair sums to zero, so a member's part of any
 * entry does too.
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
    held(pointsDebtAccount(memberId), "points-debt", null),
    counter(pointsDebtGivenAccount(memberId), "points-debt"),
    held(storedPrincipalAccount(memberId, currency), principal, "earliest-expiry"),
    counter(storedPrincipalIssuedAccount(memberId, currency), principal),
    held(storedBonusAccount(memberId, currency), bonus, "earliest-expiry"),
    counter(storedBonusIssuedAccount(memberId, currency), bonus),
    held(tierSpendAccount(memberId, currency), spend, "earliest-expiry"),
    counter(tierSpendCountedAccount(memberId, currency), spend),
    held(tierVisitsAccount(memberId), "tier-visits", "earliest-expiry"),
    counter(tierVisitsCountedAccount(memberId), "tier-visits"),
    held(tierPointsAccount(memberId), "tier-points", "earliest-expiry"),
    counter(tierPointsCountedAccount(memberId), "tier-points"),
  ]);
}

/** The command that opens all accounts of a member. @public */
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
