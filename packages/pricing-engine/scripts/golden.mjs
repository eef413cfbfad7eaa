import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// node packages/pricing-engine/scripts/golden.mjs --reason "…" [--draw]
//
// Writes test/golden/corpus.json.txt and searches.json.txt anew: the stored inputs with what comes out now, or with --draw others. The
// reason is kept in the file, because a price that changed is a major change for whoever embeds the engine.

const { values } = parseArgs({
  options: { reason: { type: "string" }, draw: { type: "boolean", default: false } },
});
if (!values.reason) {
  console.error('Say why the prices change: --reason "…"');
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    "run",
    "packages/pricing-engine/test/golden.test.ts",
    "packages/pricing-engine/test/golden-searches.test.ts",
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      TILLWRIGHT_GOLDEN_REASON: values.reason,
      TILLWRIGHT_GOLDEN_DRAW: values.draw ? "1" : "",
    },
  },
);
process.exitCode = status ?? 1;
