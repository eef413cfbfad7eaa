import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { digestOf } from "./workspace/digest.mjs";
import { installWhenNeeded } from "./workspace/install.mjs";
import { readPackages } from "./workspace/packages.mjs";
import { root, temporary } from "./workspace/root.mjs";
import { handOver } from "./workspace/run.mjs";

// npm run demo -- …: installs when needed, bundles the supermarket from the sources when they changed, and runs it.

const example = join(root, "examples", "supermarket");
const output = join(example, "dist");
const stamp = join(output, "main.inputs");

/** Files named on the command line lie where the caller stands; npm runs scripts at the root. */
function resolveFiles(parameters) {
  const caller = process.env.INIT_CWD ?? process.cwd();
  return parameters.map((one, index) => {
    const isFile = index > 0 && !one.startsWith("-") && existsSync(resolve(caller, one));
    return isFile ? resolve(caller, one) : one;
  });
}

async function bundleWhenChanged() {
  const sources = readPackages().flatMap((one) => [
    join(one.directory, "src"),
    join(one.directory, "package.json"),
  ]);
  const digest = digestOf(
    [...sources, join(example, "src"), join(root, "scripts"), join(root, "pnpm-lock.yaml")],
    [root],
  );
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  const { bundleFromSources } = await import("./workspace/bundle.mjs");
  const fresh = join(temporary, `demo-${process.pid}`);
  await bundleFromSources({
    entryPoints: { main: join(example, "src", "main.ts") },
    outdir: fresh,
  });
  writeFileSync(join(fresh, "main.inputs"), digest);
  // Whoever looks sees the old bundle or the new one, never a half-written one.
  rmSync(output, { recursive: true, force: true });
  renameSync(fresh, output);
}

await installWhenNeeded();
await bundleWhenChanged();
const program = ["--disable-warning=ExperimentalWarning", join(output, "main.js")];
process.exitCode = await handOver(process.execPath, [
  ...program,
  ...resolveFiles(process.argv.slice(2)),
]);
