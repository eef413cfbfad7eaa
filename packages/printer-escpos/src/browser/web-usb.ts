import { PrinterError } from "../errors.js";
import type { TwoWayTransport } from "../transport.js";
import { createListeners, lostError } from "./web-serial.js";

/**
 * What is used of the browser's `USBDevice`; a device that the person at the till has chosen.
 *
 * @public
 */
export interface WebUsbDevice {
  readonly opened: boolean;
  readonly configuration: {
    readonly interfaces: readonly WebUsbInterface[];
  } | null;
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  releaseInterface(number: number): Promise<void>;
  transferOut(
    endpoint: number,
    bytes: Uint8Array,
  ): Promise<{ readonly status?: string | undefined; readonly bytesWritten: number }>;
  transferIn(
    endpoint: number,
    length: number,
  ): Promise<{ readonly status?: string | undefined; readonly data?: DataView | undefined }>;
}

/**
 * What is used of a `USBInterface`.
 *
 * @public
 */
export interface WebUsbInterface {
  readonly interfaceNumber: number;
  readonly alternates: readonly {
    readonly interfaceClass: number;
    readonly endpoints: readonly {
      readonly endpointNumber: number;
      readonly direction: "in" | "out";
      readonly type: string;
    }[];
  }[];
}

/** The class of printers among USB interfaces; many cheap ones call themselves vendor specific instead. */
const PRINTER_CLASS = 7;
const VENDOR_CLASS = 255;

interface Ends {
  readonly interfaceNumber: number;
  readonly out: number;
  readonly in: number | undefined;
}

function endsOf(device: WebUsbDevice): Ends | undefined {
  for (const wanted of [PRINTER_CLASS, VENDOR_CLASS])
    for (const { interfaceNumber, alternates } of device.configuration?.interfaces ?? [])
      for (const { interfaceClass, endpoints } of alternates.slice(0, 1)) {
        const bulk = endpoints.filter(({ type }) => type === "bulk");
        const out = bulk.find(({ direction }) => direction === "out");
        if (interfaceClass !== wanted || out === undefined) continue;
        const input = bulk.find(({ direction }) => direction === "in");
        return { interfaceNumber, out: out.endpointNumber, in: input?.endpointNumber };
      }
  return undefined;
}

function notOpened(why: string): PrinterError {
  const path = "the USB device";
  const message = `${path} cannot be opened: ${why}.`;
  return new PrinterError("printer.transport-failed", message, { path, why });
}

async function writeAll(device: WebUsbDevice, endpoint: number, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; ) {
    const { status, bytesWritten } = await device.transferOut(endpoint, bytes.slice(from));
    if (status !== undefined && status !== "ok") throw new Error(`transfer ${status}`);
    if (bytesWritten === 0) throw new Error("nothing is taken");
    from += bytesWritten;
  }
}

/**
 * Opens a USB printer in the browser (WebUSB): its first printer interface, with the endpoint for answers where it has one.
 *
 * Rejects with `printer.transport-failed` for a device that has none, or that the browser may not open: under Windows the
 * driver of the system owns the printer unless it was replaced by WinUSB.
 *
 * @public
 */
export async function openWebUsb(device: WebUsbDevice): Promise<TwoWayTransport> {
  let ends: Ends | undefined;
  try {
    if (!device.opened) await device.open();
    if (device.configuration === null) await device.selectConfiguration(1);
    ends = endsOf(device);
    if (ends !== undefined) await device.claimInterface(ends.interfaceNumber);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
    throw notOpened(
      `${why}; under Windows the driver of the system keeps printers until WinUSB takes its place`,
    );
  }
  if (ends === undefined) throw notOpened("it has no interface of a printer");
  return transportOver(device, ends);
}

function transportOver(device: WebUsbDevice, ends: Ends): TwoWayTransport {
  const listeners = createListeners();
  let isClosed = false;
  let turn: Promise<unknown> = Promise.resolve();
  const readOn = async (endpoint: number): Promise<void> => {
    while (!isClosed) {
      const { data } = await device.transferIn(endpoint, 64);
      if (data === undefined || data.byteLength === 0) continue;
      listeners.hear(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice());
    }
  };
  if (ends.in !== undefined)
    readOn(ends.in).then(
      () => listeners.end(),
      () => listeners.end(),
    );
  return {
    listen: listeners.listen,
    onClose: listeners.onClose,
    write(bytes) {
      if (isClosed || listeners.isEnded())
        return Promise.reject(lostError("the USB device", "it is closed"));
      const copy = bytes.slice();
      const done = turn.then(() => writeAll(device, ends.out, copy));
      turn = done.catch(() => undefined);
      return done.catch((error: unknown) => {
        listeners.end();
        throw lostError("the USB device", error);
      });
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await turn;
      // Closing ends the transfer that waits for an answer.
      await device.releaseInterface(ends.interfaceNumber).catch(() => undefined);
      await device.close().catch(() => undefined);
      listeners.end();
    },
  };
}
