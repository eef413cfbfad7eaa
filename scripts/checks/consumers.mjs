import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installPacked, link } from "../packed/install-packed.mjs";
import { typeCheckConsumer } from "../packed/type-check-consumer.mjs";
import { readPackages } from "../workspace/packages.mjs";
import { root } from "../workspace/root.mjs";
import { capture } from "../workspace/run.mjs";

// npm run check:consumers: a project outside of the workspace imports, requires and type-checks every entry of the
// packed packages, lets two copies of one package work together, and runs the program that prints.

const packages = readPackages();
const specifiers = packages.flatMap((one) => one.entries.map((entry) => entry.specifier));
const folder = installPacked();
let passed = 0;
let failed = 0;
const count = (title, problems) => {
  if (problems.length === 0) passed += 1;
  else failed += 1;
  for (const problem of problems) console.log(`${title}: ${problem}`);
};

const loaded = await runInside("load-both-ways.mjs", specifiers);
const answers = new Map(
  loaded.output
    .split("\n")
    .filter((line) => line.startsWith('{"specifier"'))
    .map((line) => JSON.parse(line))
    .map(({ specifier, problems }) => [specifier, problems]),
);
for (const specifier of specifiers) {
  count(specifier, answers.get(specifier) ?? [`could not be loaded\n${loaded.output}`]);
}

const exchanged = await runInside("exchange.mjs", []);
count("two copies of one package", exchanged.code === 0 ? [] : [exchanged.output]);

const printed = await runInside("print-receipt.mjs", []);
count("the program that prints", printed.code === 0 ? [] : [printed.output]);

link(join(root, "node_modules", "@types", "node"), join(folder, "node_modules", "@types", "node"));
const allEntries = packages.flatMap((one) => one.entries);
const specifiersOf = (pure) =>
  allEntries.filter((entry) => entry.pure === pure).map((entry) => entry.specifier);
for (const { title, problems } of typeCheckConsumer(folder, [
  { specifiers: specifiersOf(true), types: [] },
  { specifiers: specifiersOf(false), types: ["node"] },
])) {
  count(`types, ${title}`, problems);
}

rmSync(folder, { recursive: true, force: true });
console.log(`${specifiers.length} entries by import and by require`);
console.log(`counted: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function runInside(script, parameters) {
  const path = join(folder, script);
  cpSync(join(root, "scripts", "packed", "consumer", script), path);
  return capture(process.execPath, [path, ...parameters], { cwd: folder });
}
