import { randomBytes } from "node:crypto";
import { type Clock, createUuidV7 } from "@tillwright/values";

/** The machine's clock: examples hand it to the packages, which never read it themselves. */
export const systemClock: Clock = { now: () => Date.now() };

/** Fresh ids for anything the machine's clock times. */
export function systemIds(): () => string {
  return createUuidV7(systemClock, (bytes) => randomBytes(bytes));
}
