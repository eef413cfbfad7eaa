import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

// The one bootstrap: npm ships with Node, and npx fetches the pnpm that package.json pins.
const { packageManager } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);
const result = spawnSync("npx", ["--yes", packageManager, ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exit(result.status ?? 1);
