import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { memoryTransport } from "@tillwright/printer-escpos";
import {
  openWebUsb,
  type WebSerialPort,
  type WebUsbDevice,
  type WebUsbInterface,
  webSerialTransport,
} from "@tillwright/printer-escpos/browser";
import { openDeviceFile, openSerial } from "@tillwright/printer-escpos/node";
import { describe, expect, test } from "vitest";

const lost = (path: string, why: string) => ({
  code: "printer.transport-failed",
  message: `${path} was lost: ${why}.`,
});

describe("a serial port of the browser", () => {
  type Chunk = { done: boolean; value?: Uint8Array };

  /** A port that notes each call and says what it is told to. */
  function notedPort(more: { writerClose?: () => Promise<void>; ready?: Promise<unknown> } = {}) {
    const calls: string[] = [];
    const waiting: Chunk[] = [];
    let give: ((chunk: Chunk) => void) | undefined;
    let fail: (error: Error) => void = () => undefined;
    const port: WebSerialPort = {
      readable: {
        getReader: () => ({
          read: () =>
            new Promise((resolve, reject) => {
              const next = waiting.shift();
              if (next !== undefined) resolve(next);
              [give, fail] = [resolve, reject];
            }),
          cancel: async () => {
            calls.push("cancel");
            give?.({ done: true });
          },
          releaseLock: () => void calls.push("reader released"),
        }),
      },
      writable: {
        getWriter: () => ({
          ready: more.ready ?? Promise.resolve(),
          write: async (bytes) => void calls.push(`write ${[...bytes]}`),
          close: more.writerClose ?? (async () => void calls.push("writer closed")),
          releaseLock: () => void calls.push("writer released"),
        }),
      },
      close: async () => void calls.push("port closed"),
    };
    const say = (chunk: Chunk): void => {
      if (give === undefined) waiting.push(chunk);
      else give(chunk);
    };
    return { port, calls, say, fail: (error: Error) => fail(error) };
  }

  test("is let go in order: what was written first, then the reader, then the port", async () => {
    const { port, calls } = notedPort();
    const transport = webSerialTransport(port);
    await transport.close();
    expect(calls).toEqual([
      "writer closed",
      "writer released",
      "cancel",
      "reader released",
      "port closed",
    ]);
  });

  test("is closed even where the last bytes cannot be sent", async () => {
    const { port, calls } = notedPort({ writerClose: () => Promise.reject(new Error("gone")) });
    await webSerialTransport(port).close();
    expect(calls.at(-1)).toBe("port closed");
  });

  test("a write waits until the port takes more", async () => {
    let take: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => (take = resolve));
    const { port, calls } = notedPort({ ready });
    const writing = webSerialTransport(port).write(Uint8Array.of(7));
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(calls).toEqual([]);
    take();
    await writing;
    expect(calls).toEqual(["write 7"]);
  });

  test("nothing said is nothing heard, and the end of the stream is the end of the port", async () => {
    const { port, say } = notedPort();
    const transport = webSerialTransport(port);
    const heard: number[][] = [];
    transport.listen((bytes) => heard.push([...bytes]));
    const ended = new Promise<void>((resolve) => transport.onClose(resolve));
    say({ done: false, value: new Uint8Array(0) });
    await new Promise((resolve) => setTimeout(resolve, 1));
    say({ done: true, value: Uint8Array.of(5) });
    await ended;
    expect(heard).toEqual([[5]]);
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject(
      lost("the port", "it is closed"),
    );
  });

  test("a port that fails while it is read has ended; who no longer asks is not told", async () => {
    const { port, fail } = notedPort();
    const transport = webSerialTransport(port);
    const told: string[] = [];
    const stop = transport.onClose(() => told.push("first"));
    const ended = new Promise<void>((resolve) => transport.onClose(resolve));
    stop();
    fail(new Error("unplugged"));
    await ended;
    expect(told).toEqual([]);
  });

  test("who stops listening hears nothing more", async () => {
    const { port, say } = notedPort();
    const transport = webSerialTransport(port);
    const heard: string[] = [];
    const stop = transport.listen(() => heard.push("stopped"));
    transport.listen(() => heard.push("kept"));
    stop();
    say({ done: false, value: Uint8Array.of(1) });
    await expect.poll(() => heard).toEqual(["kept"]);
  });

  test("closing twice closes once", async () => {
    const { port, calls } = notedPort();
    const transport = webSerialTransport(port);
    await Promise.all([transport.close(), transport.close()]);
    expect(calls.filter((call) => call === "port closed")).toHaveLength(1);
  });

  test.each(["readable", "writable"])("a port whose %s side is missing is not open", (side) => {
    expect(() => webSerialTransport({ ...notedPort().port, [side]: null })).toThrow(
      expect.objectContaining(lost("the port", "it is not open")),
    );
  });
});

