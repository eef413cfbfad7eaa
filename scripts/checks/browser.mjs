import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { build } from "esbuild";
import { installPacked } from "../packed/install-packed.mjs";
import { readPackages } from "../workspace/packages.mjs";
import { root } from "../workspace/root.mjs";

// npm run check:browser: the packed packages' pure entries are bundled for a browser, and run in Chromium where there is one.

const entries = readPackages()
  .flatMap((one) => one.entries)
  .filter(({ pure }) => pure);
const specifiers = entries.map(({ specifier }) => specifier);
const folder = installPacked();
const work = join("scripts", "packed", "consumer", "browser.mjs");
cpSync(join(root, work), join(folder, "browser.mjs"));
writeFileSync(join(folder, "page.mjs"), pageProgram());

try {
  await build({
    absWorkingDir: folder,
    entryPoints: ["page.mjs"],
    outfile: "page.js",
    bundle: true,
    minify: true,
    charset: "utf8",
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  const kilobytes = Math.round(readFileSync(join(folder, "page.js")).length / 1000);
  console.log(`${specifiers.length} entries bundled: ${kilobytes} kB`);
  process.exitCode = runInChromium();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pageProgram() {
  const imports = specifiers.map((one, at) => `import * as e${at} from "${one}";`);
  const entries = specifiers.map((one, at) => `"${one}": e${at}`).join(", ");
  return `${imports.join("\n")}
import { workInBrowser } from "./browser.mjs";
let said;
try { said = JSON.stringify(workInBrowser({ ${entries} })); } catch (error) { said = String(error.stack); }
document.getElementById("said").textContent = said;
`;
}

function runInChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome", "chromium-headless-shell"];
  const found = names.find((name) => spawnSync(name, ["--version"]).status === 0);
  if (!found) {
    console.log(`Skipped in a browser: none of ${names.join(", ")} is on this machine.`);
    return 0;
  }
  const page = '<!doctype html><meta charset="utf-8"><pre id="said">nothing</pre>';
  writeFileSync(join(folder, "page.html"), `${page}<script src="page.js"></script>\n`);
  mkdirSync(join(folder, "profile"));
  const { stdout, stderr } = spawnSync(found, chromiumParameters(), {
    encoding: "utf8",
    timeout: 60_000,
    cwd: folder,
  });
  const said = /<pre id="said">([\s\S]*?)<\/pre>/.exec(stdout ?? "")?.[1];
  const right = said?.startsWith("{") && isDeepStrictEqual(JSON.parse(said), expected());
  console.log(`${found} says ${said ?? `nothing\n${stderr}`}`);
  if (!right) console.log(`and should say ${JSON.stringify(expected())}`);
  return right ? 0 : 1;
}

function chromiumParameters() {
  return [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    `--user-data-dir=${join(folder, "profile")}`,
    "--dump-dom",
    pathToFileURL(join(folder, "page.html")).href,
  ];
}

function expected() {
  return {
    entries: specifiers.length,
    shares: [1523, 677],
    discounted: 7999,
    day: "2027-02-01",
    hash: `sha256:${createHash("sha256").update('{"价":"¥22.00"}').digest("hex")}`,
  };
}
