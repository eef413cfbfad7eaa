import { openTcp } from "@tillwright/printer-escpos/node";
import {
  askStatus,
  createAnswerReader,
  memorySpoolStore,
  type PrinterAnswer,
  type PrinterStatus,
  problemOf,
  watchStatus,
} from "@tillwright/printer-escpos/spool";
import { startPrinterSimulator } from "@tillwright/printer-escpos/testing";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RUNS } from "./runs.js";

function read(...bytes: number[]): PrinterAnswer[] {
  const heard: PrinterAnswer[] = [];
  createAnswerReader((answer) => heard.push(answer))(Uint8Array.from(bytes));
  return heard;
}

const sound: PrinterStatus = {
  online: true,
  cover: "closed",
  paper: "present",
  error: "none",
  drawerPin: "low",
};

describe("what a printer sends", () => {
  test("a byte of DLE EOT, a byte of GS r, the name of a job", () => {
    expect(read(0x16)).toEqual([{ kind: "real-time", byte: 0x16 }]);
    expect(read(0x0f)).toEqual([
      { kind: "transmitted", byte: 0x0f, paper: "out", drawerPin: "high" },
    ]);
    expect(read(0x37, 0x22, 0x30, 0x30, 0x31, 0x37, 0x00)).toEqual([
      { kind: "process-id", id: "0017" },
    ]);
  });

  test("the automatic status: four bytes with drawer, cover, error and paper", () => {
    const status = (...bytes: number[]) => {
      const [answer] = read(...bytes);
      return answer?.kind === "status-back" ? answer.status : undefined;
    };
    expect(status(0x10, 0, 0, 0)).toEqual(sound);
    expect(status(0x14, 0, 0x03, 0)).toEqual({ ...sound, drawerPin: "high", paper: "low" });
    expect(status(0x38, 0, 0, 0x0f)).toEqual({ ...sound, online: false, cover: "open" });
    expect(status(0x18, 0x08, 0x0f, 0)).toEqual({
      ...sound,
      online: false,
      error: "cutter",
      paper: "out",
    });
    expect(status(0x18, 0x20, 0, 0)?.error).toBe("unrecoverable");
    expect(status(0x18, 0x40, 0, 0)?.error).toBe("recoverable");
  });

  test("an automatic status that breaks off does not swallow what follows", () => {
    expect(read(0x10, 0x00, 0x12, 0x0c)).toEqual([
      { kind: "real-time", byte: 0x12 },
      { kind: "transmitted", byte: 0x0c, paper: "out", drawerPin: "low" },
    ]);
  });

  test("GS r 1 tells of the paper: there, near its end, out; GS r 2 of the drawer", () => {
    const paper = (byte: number) => read(byte).map((answer) => "paper" in answer && answer.paper);
    expect([0x00, 0x03, 0x0c].map(paper)).toEqual([["present"], ["low"], ["out"]]);
    const drawer = (byte: number) =>
      read(byte).map((answer) => "drawerPin" in answer && answer.drawerPin);
    expect([0x00, 0x01].map(drawer)).toEqual([["low"], ["high"]]);
  });

  test("flow control and blocks of other kinds are passed over", () => {
    expect(read(0x11, 0x13, 0x5f, 0x54, 0x4d, 0x00, 0x37, 0x21, 0x40, 0x00, 0x12)).toEqual([
      { kind: "real-time", byte: 0x12 },
    ]);
    const endless = Array.from({ length: 128 }, () => 0x41);
    expect(read(0x5f, ...endless, 0x12)).toEqual([{ kind: "real-time", byte: 0x12 }]);
  });

  test("answers are the same in whatever pieces they arrive, and any bytes can be read", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 }),
        (bytes, pieces) => {
          const heard: PrinterAnswer[] = [];
          const hear = createAnswerReader((answer) => heard.push(answer));
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = pieces[turn % pieces.length] ?? 1;
            hear(Uint8Array.from(bytes.slice(at, at + size)));
            at += size;
          }
          expect(heard).toEqual(read(...bytes));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe("why a printer cannot print", () => {
  test("the cover comes before the paper, and a cause before being offline", () => {
    expect(problemOf(sound)).toBeUndefined();
    expect(problemOf({ ...sound, paper: "low" })).toBeUndefined();
    expect(problemOf({ ...sound, online: false })).toBe("offline");
    expect(problemOf({ ...sound, online: false, error: "cutter" })).toBe("error");
    expect(problemOf({ ...sound, online: false, paper: "out" })).toBe("paper-out");
    expect(problemOf({ ...sound, cover: "open", paper: "out" })).toBe("cover-open");
  });
});

describe("asking a printer", () => {
  test.each([
    [{}, sound],
    [{ paper: "low" }, { ...sound, paper: "low" }],
    [{ paper: "out" }, { ...sound, online: false, paper: "out" }],
    [{ cover: "open" }, { ...sound, online: false, cover: "open" }],
    [{ error: "cutter" }, { ...sound, online: false, error: "cutter" }],
    [{ error: "recoverable" }, { ...sound, online: false, error: "recoverable" }],
    [{ error: "unrecoverable" }, { ...sound, online: false, error: "unrecoverable" }],
  ] as const)("%o", async (condition, expected) => {
    const printer = await startPrinterSimulator();
    const transport = await openTcp({ host: printer.host, port: printer.port });
    printer.set(condition);
    expect(await askStatus(transport)).toEqual(expected);
    await transport.close();
    await printer.close();
  });

  test("a printer that does not answer has no status, in the time that was given", async () => {
    const printer = await startPrinterSimulator({ answers: false });
    const transport = await openTcp({ host: printer.host, port: printer.port });
    expect(await askStatus(transport, { answerMilliseconds: 30 })).toBeUndefined();
    await transport.close();
    await printer.close();
  });
});

test("a store in memory keeps its own copy of the bytes", async () => {
  const store = memorySpoolStore();
  const bytes = Uint8Array.of(1);
  await store.add({ id: "a", printer: "p", bytes });
  bytes[0] = 9;
  expect((await store.find("a"))?.bytes).toEqual(Uint8Array.of(1));
});

test("a printer that is watched tells when its paper runs out and when there is some again", async () => {
  const printer = await startPrinterSimulator();
  const transport = await openTcp({ host: printer.host, port: printer.port });
  const heard: string[] = [];
  const stop = await watchStatus(transport, (status) => heard.push(status.paper));
  await expect.poll(() => heard).toEqual(["present"]);
  printer.set({ paper: "out" });
  await expect.poll(() => heard).toEqual(["present", "out"]);
  printer.set({ paper: "present" });
  await expect.poll(() => heard).toEqual(["present", "out", "present"]);
  await stop();
  await transport.close();
  await printer.close();
});
