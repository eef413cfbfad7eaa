import type { JournalCommand } from "@tillwright/ledger";
import {
  addDays,
  type Birthday,
  type LocalDate,
  localDateOf,
  parseLocalDate,
  type Reason,
  weekdayOf,
} from "@tillwright/values";
import type { HeldBenefit } from "./entitlements.js";
import type { BirthdayGift } from "./gift-rules.js";
import { presentCommands, presentReasons } from "./present.js";
import type { Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/** The day on which somebody is congratulated in a year; `null` when there is none. */
function dayInYear(
  birthday: Birthday,
  year: number,
  leapDay: BirthdayGift["leapDay"],
): LocalDate | null {
  const two = (part: number) => String(part).padStart(2, "0");
  const date = `${year}-${two(birthday.month)}-${two(birthday.day)}`;
  if (parseLocalDate(date).ok) return date;
  return leapDay === null ? null : `${year}-${leapDay}`;
}

/** The Monday of a week. */
function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

/**
 * The year whose birthday is celebrated on a date, and whether it is: the day itself, the week from Monday to Sunday that
 * holds it, or its month. Around New Year a week belongs to the year of the birthday in it. Those born on 29 February have
 * all of February, and in other years the day that the programme says; what is stored is never changed.
 *
 * @example
 * ```ts
 * import { birthdayYear } from "@tillwright/loyalty-rules";
 *
 * const born = { month: 6, day: 15, year: null };
 * birthdayYear(born, "2026-06-01", "month", null); //=> 2026
 * birthdayYear(born, "2026-07-01", "month", null); //=> null
 * const leapling = { month: 2, day: 29, year: 2000 };
 * birthdayYear(leapling, "2027-02-28", "day", "02-28"); //=> 2027
 * birthdayYear(leapling, "2027-02-28", "day", null); //=> null
 * ```
 *
 * @public
 */
export function birthdayYear(
  birthday: Birthday,
  date: LocalDate,
  scope: BirthdayGift["scope"],
  leapDay: BirthdayGift["leapDay"],
): number | null {
  const year = Number(date.slice(0, 4));
  if (scope === "month") return birthday.month === Number(date.slice(5, 7)) ? year : null;
  for (const candidate of [year, year + 1, year - 1]) {
    const day = dayInYear(birthday, candidate, leapDay);
    if (day === null) continue;
    if (scope === "day" ? day === date : mondayOf(day) === mondayOf(date)) return candidate;
  }
  return null;
}

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
 * year, so that a changed birthday brings no second one. The birthday money of tiers and plans is part of it. Its points pay debts first.
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
  const year = birthdayYear(member.birthday, today, gift.scope, gift.leapDay);
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
