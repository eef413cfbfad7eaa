import type { JournalCommand } from "@tillwright/ledger";
import { type Birthday, localDateOf, type Reason } from "@tillwright/values";
import { birthdayYear } from "./birthday-year.js";
import type { HeldBenefit } from "./entitlements.js";
import { presentCommands, presentReasons } from "./present.js";
import type { Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/**
 * A present for a birthday.
 *
 * @public
 */
export interface BirthdayPresent {
  /** The year it is for. */
  readonly year: number;
  readonly points: number;
  readonly coupons: readonly string[];
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

/**
 * The birthday present (生日礼金) of a member, when it is the time; `null` otherwise. Its lots are named after member and
 * year, so that a changed birthday brings no second one; `lockBirthday` of `@tillwright/core-members`, in the same commit, keeps
 * other benefits of it from being used twice. The birthday money of tiers and plans is part of it. Its points pay debts first.
 *
 * @example
 * ```ts
 * import { birthdayPresent, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 *   birthday: { scope: "month", points: 100 },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const member = { memberId: "M1", birthday: { month: 1, day: 9, year: null }, debt: 0 };
 * birthdayPresent(parsed.value, member, { key: "night", at: 1_800_000_000_000 })?.points; //=> 100
 * ```
 *
 * @public
 */
export function birthdayPresent(
  programme: Programme,
  member: {
    readonly memberId: string;
    readonly birthday: Birthday | null;
    /** Points owed: the balance of the member's debt account. */
    readonly debt: number;
    /** What the member holds: birthday benefits come on top. None when absent. */
    readonly benefits?: readonly HeldBenefit[];
  },
  context: CommandContext,
): BirthdayPresent | null {
  const gift = programme.birthday;
  if (gift === null || member.birthday === null) return null;
  const today = localDateOf(context.at, programme.zone);
  const year = birthdayYear(member.birthday, today, gift.scope, gift.leapDay, gift.window);
  if (year === null) return null;
  const reason = `birthday:${member.memberId}:${year}`;
  const more = (member.benefits ?? []).flatMap(({ benefit }) =>
    benefit.kind === "birthday" ? [benefit] : [],
  );
  const present = {
    points: more.reduce((sum, { points }) => sum + points, gift.points),
    coupons: [...new Set([...gift.coupons, ...more.flatMap(({ coupons }) => coupons)])],
  };
  const given = { memberId: member.memberId, debt: member.debt, present };
  return Object.freeze({
    year,
    points: present.points,
    coupons: present.coupons.map((template) => `${reason}:${template}`),
    commands: presentCommands(programme, given, reason, context),
    reasons: presentReasons("loyalty.birthday", given),
  });
}
