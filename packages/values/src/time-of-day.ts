import { ValuesError } from "./errors.js";
import { shown } from "./internal/shown.js";
import { issue, type Result, reject, succeed } from "./outcome.js";

/**
 * A time on the wall clock: `HH:MM` or `HH:MM:SS`, from `00:00` to `23:59:59`; `24:00` ends a day.
 *
 * @public
 */
export type TimeOfDay = string;

const timePattern = /^([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?$/;
const daySeconds = 86_400;

function readSeconds(text: string): number | null {
  const match = timePattern.exec(text);
  if (match === null) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  if (minute > 59 || second > 59) return null;
  const seconds = (hour * 60 + minute) * 60 + second;
  return seconds <= daySeconds ? seconds : null;
}

/**
 * Reads a time on the wall clock, `24:00` for the end of the day included.
 *
 * Code: `values.time-format`.
 *
 * @example
 * ```ts
 * import { parseTimeOfDay } from "@tillwright/values";
 *
 * parseTimeOfDay("04:00"); //=> { "ok": true, "value": "04:00" }
 * parseTimeOfDay("4:00").ok; //=> false
 * parseTimeOfDay("25:00").ok; //=> false
 * ```
 *
 * @public
 */
export function parseTimeOfDay(text: unknown): Result<TimeOfDay> {
  if (typeof text === "string" && readSeconds(text) !== null) return succeed(text);
  const message = `expected a time such as "04:00" or "23:59:59", but saw ${shown(text)}`;
  return reject([issue("values.time-format", [], message)]);
}

/**
 * The seconds from midnight to that time: 0 to 86,400.
 *
 * Throws `values.invalid-time`.
 *
 * @example
 * ```ts
 * import { secondsOfDay } from "@tillwright/values";
 *
 * secondsOfDay("04:00"); //=> 14400
 * secondsOfDay("24:00"); //=> 86400
 * ```
 *
 * @public
 */
export function secondsOfDay(time: TimeOfDay): number {
  const seconds = readSeconds(String(time));
  if (seconds !== null) return seconds;
  throw new ValuesError("values.invalid-time", `${shown(time)} is not a time such as "04:00"`, {
    time: String(time),
  });
}
