import { type DeliverOptions, type DeliveryOutcome, deliver } from "../delivery/deliver.js";
import { PrinterError } from "../errors.js";
import { platformTimer, type Timer } from "../platform.js";
import type { TwoWayTransport } from "../transport.js";
import type { NewSpoolJob, SpoolJob } from "./spool-job.js";
import type { SpoolStore } from "./spool-store.js";

/**
 * What a spool needs. Times are in milliseconds.
 *
 * @public
 */
export interface SpoolOptions {
  readonly store: SpoolStore;
  /** Opens the way to a printer; rejects where that cannot be done, which counts as an attempt. */
  readonly connect: (printer: string) => Promise<TwoWayTransport>;
  /** How often a job is tried before it is given up as `undelivered`, 3 unless given. */
  readonly attempts?: number;
  /** The pause before it is tried again, 2,000 unless given. */
  readonly retryMilliseconds?: number;
  readonly delivery?: Omit<
    DeliverOptions,
    "beforeFirstByte" | "brokenBefore" | "processId" | "timer"
  >;
  /**
   * Sent before the next job when one was broken off, so that the printer does not take the next receipt for the rest of a picture:
   * zero bytes, as many as the longest command of this package has, then `ESC @` and a line feed. A host that knows its printer adds
   * a cut here.
   */
  readonly afterMishap?: Uint8Array;
  /** Hears of each job that has come to an end. */
  readonly onSettled?: (job: SpoolJob) => void;
  readonly timer?: Timer;
}

/**
 * Print jobs in order, each printed at most once.
 *
 * @public
 */
export interface Spool {
  /**
   * Takes a job in; it is safe when the promise resolves. Handing the same job in again changes nothing.
   *
   * Rejects with `printer.job-differs` for another job under a known id.
   */
  add(job: NewSpoolJob): Promise<SpoolJob>;
  /**
   * Sends the waiting jobs of a printer in their order until none waits. A second call while the first one works joins it.
   */
  work(printer: string): Promise<void>;
  /**
   * Puts a job that is `undelivered` or `unknown` behind the others to be sent again, because a person has said so; `false` where
   * it is in another state.
   */
  sendAgain(id: string): Promise<boolean>;
  /** Notes what a person has seen: an `unknown` job is on paper. `false` where it is in another state. */
  confirmPrinted(id: string): Promise<boolean>;
}

/** More than a strip of a picture across 80 mm of paper has. */
const LONGEST_COMMAND_BYTES = 10_000;

const CLEARING = (() => {
  const bytes = new Uint8Array(LONGEST_COMMAND_BYTES + 3);
  bytes.set([0x1b, 0x40, 0x0a], LONGEST_COMMAND_BYTES);
  return bytes;
})();

interface Worker {
  readonly options: SpoolOptions;
  readonly timer: Timer;
  readonly printer: string;
  transport: TwoWayTransport | undefined;
  /** How many jobs were broken off in this printer since it last said that it was done. */
  mishaps: number;
}

function withClearing(worker: Worker, bytes: Uint8Array): Uint8Array {
  if (worker.mishaps === 0) return bytes;
  const clearing = worker.options.afterMishap ?? CLEARING;
  const all = new Uint8Array(clearing.length + bytes.length);
  all.set(clearing);
  all.set(bytes, clearing.length);
  return all;
}

/** Four letters that tell a job from those around it in the same printer. */
function processIdOf(sequence: number): string {
  return String(sequence % 10_000).padStart(4, "0");
}

async function closeTransport(worker: Worker): Promise<void> {
  const { transport } = worker;
  worker.transport = undefined;
  await transport?.close().catch(() => undefined);
}

async function openTransport(worker: Worker): Promise<TwoWayTransport | undefined> {
  if (worker.transport !== undefined) return worker.transport;
  try {
    const transport = await worker.options.connect(worker.printer);
    worker.transport = transport;
    transport.onClose(() => {
      if (worker.transport === transport) worker.transport = undefined;
    });
    return worker.transport;
  } catch {
    return undefined;
  }
}

async function attempt(worker: Worker, job: SpoolJob, attempts: number): Promise<DeliveryOutcome> {
  const { store, delivery } = worker.options;
  const transport = await openTransport(worker);
  if (transport === undefined) return { kind: "undelivered", reason: "line-lost" };
  return deliver(transport, withClearing(worker, job.bytes), {
    ...delivery,
    timer: worker.timer,
    processId: processIdOf(job.sequence),
    brokenBefore: worker.mishaps,
    // From here on a restart cannot know what was sent, and says so instead of sending it again.
    beforeFirstByte: () => store.change(job.id, "waiting", { state: "sending", attempts }),
  });
}

