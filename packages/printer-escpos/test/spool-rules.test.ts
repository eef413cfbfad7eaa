import {
  createSpool,
  memorySpoolStore,
  type SpoolJob,
  type SpoolOptions,
  type SpoolStore,
  type TwoWayTransport,
} from "@tillwright/printer-escpos/spool";
import { describe, expect, test } from "vitest";

/** A printer that does as it is told, without a line: what it was sent, and how often it was connected to. */
function scriptedPrinter() {
  const sent: number[][] = [];
  const asked: number[] = [];
  const state = { connected: 0, closed: 0, paperOut: false, mute: false, breaks: false };
  function open(): TwoWayTransport {
    let hear: (bytes: Uint8Array) => void = () => undefined;
    let lose: () => void = () => undefined;
    state.connected += 1;
    return {
      async write(bytes) {
        const [first, second, third = 0] = bytes;
        if (first === 0x10 && second === 0x04) {
          const out = state.paperOut && third === 2 ? 0x20 : 0;
          hear(Uint8Array.of(0x12 | out));
        } else if (first === 0x1d && second === 0x72) {
          asked.push(bytes.length / 3);
          for (let at = 0; at < bytes.length; at += 3) if (!state.mute) hear(Uint8Array.of(0));
        } else if (first === 0x1d && second === 0x28) {
          sent.push([...bytes.slice(7)]);
          hear(Uint8Array.of(0x37, 0x22, ...bytes.slice(7), 0));
        } else {
          sent.push([...bytes]);
          if (state.breaks) lose();
        }
      },
      close: async () => {
        state.closed += 1;
      },
      listen(listener) {
        hear = listener;
        return () => {
          hear = () => undefined;
        };
      },
      onClose(listener) {
        const before = lose;
        lose = () => {
          before();
          listener();
        };
        return () => undefined;
      },
    };
  }
  return { sent, asked, state, connect: async () => open() };
}

/** A clock that goes on by itself as soon as somebody waits, and remembers for how long. */
function quickClock() {
  const waits: number[] = [];
  return {
    waits,
    timer: (milliseconds: number, ring: () => void) => {
      waits.push(milliseconds);
      const handle = setTimeout(ring, 2);
      return () => clearTimeout(handle);
    },
  };
}

function spoolFor(options: Partial<SpoolOptions> = {}) {
  const printer = scriptedPrinter();
  const clock = quickClock();
  const settled: SpoolJob[] = [];
  const store: SpoolStore = options.store ?? memorySpoolStore();
  const spool = createSpool({
    connect: printer.connect,
    timer: clock.timer,
    onSettled: (job) => settled.push(job),
    ...options,
    store,
  });
  const add = (id: string, ...bytes: number[]) =>
    spool.add({ id, printer: "front", bytes: Uint8Array.from(bytes) });
  return { ...printer, ...clock, settled, store, spool, add };
}

const CLEARING = [...new Array<number>(10_000).fill(0), 0x1b, 0x40, 0x0a];

describe("a connection", () => {
  test("is used for all jobs that wait, and closed behind them", async () => {
    const { spool, add, sent, state } = spoolFor();
    await add("a", 1);
    await add("b", 2);
    await spool.work("front");
    expect([sent, state.connected, state.closed]).toEqual([[[1], [2]], 1, 1]);
    await spool.work("front");
    expect(state.connected).toBe(1);
  });

  test("that was lost is opened again for the next job", async () => {
    const { spool, add, state, settled } = spoolFor();
    await add("a", 1);
    await add("b", 2);
    state.breaks = true;
    await spool.work("front");
    expect(state.connected).toBe(2);
    expect(settled.map((job) => [job.state, job.reason])).toEqual([
      ["unknown", "line-lost"],
      ["unknown", "line-lost"],
    ]);
  });

  test("is closed and opened again after a job that nobody knows of", async () => {
    const { spool, add, state, settled } = spoolFor();
    state.mute = true;
    await add("a", 1);
    await add("b", 2);
    await spool.work("front");
    expect(settled.map((job) => job.state)).toEqual(["unknown", "unknown"]);
    expect([state.connected, state.closed]).toEqual([2, 2]);
  });
});

