import { join } from "node:path";
import { root } from "./workspace/root.mjs";
import { handOver, toolEnvironment } from "./workspace/run.mjs";

// npm run test:long [-- VITEST PARAMETERS]: every test with the large numbers: ten thousand runs of each property, and
// as many kills as a night has room for.

const { TILLWRIGHT_RUNS = "10000", TILLWRIGHT_KILLS = "200", TZ = "UTC" } = process.env;
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
process.exitCode = await handOver(
  process.execPath,
  [vitest, "run", "--testTimeout=3600000", "--hookTimeout=3600000", ...process.argv.slice(2)],
  { env: toolEnvironment({ TILLWRIGHT_RUNS, TILLWRIGHT_KILLS, TZ }) },
);
