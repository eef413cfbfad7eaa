import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { readPackages } from "./workspace/packages.mjs";
import { root } from "./workspace/root.mjs";
import { handOver } from "./workspace/run.mjs";

// npm run bench -- NAME [--json]: builds the package that owns the benchmark and runs bench/NAME.mjs against the
// built package. With --json the benchmark prints one document on the standard output, and nothing else goes there.

/** What is measured; the file of each is `bench/NAME.mjs` of the package that it measures, or of the repository. */
const names = ["store", "pricing", "loyalty", "till", "printer", "reports"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { json: { type: "boolean", default: false } },
});
const [name] = positionals;
const benchmarks = readPackages().flatMap((one) => benchmarksIn(join(one.directory, "bench"), one));
benchmarks.push(...benchmarksIn(join(root, "bench"), null));

const chosen = benchmarks.find((one) => one.name === name);
if (!chosen) {
  console.error(name ? `There is no benchmark "${name}".` : "Say which benchmark.");
  console.error(
    `The benchmarks are: ${benchmarks.map((one) => one.name).join(", ") || "none yet"}`,
  );
  process.exit(2);
}

const build = [join(root, "scripts", "build.mjs"), "--js-only"];
if (values.json) build.push("--quiet");
if (chosen.owner) build.push(chosen.owner.folder);
const built = await handOver(process.execPath, build);
if (built !== 0) process.exit(built);

const parameters = process.argv.slice(2);
parameters.splice(parameters.indexOf(name), 1);
process.exitCode = await handOver(process.execPath, [
  "--disable-warning=ExperimentalWarning",
  "--expose-gc",
  chosen.path,
  ...parameters,
]);

function benchmarksIn(folder, owner) {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((file) => file.endsWith(".mjs") && names.includes(basename(file, ".mjs")))
    .map((file) => ({ name: basename(file, ".mjs"), path: join(folder, file), owner }));
}
