// A thousand jobs through a printer that fails at random, against the same jobs written down one line without asking. Throws where a job
// is on paper twice, is said to be printed and is not, or comes out of its order.
import { openTcp } from "@tillwright/printer-escpos/node";
import { createSpool, memorySpoolStore } from "@tillwright/printer-escpos/spool";
import { startPrinterSimulator } from "@tillwright/printer-escpos/testing";

const JOBS = 1000;
const MISHAPS = ["drop-line", "drop-line", "lose-answers", { paper: "out" }, { cover: "open" }];

const nameOf = (index) => `#${String(index).padStart(5, "0")};`;
const jobOf = (index) =>
  Uint8Array.from([...Buffer.from(`\x1b@${nameOf(index)}\n\x1dV\0`, "latin1")]);

/** Chance that is the same in every run. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 0x1000000;
  };
}

function cpuSince(before) {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

async function bare() {
  const printer = await startPrinterSimulator();
  const before = process.cpuUsage();
  const line = await openTcp({ host: printer.host, port: printer.port });
  for (let index = 0; index < JOBS; index += 1) await line.write(jobOf(index));
  await line.close();
  while (printer.receipts().length < JOBS) await new Promise((resolve) => setTimeout(resolve, 1));
  const spent = cpuSince(before);
  await printer.close();
  return spent;
}

function timesOnPaper(printer) {
  const paper = [...printer.receipts(), printer.unfinished()];
  const text = paper.map((bytes) => Buffer.from(bytes).toString("latin1")).join("");
  return [...text.matchAll(/#\d{5};/g)].map(([name]) => name);
}

function judge(jobs, names) {
  const times = new Map();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  const allowed = { printed: [1], undelivered: [0], unknown: [0, 1] };
  const states = {};
  for (const { id, state } of jobs) {
    states[state] = (states[state] ?? 0) + 1;
    if (allowed[state]?.includes(times.get(id) ?? 0)) continue;
    throw new Error(`${id} is ${state} and ${times.get(id) ?? 0} times on paper`);
  }
  if (names.join() !== [...names].sort().join()) throw new Error("the order was not kept");
  return states;
}

async function spooled() {
  const random = dice(20_261_121);
  const printer = await startPrinterSimulator({
    mishap: () => (random() < 0.01 ? MISHAPS[Math.floor(random() * MISHAPS.length)] : undefined),
    repairMilliseconds: 15,
  });
  const store = memorySpoolStore();
  const spool = createSpool({
    store,
    retryMilliseconds: 25,
    connect: () => openTcp({ host: printer.host, port: printer.port }),
    delivery: { answerMilliseconds: 60, printMilliseconds: 60, acknowledgement: "process-id" },
  });
  const before = process.cpuUsage();
  for (let index = 0; index < JOBS; index += 1)
    await spool.add({ id: nameOf(index), printer: "front", bytes: jobOf(index) });
  await spool.work("front");
  const spent = cpuSince(before);
  const states = judge(await store.list("front"), timesOnPaper(printer));
  await printer.close();
  return { spent, states };
}

/** The case of the bench, in microseconds of CPU for a job. */
export async function spoolCase() {
  const [{ spent, states }, reference] = [await spooled(), await bare()];
  const told = Object.entries(states)
    .map(([state, count]) => `${count} ${state}`)
    .join(", ");
  return {
    case: `a job of ${JOBS} on a printer that fails at random (${told}, none twice, in order), against a bare line`,
    value: Math.round(spent / JOBS),
    unit: "microseconds CPU",
    clock: "cpu",
    reference: Math.round(reference / JOBS),
    ratio: Math.round((reference / spent) * 1000) / 1000,
  };
}
