import type { SpoolJob } from "../spool/spool-job.js";
import type { SpoolStore } from "../spool/spool-store.js";

/**
 * One thing that every store of print jobs must do.
 *
 * @public
 */
export interface SpoolStoreContractCase {
  readonly name: string;
  /** Runs against a store that is empty; rejects with what was seen when the store does something else. */
  run(makeStore: () => Promise<SpoolStore>): Promise<void>;
}

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, index) => index);

/** What can be compared of an answer; bytes as a list, and no field where there is none. */
function told(seen: unknown): string {
  return JSON.stringify(
    seen,
    (_, value: unknown) => {
      if (value instanceof Uint8Array) return [...value];
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)),
      );
    },
    0,
  );
}

function expectSame(seen: unknown, wanted: unknown, what: string): void {
  if (told(seen) !== told(wanted))
    throw new Error(`${what}: expected ${told(wanted)}, saw ${told(seen)}`);
}

function contractCase(
  name: string,
  check: (store: SpoolStore) => Promise<void>,
): SpoolStoreContractCase {
  return Object.freeze({
    name,
    run: async (makeStore: () => Promise<SpoolStore>) => check(await makeStore()),
  });
}

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const addTo = (store: SpoolStore, id: string, printer = "front"): Promise<SpoolJob> =>
  store.add({ id, printer, bytes: bytesOf(id) });

async function waitingIds(store: SpoolStore, printer = "front"): Promise<readonly string[]> {
  return (await store.list(printer, "waiting")).map((job) => job.id);
}

const takingIn: readonly SpoolStoreContractCase[] = [
  contractCase("a job waits as it was handed in", async (store) => {
    const job = { id: "收据 1 😀", printer: "前台", bytes: EVERY_BYTE };
    const wanted = { ...job, state: "waiting", attempts: 0 };
    const { sequence, ...added } = await store.add(job);
    expectSame(added, wanted, "add");
    expectSame(await store.find(job.id), { ...wanted, sequence }, "find");
    expectSame(await store.nextWaiting("前台"), { ...wanted, sequence }, "nextWaiting");
    expectSame(await store.list("前台"), [{ ...wanted, sequence }], "list");
  }),
  contractCase("a job without bytes, and one longer than a picture, are jobs", async (store) => {
    const long = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7) % 256);
    await store.add({ id: "none", printer: "front", bytes: new Uint8Array(0) });
    await store.add({ id: "long", printer: "front", bytes: long });
    expectSame((await store.find("none"))?.bytes, new Uint8Array(0), "no bytes");
    const found = (await store.find("long"))?.bytes;
    expectSame(found?.length, long.length, "length of the long one");
    expectSame(
      found?.every((byte, index) => byte === long[index]),
      true,
      "its bytes",
    );
  }),
  contractCase("the caller may use its array again", async (store) => {
    const bytes = Uint8Array.of(1, 2, 3);
    await store.add({ id: "a", printer: "front", bytes });
    bytes.fill(9);
    expectSame((await store.find("a"))?.bytes, Uint8Array.of(1, 2, 3), "bytes");
  }),
  contractCase(
    "an id that is known is not taken in again, and answers as it stands",
    async (store) => {
      const first = await addTo(store, "a");
      expectSame(await addTo(store, "a"), first, "the same again");
      const other = { id: "a", printer: "back", bytes: bytesOf("other") };
      expectSame(await store.add(other), first, "another one under its id");
      await store.change("a", "waiting", { state: "sending", attempts: 1 });
      const sending = { ...first, state: "sending", attempts: 1 };
      expectSame(await addTo(store, "a"), sending, "the same while it is sent");
      expectSame((await store.list("front")).length, 1, "jobs");
      expectSame((await store.list("back")).length, 0, "jobs of the other printer");
    },
  ),
  contractCase("the same job from several hands at once is one job", async (store) => {
    const jobs = await Promise.all(["a", "a", "a"].map((id) => addTo(store, id)));
    for (const job of jobs) expectSame(job, jobs[0], "each answer");
    expectSame((await store.list("front")).length, 1, "jobs");
  }),
  contractCase("what is not there is not found", async (store) => {
    await addTo(store, "a");
    expectSame(await store.find("b"), undefined, "find");
    expectSame(await store.nextWaiting("back"), undefined, "nextWaiting");
    expectSame(await store.list("back"), [], "list");
    expectSame(await store.list("front", "sending"), [], "list of a state");
  }),
];

