import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, temporary } from "../workspace/root.mjs";
import { handOver, toolEnvironment } from "../workspace/run.mjs";

// npm run test:unit [-- VITEST PARAMETERS]: the unit and property tests; the last line counts them.
// The zone of the machine is what TZ says, UTC when it says nothing.

const zone = process.env.TZ ?? "UTC";
const report = join(temporary, `unit-tests-${process.pid}.json`);
mkdirSync(temporary, { recursive: true });

const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const code = await handOver(
  process.execPath,
  [
    vitest,
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { env: toolEnvironment({ TZ: zone }) },
);

const counts = readReport();
rmSync(report, { force: true });
if (counts === null) console.log(`vitest ended with ${code} before it wrote its report`);
const { numPassedTests, numFailedTests } = counts ?? { numPassedTests: 0, numFailedTests: 0 };
// A file that could not be loaded fails without having a test that failed.
const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
console.log(`counted: ${numPassedTests} passed, ${failed} failed`);
process.exitCode = code;

function readReport() {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return null;
  }
}
