import {
  addMonths,
  addYears,
  type Instant,
  type LocalDate,
  localDateOf,
  startOfLocalDay,
  type ZoneId,
} from "@tillwright/values";
import type { TierWindow } from "./programme.js";

/**
 * The first instant at which a sale at `at` no longer counts towards a tier. The window opens at the start of a day in
 * the zone.
 */
export function countsUntil(
  window: TierWindow,
  at: Instant,
  joinedOn: LocalDate | null,
  zone: ZoneId,
): Instant {
  const date = localDateOf(at, zone);
  switch (window.kind) {
    case "rolling":
      // Twelve months up to 1 March begin on 2 March of the year before.
      return startOfLocalDay(addMonths(date, window.months), zone);
    case "calendar-year":
      return startOfLocalDay(addYears(`${date.slice(0, 4)}-01-01`, 1), zone);
    case "membership-year":
      return startOfLocalDay(nextAnniversary(joinedOn ?? date, date), zone);
  }
}

/** The first anniversary after a date. */
function nextAnniversary(joinedOn: LocalDate, date: LocalDate): LocalDate {
  let years = Number(date.slice(0, 4)) - Number(joinedOn.slice(0, 4));
  if (addYears(joinedOn, years) <= date) years += 1;
  return addYears(joinedOn, Math.max(years, 1));
}
