// A whole till commit against the bare engine running the very same statements with the same parameters, both in this run, in
// alternating blocks, by the wall clock. Run after a build: npm run bench -- store [--json]
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { openStore, selfTest } from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { openBare } from "./parts/bare-engine.mjs";
import { completionOf, makers, openShop } from "./parts/completions.mjs";

const json = process.argv.includes("--json");
/** Blocks of a till that has run for a while, which is what is compared. */
const blocks = Number(process.env.TILLWRIGHT_BENCH_BLOCKS ?? 40);
const blockLength = Number(process.env.TILLWRIGHT_BENCH_COMMITS ?? 100);
/** Blocks of a till that has just started: they are shown apart. */
const freshBlocks = Math.ceil(blocks / 4);
/** After these, V8 has compiled what a commit runs through; some thousand commits, as a till makes in a few days. */
const warmBlocks = Math.ceil(blocks * 1.5);

function openRecorder(path, maker) {
  const worker = new Worker(new URL("./parts/recorder.mjs", import.meta.url), {
    workerData: { path, maker },
  });
  return {
    async statements(first, count) {
      worker.postMessage({ first, count });
      const [recorded] = await once(worker, "message");
      return recorded;
    },
    async close() {
      worker.postMessage({ first: 0, count: 0 });
      await once(worker, "exit");
    },
  };
}

async function commit(till, request) {
  const outcome = await till.commit(request);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}

const microseconds = () => Number(process.hrtime.bigint()) / 1000;

/** Does the work for each item and notes how long each took. */
async function timed(times, items, work) {
  for (const item of items) {
    const before = microseconds();
    await work(item);
    times.push(microseconds() - before);
  }
}

/** Everything in the file, to show that both have done the same work; the self-test has a counter of its own. */
function contents(driver) {
  const tables = driver
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'till_counter' ORDER BY name",
    )
    .all();
  return JSON.stringify(
    tables.map(({ name }) => [name, driver.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).all()]),
  );
}

async function assertSameRows(ours, path) {
  const reader = await openStore({ path, readOnly: true });
  const same = contents(reader.driver) === contents(ours.driver);
  reader.close();
  if (!same) throw new Error("the bare engine did not end with the same rows");
}

/**
 * What the benchmark itself keeps, a block of sales and of recorded calls, grows old before the clock starts: else the first
 * collection in a block would copy it, and charge that to whoever allocates.
 */
function leaveNursery() {
  for (let round = 0; round < 2; round += 1) globalThis.gc?.({ type: "minor" });
}

function countedIn(block, { fresh, times }) {
  if (block < freshBlocks) return fresh;
  return block < warmBlocks ? { ours: [], bare: [] } : times;
}

async function compare(name, maker) {
  const folder = mkdtempSync(join(tmpdir(), "tillwright-bench-"));
  try {
    const recorder = openRecorder(join(folder, "recorded.db"), maker);
    const ours = await openStore({ path: join(folder, "ours.db") });
    const till = createSqlTillStore(ours);
    (await openStore({ path: join(folder, "bare.db") })).close();
    const bare = await openBare(join(folder, "bare.db"));
    const [opening] = await recorder.statements(0, 1);
    await commit(till, openShop);
    bare.replay(opening);

    const times = { ours: [], bare: [] };
    const fresh = { ours: [], bare: [] };
    let statements = 0;
    for (let block = 0; block < warmBlocks + blocks; block += 1) {
      const first = block * blockLength + 1;
      const requests = Array.from({ length: blockLength }, (_, index) =>
        completionOf(makers[maker](first + index)),
      );
      const recorded = await recorder.statements(first, blockLength);
      statements = recorded[0].length;
      const counted = countedIn(block, { fresh, times });
      const runs = [
        () => timed(counted.ours, requests, (request) => commit(till, request)),
        () => timed(counted.bare, recorded, async (calls) => bare.replay(calls)),
      ];
      if (block % 2 === 1) runs.reverse();
      for (const run of runs) {
        leaveNursery();
        await run();
      }
    }
    await recorder.close();
    const { syncLatency } = selfTest(ours, { integrity: "skip" });
    bare.close();
    await assertSameRows(ours, join(folder, "bare.db"));
    ours.close();
    return { statements, syncLatency, rows: rowsOf(name, times, fresh) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function rowsOf(name, { ours, bare }, fresh) {
  const sum = (list) => list.reduce((total, time) => total + time, 0);
  const sorted = (list) => [...list].sort((one, other) => one - other);
  const [oursSorted, bareSorted] = [sorted(ours), sorted(bare)];
  const rate = (list) => (list.length / sum(list)) * 1e6;
  const row = (what, value, unit, reference, ratio) => ({
    case: `${name}: ${what}`,
    value: Math.round(value * 10) / 10,
    unit,
    clock: "wall",
    reference: Math.round(reference * 10) / 10,
    ratio: Math.round(ratio * 1000) / 1000,
  });
  const point = (what, share) => {
    const [value, reference] = [percentile(oursSorted, share), percentile(bareSorted, share)];
    return row(what, value, "microseconds", reference, reference / value);
  };
  return [
    row("durable commits", rate(ours), "commits/s", rate(bare), sum(bare) / sum(ours)),
    point("p50", 0.5),
    point("p99", 0.99),
    row(
      `durable commits, the first ${fresh.ours.length} after the start`,
      rate(fresh.ours),
      "commits/s",
      rate(fresh.bare),
      sum(fresh.bare) / sum(fresh.ours),
    ),
  ];
}

const cases = [
  await compare("sale of ten lines, two tenders, points", "tenLines"),
  await compare("small basket of three lines, cash", "smallBasket"),
];
if (json) {
  console.log(JSON.stringify({ bench: "store", results: cases.flatMap((one) => one.rows) }));
} else {
  for (const { rows, statements, syncLatency } of cases) {
    const [rate, p50, p99, fresh] = rows;
    console.log(rate.case);
    console.log(
      `  ours ${rate.value} commits/s, one sync each; p50 ${p50.value} µs, p99 ${p99.value} µs`,
    );
    console.log(
      `  bare ${rate.reference} commits/s, the same ${statements} statements; p50 ${p50.reference} µs, p99 ${p99.reference} µs`,
    );
    console.log(
      `  ratio ${rate.ratio} (wall clock; 1 is as fast as the bare engine); ${fresh.ratio} in the first commits after the start`,
    );
    console.log(`  the smallest durable commit: ${syncLatency?.medianMicroseconds} µs`);
  }
}
