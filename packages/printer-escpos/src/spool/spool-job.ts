import type { DeliveryOutcome } from "../delivery/deliver.js";

/**
 * Where a job stands. From `waiting` it goes to `sending` before its first byte leaves, and from there to one of the ends:
 *
 * - `printed`, `sent`: as {@link DeliveryOutcome} says.
 * - `undelivered`: given up; not a byte of it was sent.
 * - `unknown`: some of it was sent and nobody knows whether it is on paper. It is never sent again unless a person says so.
 *
 * @public
 */
export type SpoolJobState = "waiting" | "sending" | "printed" | "sent" | "undelivered" | "unknown";

/**
 * A job as it is handed in.
 *
 * @public
 */
export interface NewSpoolJob {
  /** Names the job for good; the same job handed in twice is one job. */
  readonly id: string;
  /** Which printer, by the host's name for it. */
  readonly printer: string;
  readonly bytes: Uint8Array;
}

/**
 * A job in the spool.
 *
 * @public
 */
export interface SpoolJob extends NewSpoolJob {
  /** Its place in the order of the spool, given by the store, greater than that of every job before. */
  readonly sequence: number;
  readonly state: SpoolJobState;
  /** How often its delivery was tried. */
  readonly attempts: number;
  /** Why it was not delivered, or why that is unknown. */
  readonly reason?: Extract<DeliveryOutcome, { reason: string }>["reason"] | "interrupted";
}

/**
 * What a change may set.
 *
 * @public
 */
export type SpoolJobChange = Pick<SpoolJob, "state" | "attempts"> & Pick<SpoolJob, "reason">;
