import { platformTimer, type Timer } from "../platform.js";
import { statusOnLine } from "../status/ask-status.js";
import { openPrinterLine, type PrinterLine, type Waited } from "../status/printer-line.js";
import { type PrinterProblem, type PrinterStatus, problemOf } from "../status/printer-status.js";
import { processIdRequest, transmitPaperStatus } from "../status/requests.js";
import type { TwoWayTransport } from "../transport.js";

/**
 * How it is known that a job was printed: `process-id` asks for a name back that is the job's own (`GS ( H`, newer
 * printers), `paper-status` for the state of the paper (`GS r 1`, nearly all), both behind the job in the printer's
 * buffer; `none` is for printers that cannot answer.
 *
 * @public
 */
export type Acknowledgement = "process-id" | "paper-status" | "none";

/**
 * What became of a delivery.
 *
 * - `printed`: the printer has said so.
 * - `sent`: everything has left, and the printer cannot say more (acknowledgement `none`).
 * - `undelivered`: not one byte of the job was sent; it can be sent again.
 * - `unknown`: some of it was sent and the printer did not say that it is done. It may be on paper, so only a person who has
 *   looked may have it printed again.
 *
 * @public
 */
export type DeliveryOutcome =
  | { readonly kind: "printed" }
  | { readonly kind: "sent" }
  | {
      readonly kind: "undelivered";
      readonly reason: PrinterProblem | "no-answer" | "line-lost" | "called-off";
    }
  | {
      readonly kind: "unknown";
      readonly reason: PrinterProblem | "no-answer" | "line-lost";
      /** Bytes that have left for certain; more may have. */
      readonly sentBytes: number;
    };

/**
 * What may be set about a delivery. Times are in milliseconds.
 *
 * @public
 */
export interface DeliverOptions {
  /** `paper-status` unless given. */
  readonly acknowledgement?: Acknowledgement;
  /** Four printable ASCII characters for `process-id`, the same for no two jobs that follow each other. */
  readonly processId?: string;
  /** How long the printer may take to answer a question about its state, 1,000 unless given. */
  readonly answerMilliseconds?: number;
  /** How long from the last byte the printer may take to say that it is done, 60,000 unless given. New paper can be put in meanwhile. */
  readonly printMilliseconds?: number;
  /** How long the line may stand still in the middle of a job, 30,000 unless given. */
  readonly stallMilliseconds?: number;
  /** How often it is asked what it waits for, 1,000 unless given. */
  readonly pollMilliseconds?: number;
  /** Bytes handed over at a time, 2,048 unless given; the next piece waits until the line has taken this one. */
  readonly pieceBytes?: number;
  /**
   * How many jobs before this one were broken off, so that the printer may still answer for them on this line; none unless given. It
   * is then asked once more for each, and only as many answers as cannot all be theirs count.
   */
  readonly brokenBefore?: number;
  /** Called when the printer is ready, before the first byte of the job; `false` calls the delivery off. */
  readonly beforeFirstByte?: () => Promise<boolean>;
  /** Hears the state of a printer that does not get done, so that a person can be told to put in paper. */
  readonly onStatus?: (status: PrinterStatus) => void;
  readonly timer?: Timer;
}

interface Sending {
  readonly line: PrinterLine;
  readonly bytes: Uint8Array;
  readonly options: DeliverOptions;
  sentBytes: number;
}

async function sendPieces(sending: Sending): Promise<DeliveryOutcome | undefined> {
  const { line, bytes, options } = sending;
  const piece = Math.max(1, options.pieceBytes ?? 2048);
  for (let from = 0; from < bytes.length; from += piece) {
    const part = bytes.subarray(from, from + piece);
    const written = await line.write(part, options.stallMilliseconds ?? 30_000);
    if (written.kind !== "came") return standstill(sending, written.kind);
    sending.sentBytes += part.length;
  }
  return undefined;
}

/** Says why the line stands still, if the printer can still be asked. */
async function standstill(sending: Sending, how: "late" | "lost"): Promise<DeliveryOutcome> {
  const { line, options, sentBytes } = sending;
  if (how === "lost" || line.isLost()) return { kind: "unknown", reason: "line-lost", sentBytes };
  const status = await statusOnLine(line, options.answerMilliseconds ?? 1000);
  const reason = (status === undefined ? undefined : problemOf(status)) ?? "no-answer";
  return { kind: "unknown", reason: line.isLost() ? "line-lost" : reason, sentBytes };
}

