import type { NewSpoolJob, SpoolJob, SpoolJobChange, SpoolJobState } from "./spool-job.js";

/**
 * Where a spool keeps its jobs. Each call is durable when its promise resolves; that is what makes a restart safe.
 *
 * @public
 */
export interface SpoolStore {
  /**
   * Takes a job in as `waiting`, behind all others. A job whose id is known already is not taken again: the known one is
   * returned as it is.
   */
  add(job: NewSpoolJob): Promise<SpoolJob>;
  find(id: string): Promise<SpoolJob | undefined>;
  /** The first `waiting` job of a printer. */
  nextWaiting(printer: string): Promise<SpoolJob | undefined>;
  /** The jobs of a printer, in their order; only those in `state` if it is given. */
  list(printer: string, state?: SpoolJobState): Promise<readonly SpoolJob[]>;
  /** Changes a job that is in `from`, in one step; `false`, and nothing is changed, where it is in another state. */
  change(id: string, from: SpoolJobState, to: SpoolJobChange): Promise<boolean>;
  /** Puts a job that is at an end behind all others as `waiting`; `false` where it is in another state. */
  putBack(id: string, from: SpoolJobState): Promise<boolean>;
}

/**
 * A store in memory: for tests, and for tills that need not remember their print jobs.
 *
 * @example
 * ```ts
 * import { memorySpoolStore } from "@tillwright/printer-escpos/spool";
 *
 * const store = memorySpoolStore();
 * const job = await store.add({ id: "sale-1", printer: "front", bytes: Uint8Array.of(0x0a) });
 * job.state; //=> "waiting"
 * await store.change("sale-1", "sending", { state: "printed", attempts: 1 }); //=> false
 * ```
 *
 * @public
 */
export function memorySpoolStore(): SpoolStore {
  const jobs = new Map<string, SpoolJob>();
  let sequence = 0;
  const ordered = (printer: string, state: SpoolJobState | undefined): SpoolJob[] =>
    [...jobs.values()]
      .filter((job) => job.printer === printer && (state === undefined || job.state === state))
      .sort((one, other) => one.sequence - other.sequence);
  return {
    async add({ id, printer, bytes }) {
      const known = jobs.get(id);
      if (known !== undefined) return known;
      sequence += 1;
      const copy = bytes.slice();
      const job: SpoolJob = Object.freeze({
        id,
        printer,
        bytes: copy,
        sequence,
        state: "waiting",
        attempts: 0,
      });
      jobs.set(id, job);
      return job;
    },
    find: async (id) => jobs.get(id),
    async nextWaiting(printer) {
      let first: SpoolJob | undefined;
      for (const job of jobs.values())
        if (job.printer === printer && job.state === "waiting")
          if (first === undefined || job.sequence < first.sequence) first = job;
      return first;
    },
    list: async (printer, state) => ordered(printer, state),
    async change(id, from, { state, attempts, reason }) {
      const job = jobs.get(id);
      if (job?.state !== from) return false;
      const { reason: _, ...rest } = job;
      const changed = { ...rest, state, attempts, ...(reason === undefined ? {} : { reason }) };
      jobs.set(id, Object.freeze(changed));
      return true;
    },
    async putBack(id, from) {
      const job = jobs.get(id);
      if (job?.state !== from) return false;
      sequence += 1;
      const { reason: _, ...rest } = job;
      jobs.set(id, Object.freeze({ ...rest, state: "waiting", attempts: 0, sequence }));
      return true;
    },
  };
}
