import { openTcp } from "@tillwright/printer-escpos/node";
import {
  type Acknowledgement,
  createSpool,
  memorySpoolStore,
  type SpoolJob,
  type SpoolStore,
} from "@tillwright/printer-escpos/spool";
import {
  type Mishap,
  type PrinterSimulator,
  type SimulatorOptions,
  startPrinterSimulator,
} from "@tillwright/printer-escpos/testing";
import { seededRandom } from "@tillwright/values";
import { describe, expect, test } from "vitest";

const SPOOLED = Math.max(1000, Number(process.env["TILLWRIGHT_RUNS"] ?? 0) / 10);

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const jobOf = (text: string) => Uint8Array.of(0x1b, 0x40, ...letters(text), 0x0a, 0x1d, 0x56, 0x00);
const nameOf = (index: number) => `#${String(index).padStart(6, "0")};`;

function printedNames(printer: PrinterSimulator): string[] {
  const all = [...printer.receipts(), printer.unfinished()];
  const text = all.map((bytes) => String.fromCharCode(...bytes)).join("");
  return [...text.matchAll(/#\d{6};/g)].map(([name]) => name);
}

async function spoolFor(
  simulator: SimulatorOptions,
  store: SpoolStore = memorySpoolStore(),
  attempts = 3,
  patience = 400,
  acknowledgement: Acknowledgement = "process-id",
) {
  const printer = await startPrinterSimulator(simulator);
  const settled: SpoolJob[] = [];
  const spool = createSpool({
    store,
    attempts,
    retryMilliseconds: 25,
    connect: () => openTcp({ host: printer.host, port: printer.port }),
    delivery: {
      answerMilliseconds: patience,
      printMilliseconds: patience,
      acknowledgement,
    },
    onSettled: (job) => settled.push(job),
  });
  return { printer, spool, store, settled };
}

describe("a spool", () => {
  test("prints jobs in their order, each once, over one connection after the other", async () => {
    const { printer, spool, settled } = await spoolFor({});
    for (let index = 0; index < 5; index += 1)
      await spool.add({ id: `job ${index}`, printer: "front", bytes: jobOf(nameOf(index)) });
    await Promise.all([spool.work("front"), spool.work("front")]);
    expect(printedNames(printer)).toEqual([0, 1, 2, 3, 4].map(nameOf));
    expect(settled.map((job) => job.state)).toEqual(Array(5).fill("printed"));
    await printer.close();
  });

  test("a job that comes while others are printed is not forgotten", async () => {
    const { printer, spool } = await spoolFor({});
    await spool.add({ id: "a", printer: "front", bytes: jobOf(nameOf(1)) });
    const working = spool.work("front");
    await spool.add({ id: "b", printer: "front", bytes: jobOf(nameOf(2)) });
    await Promise.all([working, spool.work("front")]);
    expect(printedNames(printer)).toEqual([nameOf(1), nameOf(2)]);
    await printer.close();
  });

  test("the same job twice is one; another one under its name is refused", async () => {
    const { printer, spool } = await spoolFor({});
    const job = { id: "a", printer: "front", bytes: jobOf(nameOf(1)) };
    await spool.add(job);
    await spool.add(job);
    await expect(spool.add({ ...job, bytes: jobOf("x") })).rejects.toMatchObject({
      code: "printer.job-differs",
    });
    await expect(spool.add({ ...job, printer: "back" })).rejects.toMatchObject({
      code: "printer.job-differs",
    });
    await spool.work("front");
    await spool.add(job);
    await spool.work("front");
    expect(printedNames(printer)).toEqual([nameOf(1)]);
    await printer.close();
  });

  test("a printer without paper is tried again, and the others wait behind it", async () => {
    const { printer, spool, settled } = await spoolFor({}, memorySpoolStore(), 50);
    printer.set({ paper: "out" });
    await spool.add({ id: "a", printer: "front", bytes: jobOf(nameOf(1)) });
    await spool.add({ id: "b", printer: "front", bytes: jobOf(nameOf(2)) });
    const working = spool.work("front");
    setTimeout(() => printer.set({ paper: "present" }), 80);
    await working;
    expect(printedNames(printer)).toEqual([nameOf(1), nameOf(2)]);
    expect(settled[0]?.attempts).toBeGreaterThan(1);
    await printer.close();
  });

  test("what was given up can be sent again when a person says so, behind the others", async () => {
    const { printer, spool, settled } = await spoolFor({}, memorySpoolStore(), 1);
    printer.set({ cover: "open" });
    await spool.add({ id: "a", printer: "front", bytes: jobOf(nameOf(1)) });
    await spool.work("front");
    expect(settled).toMatchObject([{ id: "a", state: "undelivered", reason: "cover-open" }]);
    printer.set({ cover: "closed" });
    await spool.work("front");
    expect(printedNames(printer)).toEqual([]);
    await spool.add({ id: "b", printer: "front", bytes: jobOf(nameOf(2)) });
    expect(await spool.sendAgain("a")).toBe(true);
    await spool.work("front");
    expect(printedNames(printer)).toEqual([nameOf(2), nameOf(1)]);
    expect(await spool.sendAgain("a")).toBe(false);
    expect(await spool.sendAgain("none")).toBe(false);
    await printer.close();
  });

  test("after a restart in the middle of a job nothing is sent twice", async () => {
    const store = memorySpoolStore();
    await store.add({ id: "a", printer: "front", bytes: jobOf(nameOf(1)) });
    await store.add({ id: "b", printer: "front", bytes: jobOf(nameOf(2)) });
    await store.change("a", "waiting", { state: "sending", attempts: 1 });
    const { printer, spool, settled } = await spoolFor({}, store);
    await spool.work("front");
    expect(printedNames(printer)).toEqual([nameOf(2)]);
    expect(settled[0]).toMatchObject({ id: "a", state: "unknown", reason: "interrupted" });
    expect(await spool.confirmPrinted("a")).toBe(true);
    expect(await spool.confirmPrinted("b")).toBe(false);
    expect((await store.find("a"))?.state).toBe("printed");
    await printer.close();
  });

  test("a receipt after a picture that was broken off is whole", async () => {
    const strip = new Uint8Array(8 + 48 * 128).fill(0xff);
    strip.set([0x1d, 0x76, 0x30, 0, 48, 0, 128, 0]);
    const { printer, spool, settled } = await spoolFor({
      bufferBytes: 512,
      bytesPerSecond: 100_000,
      mishap: dropOnceAfter(3000),
    });
    await spool.add({ id: "picture", printer: "front", bytes: strip });
    await spool.add({ id: "receipt", printer: "front", bytes: jobOf(nameOf(2)) });
    await spool.work("front");
    expect(settled.map((job) => job.state)).toEqual(["unknown", "printed"]);
    const last = printer.receipts().at(-1) ?? new Uint8Array();
    expect(Array.from(last.slice(-jobOf(nameOf(2)).length))).toEqual([...jobOf(nameOf(2))]);
    await printer.close();
  });

  test("one spool serves several printers, and a dead one does not hold up the others", async () => {
    const printer = await startPrinterSimulator();
    const spool = createSpool({
      store: memorySpoolStore(),
      attempts: 2,
      retryMilliseconds: 5,
      connect: (name) =>
        name === "front"
          ? openTcp({ host: printer.host, port: printer.port })
          : Promise.reject(new Error("unplugged")),
    });
    await spool.add({ id: "a", printer: "kitchen", bytes: jobOf(nameOf(1)) });
    await spool.add({ id: "b", printer: "front", bytes: jobOf(nameOf(2)) });
    await Promise.all([spool.work("kitchen"), spool.work("front")]);
    expect(printedNames(printer)).toEqual([nameOf(2)]);
    await printer.close();
  });
});

function dropOnceAfter(bytes: number): (received: number) => Mishap | undefined {
  let dropped = false;
  return (received) => {
    if (dropped || received < bytes) return undefined;
    dropped = true;
    return "drop-line";
  };
}

/** Every now and then something goes wrong. */
function mishaps(seed: number): () => Mishap | undefined {
  const random = seededRandom(seed);
  const dice = (): number => {
    const [high = 0, low = 0] = random(2);
    return high * 256 + low;
  };
  const kinds: readonly Mishap[] = [
    "drop-line",
    "drop-line",
    "lose-answers",
    { paper: "out" },
    { cover: "open" },
    { error: "cutter" },
  ];
  return () => (dice() < 65_536 / 100 ? kinds[dice() % kinds.length] : undefined);
}

describe("a printer that fails at random", () => {
  test.each([
    [SPOOLED, "process-id"],
    [SPOOLED / 4, "paper-status"],
  ] as const)(
    "%i jobs, acknowledged by %s: each is printed once, or reported undelivered or unknown, in order",
    async (jobs, acknowledgement) => {
      const fails = { mishap: mishaps(20_261_121), repairMilliseconds: 15 };
      const memory = memorySpoolStore();
      const { printer, spool, store } = await spoolFor(fails, memory, 3, 60, acknowledgement);
      for (let index = 0; index < jobs; index += 1)
        await spool.add({ id: nameOf(index), printer: "front", bytes: jobOf(nameOf(index)) });
      await spool.work("front");
      const names = printedNames(printer);
      const times = new Map<string, number>();
      for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
      const states = new Map<string, number>();
      for (const job of await store.list("front")) {
        const count = times.get(job.id) ?? 0;
        states.set(job.state, (states.get(job.state) ?? 0) + 1);
        if (job.state === "printed") expect([job.id, count]).toEqual([job.id, 1]);
        else if (job.state === "undelivered") expect([job.id, count]).toEqual([job.id, 0]);
        else {
          expect(job.state).toBe("unknown");
          expect(count).toBeLessThanOrEqual(1);
        }
      }
      expect(names).toEqual([...names].sort());
      expect(states.get("printed")).toBeGreaterThan(jobs * 0.8);
      expect(states.get("unknown")).toBeGreaterThan(0);
      await printer.close();
    },
    120_000,
  );
});
