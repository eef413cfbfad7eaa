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

/** The sales of a day leave a window together: the latest answer is the next one, too. */
let latest: {
  readonly window: TierWindow | null;
  readonly date: LocalDate;
  readonly joinedOn: LocalDate | null;
  readonly zone: ZoneId;
  readonly until: Instant;
} = { window: null, date: "", joinedOn: null, zone: "", until: 0 };

function windowEnd(window: TierWindow, date: LocalDate, joinedOn: LocalDate | null): LocalDate {
  switch (window.kind) {
    case "rolling":
      // Twelve months up to 1 March begin on 2 March of the year before.
      return addMonths(date, window.months);
    case "calendar-year":
      return addYears(`${date.slice(0, 4)}-01-01`, 1);
    case "membership-year":
      return nextAnniversary(joinedOn ?? date, date);
  }
}

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
  const known = latest.window === window && latest.date === date && latest.zone === zone;
  if (!known || latest.joinedOn !== joinedOn) {
    const until = startOfLocalDay(windowEnd(window, date, joinedOn), zone);
    latest = { window, date, joinedOn, zone, until };
  }
  return latest.until;
}

/** The first anniversary after a date. */
function nextAnniversary(joinedOn: LocalDate, date: LocalDate): LocalDate {
  let years = Number(date.slice(0, 4)) - Number(joinedOn.slice(0, 4));
  if (addYears(joinedOn, years) <= date) years += 1;
  return addYears(joinedOn, Math.max(years, 1));
}
