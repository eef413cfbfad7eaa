import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageNamed } from "./workspace/packages.mjs";
import { temporary } from "./workspace/root.mjs";
import { handOver, toolEnvironment } from "./workspace/run.mjs";

// npm run test:mutation -- PACKAGE [FILE …]: StrykerJS changes the package's sources one place at a time, in a copy
// below temp/, and says which changes its tests did not notice. Files are named from the package's folder, with lines if
// wished (src/parse.ts:10-40).
//
//   TILLWRIGHT_RUNS     inputs a property tries for each change (20)
//   TILLWRIGHT_BUDGET   milliseconds of tests for each change; dearer tests are left out, which only lowers the score (5000)
//   TILLWRIGHT_WORKERS  processes (2)
//   TILLWRIGHT_STATIC   when set, what happens only while a module loads is changed too

const [name, ...files] = process.argv.slice(2);
const { folder } = packageNamed(name);
const below = (path) => `packages/${folder}/${path}`;

// Tables that are compared whole with another source of the same facts; the package's docs/mutation.md says with which.
const tables = {
  "printer-escpos": [
    "src/built-in-pages.ts",
    "src/dos-pages.ts",
    "src/png/letter-font.ts",
    "src/templates/words.ts",
  ],
};
// Tests that load modules anew, which tests in one process cannot.
const leftOut = {
  "printer-escpos": ["charset.test.ts"],
};
const everything = [
  below("src/**/*.ts"),
  // Sentences for people are read by people; a changed word is no mistake that a test should know.
  `!${below("src/messages/**")}`,
  ...(tables[folder] ?? []).map((path) => `!${below(path)}`),
];
const budgetMs = Number(process.env.TILLWRIGHT_BUDGET ?? 5_000);
const config = {
  packageManager: "pnpm",
  mutate: files.length > 0 ? files.map(below) : everything,
  testRunner: "gathered-tests",
  plugins: [new URL("mutation/runner.mjs", import.meta.url).href],
  // What happens only while a module loads (tables, syntax) needs another loading and all tests for each change.
  ignoreStatic: process.env.TILLWRIGHT_STATIC === undefined,
  gatheredTests: {
    folder,
    leftOut: leftOut[folder] ?? [],
    budgetMs,
  },
  warnings: { unknownOptions: false },
  coverageAnalysis: "perTest",
  concurrency: Number(process.env.TILLWRIGHT_WORKERS ?? 2),
  // Only a loop without an end meets it: the runner keeps to its budget by itself, however long all tests of a change would take.
  timeoutMS: 3 * budgetMs + 6_000,
  timeoutFactor: 0,
  ignorePatterns: ["dist", ".gathered-*", ".tillwright", "/reports", "/temp", "/.git"],
  tempDirName: "temp/stryker",
  reporters: ["clear-text", "progress", "html", "json"],
  htmlReporter: { fileName: `reports/mutation/${folder}.html` },
  jsonReporter: { fileName: `reports/mutation/${folder}.json` },
  thresholds: { high: 90, low: 75, break: null },
  disableTypeChecks: false,
};

mkdirSync(temporary, { recursive: true });
const path = join(temporary, `stryker-${folder}.json`);
writeFileSync(path, JSON.stringify(config, null, 2));
const manifest = import.meta.resolve("@stryker-mutator/core/package.json");
const stryker = fileURLToPath(new URL("bin/stryker.js", manifest));
process.exitCode = await handOver(process.execPath, [stryker, "run", path], {
  env: toolEnvironment({
    TILLWRIGHT_RUNS: process.env.TILLWRIGHT_RUNS ?? "20",
    TZ: "UTC",
  }),
});
