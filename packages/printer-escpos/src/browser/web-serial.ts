import { PrinterError } from "../errors.js";
import type { TwoWayTransport } from "../transport.js";

/**
 * What is used of the browser's `SerialPort`; a port that the person at the till has chosen and the page has opened.
 *
 * @public
 */
export interface WebSerialPort {
  readonly readable: { getReader(): WebReader } | null;
  readonly writable: { getWriter(): WebWriter } | null;
  close(): Promise<void>;
}

/**
 * What is used of a `ReadableStreamDefaultReader`.
 *
 * @public
 */
export interface WebReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
  releaseLock(): void;
}

/**
 * What is used of a `WritableStreamDefaultWriter`.
 *
 * @public
 */
export interface WebWriter {
  readonly ready: Promise<unknown>;
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  releaseLock(): void;
}

/** The listening side that both ways of a browser share. */
export interface Listeners {
  readonly listen: TwoWayTransport["listen"];
  readonly onClose: TwoWayTransport["onClose"];
  readonly hear: (bytes: Uint8Array) => void;
  readonly end: () => void;
  readonly isEnded: () => boolean;
}

/** Nobody listens yet. */
export function createListeners(): Listeners {
  const hearers = new Set<(bytes: Uint8Array) => void>();
  const closers = new Set<() => void>();
  let ended = false;
  return {
    listen(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    onClose(hear) {
      if (ended) hear();
      else closers.add(hear);
      return () => closers.delete(hear);
    },
    hear(bytes) {
      for (const hear of [...hearers]) hear(bytes);
    },
    end() {
      if (ended) return;
      ended = true;
      for (const hear of [...closers]) hear();
    },
    isEnded: () => ended,
  };
}

/** The error of a way that is gone. */
export function lostError(path: string, cause: unknown): PrinterError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new PrinterError("printer.transport-failed", `${path} was lost: ${why}.`, { path, why });
}

/**
 * A transport over a serial port of the browser (Web Serial), opened by the page.
 *
 * Throws `printer.transport-failed` for a port that is not open.
 *
 * @public
 */
export function webSerialTransport(port: WebSerialPort): TwoWayTransport {
  const reader = port.readable?.getReader();
  const writer = port.writable?.getWriter();
  if (reader === undefined || writer === undefined) throw lostError("the port", "it is not open");
  const listeners = createListeners();
  const readOn = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (value !== undefined && value.length > 0) listeners.hear(value);
      if (done) return;
    }
  };
  const reading = readOn()
    .catch(() => undefined)
    .then(() => listeners.end());
  let isClosed = false;
  return {
    listen: listeners.listen,
    onClose: listeners.onClose,
    async write(bytes) {
      if (isClosed || listeners.isEnded()) throw lostError("the port", "it is closed");
      try {
        await writer.ready;
        await writer.write(bytes);
      } catch (error) {
        listeners.end();
        throw lostError("the port", error);
      }
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await writer.close().catch(() => undefined);
      writer.releaseLock();
      await reader.cancel().catch(() => undefined);
      await reading;
      reader.releaseLock();
      await port.close();
    },
  };
}
