import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect, isDeepStrictEqual } from "node:util";
import { bundleFromSources } from "../workspace/bundle.mjs";
import { root, temporary } from "../workspace/root.mjs";

const patience = 30_000;

/**
 * Executes examples, each as a module of its own, in one process, and compares what they claim with what came.
 *
 * @param {readonly import("./read-example.mjs").Example[]} examples
 * @returns {Promise<import("./read-example.mjs").Problem[]>}
 */
export async function executeExamples(examples) {
  if (examples.length === 0) return [];
  mkdirSync(temporary, { recursive: true });
  const outdir = mkdtempSync(join(temporary, "examples-"));
  const playground = mkdtempSync(join(tmpdir(), "tillwright-examples-"));
  const before = process.cwd();
  const { log, info, warn } = console;
  try {
    const entryPoints = Object.fromEntries(examples.map((_, at) => [`e${at}`, `example:${at}`]));
    await bundleFromSources({ entryPoints, outdir, plugins: [virtualModules(examples)] });
    process.setSourceMapsEnabled(true);
    process.chdir(playground);
    Object.assign(console, { log() {}, info() {}, warn() {} });
    const problems = [];
    for (const [at, example] of examples.entries()) {
      problems.push(...(await executeOne(example, join(outdir, `e${at}.js`))));
    }
    return problems;
  } finally {
    Object.assign(console, { log, info, warn });
    process.chdir(before);
    rmSync(outdir, { recursive: true, force: true });
    rmSync(playground, { recursive: true, force: true });
  }
}

/** @returns {import("esbuild").Plugin} */
function virtualModules(examples) {
  return {
    name: "examples",
    setup(bundler) {
      bundler.onResolve({ filter: /^example:\d+$/ }, ({ path }) => {
        const { fence } = examples[Number(path.slice(8))];
        return { path: `${fence.file}:${fence.line}`, namespace: "example", pluginData: path };
      });
      bundler.onLoad({ filter: /.*/, namespace: "example" }, ({ pluginData }) => {
        const { fence, module } = examples[Number(pluginData.slice(8))];
        return {
          contents: `const __claim = globalThis.__tillwrightClaim;${module}`,
          loader: "ts",
          resolveDir: dirname(join(root, fence.file)),
        };
      });
    },
  };
}

async function executeOne({ fence, claims }, path) {
  const problems = [];
  const reached = new Set();
  const complain = (line, message) => problems.push({ file: fence.file, line, message });
  globalThis.__tillwrightClaim = (index, produce) => {
    reached.add(index);
    return judge(claims[index], produce, (said) => complain(fence.line + claims[index].line, said));
  };
  try {
    await withPatience(import(pathToFileURL(path).href));
  } catch (error) {
    complain(lineOfError(error, fence), `the example threw ${describe(error)}`);
    return problems;
  }
  for (const [index, claim] of claims.entries()) {
    if (!reached.has(index)) complain(fence.line + claim.line, "this line was never reached");
  }
  return problems;
}

/** Runs one claimed statement, at once or later as it asks, and says how it differs. */
function judge(claim, produce, complain) {
  const settle = (value) => {
    if (claim.kind === "throws")
      complain(`expected an error "${claim.expected}", got ${show(value)}`);
    else if (!isDeepStrictEqual(value, claim.expected)) {
      complain(`expected ${show(claim.expected)}, got ${show(value)}`);
    }
    return value;
  };
  const fail = (error) => {
    if (claim.kind !== "throws") throw error;
    if (error?.code !== claim.expected) {
      complain(`expected an error "${claim.expected}", got ${describe(error)}`);
    }
  };
  try {
    const value = produce();
    const waits = produce.constructor.name === "AsyncFunction";
    return waits ? value.then(settle, fail) : settle(value);
  } catch (error) {
    return fail(error);
  }
}

function withPatience(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing after ${patience / 1000} s`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The line of the page or source file at which an error was thrown, as its mapped stack says. */
function lineOfError(error, fence) {
  const trace = String(error?.stack ?? "");
  const frame = new RegExp(`example:[^\\n]*:${fence.line}:(\\d+):\\d+`).exec(trace);
  return fence.line + (frame ? Number(frame[1]) - 1 : 0);
}

const describe = (error) =>
  error?.code ? `"${error.code}": ${error.message}` : String(error?.message ?? error);

const show = (value) => inspect(value, { depth: 12, breakLength: 120, compact: 4 });
