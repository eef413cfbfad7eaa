import { platformTimer, type Timer } from "../platform.js";
import type { TwoWayTransport } from "../transport.js";
import { openPrinterLine, type PrinterLine } from "./printer-line.js";
import { type PrinterStatus, statusOfRealTime } from "./printer-status.js";
import { realTimeStatus } from "./requests.js";

/** Asks on a line that is open; `undefined` where the printer does not answer in time or the line is lost. */
export async function statusOnLine(
  line: PrinterLine,
  milliseconds: number,
): Promise<PrinterStatus | undefined> {
  const answers: number[] = [];
  for (const which of [1, 2, 3, 4] as const) {
    // The answer may come before the write is known to be done, so waiting begins first.
    const answer = line.await(
      (heard) => (heard.kind === "real-time" ? heard.byte : undefined),
      milliseconds,
    );
    await line.write(realTimeStatus(which), milliseconds);
    const waited = await answer;
    if (waited.kind !== "came") return undefined;
    answers.push(waited.value);
  }
  return statusOfRealTime(answers);
}

/**
 * What may be set about a question.
 *
 * @public
 */
export interface AskOptions {
  /** How long to wait for each of the four answers, 1,000 ms unless given. */
  readonly answerMilliseconds?: number;
  /** The platform's `setTimeout` unless given. */
  readonly timer?: Timer;
}

/**
 * Asks a printer how it is (`DLE EOT` 1 to 4), which it answers at once even when it is out of paper or busy.
 *
 * `undefined` where it does not answer: it is off, one-way, or of a kind that does not know the question.
 *
 * @public
 */
export async function askStatus(
  transport: TwoWayTransport,
  options: AskOptions = {},
): Promise<PrinterStatus | undefined> {
  const line = openPrinterLine(transport, options.timer ?? platformTimer);
  try {
    return await statusOnLine(line, options.answerMilliseconds ?? 1000);
  } finally {
    line.release();
  }
}
