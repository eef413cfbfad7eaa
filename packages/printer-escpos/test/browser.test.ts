import {
  openWebUsb,
  type WebSerialPort,
  type WebUsbDevice,
  webSerialTransport,
} from "@tillwright/printer-escpos/browser";
import { describe, expect, test } from "vitest";

function serialPort() {
  const written: number[] = [];
  let give: (value: { done: boolean; value?: Uint8Array }) => void = () => undefined;
  const port: WebSerialPort = {
    readable: {
      getReader: () => ({
        read: () => new Promise((resolve) => (give = resolve)),
        cancel: async () => give({ done: true }),
        releaseLock: () => undefined,
      }),
    },
    writable: {
      getWriter: () => ({
        ready: Promise.resolve(),
        write: async (bytes) => {
          if (bytes[0] === 0xee) throw new Error("unplugged");
          written.push(...bytes);
        },
        close: async () => undefined,
        releaseLock: () => undefined,
      }),
    },
    close: async () => undefined,
  };
  return {
    port,
    written,
    say: (...bytes: number[]) => give({ done: false, value: Uint8Array.from(bytes) }),
  };
}

describe("a serial port of the browser", () => {
  test("writes, hears, ends", async () => {
    const { port, written, say } = serialPort();
    const transport = webSerialTransport(port);
    const heard: number[] = [];
    const stop = transport.listen((bytes) => heard.push(...bytes));
    await transport.write(Uint8Array.of(1, 2));
    say(0x12);
    await expect.poll(() => heard).toEqual([0x12]);
    stop();
    let ended = 0;
    transport.onClose(() => (ended += 1));
    await transport.close();
    await transport.close();
    expect([written, ended]).toEqual([[1, 2], 1]);
    await expect(transport.write(Uint8Array.of(3))).rejects.toMatchObject({
      code: "printer.transport-failed",
    });
    transport.onClose(() => (ended += 1));
    expect(ended).toBe(2);
  });

  test("one that is unplugged says so once; one that is not open is refused", async () => {
    const { port } = serialPort();
    const transport = webSerialTransport(port);
    let ended = 0;
    transport.onClose(() => (ended += 1));
    await expect(transport.write(Uint8Array.of(0xee))).rejects.toThrow(/unplugged/);
    await expect(transport.write(Uint8Array.of(0xee))).rejects.toThrow(/closed/);
    expect(ended).toBe(1);
    expect(() => webSerialTransport({ ...port, writable: null })).toThrow(/not open/);
  });
});

function usbDevice(interfaceClass = 7, more: Partial<WebUsbDevice> = {}) {
  const written: number[] = [];
  const calls: string[] = [];
  const answers: DataView[] = [];
  let fail: (error: Error) => void = () => undefined;
  const device: WebUsbDevice = {
    opened: false,
    configuration: {
      interfaces: [
        { interfaceNumber: 0, alternates: [{ interfaceClass: 3, endpoints: [] }] },
        {
          interfaceNumber: 1,
          alternates: [
            {
              interfaceClass,
              endpoints: [
                { endpointNumber: 2, direction: "in", type: "bulk" },
                { endpointNumber: 3, direction: "out", type: "bulk" },
              ],
            },
          ],
        },
      ],
    },
    open: async () => void calls.push("open"),
    close: async () => fail(new Error("closed")),
    selectConfiguration: async () => void calls.push("select"),
    claimInterface: async (number) => void calls.push(`claim ${number}`),
    releaseInterface: async (number) => void calls.push(`release ${number}`),
    transferOut: async (endpoint, bytes) => {
      if (bytes[0] === 0xee) return { status: "stall", bytesWritten: 0 };
      const part = [...bytes].slice(0, 2);
      calls.push(`out ${endpoint}`);
      written.push(...part);
      return { status: "ok", bytesWritten: part.length };
    },
    transferIn: () => {
      const data = answers.shift();
      return data === undefined
        ? new Promise((_, reject) => (fail = reject))
        : new Promise((resolve) => setTimeout(() => resolve({ status: "ok", data }), 5));
    },
    ...more,
  };
  return { device, written, calls, answers };
}

describe("a USB printer in the browser", () => {
  test("its printer interface is claimed; what it does not take at once is sent again from there", async () => {
    const { device, written, calls, answers } = usbDevice();
    answers.push(new DataView(Uint8Array.of(0x12).buffer));
    const transport = await openWebUsb(device);
    const heard: number[] = [];
    transport.listen((bytes) => heard.push(...bytes));
    await Promise.all([transport.write(Uint8Array.of(1, 2, 3)), transport.write(Uint8Array.of(4))]);
    expect(written).toEqual([1, 2, 3, 4]);
    await expect.poll(() => heard).toEqual([0x12]);
    const ended = new Promise<void>((resolve) => transport.onClose(resolve));
    await transport.close();
    await transport.close();
    await ended;
    expect(calls).toEqual(["open", "claim 1", "out 3", "out 3", "out 3", "release 1"]);
    await expect(transport.write(Uint8Array.of(5))).rejects.toThrow(/closed/);
  });

  test("vendor interfaces are taken where there is no other; a stall ends the transport", async () => {
    const { device } = usbDevice(255);
    const transport = await openWebUsb(device);
    await expect(transport.write(Uint8Array.of(0xee))).rejects.toThrow(/stall/);
    await expect(transport.write(Uint8Array.of(1))).rejects.toThrow(/closed/);
  });

  test("no printer, and one that the system keeps, are refused (NielsLeenheer/WebUSBReceiptPrinter#2, #7)", async () => {
    await expect(openWebUsb(usbDevice(8).device)).rejects.toMatchObject({
      code: "printer.transport-failed",
    });
    const claimed = usbDevice(7, {
      claimInterface: () => Promise.reject(new Error("Access denied")),
    });
    await expect(openWebUsb(claimed.device)).rejects.toThrow(/Access denied/);
  });
});
