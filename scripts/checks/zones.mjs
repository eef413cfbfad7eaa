import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../workspace/root.mjs";
import { exitCodeOf, toolEnvironment } from "../workspace/run.mjs";

// npm run test:zones: the packages' and examples' tests again, on machines that stand elsewhere. `npm run test:unit`
// stands in UTC. What is left out: tests that kill processes and fill disks, the store and the printer, which know instants
// and texts but no calendar, and most of each property's runs, since the inputs that collide were tried before and only the
// zone is new.

const zones = ["America/New_York", "Asia/Shanghai"];
const runs = process.env.TILLWRIGHT_RUNS ?? "40";
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const excluded = [
  "**/*.crash.test.ts",
  "examples/*/test/replay/replay.test.ts",
  "packages/store-sql/**",
  "packages/printer-escpos/**",
  "scripts/**",
];
const limits = [...excluded.flatMap((pattern) => ["--exclude", pattern]), "--reporter=dot"];

let failed = 0;
for (const zone of zones) {
  const began = performance.now();
  const code = await new Promise((resolve) => {
    spawn(process.execPath, [vitest, "run", ...limits, ...process.argv.slice(2)], {
      cwd: root,
      env: toolEnvironment({ TZ: zone, TILLWRIGHT_RUNS: runs }),
      stdio: ["ignore", "inherit", "inherit"],
    }).on("close", (status, signal) => resolve(exitCodeOf(status, signal)));
  });
  if (code !== 0) failed += 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${zone}: ${code === 0 ? "passed" : "failed"} in ${seconds} s`);
}
process.exitCode = failed === 0 ? 0 : 1;
