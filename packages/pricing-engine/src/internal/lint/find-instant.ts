import { isWithin, isWithinDaily, localTimeOf, parseInstant } from "@tillwright/values";
import { type Branch, type Leaf, valuesOf } from "./branches.js";

const day = 86_400_000;
// Four years have every weekday on every day of the year, leap days included.
const horizon = 1462;

const timeKeys: ReadonlySet<string> = new Set([
  "weekday",
  "dayOfMonth",
  "daily",
  "dates",
  "window",
]);

/**
 * A moment at which all leaves about time hold, looked for from `around` on, a day at a time and at the edges of every window of
 * hours; `null` when there is none.
 */
export function findInstant(branch: Branch, zone: string, around: number): number | null {
  const leaves = branch.filter(({ key }) => timeKeys.has(key));
  const { from, until } = rangeOf(leaves, around);
  if (leaves.length === 0) return from;
  const seconds = secondsOf(leaves);
  const days = Math.min(horizon, Math.ceil((until - from) / day) + 1);
  for (let step = 0; step <= days; step++) {
    const local = localTimeOf(from + step * day, zone);
    const midnight =
      from + step * day - (local.hour * 3600 + local.minute * 60 + local.second) * 1000;
    for (const at of [from + step * day, ...seconds.map((one) => midnight + one * 1000)]) {
      if (at >= from && at < until && leaves.every((leaf) => holdsAt(leaf, at, zone))) {
        return at;
      }
    }
  }
  // A span of four years shows every meeting of weekday, day and hour; within a shorter one each day was looked at.
  return null;
}

/** The span of time in which the leaves can hold at all. */
function rangeOf(
  leaves: readonly Leaf[],
  around: number,
): { readonly from: number; readonly until: number } {
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const leaf of leaves) {
    const span = spanOf(leaf);
    from = Math.max(from, span.from ?? from);
    until = Math.min(until, span.until ?? until);
  }
  const start = Number.isFinite(from) ? from : Number.isFinite(until) ? until - 400 * day : around;
  return { from: start, until };
}

interface Ends {
  readonly from?: string;
  readonly until?: string;
  readonly through?: string;
}

interface Span {
  readonly from: number | null;
  readonly until: number | null;
}

function spanOf({ key, value, holds }: Leaf): Span {
  const { from, until, through } = value as Ends;
  if (key === "window") {
    const span = { from: instantOf(from), until: instantOf(until) };
    return holds ? span : outside(span);
  }
  if (key !== "dates") return { from: null, until: null };
  // A zone lies at most a day beside UTC; whether a moment is in the calendar's days is tested by itself.
  return holds
    ? { from: dayOf(from, -1), until: dayOf(through, 2) }
    : outside({ from: dayOf(from, 1), until: dayOf(through, 0) });
}

/** Outside of a span with one end is all that lies beyond that end; with two ends it is either side. */
function outside({ from, until }: Span): Span {
  return from === null || until === null
    ? { from: until, until: from }
    : { from: null, until: null };
}

function instantOf(text: string | undefined): number | null {
  const parsed = text === undefined ? null : parseInstant(text);
  return parsed?.ok === true ? parsed.value : null;
}

function dayOf(date: string | undefined, days: number): number | null {
  const start = date === undefined ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(start) ? null : start + days * day;
}

/** Seconds of the day at which windows of hours begin or end to overlap: their own ends, and midnight. */
function secondsOf(leaves: readonly Leaf[]): readonly number[] {
  const seconds = new Set([43_200, 0]);
  for (const { key, value } of leaves) {
    if (key !== "daily") continue;
    for (const text of Object.values(value as Readonly<Record<string, string>>)) {
      const [hour = 0, minute = 0, second = 0] = text.split(":").map(Number);
      seconds.add(hour * 3600 + minute * 60 + second);
    }
  }
  return [...seconds];
}

function holdsAt(leaf: Leaf, at: number, zone: string): boolean {
  return testAt(leaf, at, zone) === leaf.holds;
}

function testAt(leaf: Leaf, at: number, zone: string): boolean {
  const ends = leaf.value as Ends;
  switch (leaf.key) {
    case "weekday":
      return valuesOf(leaf).includes(localTimeOf(at, zone).weekday);
    case "dayOfMonth":
      return valuesOf(leaf).includes(Number(localTimeOf(at, zone).date.slice(8)));
    case "daily":
      return isWithinDaily({ from: ends.from ?? "", until: ends.until ?? "" }, at, zone);
    case "dates": {
      const { date } = localTimeOf(at, zone);
      return (
        (ends.from === undefined || ends.from <= date) &&
        (ends.through === undefined || date <= ends.through)
      );
    }
    default:
      return isWithin({ from: instantOf(ends.from), until: instantOf(ends.until) }, at);
  }
}
