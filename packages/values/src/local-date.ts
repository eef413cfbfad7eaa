import { ValuesError } from "./errors.js";
import {
  dateOfDayNumber,
  dayMilliseconds,
  dayNumberOfDate,
  firstDay,
  lastDay,
  weekdayOfDayNumber,
} from "./internal/civil-day.js";
import { shown } from "./internal/shown.js";
import { issue, type Result, reject, succeed } from "./outcome.js";

/**
 * A day on the calendar of a place, as `YYYY-MM-DD`. It has no zone; texts sort in the order of days.
 *
 * @public
 */
export type LocalDate = string;

/**
 * Reads a day that exists, from 0001-01-01 to 9999-12-31.
 *
 * Code: `values.date-format`.
 *
 * @example
 * ```ts
 * import { parseLocalDate } from "@tillwright/values";
 *
 * parseLocalDate("2028-02-29"); //=> { "ok": true, "value": "2028-02-29" }
 * parseLocalDate("2027-02-29").ok; //=> false
 * parseLocalDate("2027-2-9").ok; //=> false
 * ```
 *
 * @public
 */
export function parseLocalDate(text: unknown): Result<LocalDate> {
  if (typeof text === "string" && dayNumberOfDate(text) !== null) return succeed(text);
  const message = `expected a day that exists, such as "2027-01-31", but saw ${shown(text)}`;
  return reject([issue("values.date-format", [], message)]);
}

function dayOf(date: LocalDate, operation: string): number {
  const day = dayNumberOfDate(date);
  if (day !== null) return day;
  throw new ValuesError("values.invalid-date", `${operation}: ${shown(date)} is not a day`, {
    date: String(date),
  });
}

function checkAmount(amount: number, operation: string): void {
  if (Number.isSafeInteger(amount)) return;
  throw new ValuesError(
    "values.out-of-range",
    `${operation}: ${String(amount)} is not a whole number`,
  );
}

function dateOf(day: number, operation: string): LocalDate {
  if (day >= firstDay && day <= lastDay) return dateOfDayNumber(day);
  throw new ValuesError(
    "values.out-of-range",
    `${operation}: the day is not within the years 1 to 9999`,
  );
}

/**
 * The day so many days later; earlier when negative.
 *
 * This and the functions below throw `values.invalid-date` when a date is not a day of the calendar, and
 * `values.out-of-range` when the amount is no whole number or the answer leaves the years 1 to 9999.
 *
 * @example
 * ```ts
 * import { addDays } from "@tillwright/values";
 *
 * addDays("2027-02-28", 1); //=> "2027-03-01"
 * addDays("2027-01-01", -1); //=> "2026-12-31"
 * ```
 *
 * @public
 */
export function addDays(date: LocalDate, days: number): LocalDate {
  checkAmount(days, "addDays");
  return dateOf(dayOf(date, "addDays") + days, "addDays");
}

/**
 * The same day so many months later; the last day of that month where it has no such day.
 *
 * Throws as `addDays` does.
 *
 * @example
 * ```ts
 * import { addMonths } from "@tillwright/values";
 *
 * addMonths("2027-01-31", 1); //=> "2027-02-28"
 * addMonths("2027-01-31", 12); //=> "2028-01-31"
 * addMonths("2028-02-29", 12); //=> "2029-02-28"
 * ```
 *
 * @public
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return shiftMonths(date, months, "addMonths");
}

/**
 * The same day so many years later; 29 February becomes the 28th in a common year.
 *
 * Throws as `addDays` does.
 *
 * @example
 * ```ts
 * import { addYears } from "@tillwright/values";
 *
 * addYears("2028-02-29", 1); //=> "2029-02-28"
 * addYears("2028-02-29", 4); //=> "2032-02-29"
 * ```
 *
 * @public
 */
export function addYears(date: LocalDate, years: number): LocalDate {
  checkAmount(years, "addYears");
  return shiftMonths(date, years * 12, "addYears");
}

function shiftMonths(date: LocalDate, months: number, operation: string): LocalDate {
  checkAmount(months, operation);
  const first = firstOfMonth(dayOf(date, operation), months);
  const length = firstOfMonth(first, 1) - first;
  return dateOf(first + Math.min(Number(date.slice(8)), length) - 1, operation);
}

/** The first day of the month that lies so many months after the one of `day`; no number beyond what dates can say. */
function firstOfMonth(day: number, months: number): number {
  const date = new Date(day * dayMilliseconds);
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  return date.getTime() / dayMilliseconds;
}

/**
 * How many days lie from one day to the other; negative when the second is earlier.
 *
 * Throws `values.invalid-date`.
 *
 * @example
 * ```ts
 * import { daysBetween } from "@tillwright/values";
 *
 * daysBetween("2027-02-28", "2027-03-01"); //=> 1
 * daysBetween("2027-03-01", "2027-02-28"); //=> -1
 * ```
 *
 * @public
 */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayOf(to, "daysBetween") - dayOf(from, "daysBetween");
}

/**
 * The day of the week: 1 for Monday to 7 for Sunday.
 *
 * Throws `values.invalid-date`.
 *
 * @example
 * ```ts
 * import { weekdayOf } from "@tillwright/values";
 *
 * weekdayOf("2027-01-31"); //=> 7
 * ```
 *
 * @public
 */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfDayNumber(dayOf(date, "weekdayOf"));
}

/**
 * The last day of the month the day lies in.
 *
 * Throws `values.invalid-date`.
 *
 * @example
 * ```ts
 * import { lastDayOfMonth } from "@tillwright/values";
 *
 * lastDayOfMonth("2028-02-10"); //=> "2028-02-29"
 * ```
 *
 * @public
 */
export function lastDayOfMonth(date: LocalDate): LocalDate {
  return dateOf(firstOfMonth(dayOf(date, "lastDayOfMonth"), 1) - 1, "lastDayOfMonth");
}

/**
 * -1 when the first day is earlier, 0 when they are the same, 1 when it is later.
 *
 * Throws `values.invalid-date`.
 *
 * @example
 * ```ts
 * import { compareLocalDates } from "@tillwright/values";
 *
 * compareLocalDates("2027-01-31", "2027-02-01"); //=> -1
 * ```
 *
 * @public
 */
export function compareLocalDates(first: LocalDate, second: LocalDate): -1 | 0 | 1 {
  const days = dayOf(first, "compareLocalDates") - dayOf(second, "compareLocalDates");
  return days < 0 ? -1 : days > 0 ? 1 : 0;
}
