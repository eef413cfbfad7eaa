/**
 * The table at the end of a run: a line per check, and the time of all of them.
 *
 * @param {readonly import("./run-checks.mjs").CheckResult[]} results
 */
export function renderTable(results) {
  const rows = results.map(({ name, outcome, seconds, counted }) => [
    name,
    outcome,
    `${seconds.toFixed(1)} s`,
    counted ? String(counted.passed + counted.failed) : "",
  ]);
  const head = ["check", "result", "time", "tests"];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column].length)),
  );
  const line = (row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/**
 * `N passed, N failed`: every test that a check counted, and each check itself as one more. A check that was not
 * run failed.
 *
 * @param {readonly import("./run-checks.mjs").CheckResult[]} results
 */
export function summaryLine(results) {
  let passed = 0;
  let failed = 0;
  for (const { outcome, counted } of results) {
    passed += counted?.passed ?? 0;
    failed += counted?.failed ?? 0;
    if (outcome === "passed") passed += 1;
    else failed += 1;
  }
  return `${passed} passed, ${failed} failed`;
}
