import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { openDeviceFile, openSerial, openTcp } from "@tillwright/printer-escpos/node";
import {
  type DeliverOptions,
  deliver,
  type PrinterStatus,
  withoutAnswers,
} from "@tillwright/printer-escpos/spool";
import { type SimulatorOptions, startPrinterSimulator } from "@tillwright/printer-escpos/testing";
import { describe, expect, test } from "vitest";

const CUT = [0x1d, 0x56, 0x00];
const jobOf = (text: string) =>
  Uint8Array.of(0x1b, 0x40, ...[...text].map((letter) => letter.charCodeAt(0)), 0x0a, ...CUT);

async function delivered(
  bytes: Uint8Array,
  simulator: SimulatorOptions,
  options: DeliverOptions = {},
  prepare: (printer: Awaited<ReturnType<typeof startPrinterSimulator>>) => void = () => undefined,
) {
  const printer = await startPrinterSimulator(simulator);
  prepare(printer);
  const transport = await openTcp({ host: printer.host, port: printer.port });
  const outcome = await deliver(transport, bytes, { answerMilliseconds: 500, ...options });
  await transport.close();
  const receipts = printer.receipts();
  await printer.close();
  return { outcome, receipts, printer };
}

describe("a delivery", () => {
  test("is printed when the printer says so behind the last byte", async () => {
    const { outcome, receipts } = await delivered(jobOf("hello"), {});
    expect(outcome).toEqual({ kind: "printed" });
    expect(receipts).toEqual([jobOf("hello")]);
  });

  test("can be acknowledged by the name of the job", async () => {
    const { outcome, receipts } = await delivered(
      jobOf("hello"),
      {},
      { acknowledgement: "process-id", processId: "0042" },
    );
    expect(outcome).toEqual({ kind: "printed" });
    expect(receipts).toHaveLength(1);
  });

  test.each([
    ["paper-out", { paper: "out" }],
    ["cover-open", { cover: "open" }],
    ["error", { error: "cutter" }],
  ] as const)("%s: nothing is sent, and success is not claimed", async (reason, condition) => {
    const { outcome, receipts } = await delivered(jobOf("hello"), {}, {}, (printer) =>
      printer.set(condition),
    );
    expect(outcome).toEqual({ kind: "undelivered", reason });
    expect(receipts).toEqual([]);
  });

  test("a printer that says nothing gets nothing", async () => {
    const { outcome, receipts } = await delivered(
      jobOf("hello"),
      { answers: false },
      { answerMilliseconds: 40 },
    );
    expect(outcome).toEqual({ kind: "undelivered", reason: "no-answer" });
    expect(receipts).toEqual([]);
  });

  test("a printer that cannot answer is sent the job, and no more is claimed", async () => {
    const { outcome, receipts } = await delivered(
      jobOf("hello"),
      { answers: false },
      { acknowledgement: "none" },
    );
    expect(outcome).toEqual({ kind: "sent" });
    expect(receipts).toHaveLength(1);
  });

  test("paper that ends in the middle: it waits, says why, and is printed once when there is paper", async () => {
    const statuses: PrinterStatus["paper"][] = [];
    const { outcome, receipts } = await delivered(
      jobOf("x".repeat(3000)),
      { mishap: (bytes) => (bytes > 1000 ? once() : undefined), repairMilliseconds: 150 },
      { pollMilliseconds: 20, onStatus: (status) => statuses.push(status.paper) },
    );
    expect(outcome).toEqual({ kind: "printed" });
    expect(receipts).toHaveLength(1);
    expect(statuses).toContain("out");
  });

  test("paper that ends and is not put in: unknown, with the reason", async () => {
    happened = false;
    const { outcome } = await delivered(
      jobOf("x".repeat(3000)),
      { mishap: (bytes) => (bytes > 1000 ? once() : undefined), repairMilliseconds: 60_000 },
      { printMilliseconds: 80 },
    );
    expect(outcome).toEqual({ kind: "unknown", reason: "paper-out", sentBytes: 3006 });
  });

  test("an answer that is lost: unknown, though it is on paper", async () => {
    const { outcome, receipts } = await delivered(
      jobOf("hello"),
      { mishap: (bytes) => (bytes > 12 ? "lose-answers" : undefined) },
      { printMilliseconds: 60, answerMilliseconds: 30 },
    );
    expect(outcome).toEqual({ kind: "unknown", reason: "no-answer", sentBytes: 11 });
    expect(receipts).toHaveLength(1);
  });

  test("a line that breaks in the middle: unknown", async () => {
    const { outcome } = await delivered(jobOf("x".repeat(20_000)), {
      bytesPerSecond: 40_000,
      bufferBytes: 512,
      mishap: (bytes) => (bytes > 4000 ? "drop-line" : undefined),
    });
    expect(outcome).toMatchObject({ kind: "unknown", reason: "line-lost" });
  });

  test("a slow printer with a small buffer gets a long job at its own pace", async () => {
    const { outcome, receipts } = await delivered(jobOf("y".repeat(30_000)), {
      bytesPerSecond: 200_000,
      bufferBytes: 256,
    });
    expect(outcome).toEqual({ kind: "printed" });
    expect(receipts[0]).toHaveLength(30_006);
  });

  test("the caller can call it off when the printer is ready", async () => {
    const { outcome, receipts } = await delivered(
      jobOf("hello"),
      {},
      { beforeFirstByte: async () => false },
    );
    expect(outcome).toEqual({ kind: "undelivered", reason: "called-off" });
    expect(receipts).toEqual([]);
  });
});

let happened = false;
function once() {
  if (happened) return undefined;
  happened = true;
  return { paper: "out" } as const;
}

