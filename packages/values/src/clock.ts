import { ValuesError } from "./errors.js";
import type { Instant } from "./instant.js";

/**
 * Where the time comes from. Nothing here reads the clock of the machine; the host hands one in.
 *
 * @public
 */
export interface Clock {
  now(): Instant;
}

/**
 * A clock for tests and demonstrations: it shows `start`, and goes on by `stepMilliseconds` each time it is read.
 *
 * Throws `values.out-of-range` when one of them is no safe integer.
 *
 * @example
 * ```ts
 * import { fixedClock } from "@tillwright/values";
 *
 * const clock = fixedClock(1000, 5);
 * clock.now(); //=> 1000
 * clock.now(); //=> 1005
 * ```
 *
 * @public
 */
export function fixedClock(start: Instant, stepMilliseconds = 0): Clock {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(stepMilliseconds)) {
    throw new ValuesError(
      "values.out-of-range",
      `fixedClock: ${String(start)} and ${String(stepMilliseconds)} must be whole milliseconds`,
    );
  }
  let next = start;
  return {
    now: (): Instant => {
      const shown = next;
      next += stepMilliseconds;
      return shown;
    },
  };
}
