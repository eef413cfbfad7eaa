import { PrinterError } from "./errors.js";

/**
 * The way to a printer: a socket, a device file, a serial line. Writes go out in the order they are called.
 *
 * @public
 */
export interface PrinterTransport {
  /** Resolves when the bytes have left this program; that is not yet a receipt on paper. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when everything written has left and the way is closed; closing twice is no mistake. */
  close(): Promise<void>;
}

/**
 * A way to a printer that answers. What it says is told in the pieces in which it arrives.
 *
 * @public
 */
export interface TwoWayTransport extends PrinterTransport {
  /** Hears what the printer sends from now on; the function that is returned ends it. */
  listen(hear: (bytes: Uint8Array) => void): () => void;
  /** Hears once that the way was lost or closed; at once if it already is. */
  onClose(hear: () => void): () => void;
}

/**
 * A transport that keeps what is written, for tests and previews.
 *
 * @public
 */
export interface MemoryTransport extends PrinterTransport {
  /** Everything written so far, in one piece. */
  written(): Uint8Array;
}

/**
 * A transport into memory. Bytes are copied when they are written, so the caller may use its array again.
 *
 * Writing after `close` rejects with `printer.transport-closed`.
 *
 * @example
 * ```ts
 * import { memoryTransport } from "@tillwright/printer-escpos";
 *
 * const transport = memoryTransport();
 * await transport.write(Uint8Array.of(0x1b, 0x40));
 * [...transport.written()]; //=> [0x1b, 0x40]
 * ```
 *
 * @public
 */
export function memoryTransport(): MemoryTransport {
  const parts: Uint8Array[] = [];
  let isClosed = false;
  return {
    async write(bytes) {
      if (isClosed)
        throw new PrinterError(
          "printer.transport-closed",
          `${bytes.length} bytes were written to a transport that is closed.`,
          { bytes: bytes.length },
        );
      parts.push(bytes.slice());
    },
    async close() {
      isClosed = true;
    },
    written() {
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      const all = new Uint8Array(length);
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      return all;
    },
  };
}
