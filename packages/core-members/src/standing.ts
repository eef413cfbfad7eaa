import type { LocalDate } from "@tillwright/values";
import type { HeldTier, Member } from "./member.js";

/**
 * A member after a completed purchase, or after `count` purchases were taken back when it is negative. The day only moves
 * forward.
 *
 * @public
 */
export function recordPurchase(member: Member, on: LocalDate, count: 1 | -1 = 1): Member {
  const later = member.lastPurchaseOn === null || member.lastPurchaseOn < on;
  return Object.freeze({
    ...member,
    purchases: Math.max(0, member.purchases + count),
    lastPurchaseOn: count === 1 && later ? on : member.lastPurchaseOn,
  });
}

/**
 * A member with the tier that loyalty decided.
 *
 * @public
 */
export function holdTier(member: Member, tier: HeldTier | null): Member {
  return Object.freeze({ ...member, tier });
}

/**
 * A member whose personal data is gone: the id stays, so that books and sales stay whole.
 *
 * @public
 */
export function eraseMember(member: Member): Member {
  return Object.freeze({
    ...member,
    status: "erased",
    phone: null,
    name: null,
    birthday: null,
    cardNumber: null,
    tags: [],
    consents: [],
  });
}
