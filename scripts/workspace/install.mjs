import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./digest.mjs";
import { readPackages } from "./packages.mjs";
import { root } from "./root.mjs";
import { capture } from "./run.mjs";

const stamp = join(root, "node_modules", ".tillwright-installed");

/** What decides the content of node_modules: the lockfile and the manifests that it answers. */
function wantedInstall() {
  const manifests = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"];
  return digestOf([
    ...manifests.map((name) => join(root, name)),
    ...readPackages().map((one) => join(one.directory, "package.json")),
    join(root, "examples", "supermarket", "package.json"),
  ]);
}

/**
 * Notes that node_modules answers the lockfile as it is now.
 *
 * @internal exported for the test of the demo only
 */
export function noteInstalled() {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stamp, wantedInstall());
}

/**
 * Installs what the lockfile pins, unless that was done already. Speaks on the error output only, and shows
 * what the installer said only when it failed; then the script ends.
 */
export async function installWhenNeeded() {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wantedInstall()) return;
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const live = process.stderr.isTTY;
  const say = () => process.stderr.write(`\rInstalling what the lockfile pins … ${seconds()} s `);
  if (live) say();
  else process.stderr.write("Installing what the lockfile pins …\n");
  const ticking = live ? setInterval(say, 1000) : null;
  const pnpm = join(root, "scripts", "pnpm.mjs");
  const install = [pnpm, "install", "--frozen-lockfile", "--prefer-offline"];
  const { code, output } = await capture(process.execPath, install);
  if (ticking) clearInterval(ticking);
  if (live) process.stderr.write("\r\u001b[K");
  if (code !== 0) {
    process.stderr.write(`${output}\nThe installation failed (exit code ${code}).\n`);
    process.exit(code);
  }
  noteInstalled();
  process.stderr.write(`Installed in ${seconds()} s.\n`);
}
