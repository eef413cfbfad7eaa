import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import { DryRunStatus, MutantRunStatus, TestStatus } from "@stryker-mutator/api/test-runner";
import { bundleTests } from "./bundle-tests.mjs";
import { createSnapshots, endFiles, gathered, runTest, startGathering } from "./test-api.mjs";

// A test runner for StrykerJS that loads all tests of a package once and runs those that reach a change again and again in
// the same process, the quickest and those that lately noticed something first. Only what a module does while it
// loads, or makes once and keeps, needs another loading. That takes a hundredth of what starting vitest for each change takes.

const namespace = "__stryker__";
// Modules that were loaded anew stay in memory until their process ends, so a process ends after this many loads.
const mostLoads = 12;
const worn = new Error("this process has loaded the tests often enough");

class GatheredTestsRunner {
  static inject = tokens(commonTokens.options);

  constructor(options) {
    const { folder, leftOut, budgetMs } = options.gatheredTests;
    this.package = join(process.cwd(), "packages", folder);
    this.leftOut = leftOut;
    this.budgetMs = budgetMs;
    this.kept = join(process.cwd(), "temp", "gathered");
    this.bundle = join(this.package, "test", `.gathered-${folder}.mjs`);
    this.loads = 0;
    this.noticed = new Map();
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    globalThis[namespace] ??= {};
    process.on("uncaughtException", (error) => this.mishap?.(error));
    process.on("unhandledRejection", (error) => this.mishap?.(error));
    process.env.TILLWRIGHT_MUTATING = "1";
    if (!existsSync(this.bundle)) {
      const root = join(this.package, "test");
      const files = readdirSync(root, { recursive: true })
        .filter((file) => file.endsWith(".test.ts") && !/\.(crash|types)\.test\.ts$/.test(file))
        .filter((file) => !this.leftOut.includes(file))
        .sort()
        .map((file) => join(root, file));
      // Several processes begin at once; none may see a bundle half written.
      const own = `${this.bundle}.${process.pid}`;
      await bundleTests({ files, root, out: own });
      renameSync(own, this.bundle);
    }
    mkdirSync(this.kept, { recursive: true });
    this.snapshots = createSnapshots(join(this.kept, "snapshots.json"));
    this.timesPath = join(this.kept, "times.json");
    // After a change that never ended the tests are loaded before the clock of the next change starts.
    if (existsSync(this.timesPath)) await this.load();
  }

