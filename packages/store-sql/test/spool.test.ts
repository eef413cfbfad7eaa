import { join } from "node:path";
import { memorySpoolStore, type SpoolJobState } from "@tillwright/printer-escpos/spool";
import { spoolStoreContract } from "@tillwright/printer-escpos/testing";
import { openStore } from "@tillwright/store-sql";
import { createSqlSpoolStore } from "@tillwright/store-sql/spool";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { rejection, scratchFolder, scratchStore } from "./scratch.js";

const jobOf = (id: string, printer = "front") => ({ id, printer, bytes: Uint8Array.of(1, 0, 255) });

describe("the contract of every store of print jobs, kept in the shop's file", () => {
  for (const { name, run } of spoolStoreContract)
    test(name, () => run(async () => createSqlSpoolStore(await scratchStore())));
});

test("the jobs of two owners do not meet", async () => {
  const store = await scratchStore();
  for (const { run } of spoolStoreContract.slice(0, 1)) {
    await run(async () => createSqlSpoolStore(store, { owner: "till:A" }));
    await run(async () => createSqlSpoolStore(store, { owner: "till:B" }));
  }
});

test("jobs are as they were when the file is opened again", async () => {
  const path = join(scratchFolder(), "shop.db");
  const before = await openStore({ path });
  const jobs = createSqlSpoolStore(before);
  for (const id of ["a", "b", "c"]) await jobs.add(jobOf(id));
  await jobs.change("a", "waiting", { state: "sending", attempts: 2 });
  await jobs.change("b", "waiting", { state: "undelivered", attempts: 3, reason: "paper-out" });
  await jobs.putBack("b", "undelivered");
  const kept = await jobs.list("front");
  before.close();
  const again = createSqlSpoolStore(await scratchStore(path));
  expect(await again.list("front")).toEqual(kept);
  expect((await again.add(jobOf("d"))).sequence).toBeGreaterThan(
    Math.max(...kept.map((job) => job.sequence)),
  );
});

test("what is on paper is forgotten, and nothing that a person may ask for", async () => {
  const store = await scratchStore();
  const [jobs, other] = ["till:A", "till:B"].map((owner) => createSqlSpoolStore(store, { owner }));
  const states: readonly SpoolJobState[] = ["printed", "sent", "undelivered", "unknown", "sending"];
  for (const state of [...states, "waiting", "printed", "printed"] as const) {
    const { id } = (await jobs?.add(jobOf(`${(await jobs.list("front")).length}`))) ?? { id: "" };
    if (state !== "waiting") await jobs?.change(id, "waiting", { state, attempts: 1 });
    await other?.add(jobOf(id));
    await other?.change(id, "waiting", { state: "printed", attempts: 1 });
  }
  expect(await jobs?.forgetPrinted(8)).toBe(0);
  expect(await jobs?.forgetPrinted(1)).toBe(3);
  expect((await jobs?.list("front"))?.map((job) => [job.id, job.state])).toEqual([
    ["2", "undelivered"],
    ["3", "unknown"],
    ["4", "sending"],
    ["5", "waiting"],
    ["7", "printed"],
  ]);
  expect(await other?.list("front")).toHaveLength(8);
});

test("a name that the file cannot hold whole is refused and nothing is written", async () => {
  const store = await scratchStore();
  const jobs = createSqlSpoolStore(store);
  expect(await rejection(jobs.add(jobOf("a\0b")))).toMatchObject({ code: "store.misuse" });
  expect(await jobs.list("front")).toEqual([]);
});

/** Few names and printers, so that calls meet. */
const states = fc.constantFrom<SpoolJobState>(
  "waiting",
  "sending",
  "printed",
  "sent",
  "undelivered",
  "unknown",
);
const ids = fc.constantFrom("a", "b", "c", "d");
const printers = fc.constantFrom("front", "kitchen");
const reasons = fc.constantFrom("paper-out", "line-lost", "interrupted", undefined);
const step = fc.oneof(
  fc.record({
    kind: fc.constant("add" as const),
    id: ids,
    printer: printers,
    bytes: fc.uint8Array(),
  }),
  fc.record({ kind: fc.constant("find" as const), id: ids }),
  fc.record({ kind: fc.constant("nextWaiting" as const), printer: printers }),
  fc.record({ kind: fc.constant("list" as const), printer: printers, state: fc.option(states) }),
  fc.record({
    kind: fc.constant("change" as const),
    id: ids,
    from: states,
    state: states,
    attempts: fc.nat(5),
    reason: reasons,
  }),
  fc.record({ kind: fc.constant("putBack" as const), id: ids, from: states }),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function take(store: ReturnType<typeof memorySpoolStore>, one: Step): Promise<unknown> {
  if (one.kind === "add") return store.add(one);
  if (one.kind === "find") return store.find(one.id);
  if (one.kind === "nextWaiting") return store.nextWaiting(one.printer);
  if (one.kind === "list") return store.list(one.printer, one.state ?? undefined);
  if (one.kind === "putBack") return store.putBack(one.id, one.from);
  const { state, attempts, reason } = one;
  return store.change(one.id, one.from, {
    state,
    attempts,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** A job's place is the store's own affair; only the order of places is not. */
function withoutPlaces(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutPlaces);
  if (typeof answer !== "object" || answer === null || !("sequence" in answer)) return answer;
  const { sequence, ...job } = answer;
  expect(sequence).toBeTypeOf("number");
  return job;
}

test("whatever is asked, the file answers as the memory does", async () => {
  const store = await scratchStore(":memory:");
  let owners = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      owners += 1;
      const inFile = createSqlSpoolStore(store, { owner: `till:${owners}` });
      const inMemory = memorySpoolStore();
      for (const one of steps)
        expect(withoutPlaces(await take(inFile, one))).toEqual(
          withoutPlaces(await take(inMemory, one)),
        );
    }),
    { numRuns: runs },
  );
});