describe("a USB printer in the browser", () => {
  const bulk = (endpointNumber: number, direction: "in" | "out") => ({
    endpointNumber,
    direction,
    type: "bulk",
  });
  type Endpoint = ReturnType<typeof bulk>;
  const interfaceOf = (
    interfaceNumber: number,
    interfaceClass: number,
    endpoints: Endpoint[],
  ): WebUsbInterface => ({ interfaceNumber, alternates: [{ interfaceClass, endpoints }] });

  function notedDevice(interfaces: WebUsbInterface[], more: Partial<WebUsbDevice> = {}) {
    const calls: string[] = [];
    const device: WebUsbDevice = {
      opened: false,
      configuration: { interfaces },
      open: async () => void calls.push("open"),
      close: async () => void calls.push("close"),
      selectConfiguration: async (value) => void calls.push(`select ${value}`),
      claimInterface: async (number) => void calls.push(`claim ${number}`),
      releaseInterface: async (number) => void calls.push(`release ${number}`),
      transferOut: async (endpoint, bytes) => {
        calls.push(`out ${endpoint}: ${[...bytes]}`);
        return { status: "ok", bytesWritten: bytes.length };
      },
      transferIn: (endpoint, length) => {
        calls.push(`in ${endpoint}: ${length}`);
        return new Promise(() => undefined);
      },
      ...more,
    };
    return { device, calls };
  }

  const printer = interfaceOf(0, 7, [bulk(1, "out"), bulk(2, "in")]);

  test("one that is open and set up is only claimed", async () => {
    const { device, calls } = notedDevice([printer], { opened: true });
    await openWebUsb(device);
    expect(calls).toEqual(["claim 0", "in 2: 64"]);
  });

  test("one that the system keeps is told apart by its reason", async () => {
    const { device } = notedDevice([printer], {
      claimInterface: () => Promise.reject(new Error("Access denied")),
    });
    await expect(openWebUsb(device)).rejects.toMatchObject({
      code: "printer.transport-failed",
      message:
        "the USB device cannot be opened: Access denied; under Windows the driver of the system keeps printers until WinUSB takes its place.",
    });
  });

  test("one that is not set up gets its first configuration", async () => {
    const { device, calls } = notedDevice([], { configuration: null });
    await expect(openWebUsb(device)).rejects.toMatchObject({
      code: "printer.transport-failed",
      message: "the USB device cannot be opened: it has no interface of a printer.",
    });
    expect(calls).toEqual(["open", "select 1"]);
  });

  test("the interface of a printer is taken before one of the vendor, wherever it stands", async () => {
    const vendor = interfaceOf(0, 255, [bulk(5, "out")]);
    const { device, calls } = notedDevice([vendor, interfaceOf(3, 7, [bulk(1, "out")])]);
    await (await openWebUsb(device)).write(Uint8Array.of(9));
    expect(calls).toEqual(["open", "claim 3", "out 1: 9"]);
  });

  test("only bulk endpoints carry a receipt, and an interface without one is passed over", async () => {
    const interrupt = { endpointNumber: 1, direction: "out" as const, type: "interrupt" };
    const deaf = interfaceOf(0, 7, [interrupt, bulk(2, "in")]);
    const { device, calls } = notedDevice([deaf, interfaceOf(1, 7, [interrupt, bulk(4, "out")])]);
    await (await openWebUsb(device)).write(Uint8Array.of(9));
    expect(calls).toEqual(["open", "claim 1", "out 4: 9"]);
  });

  test("only the first alternate of an interface counts, which is the one that is set", async () => {
    const other = {
      ...printer,
      alternates: [...interfaceOf(0, 3, []).alternates, ...printer.alternates],
    };
    await expect(openWebUsb(notedDevice([other]).device)).rejects.toThrow(/no interface/);
  });

  test.each([
    [{ status: "babble", bytesWritten: 3 }, "transfer babble"],
    [{ status: "ok", bytesWritten: 0 }, "nothing is taken"],
  ])("a transfer that ends with %j is a printer that is lost", async (answer, why) => {
    const { device } = notedDevice([printer], { transferOut: async () => answer });
    const transport = await openWebUsb(device);
    let ends = 0;
    transport.onClose(() => (ends += 1));
    await expect(transport.write(Uint8Array.of(1, 2, 3))).rejects.toMatchObject(
      lost("the USB device", why),
    );
    expect(ends).toBe(1);
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject(
      lost("the USB device", "it is closed"),
    );
  });

  test("a browser that names no status has taken the bytes", async () => {
    const { device } = notedDevice([printer], { transferOut: async () => ({ bytesWritten: 3 }) });
    await expect((await openWebUsb(device)).write(Uint8Array.of(1, 2, 3))).resolves.toBeUndefined();
  });

  test("what is written is what the bytes were when it was asked for", async () => {
    const { device, calls } = notedDevice([printer]);
    const transport = await openWebUsb(device);
    const bytes = Uint8Array.of(1, 2);
    const writing = transport.write(bytes);
    bytes.fill(0);
    await writing;
    expect(calls).toContain("out 1: 1,2");
  });

  test("what it says is heard from where it lies in the answer, and an empty answer is not heard", async () => {
    const answers = [
      { data: new DataView(new ArrayBuffer(0)) },
      {},
      { data: new DataView(Uint8Array.of(1, 2, 3, 4).buffer, 1, 2) },
    ];
    const { device } = notedDevice([printer], {
      transferIn: () => {
        const answer = answers.shift();
        if (answer === undefined) return Promise.reject(new Error("unplugged"));
        return new Promise((resolve) => setTimeout(() => resolve(answer), 1));
      },
    });
    const transport = await openWebUsb(device);
    const heard: number[][] = [];
    transport.listen((bytes) => heard.push([...bytes]));
    await new Promise<void>((resolve) => transport.onClose(resolve));
    expect(heard).toEqual([[2, 3]]);
  });

  test("closing waits for what is being written, and goes on where the device is gone", async () => {
    let taken: () => void = () => undefined;
    const gone = () => Promise.reject(new Error("gone"));
    const { device, calls } = notedDevice([interfaceOf(0, 7, [bulk(1, "out")])], {
      transferOut: (_, bytes) =>
        new Promise((resolve) => {
          taken = () => resolve({ status: "ok", bytesWritten: bytes.length });
        }),
      releaseInterface: gone,
      close: gone,
    });
    const transport = await openWebUsb(device);
    let ends = 0;
    transport.onClose(() => (ends += 1));
    const writing = transport.write(Uint8Array.of(1));
    const closing = transport.close();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(ends).toBe(0);
    taken();
    await Promise.all([writing, closing, transport.close()]);
    expect(ends).toBe(1);
    expect(calls).toEqual(["open", "claim 0"]);
  });
});

