/*
 * What went wrong with other libraries between the program and the paper, each as users of theirs have told it, and does not here.
 * The names are those of the repositories and of the threads. known-bugs.test.ts has what went wrong in the bytes.
 *
 * What cannot be shown without the hardware: that a certain printer has room for a strip of 64 rows (lukevp/ESC-POS-.NET#156), that its
 * motor leaves no stripe (DantSu/ESCPOS-ThermalPrinter-Android#451), and that Windows gives a device free once WinUSB has taken the
 * place of its driver (NielsLeenheer/WebUSBReceiptPrinter#7). What is sent to the printer in these cases is tested.
 */
import { openWebUsb, type WebUsbDevice } from "@tillwright/printer-escpos/browser";
import { openTcp } from "@tillwright/printer-escpos/node";
import {
  askStatus,
  createSpool,
  type DeliverOptions,
  deliver,
  memorySpoolStore,
  type SpoolJob,
} from "@tillwright/printer-escpos/spool";
import {
  type PrinterSimulator,
  type SimulatorOptions,
  startPrinterSimulator,
} from "@tillwright/printer-escpos/testing";
import { describe, expect, onTestFinished, test } from "vitest";

const CUT = [0x1d, 0x56, 0x00];
const jobOf = (text: string) =>
  Uint8Array.of(
    0x1b,
    0x40,
    ...[...`<${text}>`].map((letter) => letter.charCodeAt(0)),
    0x0a,
    ...CUT,
  );

/** What is on the paper, each job by its text. */
function printedBy(printer: PrinterSimulator): readonly string[] {
  const paper = [...printer.receipts(), printer.unfinished()];
  const text = paper.map((bytes) => String.fromCharCode(...bytes)).join("");
  return [...text.matchAll(/<([^>]*)>/g)].map(([, name = ""]) => name);
}

async function printerWith(options: SimulatorOptions = {}): Promise<PrinterSimulator> {
  const printer = await startPrinterSimulator(options);
  onTestFinished(() => printer.close());
  return printer;
}

async function lineTo(printer: PrinterSimulator) {
  const { host, port } = printer;
  // A busy printer does not agree that a connection ends.
  const transport = await openTcp({ host, port, closeMilliseconds: 50 });
  onTestFinished(() => transport.close());
  return transport;
}

function spoolOn(printer: PrinterSimulator, delivery: DeliverOptions = {}, attempts = 40) {
  const settled: SpoolJob[] = [];
  const spool = createSpool({
    store: memorySpoolStore(),
    connect: () => openTcp({ host: printer.host, port: printer.port }),
    attempts,
    retryMilliseconds: 10,
    delivery: { answerMilliseconds: 300, ...delivery },
    onSettled: (job) => settled.push(job),
  });
  return { spool, settled };
}

describe("connections", () => {
  test("a printer that takes everything and says nothing does not hang the program (Klemen1337/node-thermal-printer#239)", async () => {
    const printer = await printerWith();
    const transport = await lineTo(printer);
    printer.set({ paper: "present" });
    const outcome = await deliver(transport, jobOf("a"), {
      answerMilliseconds: 300,
      printMilliseconds: 60,
      pollMilliseconds: 20,
      beforeFirstByte: async () => {
        printer.set({ paper: "out" });
        return true;
      },
    });
    expect(outcome).toMatchObject({ kind: "unknown", reason: "paper-out" });
  });

  test("a print is known when the printer says so, and not when some time is over (Klemen1337/node-thermal-printer#189)", async () => {
    const printer = await printerWith();
    // A clock that stands still: nothing that waits for time would ever end.
    const timer = () => () => undefined;
    expect(await deliver(await lineTo(printer), jobOf("a"), { timer })).toEqual({
      kind: "printed",
    });
  });

  test("how long is waited is the caller's to say (Klemen1337/node-thermal-printer#59)", async () => {
    const printer = await printerWith();
    const asked: number[] = [];
    const timer = (milliseconds: number, ring: () => void) => {
      asked.push(milliseconds);
      const handle = setTimeout(ring, milliseconds);
      return () => clearTimeout(handle);
    };
    await deliver(await lineTo(printer), jobOf("a"), {
      timer,
      answerMilliseconds: 30_001,
      stallMilliseconds: 30_002,
      printMilliseconds: 30_003,
    });
    expect([...new Set(asked)].sort()).toEqual([30_001, 30_002, 30_003]);
  });

  test("a printer that is busy with another till is not sent a job that nobody would see (lsongdev/node-escpos#396)", async () => {
    const printer = await printerWith();
    const first = await lineTo(printer);
    await deliver(first, jobOf("first"));
    const second = await lineTo(printer);
    expect(await deliver(second, jobOf("second"), { answerMilliseconds: 60 })).toEqual({
      kind: "undelivered",
      reason: "no-answer",
    });
    expect(printer.receipts()).toHaveLength(1);
  });

  test("the printer is free for the next connection when one is closed (mike42/escpos-php#273)", async () => {
    const printer = await printerWith();
    for (const name of ["a", "b", "c"]) {
      const transport = await openTcp({ host: printer.host, port: printer.port });
      expect(await deliver(transport, jobOf(name))).toEqual({ kind: "printed" });
      await transport.close();
    }
    expect(printedBy(printer)).toEqual(["a", "b", "c"]);
  });
});

