import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { capture } from "./run.mjs";

/** pnpm keeps a copy of the lockfile beside what it installed from it. */
function isInstalled() {
  const installed = join(root, "node_modules", ".pnpm", "lock.yaml");
  const wanted = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
  return existsSync(installed) && readFileSync(installed, "utf8") === wanted;
}

/**
 * Installs what the lockfile pins, unless that was done already. Speaks on the error output only, and shows
 * what the installer said only when it failed; then the script ends.
 */
export async function installWhenNeeded() {
  if (isInstalled()) return;
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
  process.stderr.write(`Installed in ${seconds()} s.\n`);
}
