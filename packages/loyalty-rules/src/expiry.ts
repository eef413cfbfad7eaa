import {
  addDays,
  addMonths,
  addYears,
  type Instant,
  type LocalDate,
  lastDayOfMonth,
  localDateOf,
  startOfLocalDay,
  type ZoneId,
} from "@tillwright/values";
import type { PointsExpiry } from "./programme.js";

/** The last day on which something earned on `date` can be spent; `null` has no end. */
function lastDayFor(expiry: PointsExpiry, date: LocalDate): LocalDate | null {
  switch (expiry.kind) {
    case "none":
    case "inactivity":
      return null;
    case "months":
      return addMonths(date, expiry.months);
    case "end-of-month":
      return lastDayOfMonth(addMonths(`${date.slice(0, 7)}-01`, expiry.months));
    case "end-of-year":
      return addYears(`${date.slice(0, 4)}-12-31`, expiry.years);
  }
}

/** The sales of a day end together: the latest answer is the next one, too. */
let latest: {
  readonly expiry: PointsExpiry | null;
  readonly date: LocalDate;
  readonly zone: ZoneId;
  readonly end: Instant | null;
} = { expiry: null, date: "", zone: "", end: null };

/**
 * The first instant at which something earned at `at` can no longer be spent: the end of its last day in the zone;
 * `null` has no end of its own, as what ends by inactivity.
 *
 * @example
 * ```ts
 * import { expiryInstant } from "@tillwright/loyalty-rules";
 * import { formatInstant, parseInstant } from "@tillwright/values";
 *
 * const at = parseInstant("2027-01-31T10:00:00+08:00");
 * const end = at.ok ? expiryInstant({ kind: "months", months: 12 }, at.value, "Asia/Shanghai") : null;
 * formatInstant(end ?? 0); //=> "2028-01-31T16:00:00.000Z"
 * ```
 *
 * @public
 */
export function expiryInstant(expiry: PointsExpiry, at: Instant, zone: ZoneId): Instant | null {
  const date = localDateOf(at, zone);
  if (latest.expiry !== expiry || latest.date !== date || latest.zone !== zone) {
    const last = lastDayFor(expiry, date);
    const end = last === null ? null : startOfLocalDay(addDays(last, 1), zone);
    latest = { expiry, date, zone, end };
  }
  return latest.end;
}