async function settle(
  worker: Worker,
  job: SpoolJob,
  attempts: number,
  outcome: DeliveryOutcome,
): Promise<void> {
  const { store, onSettled } = worker.options;
  const reason = "reason" in outcome ? { reason: outcome.reason } : {};
  const from = outcome.kind === "undelivered" ? "waiting" : "sending";
  await store.change(job.id, from, { state: outcome.kind, attempts, ...reason });
  const settled = await store.find(job.id);
  if (settled !== undefined) onSettled?.(settled);
}

function pause(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.timer(worker.options.retryMilliseconds ?? 2000, resolve);
  });
}

async function sendJob(worker: Worker, job: SpoolJob): Promise<void> {
  const most = Math.max(1, worker.options.attempts ?? 3);
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt(worker, job, attempts);
    // What is still under way on this line must not be taken for the answer to the next job.
    if (outcome.kind !== "printed" && outcome.kind !== "sent") await closeTransport(worker);
    if (outcome.kind === "printed" || outcome.kind === "sent") worker.mishaps = 0;
    if (outcome.kind === "unknown") worker.mishaps += 1;
    const calledOff = outcome.kind === "undelivered" && outcome.reason === "called-off";
    if (calledOff) return;
    if (outcome.kind !== "undelivered" || attempts >= most) {
      await settle(worker, job, attempts, outcome);
      return;
    }
    await pause(worker);
  }
}

/** Jobs that were being sent when the program ended: what became of them cannot be known. */
async function settleInterrupted(worker: Worker): Promise<void> {
  const { options, printer } = worker;
  for (const job of await options.store.list(printer, "sending")) {
    const { attempts } = job;
    worker.mishaps += 1;
    const to = { state: "unknown", attempts, reason: "interrupted" } as const;
    if (await options.store.change(job.id, "sending", to))
      options.onSettled?.({ ...job, state: "unknown", reason: "interrupted" });
  }
}

async function workThrough(worker: Worker): Promise<void> {
  await settleInterrupted(worker);
  try {
    for (;;) {
      const job = await worker.options.store.nextWaiting(worker.printer);
      if (job === undefined) return;
      await sendJob(worker, job);
    }
  } finally {
    await closeTransport(worker);
  }
}

/** Somebody works on a printer; `again` says that a job may have come after it was last looked. */
interface Turn {
  again: boolean;
  run: Promise<void>;
}

async function takeTurns(turn: Turn, worker: Worker, leave: () => void): Promise<void> {
  try {
    do {
      turn.again = false;
      await workThrough(worker);
      // Between this look and leaving there is no pause in which a job could come unseen.
    } while (turn.again);
  } finally {
    leave();
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/**
 * A spool over a store. For each printer jobs go out one after the other in the order they came. A job of which nothing was sent is
 * tried again; a job of which something was sent is never sent again by itself, also not after a restart, so that new paper or a new
 * connection prints nothing twice. One program works on the jobs of a printer at a time.
 *
 * @example
 * ```ts
 * import { createSpool, memorySpoolStore } from "@tillwright/printer-escpos/spool";
 *
 * const spool = createSpool({
 *   store: memorySpoolStore(),
 *   connect: () => Promise.reject(new Error("unplugged")),
 *   attempts: 1,
 *   onSettled: (job) => settled.push(`${job.id} ${job.state} ${job.reason}`),
 * });
 * const settled: string[] = [];
 * await spool.add({ id: "sale-1", printer: "front", bytes: Uint8Array.of(0x0a) });
 * await spool.work("front");
 * settled; //=> ["sale-1 undelivered line-lost"]
 * ```
 *
 * @public
 */
export function createSpool(options: SpoolOptions): Spool {
  const timer = options.timer ?? platformTimer;
  const working = new Map<string, Turn>();
  const broken = new Map<string, number>();
  const { store } = options;
  return {
    async add(job) {
      const known = await store.add(job);
      if (known.printer === job.printer && sameBytes(known.bytes, job.bytes)) return known;
      throw new PrinterError(
        "printer.job-differs",
        `The job ${job.id} is in the spool already, with other bytes or for another printer.`,
        { id: job.id, printer: job.printer },
      );
    },
    work(printer) {
      const already = working.get(printer);
      if (already !== undefined) {
        already.again = true;
        return already.run;
      }
      const turn: Turn = { again: false, run: Promise.resolve() };
      const worker: Worker = {
        options,
        timer,
        printer,
        transport: undefined,
        mishaps: broken.get(printer) ?? 0,
      };
      working.set(printer, turn);
      turn.run = takeTurns(turn, worker, () => {
        working.delete(printer);
        broken.set(printer, worker.mishaps);
      });
      return turn.run;
    },
    async sendAgain(id) {
      return (await store.putBack(id, "undelivered")) || store.putBack(id, "unknown");
    },
    async confirmPrinted(id) {
      const attempts = (await store.find(id))?.attempts ?? 0;
      return store.change(id, "unknown", { state: "printed", attempts });
    },
  };
}
