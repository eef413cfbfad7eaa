import { ValuesError } from "./errors.js";
import type { Instant } from "./instant.js";
import { dayMilliseconds } from "./internal/civil-day.js";
import { offsetAt } from "./internal/zone-offset.js";
import { addDays, type LocalDate } from "./local-date.js";
import { secondsOfDay, type TimeOfDay } from "./time-of-day.js";
import type { Window } from "./window.js";
import { instantOfLocal, localTimeOf, startOfLocalDay, type ZoneId } from "./zone.js";

/**
 * When one business day ends and the next begins.
 *
 * @public
 */
export interface BusinessDayRule {
  readonly zone: ZoneId;
  /** The time of day, in the zone, at which the business day of that date begins: `00:00` to `23:59:59`. */
  readonly cutOff: TimeOfDay;
}

function cutOffSeconds(rule: BusinessDayRule): number {
  const seconds = secondsOfDay(rule.cutOff);
  if (seconds < 86_400) return seconds;
  throw new ValuesError("values.invalid-time", `the cut-off ${rule.cutOff} is not before 24:00`, {
    cutOff: rule.cutOff,
  });
}

function startOfBusinessDay(date: LocalDate, rule: BusinessDayRule): Instant {
  if (cutOffSeconds(rule) === 0) return startOfLocalDay(date, rule.zone);
  return instantOfLocal(date, rule.cutOff, rule.zone);
}

/**
 * The business day an instant belongs to: from the cut-off on, the date the calendar shows; before it, the day before.
 *
 * On a night when the clocks go back over the cut-off, the business day begins at the first of the two and does not begin again.
 *
 * Throws `values.unknown-zone`, `values.invalid-time` and `values.out-of-range`.
 *
 * @example
 * ```ts
 * import { businessDayOf, parseInstant } from "@tillwright/values";
 *
 * const night = parseInstant("2027-01-22T01:30:00+08:00");
 * night.ok && businessDayOf(night.value, { zone: "Asia/Shanghai", cutOff: "04:00" }); //=> "2027-01-21"
 * ```
 *
 * @public
 */
export function businessDayOf(instant: Instant, rule: BusinessDayRule): LocalDate {
  const { date, hour, minute, second } = localTimeOf(instant, rule.zone);
  if (isSteady(instant, rule.zone)) {
    const past = (hour * 60 + minute) * 60 + second - cutOffSeconds(rule);
    return past >= 0 ? date : addDays(date, -1);
  }
  // Clocks that go back over midnight show the day before once more, after the new one has begun.
  let day = addDays(date, 1);
  while (startOfBusinessDay(day, rule) > instant) day = addDays(day, -1);
  return day;
}

/** Whether no clock changes from a day before to a day after, so that the wall clock alone decides. */
function isSteady(instant: Instant, zone: ZoneId): boolean {
  return offsetAt(instant - dayMilliseconds, zone) === offsetAt(instant + dayMilliseconds, zone);
}

/**
 * The stretch of time a business day covers, from its cut-off to that of the next day.
 *
 * Throws `values.unknown-zone`, `values.invalid-time`, `values.invalid-date` and `values.out-of-range`.
 *
 * @example
 * ```ts
 * import { businessDayWindow } from "@tillwright/values";
 *
 * businessDayWindow("2027-01-21", { zone: "Asia/Shanghai", cutOff: "04:00" }); //=> { "from": 1800475200000, "until": 1800561600000 }
 * ```
 *
 * @public
 */
export function businessDayWindow(date: LocalDate, rule: BusinessDayRule): Window {
  return {
    from: startOfBusinessDay(date, rule),
    until: startOfBusinessDay(addDays(date, 1), rule),
  };
}
