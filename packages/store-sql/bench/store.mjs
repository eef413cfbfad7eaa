// A whole till commit against the bare engine running the very same statements with the same parameters, both in this run, in
// alternating blocks, by the wall clock. Run after a build: npm run bench -- store [--json]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openConnection, openStore, selfTest } from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { openBare } from "./store/bare-engine.mjs";
import { completionOf, openShop, smallBasket, tenLines } from "./store/completions.mjs";

const json = process.argv.includes("--json");
const blocks = Number(process.env.TILLWRIGHT_BENCH_BLOCKS ?? 24);
const blockLength = Number(process.env.TILLWRIGHT_BENCH_COMMITS ?? 60);

/** A connection that writes down every call into the engine. */
function recording(log) {
  return async (path, readOnly) => {
    const inner = await openConnection(path, { engine: null, readOnly });
    if (path.endsWith("-lock") || readOnly) return inner;
    return {
      ...inner,
      prepare(sql) {
        const statement = inner.prepare(sql);
        const logged = (kind) => (parameters) => {
          log.push({ kind, sql, parameters: [...parameters] });
          return statement[kind](parameters);
        };
        return { ...statement, run: logged("run"), get: logged("get"), all: logged("all") };
      },
    };
  };
}

/** The statements of each commit, as a store of its own executes them. */
async function recordStatements(folder, requests) {
  const log = [];
  const store = await openStore({ path: join(folder, "recorded.db"), connect: recording(log) });
  const till = createSqlTillStore(store);
  const perCommit = [];
  for (const request of requests) {
    log.length = 0;
    await commit(till, request);
    perCommit.push([...log]);
  }
  store.close();
  return perCommit;
}

async function commit(till, request) {
  const outcome = await till.commit(request);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}

const microseconds = () => Number(process.hrtime.bigint()) / 1000;

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Everything in the file, to show that both have done the same work. */
function contents(driver) {
  const tables = driver
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all();
  return JSON.stringify(
    tables.map(({ name }) => [
      name,
      driver.prepare(`SELECT * FROM ${name} ORDER BY 1, 2, 3`).all(),
    ]),
  );
}

async function compare(name, makeSale) {
  const folder = mkdtempSync(join(tmpdir(), "tillwright-bench-"));
  try {
    const count = blocks * blockLength;
    const requests = [
      openShop,
      ...Array.from({ length: count }, (_, index) => completionOf(makeSale(index + 1))),
    ];
    const recorded = await recordStatements(folder, requests);
    const ours = await openStore({ path: join(folder, "ours.db") });
    const till = createSqlTillStore(ours);
    (await openStore({ path: join(folder, "bare.db") })).close();
    const bare = await openBare(join(folder, "bare.db"));
    await commit(till, requests[0]);
    bare.replay(recorded[0]);

    const times = { ours: [], bare: [] };
    const runOurs = async (from) => {
      for (let index = from; index < from + blockLength; index += 1) {
        const before = microseconds();
        await commit(till, requests[index + 1]);
        times.ours.push(microseconds() - before);
      }
    };
    const runBare = async (from) => {
      for (let index = from; index < from + blockLength; index += 1) {
        const before = microseconds();
        bare.replay(recorded[index + 1]);
        times.bare.push(microseconds() - before);
      }
    };
    for (let block = 0; block < blocks; block += 1) {
      const from = block * blockLength;
      const order = block % 2 === 0 ? [runOurs, runBare] : [runBare, runOurs];
      for (const run of order) await run(from);
    }
    const { syncLatency } = selfTest(ours, { integrity: "skip" });
    const oursContents = contents(ours.driver);
    bare.close();
    ours.close();
    const reader = await openStore({ path: join(folder, "bare.db"), readOnly: true });
    const same = contents(reader.driver).replace(/\["till_counter".*/u, "");
    reader.close();
    if (same !== oursContents.replace(/\["till_counter".*/u, "")) {
      throw new Error("the bare engine did not end with the same rows");
    }
    return resultsOf(name, times, recorded[1].length, syncLatency);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function resultsOf(name, times, statements, syncLatency) {
  // The first blocks warm both up; they are not counted for either.
  const warm = blockLength * 2;
  const ours = times.ours.slice(warm);
  const bare = times.bare.slice(warm);
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
  return {
    statements,
    syncLatency,
    rows: [
      row("durable commits", rate(ours), "commits/s", rate(bare), sum(bare) / sum(ours)),
      point("p50", 0.5),
      point("p99", 0.99),
    ],
  };
}

const cases = [
  await compare("sale of ten lines, two tenders, points", tenLines),
  await compare("small basket of three lines, cash", smallBasket),
];
const results = cases.flatMap((one) => one.rows);
if (json) {
  console.log(JSON.stringify({ bench: "store", results }));
} else {
  for (const one of cases) {
    const [rate, p50, p99] = one.rows;
    console.log(rate.case);
    console.log(
      `  ours ${rate.value} commits/s, one sync each; p50 ${p50.value} µs, p99 ${p99.value} µs`,
    );
    console.log(
      `  bare ${rate.reference} commits/s, the same ${one.statements} statements; p50 ${p50.reference} µs, p99 ${p99.reference} µs`,
    );
    console.log(`  ratio ${rate.ratio} (wall clock; 1 is as fast as the bare engine)`);
    console.log(`  an empty durable commit: ${one.syncLatency?.medianMicroseconds} µs`);
  }
}