  async dryRun() {
    const state = globalThis[namespace];
    state.activeMutant = undefined;
    state.currentTestId = undefined;
    const loaded = await this.load();
    this.snapshots.record = true;
    const tests = [];
    const times = {};
    for (const one of loaded) {
      state.currentTestId = one.id;
      const begun = performance.now();
      const thrown = await this.runWatched(one);
      const timeSpentMs = performance.now() - begun;
      state.currentTestId = undefined;
      times[one.id] = timeSpentMs;
      tests.push(resultOf(one, thrown, timeSpentMs));
    }
    await endFiles(loaded);
    this.snapshots.record = false;
    this.snapshots.write();
    writeFileSync(this.timesPath, JSON.stringify(times));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: state.mutantCoverage };
  }

  async mutantRun(options) {
    const { activeMutant, mutantActivation } = options;
    const state = globalThis[namespace];
    const isStatic = mutantActivation === "static";
    const isFresh = isStatic || this.tests === undefined;
    state.hitCount = 0;
    state.hitLimit = mostHits(options.hitLimit);
    state.activeMutant = isStatic ? activeMutant.id : undefined;
    try {
      if (isFresh) await this.load();
    } catch (error) {
      this.tests = undefined;
      if (error === worn) throw error;
      return killed(["(loading)"], error, 0);
    }
    state.activeMutant = activeMutant.id;
    const { result, noticedBy } = await this.tryTests(options, isFresh);
    // What modules make once and keep was made before the change took place, so that nothing came by it.
    const wasMissed = !isStatic && state.hitCount === 0;
    const isSpoilt = !isStatic && noticedBy !== undefined && (await this.failsUnchanged(noticedBy));
    state.activeMutant = undefined;
    if (isStatic || isSpoilt) this.tests = undefined;
    if (!isFresh && (isSpoilt || wasMissed)) {
      this.tests = undefined;
      return this.mutantRun(options);
    }
    // What fails although nobody came by the change fails for another reason.
    if (wasMissed) return { status: MutantRunStatus.Survived, nrOfTests: 1 };
    if (noticedBy !== undefined) {
      this.noticed.set(noticedBy.id, (this.noticed.get(noticedBy.id) ?? 0) + 1);
    }
    return result;
  }

  /**
   * Runs the tests that reach a change, until one of them notices it or the time is over. Of what modules make once and keep,
   * only the test that asked first is known to reach it, so on modules loaded anew the other tests follow.
   */
  async tryTests({ testFilter }, isFresh) {
    const state = globalThis[namespace];
    const wanted = testFilter === undefined ? null : new Set(testFilter);
    const reach = ({ id }) => wanted === null || wanted.has(id);
    const due = this.inOrder(this.tests.filter(reach));
    if (isFresh) due.push(...this.inOrder(this.tests.filter((one) => !reach(one))));
    const run = [];
    const end = performance.now() + this.budgetMs * (isFresh ? 2 : 1);
    try {
      for (const one of due) {
        // On a busy machine tests take longer than they did; what there is no time for noticed nothing.
        if (performance.now() > end) break;
        run.push(one);
        const thrown = await this.runWatched(one);
        if (state.hitCount > state.hitLimit) {
          const reason = `reached ${state.hitLimit} times`;
          return { result: { status: MutantRunStatus.Timeout, reason } };
        }
        if (thrown !== undefined) {
          return { result: killed([one.id], thrown, run.length), noticedBy: one };
        }
      }
      return { result: { status: MutantRunStatus.Survived, nrOfTests: run.length } };
    } finally {
      await endFiles(run);
    }
  }

  /** What a test throws, or what is thrown meanwhile where nobody catches it, twice over: the first may be left from an earlier test. */
  async runWatched(one) {
    const { thrown, isStray } = await this.runOnce(one);
    return isStray ? (await this.runOnce(one)).thrown : thrown;
  }

  async runOnce(one) {
    const stray = new Promise((resolve) => {
      this.mishap = (error) => resolve({ thrown: error ?? new Error("nothing"), isStray: true });
    });
    const own = runTest(one, this.snapshots).then((thrown) => ({ thrown, isStray: false }));
    return Promise.race([own, stray]);
  }

  /** Whether a test fails by itself, for a change left something behind that the modules keep. */
  async failsUnchanged(one) {
    const state = globalThis[namespace];
    state.activeMutant = undefined;
    const { thrown } = await this.runOnce(one);
    await endFiles([one]);
    return thrown !== undefined;
  }

  async load() {
    // What throws here is asked again of a new process.
    if (this.loads === mostLoads) throw worn;
    startGathering();
    this.loads += 1;
    await import(`${pathToFileURL(this.bundle).href}?${this.loads}`);
    this.tests = gathered.tests;
    return this.tests;
  }

  /** What notices most for its time comes first; what costs more than the budget allows is left out, which only lowers the score. */
  inOrder(tests) {
    this.times ??= JSON.parse(readFileSync(this.timesPath, "utf8"));
    const worth = ({ id }) => (1 + (this.noticed.get(id) ?? 0)) / (this.times[id] + 0.2);
    const ordered = [...tests].sort((a, b) => worth(b) - worth(a));
    let spent = 0;
    return ordered.filter(({ id }) => {
      spent += this.times[id];
      return spent <= this.budgetMs || this.times[id] < 5;
    });
  }
}

/** StrykerJS ends a loop when its place is reached a hundred times as often as without a change; ten times is enough, and quicker. */
function mostHits(hitLimit) {
  return hitLimit === undefined ? undefined : hitLimit / 10 + 10_000;
}

function resultOf({ id, title, file }, thrown, timeSpentMs) {
  const told = { id, name: title, fileName: file, timeSpentMs };
  return thrown === undefined
    ? { ...told, status: TestStatus.Success }
    : { ...told, status: TestStatus.Failed, failureMessage: messageOf(thrown) };
}

function killed(killedBy, thrown, nrOfTests) {
  return { status: MutantRunStatus.Killed, killedBy, failureMessage: messageOf(thrown), nrOfTests };
}

function messageOf(thrown) {
  return String(thrown?.message ?? thrown).slice(0, 500);
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, "gathered-tests", GatheredTestsRunner),
];
