import {
  addDays,
  type Birthday,
  type LocalDate,
  parseLocalDate,
  weekdayOf,
} from "@tillwright/values";
import type { BirthdayGift, BirthdayWindow } from "./gift-rules.js";

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

const dayAlone: BirthdayWindow = { before: 0, after: 0 };

/** Whether a date lies in the week of a day, or so many days around it. Dates of this form are ordered as their texts are. */
function isNear(
  day: LocalDate,
  date: LocalDate,
  scope: "day" | "week",
  { before, after }: BirthdayWindow,
): boolean {
  if (scope === "week") return mondayOf(day) === mondayOf(date);
  return addDays(day, -before) <= date && date <= addDays(day, after);
}

/**
 * The year whose birthday is celebrated on a date, and whether it is: the day itself, with some days before and after it,
 * the week from Monday to Sunday that holds it, or its month. Around New Year a week and a window belong to the year of the
 * birthday in them. Those born on 29 February have all of February, and in other years the day that the programme says;
 * what is stored is never changed.
 *
 * @param window - days before and after that count, too, when `scope` is `"day"`; none when absent
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
 * birthdayYear(born, "2026-06-12", "day", null, { before: 3, after: 7 }); //=> 2026
 * ```
 *
 * @public
 */
export function birthdayYear(
  birthday: Birthday,
  date: LocalDate,
  scope: BirthdayGift["scope"],
  leapDay: BirthdayGift["leapDay"],
  window: BirthdayWindow = dayAlone,
): number | null {
  const year = Number(date.slice(0, 4));
  if (scope === "month") return birthday.month === Number(date.slice(5, 7)) ? year : null;
  for (const candidate of [year, year + 1, year - 1]) {
    const day = dayInYear(birthday, candidate, leapDay);
    if (day !== null && isNear(day, date, scope, window)) return candidate;
  }
  return null;
}
