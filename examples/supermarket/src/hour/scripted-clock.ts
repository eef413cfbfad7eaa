import { type Clock, type Instant, instantOfLocal } from "@tillwright/values";
import { ZONE } from "../wiring/open-shop.js";

/** A clock that stands where the script puts it, and moves on a second with each reading. */
export interface ScriptedClock extends Clock {
  /** Puts the clock to a time of the scripted day, such as `09:05`. */
  readonly set: (time: string) => void;
}

/** The day of the script, a Saturday. */
const DAY = "2026-05-16";

/** Starts at nine in the morning. */
export function scriptedClock(): ScriptedClock {
  let at: Instant = instantOfLocal(DAY, "09:00", ZONE);
  return {
    now: () => {
      at += 1000;
      return at;
    },
    set: (time) => {
      at = instantOfLocal(DAY, time, ZONE);
    },
  };
}
