import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { digestOf, filesBelow } from "./workspace/digest.mjs";
import { internalDependencies, packageNamed, readPackages } from "./workspace/packages.mjs";
import { root } from "./workspace/root.mjs";
import { capture, toolEnvironment } from "./workspace/run.mjs";
import { twoAtATime } from "./workspace/two-at-a-time.mjs";

// npm run build [-- PACKAGE …]: JavaScript and types of every package (or of some, and what they rest on), two at a
// time, in the order of the arrows. A package whose inputs and output are as they were is left as it is.
// --js-only leaves the types out; --quiet says only what fails, and that on the error output.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "js-only": { type: "boolean", default: false },
    quiet: { type: "boolean", default: false },
  },
});
const jsOnly = values["js-only"];
const packages = readPackages();
const stamps = join(root, "node_modules", ".cache", "tillwright-build");
mkdirSync(stamps, { recursive: true });

const dependenciesOf = (one) =>
  internalDependencies(one, packages).map((name) => packageNamed(name, packages));
const wanted = withDependencies(
  positionals.length > 0 ? positionals.map((name) => packageNamed(name, packages)) : packages,
);
let done = 0;
const say = (line) => {
  if (!values.quiet) console.log(line);
};

const { failed, leftOut } = await twoAtATime(
  wanted,
  (one) => dependenciesOf(one).filter((other) => wanted.includes(other)),
  build,
);
for (const one of leftOut) console.error(`${one.folder}: not built, what it rests on failed`);
process.exitCode = failed.length + leftOut.length === 0 ? 0 : 1;

function withDependencies(some) {
  const found = new Set();
  const add = (one) => {
    if (found.has(one)) return;
    dependenciesOf(one).forEach(add);
    found.add(one);
  };
  some.forEach(add);
  return [...found];
}

async function build(one) {
  const stamp = join(stamps, `${one.folder}.txt`);
  const inputs = inputsOf(one);
  const unchanged =
    existsSync(stamp) &&
    [`${inputs} complete`, ...(jsOnly ? [`${inputs} js-only`] : [])].some(
      (known) => readFileSync(stamp, "utf8") === `${known} ${outputOf(one)}`,
    );
  if (unchanged) {
    say(`[${++done}/${wanted.length}] ${one.folder} unchanged`);
    return true;
  }
  const began = performance.now();
  const tsup = join(root, "node_modules", "tsup", "dist", "cli-default.js");
  const env = toolEnvironment(jsOnly ? { TILLWRIGHT_JS_ONLY: "1" } : {});
  const { code, output } = await capture(process.execPath, [tsup], { cwd: one.directory, env });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (code !== 0) {
    console.error(`${one.folder} failed after ${seconds} s\n${output}`);
    return false;
  }
  writeFileSync(stamp, `${inputs} ${jsOnly ? "js-only" : "complete"} ${outputOf(one)}`);
  say(`[${++done}/${wanted.length}] ${one.folder} built in ${seconds} s`);
  return true;
}

/** What decides a package's output: its sources, the build's settings, and the same of all it rests on. */
function inputsOf(one) {
  const shared = ["tsup.base.ts", "tsconfig.base.json", "pnpm-lock.yaml"];
  return digestOf(
    [
      ...shared.map((name) => join(root, name)),
      ...["package.json", "tsconfig.json", "tsconfig.node.json", "tsup.config.ts", "src"].map(
        (name) => join(one.directory, name),
      ),
    ],
    dependenciesOf(one).map(inputsOf),
  );
}

/** What lies in a package's dist now; a build that someone touched or removed is built again. */
function outputOf(one) {
  return digestOf(filesBelow(join(one.directory, "dist")));
}