describe("the state of the printer", () => {
  test("a question has an answer with a type (Klemen1337/node-thermal-printer#17, #211, #256, mike42/escpos-php#43)", async () => {
    const printer = await printerWith();
    const transport = await lineTo(printer);
    const sound = { online: true, cover: "closed", paper: "present", error: "none" };
    expect(await askStatus(transport)).toMatchObject(sound);
    printer.set({ paper: "low" });
    expect(await askStatus(transport)).toMatchObject({ ...sound, paper: "low" });
  });

  test("a printer that is out of paper still answers (Klemen1337/node-thermal-printer#262, lsongdev/node-escpos#58, #288)", async () => {
    const printer = await printerWith();
    const transport = await lineTo(printer);
    printer.set({ paper: "out", cover: "open" });
    expect(await askStatus(transport)).toMatchObject({
      online: false,
      paper: "out",
      cover: "open",
    });
  });

  test("without paper there is no success (wwandreww/esc_pos_printer#108)", async () => {
    const printer = await printerWith();
    const { spool, settled } = spoolOn(printer, {}, 1);
    printer.set({ paper: "out" });
    await spool.add({ id: "a", printer: "front", bytes: jobOf("a") });
    await spool.work("front");
    expect(settled).toMatchObject([{ state: "undelivered", reason: "paper-out" }]);
    expect(printer.receipts()).toEqual([]);
  });
});

