import type { LocalDate } from "@tillwright/values";
import type { HeldTier, Member } from "./member.js";
import { nobody } from "./personal-fields.js";

/**
 * A member after a completed purchase, or after `count` purchases were taken back when it is negative. The day only moves
 * forward.
 *
 * @example
 * ```ts
 * import { parseRegistration, recordPurchase, registerMember } from "@tillwright/core-members";
 *
 * const phone = "13812345678";
 * const parsed = parseRegistration({ phone, name: "王小明" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * recordPurchase(registerMember(parsed.value, details), "2027-01-16").purchases; //=> 1
 * ```
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
 * @example
 * ```ts
 * import { holdTier, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const phone = "13812345678";
 * const parsed = parseRegistration({ phone, name: "王小明" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * const gold = { tier: "gold", since: details.at, until: null };
 * holdTier(registerMember(parsed.value, details), gold).tier?.tier; //=> "gold"
 * ```
 *
 * @public
 */
export function holdTier(member: Member, tier: HeldTier | null): Member {
  return Object.freeze({ ...member, tier });
}

/**
 * A member who has used a benefit of the birthday: from now on `updateMember` refuses to change it
 * (`core-members.birthday-locked`). Store it in the same commit as the benefit.
 *
 * @example
 * ```ts
 * import { lockBirthday, parseRegistration, registerMember, updateMember } from "@tillwright/core-members";
 *
 * const parsed = parseRegistration({ phone: "13812345678", birthday: "06-15" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * const member = lockBirthday(registerMember(parsed.value, details));
 * const moved = updateMember(member, { birthday: { month: 7, day: 1, year: null } }, details.at);
 * moved.ok ? null : moved.refusal.code; //=> "core-members.birthday-locked"
 * ```
 *
 * @public
 */
export function lockBirthday(member: Member): Member {
  return Object.freeze({ ...member, birthdayLocked: true });
}

/**
 * A member who may correct the birthday again, for a role that has the verb `unlock-birthday`.
 *
 * @example
 * ```ts
 * import { lockBirthday, parseRegistration, registerMember, unlockBirthday } from "@tillwright/core-members";
 *
 * const parsed = parseRegistration({ phone: "13812345678", birthday: "06-15" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * const member = lockBirthday(registerMember(parsed.value, details));
 * unlockBirthday(member).birthdayLocked ?? false; //=> false
 * ```
 *
 * @public
 */
export function unlockBirthday(member: Member): Member {
  const { birthdayLocked: _locked, ...rest } = member;
  return Object.freeze(rest);
}

/**
 * A member whose personal data is gone: the id stays, so that books and sales stay whole.
 *
 * @example
 * ```ts
 * import { eraseMember, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const phone = "13812345678";
 * const parsed = parseRegistration({ phone, name: "王小明" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * eraseMember(registerMember(parsed.value, details)).phone; //=> null
 * ```
 *
 * @public
 */
export function eraseMember(member: Member): Member {
  const { minor: _said, birthdayLocked: _locked, ...rest } = member;
  return Object.freeze({ ...rest, status: "erased", ...nobody });
}
