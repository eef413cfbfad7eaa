import { ValuesError } from "./errors.js";
import type { Instant } from "./instant.js";
import { shown } from "./internal/shown.js";
import { type Issue, issue, type Result, reject, succeed } from "./outcome.js";
import { parseTimeOfDay, secondsOfDay, type TimeOfDay } from "./time-of-day.js";
import { localTimeOf, type ZoneId } from "./zone.js";

/**
 * A stretch of time that holds its first instant and not its last: `from` is in it, `until` is not. `null` has no end.
 *
 * @public
 */
export interface Window {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/**
 * Whether the instant lies in the window.
 *
 * @example
 * ```ts
 * import { isWithin } from "@tillwright/values";
 *
 * isWithin({ from: 10, until: 20 }, 10); //=> true
 * isWithin({ from: 10, until: 20 }, 20); //=> false
 * isWithin({ from: null, until: 20 }, -5); //=> true
 * ```
 *
 * @public
 */
export function isWithin(window: Window, instant: Instant): boolean {
  return (
    (window.from === null || window.from <= instant) &&
    (window.until === null || instant < window.until)
  );
}

/**
 * Whether some instant lies in both windows. Windows that only touch do not overlap, and an empty one overlaps none.
 *
 * @example
 * ```ts
 * import { overlaps } from "@tillwright/values";
 *
 * overlaps({ from: 0, until: 10 }, { from: 9, until: null }); //=> true
 * overlaps({ from: 0, until: 10 }, { from: 10, until: 20 }); //=> false
 * ```
 *
 * @public
 */
export function overlaps(first: Window, second: Window): boolean {
  const from = Math.max(
    first.from ?? Number.NEGATIVE_INFINITY,
    second.from ?? Number.NEGATIVE_INFINITY,
  );
  const until = Math.min(
    first.until ?? Number.POSITIVE_INFINITY,
    second.until ?? Number.POSITIVE_INFINITY,
  );
  return from < until;
}

/**
 * The same hours each day on the wall clock, `from` included and `until` not. Where `until` is the earlier of the two, the
 * window goes on past midnight. `24:00` as `until` is the end of the day.
 *
 * @public
 */
export interface DailyWindow {
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
}

/**
 * Reads the hours of each day. Two equal times are refused, because they could mean no hour or all of them: the whole day is
 * `00:00` to `24:00`.
 *
 * Codes: `values.window-format`, `values.time-format`.
 *
 * @example
 * ```ts
 * import { parseDailyWindow } from "@tillwright/values";
 *
 * parseDailyWindow({ from: "18:00", until: "20:00" }).ok; //=> true
 * parseDailyWindow({ from: "18:00", until: "18:00" }).ok; //=> false
 * ```
 *
 * @public
 */
export function parseDailyWindow(source: unknown): Result<DailyWindow> {
  if (typeof source !== "object" || source === null) {
    const message = `expected hours such as {"from": "18:00", "until": "20:00"}, but saw ${shown(source)}`;
    return reject([issue("values.window-format", [], message)]);
  }
  const { from, until } = source as { readonly from?: unknown; readonly until?: unknown };
  const first = parseTimeOfDay(from);
  const last = parseTimeOfDay(until);
  const issues: Issue[] = [];
  if (!first.ok) issues.push(...first.issues.map((found) => ({ ...found, path: ["from"] })));
  if (!last.ok) issues.push(...last.issues.map((found) => ({ ...found, path: ["until"] })));
  if (!first.ok || !last.ok) return reject(issues);
  const problem = windowProblem(secondsOfDay(first.value), secondsOfDay(last.value));
  if (problem !== null) return reject([issue("values.window-format", [], problem)]);
  return succeed(Object.freeze({ from: first.value, until: last.value }));
}

function windowProblem(from: number, until: number): string | null {
  if (from === until)
    return `the hours begin and end at the same time; the whole day is "00:00" to "24:00"`;
  if (from === 86_400) return `the hours begin at "24:00"; write "00:00"`;
  return null;
}

/**
 * Whether the wall clock of the zone shows a time within the hours.
 *
 * Throws `values.unknown-zone`, `values.invalid-time`, and `values.invalid-window` where the hours begin and end at the same
 * time or begin at 24:00.
 *
 * @example
 * ```ts
 * import { isWithinDaily, parseInstant } from "@tillwright/values";
 *
 * const evening = { from: "18:00", until: "20:00" };
 * const last = parseInstant("2027-01-31T19:59:59+08:00");
 * const after = parseInstant("2027-01-31T20:00:00+08:00");
 * last.ok && isWithinDaily(evening, last.value, "Asia/Shanghai"); //=> true
 * after.ok && isWithinDaily(evening, after.value, "Asia/Shanghai"); //=> false
 * ```
 *
 * @public
 */
export function isWithinDaily(window: DailyWindow, instant: Instant, zone: ZoneId): boolean {
  const from = secondsOfDay(window.from);
  const until = secondsOfDay(window.until);
  const problem = windowProblem(from, until);
  if (problem !== null) throw new ValuesError("values.invalid-window", `isWithinDaily: ${problem}`);
  const { hour, minute, second } = localTimeOf(instant, zone);
  const now = (hour * 60 + minute) * 60 + second;
  return from < until ? from <= now && now < until : from <= now || now < until;
}
