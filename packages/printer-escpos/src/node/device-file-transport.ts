import { open } from "node:fs/promises";
import { PrinterError } from "../errors.js";
import type { PrinterTransport } from "../transport.js";

function failed(path: string, error: unknown): PrinterError {
  const why = error instanceof Error ? error.message : String(error);
  return new PrinterError("printer.transport-failed", `${path}: ${why}.`, { path, why });
}

/**
 * Opens a device file of a printer (`/dev/usb/lp0`) or any other file, which is emptied first. One way: such a printer cannot say that it
 * is done.
 *
 * Rejects with `printer.transport-failed` where the file cannot be opened or written.
 *
 * @public
 */
export async function openDeviceFile(path: string): Promise<PrinterTransport> {
  const file = await open(path, "w").catch((error: unknown) => {
    throw failed(path, error);
  });
  let isOpen = true;
  let turn: Promise<void> = Promise.resolve();
  const writeAll = async (bytes: Uint8Array): Promise<void> => {
    for (let from = 0; from < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, from).catch((error: unknown) => {
        throw failed(path, error);
      });
      from += bytesWritten;
    }
  };
  return {
    write(bytes) {
      if (!isOpen) return Promise.reject(failed(path, "it is closed"));
      const copy = bytes.slice();
      const done = turn.then(() => writeAll(copy));
      turn = done.catch(() => undefined);
      return done;
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await turn;
      await file.close();
    },
  };
}