describe("a serial port of the computer", () => {
  function stream(write: (done: (error?: Error) => void) => void = (done) => done()) {
    return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => write(done) });
  }

  test("a write that fails says why, and so does every one after it", async () => {
    const transport = openSerial(stream((done) => done(new Error("jammed"))));
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject(
      lost("the serial port", "jammed"),
    );
    await new Promise<void>((resolve) => transport.onClose(resolve));
    await expect(transport.write(Uint8Array.of(2))).rejects.toMatchObject(
      lost("the serial port", "jammed"),
    );
  });

  test("the other side ends: told once, to those who still ask, and nothing more is sent", async () => {
    const port = stream();
    const transport = openSerial(port);
    const told: string[] = [];
    transport.onClose(() => told.push("kept"));
    transport.onClose(() => told.push("stopped"))();
    transport.listen(() => undefined);
    const ended = new Promise<void>((resolve) => transport.onClose(resolve));
    port.push(null);
    await ended;
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject(
      lost("the serial port", "it is closed"),
    );
    await transport.close();
    expect(told).toEqual(["kept"]);
  });

  test("a port that never says that it has ended is cut off", async () => {
    const port = stream(() => undefined);
    const transport = openSerial(port, 5);
    void transport.write(Uint8Array.of(1)).catch(() => undefined);
    await transport.close();
    expect(port.destroyed).toBe(true);
    await transport.close();
  });
});

describe("a device file", () => {
  test("is emptied first and gets the bytes as they were when they were written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "device-"));
    const path = join(folder, "lp0");
    writeFileSync(path, "an older receipt that was longer");
    const transport = await openDeviceFile(path);
    const bytes = Uint8Array.of(1, 2);
    const writing = transport.write(bytes);
    bytes.fill(0);
    await writing;
    await transport.close();
    expect([...readFileSync(path)]).toEqual([1, 2]);
    await expect(transport.write(bytes)).rejects.toMatchObject({
      code: "printer.transport-failed",
      message: `${path}: it is closed.`,
    });
    rmSync(folder, { recursive: true });
  });

  test.skipIf(!existsSync("/dev/full"))(
    "a write that fails says why, and closing is no mistake",
    async () => {
      const transport = await openDeviceFile("/dev/full");
      const why = {
        code: "printer.transport-failed",
        message: expect.stringMatching(/^\/dev\/full: ENOSPC/),
      };
      await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject(why);
      await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject(why);
      await transport.close();
    },
  );
});

describe("a transport into memory", () => {
  test("joins what was written, as it was when it was written", async () => {
    const transport = memoryTransport();
    const bytes = Uint8Array.of(1, 2);
    await transport.write(bytes);
    bytes.fill(0);
    await transport.write(Uint8Array.of(3));
    expect([...transport.written()]).toEqual([1, 2, 3]);
    await transport.close();
    await transport.close();
    await expect(transport.write(Uint8Array.of(4, 5))).rejects.toMatchObject({
      code: "printer.transport-closed",
      message: "2 bytes were written to a transport that is closed.",
    });
    expect([...transport.written()]).toEqual([1, 2, 3]);
  });
});
