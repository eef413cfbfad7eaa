import {
  addYears,
  type DailyWindow,
  type Instant,
  isWithinDaily,
  type LocalDate,
  localDateOf,
  type Outcome,
  refuse,
  succeed,
  type ZoneId,
} from "@tillwright/values";
import { type ConsentChannel, hasConsent } from "./consent.js";
import { refuseGone } from "./internal/refuse-gone.js";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";

/** The data of children below this age is specially protected. */
const protectedAge = 14;

/** Whether a member is known to be younger than 14: by the birthday, or because somebody said so. */
function isMinor(member: Member, today: LocalDate): boolean {
  if (member.minor === true) return true;
  const birthday = member.birthday;
  if (birthday === null || birthday.year === null) return false;
  const two = (part: number) => String(part).padStart(2, "0");
  const born = `${birthday.year}-${two(birthday.month)}-${two(birthday.day)}`;
  return today < addYears(born, protectedAge);
}

/**
 * Whether a member may be addressed now: with a consent for the purpose and channel, outside the hours not to disturb, and
 * not known to be a child.
 *
 * Refuses `core-members.erased`, `core-members.merged`, `core-members.minor`, `core-members.no-consent`,
 * `core-members.quiet-hours`.
 *
 * @param occasion - `quiet` names the hours not to disturb on the zone's clock; they may span midnight
 *
 * @example
 * ```ts
 * import {
 *   mayContact,
 *   parseRegistration,
 *   registerMember,
 * } from "@tillwright/core-members";
 *
 * const at = Date.UTC(2026, 10, 18, 4);
 * const zone = "Asia/Shanghai";
 * const join = (memberId: string, phone: string) => {
 *   const form = parseRegistration({ phone });
 *   if (!form.ok) throw new Error("a bad registration");
 *   return registerMember(form.value, { memberId, at, zone });
 * };
 * const occasion = { purpose: "marketing", channel: "sms", at, zone, quiet: null } as const;
 * const answer = mayContact(join("M1", "13812345678"), occasion);
 * answer.ok ? null : answer.refusal.code; //=> "core-members.no-consent"
 * ```
 *
 * @public
 */
export function mayContact(
  member: Member,
  occasion: {
    readonly purpose: string;
    readonly channel: ConsentChannel;
    readonly at: Instant;
    readonly zone: ZoneId;
    readonly quiet: DailyWindow | null;
  },
): Outcome<true, MemberRefusal> {
  const { purpose, channel, at, zone, quiet } = occasion;
  const { memberId } = member;
  const gone = refuseGone(member);
  if (gone !== null) return gone;
  if (isMinor(member, localDateOf(at, zone))) {
    const facts = { memberId, age: protectedAge };
    return refuse("core-members.minor", `member ${memberId} is a child`, facts);
  }
  if (!hasConsent(member.consents, purpose, channel)) {
    const facts = { memberId, purpose, channel };
    return refuse("core-members.no-consent", `no consent for ${purpose} by ${channel}`, facts);
  }
  if (quiet !== null && isWithinDaily(quiet, at, zone)) {
    const { from, until } = quiet;
    return refuse("core-members.quiet-hours", `not between ${from} and ${until}`, { from, until });
  }
  return succeed(true);
}
