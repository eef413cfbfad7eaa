import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { SpoolJobState } from "@tillwright/printer-escpos/spool";
import { type PrinterSimulator, startPrinterSimulator } from "@tillwright/printer-escpos/testing";
import { createSqlSpoolStore } from "@tillwright/store-sql/spool";
import { seededRandom } from "@tillwright/values";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleChild, removeChild, spawnChild } from "./children/spawn-child.js";
import { scratchFolder, scratchStore } from "./scratch.js";

const kills = Number(process.env["TILLWRIGHT_KILLS"] ?? 20);
const random = seededRandom(Number(process.env["TILLWRIGHT_SEED"] ?? 1));
const drawn = (): number => random(1)[0] ?? 0;

beforeAll(bundleChild, 60_000);
afterAll(removeChild);

/** The names of all slips on the paper, in their order; of a slip that was broken off too, once its name is on it. */
function slipsOnPaper(printer: PrinterSimulator): readonly string[] {
  const paper = [...printer.receipts(), printer.unfinished()];
  const text = paper.map((bytes) => String.fromCharCode(...bytes)).join("");
  return [...text.matchAll(/#(\d{5});/g)].map(([, number]) => `slip-${Number(number)}`);
}

const timesOf: Readonly<Record<SpoolJobState, readonly number[]>> = {
  printed: [1],
  unknown: [0, 1],
  undelivered: [0],
  sent: [],
  waiting: [],
  sending: [],
};

test(`a till that is killed ${kills} times while it prints loses no job and prints none twice`, async () => {
  const path = join(scratchFolder(), "shop.db");
  const printer = await startPrinterSimulator({ bytesPerSecond: 40_000, bufferBytes: 256 });
  const acknowledged: string[] = [];
  const settled = new Map<string, string>();
  const hear = (lines: readonly string[]): void => {
    for (const line of lines) {
      const [what, id = "", state = ""] = line.split(" ");
      if (what === "added") acknowledged.push(id);
      if (what === "settled") settled.set(id, state);
    }
  };
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawnChild("spool", path, `${printer.port}`);
    // However slow the machine is: after something was printed in this run, and somewhere in what follows.
    await child.said("settled");
    await pause(drawn() / 5);
    await child.kill();
    hear(child.lines());
  }
  const last = spawnChild("spool", path, `${printer.port}`, "3");
  expect(await last.ended(), last.errors()).toBe(0);
  hear(last.lines());

  const paper = slipsOnPaper(printer);
  const store = await scratchStore(path);
  const jobs = await createSqlSpoolStore(store).list("front");
  const names = new Set(jobs.map((job) => job.id));
  expect(acknowledged.filter((id) => !names.has(id))).toEqual([]);
  for (const { id, state } of jobs) {
    const times = paper.filter((name) => name === id).length;
    expect(timesOf[state], `${id} is ${state} and ${times} times on paper`).toContain(times);
  }
  // What was said to be printed stays so, and a run settles at most one job that the run before had in its hands.
  for (const [id, state] of settled)
    expect(jobs.find((job) => job.id === id)?.state, id).toBe(state);
  const unknown = jobs.filter((job) => job.state === "unknown");
  expect(unknown.every((job) => job.reason === "interrupted")).toBe(true);
  expect(unknown.length).toBeLessThanOrEqual(kills);
  // A kill that meets no job on its way proves nothing; of twenty some do.
  if (kills >= 20) expect(unknown.length).toBeGreaterThan(0);
  expect(jobs.filter((job) => job.state === "printed").length).toBeGreaterThan(kills);
  const numbers = paper.map((name) => Number(name.slice(5)));
  expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  await printer.close();
}, 600_000);
