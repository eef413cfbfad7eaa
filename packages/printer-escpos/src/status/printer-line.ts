import type { Timer } from "../platform.js";
import type { TwoWayTransport } from "../transport.js";
import { createAnswerReader, type PrinterAnswer } from "./read-answers.js";

/** What became of a wait. */
export type Waited<T> =
  | { readonly kind: "came"; readonly value: T }
  | { readonly kind: "late" | "lost" };

/** A conversation with a printer: what it says is heard from the beginning, and waiting ends when the line is lost. */
export interface PrinterLine {
  readonly isLost: () => boolean;
  /** Waits for the first answer that `pick` makes something of. */
  readonly await: <T>(
    pick: (answer: PrinterAnswer) => T | undefined,
    milliseconds: number,
  ) => Promise<Waited<T>>;
  /** Waits until the bytes have left, but not longer than this. */
  readonly write: (bytes: Uint8Array, milliseconds: number) => Promise<Waited<undefined>>;
  readonly release: () => void;
}

/** Begins a conversation; `release` ends it, with all that still waits, and leaves the transport open. */
export function openPrinterLine(transport: TwoWayTransport, timer: Timer): PrinterLine {
  let lost = false;
  const hearers = new Set<(answer: PrinterAnswer) => void>();
  const losers = new Set<() => void>();
  const read = createAnswerReader((answer) => {
    for (const hear of [...hearers]) hear(answer);
  });
  const stopListening = transport.listen(read);
  const stopClose = transport.onClose(() => {
    lost = true;
    for (const lose of [...losers]) lose();
  });

  /** Settles once: by what happens, by the loss of the line or by time. */
  function race<T>(milliseconds: number, begin: (done: (value: Waited<T>) => void) => () => void) {
    return new Promise<Waited<T>>((resolve) => {
      let end = (): void => undefined;
      const settle = (value: Waited<T>): void => {
        end();
        losers.delete(lose);
        callOff();
        resolve(value);
      };
      const lose = (): void => settle({ kind: "lost" });
      const callOff = timer(milliseconds, () => settle({ kind: "late" }));
      losers.add(lose);
      end = begin(settle);
      if (lost) lose();
    });
  }

  return {
    isLost: () => lost,
    await: (pick, milliseconds) =>
      race(milliseconds, (done) => {
        const hear = (answer: PrinterAnswer): void => {
          const value = pick(answer);
          if (value !== undefined) done({ kind: "came", value });
        };
        hearers.add(hear);
        return () => hearers.delete(hear);
      }),
    write: (bytes, milliseconds) =>
      race<undefined>(milliseconds, (done) => {
        transport.write(bytes).then(
          () => done({ kind: "came", value: undefined }),
          () => done({ kind: "lost" }),
        );
        return () => undefined;
      }),
    release() {
      stopListening();
      stopClose();
      // Nothing waits any longer, so that no timer outlives the conversation.
      for (const lose of [...losers]) lose();
    },
  };
}