/** Waits for the acknowledgement and asks from time to time what the printer waits for. */
async function awaitPrinted(
  sending: Sending,
  acknowledged: Promise<Waited<boolean>>,
): Promise<DeliveryOutcome> {
  const { line, options } = sending;
  let settled = false;
  const done = acknowledged.then((waited) => {
    settled = true;
    return waited;
  });
  const poll = async (): Promise<void> => {
    while (!settled && !line.isLost()) {
      const pause = line.await(() => undefined, options.pollMilliseconds ?? 1000);
      await Promise.race([pause, done]);
      if (settled || line.isLost()) return;
      const status = await statusOnLine(line, options.answerMilliseconds ?? 1000);
      if (status !== undefined && !settled) options.onStatus?.(status);
    }
  };
  const polling = options.onStatus === undefined ? Promise.resolve() : poll();
  const waited = await done;
  await polling;
  if (waited.kind === "came") return { kind: "printed" };
  return standstill(sending, waited.kind);
}

async function sendAcknowledged(sending: Sending): Promise<DeliveryOutcome> {
  const { line, options } = sending;
  const byName = options.acknowledgement === "process-id";
  const name = options.processId ?? "0000";
  // A name is of one job only; the state of the paper is told alike for every job.
  const strays = byName ? 0 : Math.max(0, Math.trunc(options.brokenBefore ?? 0));
  let answers = 0;
  // The answer may come before the write is known to be done, so waiting begins first.
  const acknowledged = line.await((answer) => {
    if (byName) return answer.kind === "process-id" && answer.id === name ? true : undefined;
    if (answer.kind === "transmitted") answers += 1;
    return answers > strays ? true : undefined;
  }, options.printMilliseconds ?? 60_000);
  const request = byName ? processIdRequest(name) : repeated(transmitPaperStatus, strays + 1);
  const written = await line.write(request, options.stallMilliseconds ?? 30_000);
  if (written.kind !== "came") return standstill(sending, written.kind);
  const outcome = await awaitPrinted(sending, acknowledged);
  if (strays > 0) await hearOut(sending);
  return outcome;
}

function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const all = new Uint8Array(bytes.length * times);
  for (let time = 0; time < times; time += 1) all.set(bytes, time * bytes.length);
  return all;
}

/** Lets answers that nobody needs any longer arrive, so that the next job does not take one for its own. */
async function hearOut({ line, options }: Sending): Promise<void> {
  await line.await(() => undefined, options.answerMilliseconds ?? 1000);
}

/** Asks a printer that can answer whether it can print. */
async function notReady(
  line: PrinterLine,
  options: DeliverOptions,
): Promise<DeliveryOutcome | undefined> {
  const status = await statusOnLine(line, options.answerMilliseconds ?? 1000);
  if (line.isLost()) return { kind: "undelivered", reason: "line-lost" };
  if (status === undefined) return { kind: "undelivered", reason: "no-answer" };
  const problem = problemOf(status);
  return problem === undefined ? undefined : { kind: "undelivered", reason: problem };
}

/**
 * Sends a job and says what became of it. The printer is asked whether it can print before the first byte, and says at the end
 * that it is done; nothing is ever sent twice.
 *
 * The bytes go out in pieces; each waits until the line has taken the one before, so that a slow printer with a small
 * buffer gets a long picture at its own pace. Never rejects for what happens at the printer or on the line.
 *
 * After `unknown` the transport should be closed, since an answer that is still under way would be taken for the next job's.
 *
 * @public
 */
export async function deliver(
  transport: TwoWayTransport,
  bytes: Uint8Array,
  options: DeliverOptions = {},
): Promise<DeliveryOutcome> {
  const line = openPrinterLine(transport, options.timer ?? platformTimer);
  const answers = options.acknowledgement !== "none";
  try {
    const problem = answers ? await notReady(line, options) : undefined;
    if (problem !== undefined) return problem;
    if (line.isLost()) return { kind: "undelivered", reason: "line-lost" };
    if ((await options.beforeFirstByte?.()) === false)
      return { kind: "undelivered", reason: "called-off" };
    const sending: Sending = { line, bytes, options, sentBytes: 0 };
    const stopped = await sendPieces(sending);
    if (stopped !== undefined) return stopped;
    return answers ? await sendAcknowledged(sending) : { kind: "sent" };
  } finally {
    line.release();
  }
}
