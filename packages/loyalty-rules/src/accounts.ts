import type { AccountId } from "@tillwright/ledger";
import type { CurrencyCode } from "@tillwright/values";

/**
 * The owner of all accounts of a member.
 *
 * @example
 * ```ts
 * import { memberOwner } from "@tillwright/loyalty-rules";
 *
 * memberOwner("M1"); //=> "member:M1"
 * ```
 *
 * @public
 */
export function memberOwner(memberId: string): string {
  return `member:${memberId}`;
}

/**
 * Points a member can spend, in lots.
 *
 * @example
 * ```ts
 * import { pointsAccount } from "@tillwright/loyalty-rules";
 *
 * pointsAccount("M1"); //=> "member:M1/points"
 * ```
 *
 * @public
 */
export function pointsAccount(memberId: string): AccountId {
  return `member:${memberId}/points`;
}

/**
 * The other side of points: below zero by what is in circulation.
 *
 * @example
 * ```ts
 * import { pointsIssuedAccount } from "@tillwright/loyalty-rules";
 *
 * pointsIssuedAccount("M1"); //=> "member:M1/points-issued"
 * ```
 *
 * @public
 */
export function pointsIssuedAccount(memberId: string): AccountId {
  return `member:${memberId}/points-issued`;
}

/**
 * Points that had to be taken back but were spent already.
 *
 * @example
 * ```ts
 * import { pointsDebtAccount } from "@tillwright/loyalty-rules";
 *
 * pointsDebtAccount("M1"); //=> "member:M1/points-debt"
 * ```
 *
 * @public
 */
export function pointsDebtAccount(memberId: string): AccountId {
  return `member:${memberId}/points-debt`;
}

/**
 * The other side of the debt.
 *
 * @example
 * ```ts
 * import { pointsDebtGivenAccount } from "@tillwright/loyalty-rules";
 *
 * pointsDebtGivenAccount("M1"); //=> "member:M1/points-debt-given"
 * ```
 *
 * @public
 */
export function pointsDebtGivenAccount(memberId: string): AccountId {
  return `member:${memberId}/points-debt-given`;
}

/**
 * Money a member paid in and has not spent, in lots.
 *
 * @example
 * ```ts
 * import { storedPrincipalAccount } from "@tillwright/loyalty-rules";
 *
 * storedPrincipalAccount("M1", "CNY"); //=> "member:M1/stored-principal:CNY"
 * ```
 *
 * @public
 */
export function storedPrincipalAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-principal:${currency}`;
}

/**
 * The other side of the principal.
 *
 * @example
 * ```ts
 * import { storedPrincipalIssuedAccount } from "@tillwright/loyalty-rules";
 *
 * storedPrincipalIssuedAccount("M1", "CNY"); //=> "member:M1/stored-principal-issued:CNY"
 * ```
 *
 * @public
 */
export function storedPrincipalIssuedAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-principal-issued:${currency}`;
}

/**
 * Bonus money a member was given and has not spent, in lots.
 *
 * @example
 * ```ts
 * import { storedBonusAccount } from "@tillwright/loyalty-rules";
 *
 * storedBonusAccount("M1", "CNY"); //=> "member:M1/stored-bonus:CNY"
 * ```
 *
 * @public
 */
export function storedBonusAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-bonus:${currency}`;
}

/**
 * The other side of the bonus.
 *
 * @example
 * ```ts
 * import { storedBonusIssuedAccount } from "@tillwright/loyalty-rules";
 *
 * storedBonusIssuedAccount("M1", "CNY"); //=> "member:M1/stored-bonus-issued:CNY"
 * ```
 *
 * @public
 */
export function storedBonusIssuedAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-bonus-issued:${currency}`;
}

/**
 * Spend that counts towards a tier: a lot for each sale that expires when it leaves the tier window, so that what is
 * available of it is the spend in the window.
 *
 * @example
 * ```ts
 * import { tierSpendAccount } from "@tillwright/loyalty-rules";
 *
 * tierSpendAccount("M1", "CNY"); //=> "member:M1/tier-spend:CNY"
 * ```
 *
 * @public
 */
export function tierSpendAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/tier-spend:${currency}`;
}

/**
 * The other side of the counted spend.
 *
 * @example
 * ```ts
 * import { tierSpendCountedAccount } from "@tillwright/loyalty-rules";
 *
 * tierSpendCountedAccount("M1", "CNY"); //=> "member:M1/tier-spend-counted:CNY"
 * ```
 *
 * @public
 */
export function tierSpendCountedAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/tier-spend-counted:${currency}`;
}

/**
 * Visits that count towards a tier, held as {@link tierSpendAccount} holds spend.
 *
 * @example
 * ```ts
 * import { tierVisitsAccount } from "@tillwright/loyalty-rules";
 *
 * tierVisitsAccount("M1"); //=> "member:M1/tier-visits"
 * ```
 *
 * @public
 */
export function tierVisitsAccount(memberId: string): AccountId {
  return `member:${memberId}/tier-visits`;
}

/**
 * The other side of the counted visits.
 *
 * @example
 * ```ts
 * import { tierVisitsCountedAccount } from "@tillwright/loyalty-rules";
 *
 * tierVisitsCountedAccount("M1"); //=> "member:M1/tier-visits-counted"
 * ```
 *
 * @public
 */
export function tierVisitsCountedAccount(memberId: string): AccountId {
  return `member:${memberId}/tier-visits-counted`;
}

/**
 * Points earned that count towards a tier, held as {@link tierSpendAccount} holds spend.
 *
 * @example
 * ```ts
 * import { tierPointsAccount } from "@tillwright/loyalty-rules";
 *
 * tierPointsAccount("M1"); //=> "member:M1/tier-points"
 * ```
 *
 * @public
 */
export function tierPointsAccount(memberId: string): AccountId {
  return `member:${memberId}/tier-points`;
}

/**
 * The other side of the counted points.
 *
 * @example
 * ```ts
 * import { tierPointsCountedAccount } from "@tillwright/loyalty-rules";
 *
 * tierPointsCountedAccount("M1"); //=> "member:M1/tier-points-counted"
 * ```
 *
 * @public
 */
export function tierPointsCountedAccount(memberId: string): AccountId {
  return `member:${memberId}/tier-points-counted`;
}

/**
 * A member's coupons of one kind: each coupon is a lot of one.
 *
 * @example
 * ```ts
 * import { couponAccount } from "@tillwright/loyalty-rules";
 *
 * couponAccount("M1", "cash50"); //=> "member:M1/coupon:cash50"
 * ```
 *
 * @public
 */
export function couponAccount(memberId: string, template: string): AccountId {
  return `member:${memberId}/coupon:${template}`;
}

/**
 * The other side of the coupons of a kind.
 *
 * @example
 * ```ts
 * import { couponIssuedAccount } from "@tillwright/loyalty-rules";
 *
 * couponIssuedAccount("M1", "cash50"); //=> "member:M1/coupon-issued:cash50"
 * ```
 *
 * @public
 */
export function couponIssuedAccount(memberId: string, template: string): AccountId {
  return `member:${memberId}/coupon-issued:${template}`;
}