describe("half a receipt, two receipts, receipts in the wrong order", () => {
  test("after new paper as many receipts come out as there were jobs (Klemen1337/node-thermal-printer#78)", async () => {
    const printer = await printerWith();
    const { spool, settled } = spoolOn(printer);
    printer.set({ paper: "out" });
    const names = ["a", "b", "c"];
    for (const id of names) await spool.add({ id, printer: "front", bytes: jobOf(id) });
    const working = spool.work("front");
    // Long enough for many tries, none of which may leave anything in the printer.
    setTimeout(() => printer.set({ paper: "present" }), 120);
    await working;
    expect(printedBy(printer)).toEqual(names);
    expect(settled[0]?.attempts).toBeGreaterThan(2);
  });

  test("paper that ends under a job: the job is not sent again by itself (Klemen1337/node-thermal-printer#78)", async () => {
    let isOut = false;
    const printer = await printerWith({
      mishap: (received) => {
        // The four questions before a job are twelve bytes.
        if (isOut || received <= 12) return undefined;
        isOut = true;
        return { paper: "out" };
      },
      repairMilliseconds: 60_000,
    });
    const { spool, settled } = spoolOn(printer, { printMilliseconds: 400 });
    for (const id of ["a", "b"]) await spool.add({ id, printer: "front", bytes: jobOf(id) });
    const working = spool.work("front");
    await expect.poll(() => settled.length, { timeout: 10_000 }).toBe(1);
    printer.set({ paper: "present" });
    await working;
    expect(settled.map((job) => [job.id, job.state])).toEqual([
      ["a", "unknown"],
      ["b", "printed"],
    ]);
    expect(printedBy(printer)).toEqual(["a", "b"]);
  });

  test("closing does not cut off what is still on its way (wwandreww/esc_pos_printer#169, lukevp/ESC-POS-.NET#227)", async () => {
    const printer = await printerWith({ bytesPerSecond: 400_000, bufferBytes: 128 });
    const transport = await openTcp({ host: printer.host, port: printer.port });
    const long = Uint8Array.of(...new Uint8Array(20_000).fill(0x58), 0x0a, ...CUT);
    await transport.write(long);
    await transport.close();
    await expect.poll(() => printer.receipts().length, { timeout: 5000 }).toBe(1);
    expect(printer.receipts()[0]).toHaveLength(long.length);
  });

  test("the job after one that was broken off begins clean (lukevp/ESC-POS-.NET#170, #254)", async () => {
    let isDropped = false;
    const printer = await printerWith({
      bufferBytes: 256,
      bytesPerSecond: 200_000,
      mishap: (received) => {
        if (isDropped || received < 1500) return undefined;
        isDropped = true;
        return "drop-line";
      },
    });
    const picture = new Uint8Array(8 + 48 * 64).fill(0xff);
    picture.set([0x1d, 0x76, 0x30, 0, 48, 0, 64, 0]);
    const { spool, settled } = spoolOn(printer);
    await spool.add({ id: "picture", printer: "front", bytes: picture });
    await spool.add({ id: "receipt", printer: "front", bytes: jobOf("clean") });
    await spool.work("front");
    expect(settled.map((job) => job.state)).toEqual(["unknown", "printed"]);
    const last = printer.receipts().at(-1) ?? new Uint8Array();
    expect([...last.slice(-jobOf("clean").length)]).toEqual([...jobOf("clean")]);
  });

  test("jobs handed in at once are all printed, one after the other (mike42/escpos-php#607, #654, lukevp/ESC-POS-.NET#251)", async () => {
    const printer = await printerWith();
    const { spool } = spoolOn(printer);
    const names = Array.from({ length: 12 }, (_, index) => `job ${index}`);
    await Promise.all(
      names.map(async (id) => {
        await spool.add({ id, printer: "front", bytes: jobOf(id) });
        await spool.work("front");
      }),
    );
    expect([...printedBy(printer)].sort()).toEqual([...names].sort());
  });

  test("parts of a job arrive in their order, also when the line takes them one by one (qzind/tray#392, tr3v3r/react-native-esc-pos-printer#104)", async () => {
    const printer = await printerWith({ bufferBytes: 64, bytesPerSecond: 200_000 });
    const letters = Array.from({ length: 3000 }, (_, index) => 0x30 + (index % 70));
    const job = Uint8Array.of(...letters, 0x0a, ...CUT);
    const transport = await lineTo(printer);
    expect(await deliver(transport, job, { pieceBytes: 37 })).toEqual({ kind: "printed" });
    expect(printer.receipts()).toEqual([job]);
  });
});

test("a USB printer that the system keeps is refused with what to do (NielsLeenheer/WebUSBReceiptPrinter#2, #7, grandchef/escpos-buffer#50, bebo925/ng-thermal-print#14)", async () => {
  const device: WebUsbDevice = {
    opened: false,
    configuration: null,
    open: () => Promise.reject(new Error("Access denied.")),
    close: async () => undefined,
    selectConfiguration: async () => undefined,
    claimInterface: async () => undefined,
    releaseInterface: async () => undefined,
    transferIn: () => Promise.reject(new Error("closed")),
    transferOut: () => Promise.reject(new Error("closed")),
  };
  await expect(openWebUsb(device)).rejects.toMatchObject({
    code: "printer.transport-failed",
    message:
      "the USB device cannot be opened: Access denied; under Windows the driver of the system keeps printers until WinUSB takes its place.",
  });
});
