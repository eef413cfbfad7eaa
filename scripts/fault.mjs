import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./workspace/root.mjs";
import { handOver, toolEnvironment } from "./workspace/run.mjs";

// npm run fault [-- --seed N] [--kills N]: the crash tests, which kill processes at chosen and at drawn moments and
// look at what is left, with many more kills than `npm test` can wait for. A seed replays one run.

const { values } = parseArgs({
  options: { seed: { type: "string" }, kills: { type: "string", default: "500" } },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^\d{1,9}$/.test(value)) {
    console.error(`--${name} takes a whole number, not "${value}".`);
    process.exit(2);
  }
}

const seed = values.seed ?? String(Date.now() % 1_000_000_000);
console.log(`seed ${seed}: npm run fault -- --seed ${seed} runs the same again`);
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
process.exitCode = await handOver(
  process.execPath,
  [vitest, "run", ".crash.test.ts", "--testTimeout=3600000", "--hookTimeout=3600000"],
  { env: toolEnvironment({ TILLWRIGHT_SEED: seed, TILLWRIGHT_KILLS: values.kills, TZ: "UTC" }) },
);