const order: readonly SpoolStoreContractCase[] = [
  contractCase("jobs stand in the order they came, each printer's by itself", async (store) => {
    const ids = ["z", "a", "ä", "B", "10", "9"];
    const added: SpoolJob[] = [];
    for (const [index, id] of ids.entries())
      added.push(await addTo(store, id, index % 2 === 0 ? "front" : "back"));
    for (const [index, job] of added.entries())
      expectSame(
        job.sequence > (added[index - 1]?.sequence ?? Number.NEGATIVE_INFINITY),
        true,
        `the sequence of job ${index} is greater than that before`,
      );
    expectSame(await waitingIds(store), ["z", "ä", "10"], "front");
    expectSame(await waitingIds(store, "back"), ["a", "B", "9"], "back");
    expectSame((await store.nextWaiting("back"))?.id, "a", "the first at the back");
  }),
  contractCase("the next job is the first that waits", async (store) => {
    for (const id of ["a", "b", "c"]) await addTo(store, id);
    await store.change("a", "waiting", { state: "printed", attempts: 1 });
    expectSame((await store.nextWaiting("front"))?.id, "b", "after the first is printed");
    await store.change("b", "waiting", { state: "undelivered", attempts: 3, reason: "offline" });
    expectSame((await store.nextWaiting("front"))?.id, "c", "after the second is given up");
    await store.change("c", "waiting", { state: "sending", attempts: 1 });
    expectSame(await store.nextWaiting("front"), undefined, "after the last is sent");
    expectSame(
      (await store.list("front")).map((job) => job.id),
      ["a", "b", "c"],
      "list",
    );
    expectSame(
      (await store.list("front", "printed")).map((job) => job.id),
      ["a"],
      "printed",
    );
  }),
  contractCase("a job that is put back waits behind all others, afresh", async (store) => {
    for (const id of ["a", "b"]) await addTo(store, id);
    await store.change("a", "waiting", { state: "unknown", attempts: 2, reason: "line-lost" });
    expectSame(await store.putBack("a", "unknown"), true, "putBack");
    expectSame(await waitingIds(store), ["b", "a"], "waiting");
    const { sequence, ...job } = (await store.find("a")) ?? { sequence: 0 };
    const wanted = {
      id: "a",
      printer: "front",
      bytes: bytesOf("a"),
      state: "waiting",
      attempts: 0,
    };
    expectSame(job, wanted, "the job");
    expectSame(sequence > ((await store.find("b"))?.sequence ?? 0), true, "its sequence is last");
    await addTo(store, "c");
    expectSame(await waitingIds(store), ["b", "a", "c"], "with a new one");
  }),
];

const changing: readonly SpoolStoreContractCase[] = [
  contractCase("a change sets state, attempts and reason, and nothing else", async (store) => {
    const job = await addTo(store, "a");
    await addTo(store, "b");
    const given = { state: "unknown", attempts: 4, reason: "paper-out" } as const;
    expectSame(await store.change("a", "waiting", given), true, "change");
    expectSame(await store.find("a"), { ...job, ...given }, "the job");
    expectSame((await store.find("b"))?.state, "waiting", "the other job");
  }),
  contractCase("a change without a reason leaves none", async (store) => {
    const job = await addTo(store, "a");
    await store.change("a", "waiting", { state: "unknown", attempts: 1, reason: "no-answer" });
    await store.change("a", "unknown", { state: "printed", attempts: 1 });
    expectSame(await store.find("a"), { ...job, state: "printed", attempts: 1 }, "the job");
  }),
  contractCase("a job in another state is not changed", async (store) => {
    const job = await addTo(store, "a");
    const printed = { state: "printed", attempts: 1 } as const;
    expectSame(await store.change("a", "sending", printed), false, "change");
    expectSame(await store.putBack("a", "unknown"), false, "putBack");
    expectSame(await store.find("a"), job, "the job");
  }),
  contractCase("a job that is not there is not changed", async (store) => {
    const printed = { state: "printed", attempts: 1 } as const;
    expectSame(await store.change("a", "waiting", printed), false, "change");
    expectSame(await store.putBack("a", "unknown"), false, "putBack");
    expectSame(await store.find("a"), undefined, "find");
  }),
  contractCase("of two who want to send a job at once one may", async (store) => {
    await addTo(store, "a");
    const sending = { state: "sending", attempts: 1 } as const;
    const answers = await Promise.all([1, 2, 3].map(() => store.change("a", "waiting", sending)));
    expectSame(answers.filter((answer) => answer).length, 1, "those who may");
  }),
  contractCase("of two who put a job back at once one does", async (store) => {
    await addTo(store, "a");
    await store.change("a", "waiting", { state: "undelivered", attempts: 1, reason: "offline" });
    const answers = await Promise.all([1, 2].map(() => store.putBack("a", "undelivered")));
    expectSame(answers.filter((answer) => answer).length, 1, "those who did");
    expectSame(await waitingIds(store), ["a"], "waiting");
  }),
  contractCase("an answer is of its moment and does not change with the job", async (store) => {
    const added = await addTo(store, "a");
    const before = told(added);
    const [listed] = await store.list("front");
    await store.change("a", "waiting", { state: "sending", attempts: 1 });
    expectSame(told(added), before, "what add answered");
    expectSame(told(listed), before, "what list answered");
  }),
];

/**
 * What every store of print jobs must do, without a test framework: run each case against an empty store.
 *
 * @example
 * ```ts
 * import { memorySpoolStore } from "@tillwright/printer-escpos/spool";
 * import { spoolStoreContract } from "@tillwright/printer-escpos/testing";
 *
 * for (const { run } of spoolStoreContract) await run(async () => memorySpoolStore());
 * spoolStoreContract.length > 10; //=> true
 * ```
 *
 * @public
 */
export const spoolStoreContract: readonly SpoolStoreContractCase[] = Object.freeze([
  ...takingIn,
  ...order,
  ...changing,
]);
