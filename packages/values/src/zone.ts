import { ValuesError } from "./errors.js";
import type { Instant } from "./instant.js";
import {
  dateOfDayNumber,
  dayMilliseconds,
  dayNumberOfDate,
  firstDay,
  lastDay,
  weekdayOfDayNumber,
} from "./internal/civil-day.js";
import { shown } from "./internal/shown.js";
import { isKnownZone, offsetAt } from "./internal/zone-offset.js";
import type { LocalDate } from "./local-date.js";
import { secondsOfDay, type TimeOfDay } from "./time-of-day.js";

/**
 * A time zone by its IANA name, `Asia/Shanghai`, or a fixed offset, `+08:00`.
 *
 * @public
 */
export type ZoneId = string;

/**
 * What calendar and wall clock of a zone show at an instant.
 *
 * @public
 */
export interface LocalTime {
  readonly date: LocalDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
}

/**
 * Whether the platform knows the zone. Names need `Intl`; without it only fixed offsets are known.
 *
 * @example
 * ```ts
 * import { isZone } from "@tillwright/values";
 *
 * isZone("Asia/Shanghai"); //=> true
 * isZone("+08:00"); //=> true
 * isZone("Asia/Atlantis"); //=> false
 * ```
 *
 * @public
 */
export function isZone(zone: unknown): zone is ZoneId {
  return typeof zone === "string" && isKnownZone(zone);
}

/** Milliseconds since 1970-01-01T00:00 as the wall clock of the zone counts them. */
function wallClock(instant: Instant, zone: ZoneId, operation: string): number {
  // A day more on both ends, because the calendar of a zone may be ahead of UTC or behind it.
  const inside =
    instant >= (firstDay - 1) * dayMilliseconds && instant < (lastDay + 2) * dayMilliseconds;
  const wall = Number.isInteger(instant) && inside ? instant + offsetAt(instant, zone) : Number.NaN;
  if (wall >= firstDay * dayMilliseconds && wall < (lastDay + 1) * dayMilliseconds) return wall;
  throw new ValuesError(
    "values.out-of-range",
    `${operation}: ${String(instant)} is not an instant within the years 1 to 9999`,
  );
}

// Sales come one after the other on the same day, so the text of the last day is nearly always the one asked for.
let lastDayNumber = 0;
let lastDate = "1970-01-01";

function dateText(day: number): LocalDate {
  if (day !== lastDayNumber) {
    lastDate = dateOfDayNumber(day);
    lastDayNumber = day;
  }
  return lastDate;
}

/**
 * What calendar and clock of the zone show at the instant.
 *
 * Throws `values.unknown-zone` and `values.out-of-range`.
 *
 * @example
 * ```ts
 * import { localTimeOf } from "@tillwright/values";
 *
 * localTimeOf(1801389600000, "Asia/Shanghai"); //=> { "date": "2027-01-31", "hour": 18, "minute": 0, "second": 0, "weekday": 7 }
 * ```
 *
 * @public
 */
export function localTimeOf(instant: Instant, zone: ZoneId): LocalTime {
  const wall = wallClock(instant, zone, "localTimeOf");
  const day = Math.floor(wall / dayMilliseconds);
  const seconds = Math.floor((wall - day * dayMilliseconds) / 1000);
  const minutes = Math.floor(seconds / 60);
  return {
    date: dateText(day),
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
    second: seconds % 60,
    weekday: weekdayOfDayNumber(day),
  };
}

/**
 * The day on the calendar of the zone at the instant.
 *
 * Throws `values.unknown-zone` and `values.out-of-range`.
 *
 * @example
 * ```ts
 * import { localDateOf } from "@tillwright/values";
 *
 * localDateOf(0, "America/New_York"); //=> "1969-12-31"
 * ```
 *
 * @public
 */
export function localDateOf(instant: Instant, zone: ZoneId): LocalDate {
  return dateText(Math.floor(wallClock(instant, zone, "localDateOf") / dayMilliseconds));
}

function wallAt(date: LocalDate, seconds: number, operation: string): number {
  const day = dayNumberOfDate(date);
  if (day === null) {
    throw new ValuesError("values.invalid-date", `${operation}: ${shown(date)} is not a day`, {
      date: String(date),
    });
  }
  return day * dayMilliseconds + seconds * 1000;
}

/**
 * The first instant at which the wall clock shows `wall`. Where the clocks jump over it: with `forward` the instant that
 * lies as long after the jump as `wall` lies after the time they jumped from, otherwise the instant of the jump.
 */
function resolveWall(wall: number, zone: ZoneId, gap: "forward" | "jump"): Instant {
  // Offsets lie within a day of UTC, so these two are in force before and after any change near the time asked for.
  const before = offsetAt(wall - dayMilliseconds, zone);
  const after = offsetAt(wall + dayMilliseconds, zone);
  const early = wall - before;
  if (before === after || offsetAt(early, zone) === before) return early;
  const late = wall - after;
  if (offsetAt(late, zone) === after) return late;
  return gap === "forward" ? early : jumpWithin(late, early, zone);
}

/** The instant after `from` and not after `to` at which the offset changes. */
function jumpWithin(from: Instant, to: Instant, zone: ZoneId): Instant {
  const offset = offsetAt(from, zone);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The first instant of the day in the zone: midnight, or the end of the jump where the clocks skip midnight.
 *
 * Throws `values.unknown-zone` and `values.invalid-date`.
 *
 * @example
 * ```ts
 * import { formatInstant, startOfLocalDay } from "@tillwright/values";
 *
 * formatInstant(startOfLocalDay("2027-01-31", "Asia/Shanghai")); //=> "2027-01-30T16:00:00.000Z"
 * formatInstant(startOfLocalDay("2024-04-26", "Africa/Cairo")); //=> "2024-04-25T22:00:00.000Z"
 * ```
 *
 * @public
 */
export function startOfLocalDay(date: LocalDate, zone: ZoneId): Instant {
  return resolveWall(wallAt(date, 0, "startOfLocalDay"), zone, "jump");
}

/**
 * The instant at which the wall clock of the zone shows that time on that day.
 *
 * Where it shows it twice, because the clocks go back, it is the first of the two. Where the clocks jump over it, the time
 * moves on by the length of the jump: 02:30 on a day that skips from 02:00 to 03:00 is 03:30. `24:00` is 00:00 of the next
 * day.
 *
 * Throws `values.unknown-zone`, `values.invalid-date` and `values.invalid-time`.
 *
 * @example
 * ```ts
 * import { formatInstant, instantOfLocal } from "@tillwright/values";
 *
 * formatInstant(instantOfLocal("2027-01-31", "18:00", "Asia/Shanghai")); //=> "2027-01-31T10:00:00.000Z"
 * formatInstant(instantOfLocal("2027-03-14", "02:30", "America/New_York")); //=> "2027-03-14T07:30:00.000Z"
 * formatInstant(instantOfLocal("2027-11-07", "01:30", "America/New_York")); //=> "2027-11-07T05:30:00.000Z"
 * ```
 *
 * @public
 */
export function instantOfLocal(date: LocalDate, time: TimeOfDay, zone: ZoneId): Instant {
  return resolveWall(wallAt(date, secondsOfDay(time), "instantOfLocal"), zone, "forward");
}