describe("trying again", () => {
  test("three times two seconds apart unless told otherwise", async () => {
    const { spool, add, state, settled, waits, sent } = spoolFor();
    state.paperOut = true;
    await add("a", 1);
    await spool.work("front");
    expect(waits.filter((wait) => wait === 2000)).toHaveLength(2);
    expect(settled).toMatchObject([{ state: "undelivered", reason: "paper-out", attempts: 3 }]);
    expect([sent, state.connected]).toEqual([[], 3]);
  });

  test("as often and as soon as told, and at least once", async () => {
    for (const [attempts, tried] of [
      [5, 5],
      [1, 1],
      [0, 1],
    ] as const) {
      const connect = () => Promise.reject(new Error("unplugged"));
      const { spool, add, settled, waits } = spoolFor({ attempts, retryMilliseconds: 77, connect });
      await add("a", 1);
      await spool.work("front");
      expect(settled).toMatchObject([{ reason: "line-lost", attempts: tried }]);
      expect(waits).toEqual(new Array<number>(tried - 1).fill(77));
    }
  });

  test("nothing is tried again once a byte has left", async () => {
    const { spool, add, state, settled, sent } = spoolFor({ attempts: 9 });
    state.breaks = true;
    await add("a", 1);
    await spool.work("front");
    expect(settled).toMatchObject([{ state: "unknown", attempts: 1 }]);
    expect(sent).toEqual([[1]]);
  });
});

describe("after a job that was broken off", () => {
  test("the printer is given what is left of the longest command, and is initialised, once", async () => {
    const { spool, add, state, sent } = spoolFor({ delivery: { pieceBytes: 100_000 } });
    await add("a", 1);
    state.breaks = true;
    await spool.work("front");
    state.breaks = false;
    await add("b", 2);
    await add("c", 3);
    await spool.work("front");
    expect(sent).toEqual([[1], [...CLEARING, 2], [3]]);
  });

  test("or what the host says, also after a restart", async () => {
    const store = memorySpoolStore();
    await store.add({ id: "a", printer: "front", bytes: Uint8Array.of(1) });
    await store.change("a", "waiting", { state: "sending", attempts: 2 });
    const { spool, add, sent, settled } = spoolFor({ store, afterMishap: Uint8Array.of(7, 8) });
    await add("b", 2);
    await spool.work("front");
    expect(sent).toEqual([[7, 8, 2]]);
    expect(settled.map((job) => [job.id, job.state, job.reason, job.attempts])).toEqual([
      ["a", "unknown", "interrupted", 2],
      ["b", "printed", undefined, 1],
    ]);
  });

  test("the printer is asked once more for each, until it has said that it is done", async () => {
    const store = memorySpoolStore();
    await store.add({ id: "before", printer: "front", bytes: Uint8Array.of(1) });
    await store.change("before", "waiting", { state: "sending", attempts: 1 });
    const { spool, add, asked, state } = spoolFor({ store });
    state.mute = true;
    await add("a", 1);
    await add("b", 2);
    await spool.work("front");
    state.mute = false;
    await add("c", 3);
    await add("d", 4);
    await spool.work("front");
    expect(asked).toEqual([2, 3, 4, 1]);
  });

  test("nothing is cleared where nothing was broken off", async () => {
    const { spool, add, state, sent } = spoolFor({ attempts: 1 });
    state.paperOut = true;
    await add("a", 1);
    await spool.work("front");
    state.paperOut = false;
    await add("b", 2);
    await spool.work("front");
    expect(sent).toEqual([[2]]);
  });

  test("a printer that cannot answer starts afresh with the next job it takes", async () => {
    const delivery = { acknowledgement: "none" as const, pieceBytes: 100_000 };
    const { spool, add, state, sent, settled } = spoolFor({ delivery });
    state.breaks = true;
    await add("a", 1);
    await spool.work("front");
    state.breaks = false;
    await add("b", 2);
    await add("c", 3);
    await spool.work("front");
    expect(sent.slice(-2)).toEqual([[...CLEARING, 2], [3]]);
    expect(settled.slice(-2).map((job) => job.state)).toEqual(["sent", "sent"]);
  });
});

