import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checks } from "./checks/list.mjs";
import { runChecks } from "./checks/run-checks.mjs";
import { renderTable, summaryLine } from "./checks/table.mjs";
import { root, temporary } from "./workspace/root.mjs";

// npm test, after the install: every check, two at a time, all of them even when some fail, a table at the end.
// node scripts/check.mjs NAME … runs some (and what they need); --list names them.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: "boolean", default: false } },
});
if (values.list) {
  for (const { name, what } of checks) console.log(`${name.padEnd(18)} ${what}`);
  process.exit(0);
}

const logs = join(temporary, "checks");
mkdirSync(logs, { recursive: true });
const results = await runChecks(chosen(positionals), {
  say: (line) => console.log(line),
  keep: (name, output) => writeFileSync(join(logs, `${name}.log`), output),
});

for (const { name, outcome, output } of results) {
  if (outcome === "failed") console.log(`\n──── ${name} ────\n${output.trimEnd()}`);
}
console.log(`\n${renderTable(results)}`);
console.log(`What each check printed is in ${logs.slice(root.length + 1)}.\n`);
console.log(summaryLine(results));
process.exitCode = results.every(({ outcome }) => outcome === "passed") ? 0 : 1;

/** The named checks and all that they need, or every check. */
function chosen(names) {
  if (names.length === 0) return checks;
  const known = new Map(checks.map((check) => [check.name, check]));
  const wanted = new Set();
  const want = (name) => {
    const check = known.get(name);
    if (!check) {
      console.error(`There is no check "${name}"; --list names them.`);
      process.exit(2);
    }
    check.needs.forEach(want);
    wanted.add(name);
  };
  names.forEach(want);
  return checks.filter(({ name }) => wanted.has(name));
}