/** A line on which the test answers: status at once, and every `GS r` with as many bytes as `answers` says, in a piece each. */
function scriptedLine(answers: readonly number[]) {
  let hear: (bytes: Uint8Array) => void = () => undefined;
  let asked = 0;
  const requests: number[] = [];
  return {
    requests,
    transport: {
      async write(bytes: Uint8Array) {
        const [first, second, which = 0] = bytes;
        if (first === 0x10 && second === 0x04) hear(Uint8Array.of(0x12));
        if (first !== 0x1d || second !== 0x72) return;
        requests.push(bytes.length / 3);
        expect(which).toBe(1);
        for (let answer = 0; answer < (answers[asked] ?? 0); answer += 1) hear(Uint8Array.of(0));
        asked += 1;
      },
      close: async () => undefined,
      listen(listener: (bytes: Uint8Array) => void) {
        hear = listener;
        return () => {
          hear = () => undefined;
        };
      },
      onClose: () => () => undefined,
    },
  };
}

describe("answers that are still under way for a job that was broken off", () => {
  const soon = { answerMilliseconds: 20, printMilliseconds: 40, pollMilliseconds: 10 };

  test("one answer more than they can be is needed, and asked for", async () => {
    for (const brokenBefore of [0, 1, 2]) {
      const { transport, requests } = scriptedLine([brokenBefore + 1]);
      const outcome = await deliver(transport, jobOf("a"), { ...soon, brokenBefore });
      expect(outcome).toEqual({ kind: "printed" });
      expect(requests).toEqual([brokenBefore + 1]);
    }
  });

  test("with no more answers than may be theirs nothing is claimed", async () => {
    for (const brokenBefore of [1, 2]) {
      const { transport } = scriptedLine([brokenBefore]);
      const outcome = await deliver(transport, jobOf("a"), { ...soon, brokenBefore });
      expect(outcome).toMatchObject({ kind: "unknown", reason: "no-answer" });
    }
  });

  test("a job is known by its name, whatever else is still answered", async () => {
    const { transport, requests } = scriptedLine([9]);
    const byName = { acknowledgement: "process-id", processId: "0001", brokenBefore: 1 } as const;
    const outcome = await deliver(transport, jobOf("a"), { ...soon, ...byName });
    expect(outcome).toMatchObject({ kind: "unknown" });
    expect(requests).toEqual([]);
  });
});

describe("transports", () => {
  test("nobody there: a message that says where, soon", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    await new Promise((resolve) => server.close(resolve));
    await expect(openTcp({ host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "printer.transport-failed",
      message: expect.stringContaining(`tcp://127.0.0.1:${port}`),
    });
  });

  test("closing hands over everything that was written, to the last cut", async () => {
    const printer = await startPrinterSimulator({ bytesPerSecond: 2_000_000, bufferBytes: 512 });
    const transport = await openTcp({ host: printer.host, port: printer.port });
    const writes = Array.from({ length: 20 }, (_, index) => transport.write(jobOf(`no ${index}`)));
    await transport.close();
    await Promise.all(writes);
    await expect.poll(() => printer.receipts().length).toBe(20);
    await expect(transport.write(Uint8Array.of(0))).rejects.toMatchObject({
      code: "printer.transport-failed",
    });
    await transport.close();
    await printer.close();
  });

  test("who listens for the end of a line that is already lost hears of it", async () => {
    const printer = await startPrinterSimulator();
    const transport = await openTcp({ host: printer.host, port: printer.port });
    const lost = new Promise<void>((resolve) => transport.onClose(resolve));
    await expect.poll(() => printer.dropLine()).toBeUndefined();
    await lost;
    await new Promise<void>((resolve) => transport.onClose(resolve));
    expect(await deliver(transport, jobOf("late"))).toEqual({
      kind: "undelivered",
      reason: "line-lost",
    });
    await printer.close();
  });

  test("a device file gets the bytes in their order and nothing after it is closed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "printer-"));
    const path = join(folder, "lp0");
    const transport = await openDeviceFile(path);
    void transport.write(Uint8Array.of(1, 2));
    void transport.write(Uint8Array.of(3));
    await transport.close();
    await transport.close();
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    await expect(transport.write(Uint8Array.of(4))).rejects.toMatchObject({
      code: "printer.transport-failed",
    });
    await expect(openDeviceFile(join(folder, "none", "lp0"))).rejects.toMatchObject({
      code: "printer.transport-failed",
    });
    rmSync(folder, { recursive: true });
  });

  test("a serial port is any duplex stream", async () => {
    const written: number[] = [];
    const port = new Duplex({
      read: () => undefined,
      write(chunk: Uint8Array, _encoding, done) {
        written.push(...chunk);
        done();
      },
    });
    const transport = openSerial(port, 50);
    const heard: number[] = [];
    const stop = transport.listen((bytes) => heard.push(...bytes));
    await transport.write(Uint8Array.of(0x10, 0x04, 1));
    port.push(Uint8Array.of(0x12));
    await expect.poll(() => heard).toEqual([0x12]);
    stop();
    await transport.close();
    expect(written).toEqual([0x10, 0x04, 1]);
  });

  test("a one-way transport stands in for a two-way one", async () => {
    const transport = withoutAnswers({
      write: async () => undefined,
      close: async () => undefined,
    });
    expect(await deliver(transport, jobOf("a"), { answerMilliseconds: 10 })).toEqual({
      kind: "undelivered",
      reason: "no-answer",
    });
    transport.listen(() => undefined)();
    transport.onClose(() => undefined)();
    await transport.close();
  });
});
