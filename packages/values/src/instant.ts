import { ValuesError } from "./errors.js";
import { dayNumberOfDate } from "./internal/civil-day.js";
import { shown } from "./internal/shown.js";
import { issue, type Result, reject, succeed } from "./outcome.js";

/**
 * A moment: whole milliseconds since 1970-01-01T00:00:00Z.
 *
 * @public
 */
export type Instant = number;

const instantPattern =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(?:Z|([+-])([0-9]{2}):?([0-9]{2}))$/;

/**
 * Reads ISO 8601 date and time with `Z` or an offset from UTC. Digits finer than a millisecond are cut off.
 *
 * Without zone the text names no moment and is refused, as are days that do not exist, 24:00 and the second 60.
 * Problems: `values.instant-format`.
 *
 * @example
 * ```ts
 * import { parseInstant } from "@tillwright/values";
 *
 * parseInstant("1970-01-01T08:00:01+08:00"); //=> { "ok": true, "value": 1000 }
 * parseInstant("2027-01-31T18:00:00").ok; //=> false
 * parseInstant("2027-02-29T18:00:00Z").ok; //=> false
 * ```
 *
 * @public
 */
export function parseInstant(text: unknown): Result<Instant> {
  const instant = typeof text === "string" ? readInstant(text) : null;
  if (instant !== null) return succeed(instant);
  return reject([
    issue(
      "values.instant-format",
      [],
      `expected a date and time with zone, such as "2027-01-31T18:00:00+08:00", but saw ${shown(text)}`,
    ),
  ]);
}

function readInstant(text: string): Instant | null {
  const match = instantPattern.exec(text);
  if (match === null) return null;
  const [, date = "", hourText, minuteText, secondText = "0", fraction = "", sign, ...offset] =
    match;
  const day = dayNumberOfDate(date);
  const hour = Number(hourText);
  const minute = Number(minuteText);
  const second = Number(secondText);
  const offsetHour = Number(offset[0] ?? 0);
  const offsetMinute = Number(offset[1] ?? 0);
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  if (offsetHour > 23 || offsetMinute > 59) return null;
  const millisecond = Number(fraction.padEnd(3, "0").slice(0, 3));
  const local = (((day * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millisecond;
  const ahead = (offsetHour * 60 + offsetMinute) * 60_000;
  return sign === "-" ? local + ahead : local - ahead;
}

// 0001-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: outside, ISO 8601 needs more than four digits for the year.
const firstInstant = -62_135_596_800_000;
const lastInstant = 253_402_300_799_999;

/**
 * The moment as ISO 8601 in UTC with milliseconds.
 *
 * Throws `values.out-of-range` for anything but whole milliseconds within the years 1 to 9999.
 *
 * @example
 * ```ts
 * import { formatInstant } from "@tillwright/values";
 *
 * formatInstant(1000); //=> "1970-01-01T00:00:01.000Z"
 * ```
 *
 * @public
 */
export function formatInstant(instant: Instant): string {
  if (!Number.isInteger(instant) || instant < firstInstant || instant > lastInstant) {
    throw new ValuesError(
      "values.out-of-range",
      `formatInstant: ${instant} is not a whole number of milliseconds within the years 1 to 9999`,
    );
  }
  return new Date(instant).toISOString();
}
