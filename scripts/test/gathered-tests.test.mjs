import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("tests that are gathered in one process run as vitest runs them", () => {
  const file = fileURLToPath(new URL("gathered-tests.mjs", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, ["--test", file], { encoding: "utf8" });
  expect(stdout).toMatch(/# pass 4/);
  expect(stdout).toMatch(/# fail 0/);
  expect(status).toBe(0);
});
