import type { Duplex } from "node:stream";
import { PrinterError } from "../errors.js";
import type { TwoWayTransport } from "../transport.js";

function lost(cause: unknown, path: string): PrinterError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new PrinterError("printer.transport-failed", `${path} was lost: ${why}.`, { path, why });
}

/** Ends a stream in the polite way; cuts it off when the other side does not answer. */
function endStream(stream: Duplex, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed) {
      resolve();
      return;
    }
    const timer = setTimeout(() => stream.destroy(), milliseconds);
    stream.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    stream.end();
  });
}

/**
 * A transport over a stream that is open. A write resolves when the stream has handed the bytes on, and the next one waits for
 * that: a printer that takes no more holds the program back.
 */
export function transportOverStream(
  stream: Duplex,
  path: string,
  closeMilliseconds: number,
): TwoWayTransport {
  const closers = new Set<() => void>();
  let failure: unknown;
  let isClosed = false;
  const ended = (): void => {
    if (isClosed) return;
    isClosed = true;
    for (const hear of [...closers]) hear();
  };
  stream.on("error", (error: unknown) => {
    failure = error;
  });
  // A printer that ends its side will print nothing more of this connection.
  stream.on("end", ended);
  stream.on("close", ended);
  return {
    write(bytes) {
      if (isClosed || stream.destroyed)
        return Promise.reject(lost(failure ?? "it is closed", path));
      return new Promise((resolve, reject) => {
        stream.write(bytes, (error) => {
          if (error === null || error === undefined) resolve();
          else reject(lost(error, path));
        });
      });
    },
    listen(hear) {
      const pass = (chunk: Uint8Array): void => hear(chunk);
      stream.on("data", pass);
      return () => stream.off("data", pass);
    },
    onClose(hear) {
      if (isClosed) hear();
      else closers.add(hear);
      return () => closers.delete(hear);
    },
    close: () => endStream(stream, closeMilliseconds),
  };
}