describe("the name of a job in the printer", () => {
  test("is its place in the spool in four figures, different from that of those around it", async () => {
    const { spool, add, sent } = spoolFor({ delivery: { acknowledgement: "process-id" } });
    await add("a", 1);
    await add("b", 2);
    await spool.work("front");
    const names = sent.filter((one) => one.length === 4).map((one) => String.fromCharCode(...one));
    expect(names).toEqual(["0001", "0002"]);
  });
});

describe("people", () => {
  test("a job that somebody else has taken meanwhile is left to them", async () => {
    const store = memorySpoolStore();
    const { spool, add, sent, settled } = spoolFor({
      store: {
        ...store,
        change: async (id, from, to) =>
          from === "waiting" && to.state === "sending"
            ? !(await store.change(id, from, { state: "printed", attempts: 1 }))
            : store.change(id, from, to),
      },
    });
    await add("a", 1);
    await spool.work("front");
    expect([sent, settled]).toEqual([[], []]);
    expect((await store.find("a"))?.state).toBe("printed");
  });

  test("what is unknown can be sent again or is seen to be printed; anything else cannot", async () => {
    const { spool, add, state, store, sent } = spoolFor();
    state.breaks = true;
    await add("a", 1);
    await add("b", 2);
    await spool.work("front");
    expect(await spool.confirmPrinted("a")).toBe(true);
    expect((await store.find("a"))?.attempts).toBe(1);
    expect([await spool.confirmPrinted("a"), await spool.sendAgain("a")]).toEqual([false, false]);
    expect(await spool.sendAgain("b")).toBe(true);
    expect([await spool.sendAgain("b"), await spool.confirmPrinted("b")]).toEqual([false, false]);
    state.breaks = false;
    await spool.work("front");
    expect((await store.find("b"))?.state).toBe("printed");
    expect(sent.at(-1)?.at(-1)).toBe(2);
    expect(await spool.confirmPrinted("none")).toBe(false);
  });

  test("another job under a known name is refused, by its bytes, their number or its printer", async () => {
    const { spool, add } = spoolFor();
    await add("a", 1, 2);
    await expect(add("a", 1, 3)).rejects.toMatchObject({
      code: "printer.job-differs",
      facts: { id: "a", printer: "front" },
      message: expect.stringContaining("a is in the spool already"),
    });
    await expect(add("a", 1)).rejects.toMatchObject({ code: "printer.job-differs" });
    await expect(add("a", 1, 2, 3)).rejects.toMatchObject({ code: "printer.job-differs" });
    const bytes = Uint8Array.of(1, 2);
    await expect(spool.add({ id: "a", printer: "back", bytes })).rejects.toMatchObject({
      code: "printer.job-differs",
    });
    await expect(add("a", 1, 2)).resolves.toMatchObject({ id: "a" });
  });
});

test("a job that comes while the last one is printed is printed too, by the same work", async () => {
  const { spool, add, sent } = spoolFor({
    onSettled: (job) => {
      if (job.id === "a") joined = add("b", 2).then(() => spool.work("front"));
    },
  });
  let joined: Promise<void> = Promise.resolve();
  await add("a", 1);
  const working = spool.work("front");
  expect(spool.work("front")).toBe(working);
  await working;
  await joined;
  expect(sent).toEqual([[1], [2]]);
  expect(spool.work("front")).not.toBe(working);
});

test("nobody need hear of the ends", async () => {
  const store = memorySpoolStore();
  const { connect } = scriptedPrinter();
  await store.add({ id: "before", printer: "front", bytes: Uint8Array.of(1) });
  await store.change("before", "waiting", { state: "sending", attempts: 1 });
  const spool = createSpool({ store, connect });
  await spool.add({ id: "a", printer: "front", bytes: Uint8Array.of(1) });
  await spool.work("front");
  expect((await store.list("front")).map((job) => job.state)).toEqual(["unknown", "printed"]);
});

test("a store that fails is heard of, and the spool works again when it does", async () => {
  const store = memorySpoolStore();
  let fails = true;
  const { spool, add, sent, state } = spoolFor({
    store: {
      ...store,
      nextWaiting: (printer) =>
        fails ? Promise.reject(new Error("disk full")) : store.nextWaiting(printer),
    },
  });
  await add("a", 1);
  await expect(spool.work("front")).rejects.toThrow("disk full");
  fails = false;
  await spool.work("front");
  expect([sent, state.closed]).toEqual([[[1]], 1]);
});
