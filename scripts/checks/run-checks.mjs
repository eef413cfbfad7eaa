import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace/root.mjs";
import { capture } from "../workspace/run.mjs";

/**
 * @typedef {object} Check
 * @property {string} name   its npm script
 * @property {string} what   one line for the table of checks
 * @property {string[]} needs checks that must have passed before
 * @property {number} width  how many of the two places it takes: 2 for one that uses both cores by itself
 */

/**
 * @typedef {object} CheckResult
 * @property {string} name
 * @property {"passed" | "failed" | "not run"} outcome
 * @property {number} seconds
 * @property {{ passed: number, failed: number } | null} counted its own tests, where it has any
 * @property {string} output
 */

const places = 2;
const heartbeatSeconds = 20;

/**
 * Runs checks, two places at a time, in their order as far as places and needs allow, and goes on after a failure.
 *
 * @param {readonly Check[]} checks
 * @param {{ say(line: string): void, keep(name: string, output: string): void, run?: typeof runScript }} ports
 * @returns {Promise<CheckResult[]>} in the order of the checks
 */
export async function runChecks(checks, { say, keep, run = runScript }) {
  const results = new Map();
  const waiting = [...checks];
  const running = new Map();
  const free = () => places - [...running.values()].reduce((sum, { width }) => sum + width, 0);
  const ready = ({ needs, width }) =>
    width <= free() && needs.every((name) => !waitingFor(name) && !running.has(name));
  const waitingFor = (name) => waiting.some((check) => check.name === name);
  const lacking = ({ needs }) => needs.find((name) => results.get(name)?.outcome !== "passed");

  const finish = (result) => {
    results.set(result.name, result);
    keep(result.name, result.output);
    say(`[${results.size}/${checks.length}] ${result.outcome.padEnd(7)} ${describe(result)}`);
  };
  const start = (check) => {
    const began = performance.now();
    const timer = setInterval(() => {
      say(`         …       ${check.name} is running, ${Math.round(elapsed(began))} s`);
    }, heartbeatSeconds * 1000);
    const done = run(check.name).then(({ code, output }) => {
      clearInterval(timer);
      running.delete(check.name);
      const outcome = code === 0 ? "passed" : "failed";
      const seconds = elapsed(began);
      finish({ name: check.name, outcome, seconds, counted: countedIn(output), output });
    });
    running.set(check.name, { done, width: check.width });
  };

  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex(ready);
    if (next >= 0) {
      const [check] = waiting.splice(next, 1);
      const missing = lacking(check);
      if (missing === undefined) start(check);
      else {
        const output = `not run, because ${missing} did not pass`;
        finish({ name: check.name, outcome: "not run", seconds: 0, counted: null, output });
      }
    } else {
      await Promise.race([...running.values()].map(({ done }) => done));
    }
  }
  return checks.map(({ name }) => results.get(name));
}

const elapsed = (began) => (performance.now() - began) / 1000;

function describe({ name, seconds, counted, outcome, output }) {
  if (outcome === "not run") return `${name}, ${output}`;
  const tests = counted ? `, ${counted.passed + counted.failed} tests` : "";
  return `${name} (${seconds.toFixed(1)} s${tests})`;
}

/** The last `counted: N passed, N failed` that a check printed. */
export function countedIn(output) {
  const last = [...output.matchAll(/^counted: (\d+) passed, (\d+) failed$/gm)].at(-1);
  return last ? { passed: Number(last[1]), failed: Number(last[2]) } : null;
}

/** Runs an npm script's command as npm would, without paying for npm's own start. */
function runScript(name) {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return capture(scripts[name], [], { shell: true });
}
