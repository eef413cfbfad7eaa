import { tzOffset } from "@date-fns/tz/tzOffset";
import { ValuesError } from "../errors.js";
import { dayMilliseconds } from "./civil-day.js";
import { shown } from "./shown.js";

/** What is known of a zone: for each UTC day without a change of clocks, the offset that holds all day. */
interface ZoneDays {
  readonly offsets: Map<number, number>;
  lastDay: number;
  lastOffset: number;
}

// A till asks for today and a few days around it, a replay for years: 4,096 days are eleven years and about 200 kB.
const daysKept = 4096;
const zones = new Map<string, ZoneDays>();

const offsetPattern = /^([+-])(0[0-9]|1[0-4]):([0-5][0-9])$/;
const namePattern = /^[A-Za-z][A-Za-z0-9_+/-]*$/;

/** Milliseconds ahead of UTC of a zone that is the same everywhere and always, or `null` for one that has a name. */
function fixedOffset(zone: string): number | null {
  if (zone === "UTC") return 0;
  const match = offsetPattern.exec(zone);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return minutes * (match[1] === "-" ? -60_000 : 60_000) + 0;
}

/** Whether the platform knows the zone, or it is a fixed offset such as `+08:00`. */
export function isKnownZone(zone: string): boolean {
  if (zones.has(zone) || fixedOffset(zone) !== null) return true;
  if (!namePattern.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

function daysOf(zone: string): ZoneDays {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  if (!isKnownZone(zone)) {
    throw new ValuesError("values.unknown-zone", `${shown(zone)} is not a time zone`, {
      zone: String(zone),
    });
  }
  const days = { offsets: new Map<number, number>(), lastDay: Number.NaN, lastOffset: 0 };
  zones.set(zone, days);
  return days;
}

/** Milliseconds that local time is ahead of UTC, asked of the platform. */
function askOffset(zone: string, instant: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return fixed;
  // Some zones of a century ago are seconds off the minute; the quotient carries a rounding error then.
  const offset = Math.round(tzOffset(zone, new Date(instant)) * 60) * 1000 + 0;
  if (Number.isFinite(offset)) return offset;
  throw new ValuesError(
    "values.unknown-zone",
    `the platform cannot tell the time of ${shown(zone)}; a fixed offset such as "+08:00" needs no platform`,
    { zone },
  );
}

/** Milliseconds that local time is ahead of UTC at the instant. */
export function offsetAt(instant: number, zone: string): number {
  const days = daysOf(zone);
  const day = Math.floor(instant / dayMilliseconds);
  if (day === days.lastDay) return days.lastOffset;
  const kept = days.offsets.get(day);
  if (kept !== undefined) {
    days.lastDay = day;
    days.lastOffset = kept;
    return kept;
  }
  const first = askOffset(zone, day * dayMilliseconds);
  // A day whose clocks change is asked anew each time; two changes never cancel out within one day.
  if (first !== askOffset(zone, (day + 1) * dayMilliseconds)) return askOffset(zone, instant);
  if (days.offsets.size >= daysKept) days.offsets.clear();
  days.offsets.set(day, first);
  return first;
}
