import { describe, expect, test } from "vitest";
import { checks } from "../checks/list.mjs";
import { countedIn, runChecks } from "../checks/run-checks.mjs";
import { renderTable, summaryLine } from "../checks/table.mjs";
import { twoAtATime } from "../workspace/two-at-a-time.mjs";

const check = (name, { needs = [], width = 1 } = {}) => ({ name, what: "", needs, width });

/** Runs checks whose scripts last a moment, and writes down which ran at the same time. */
async function play(list, failing = []) {
  const said = [];
  const running = new Set();
  const together = [];
  const results = await runChecks(list, {
    say: (line) => said.push(line),
    keep: () => {},
    run: async (name) => {
      running.add(name);
      together.push([...running].sort().join(" + "));
      await new Promise((settle) => setTimeout(settle, 5));
      running.delete(name);
      return { code: failing.includes(name) ? 1 : 0, output: "counted: 2 passed, 0 failed\n" };
    },
  });
  return { results, said, together };
}

const outcomes = (results) => results.map(({ name, outcome }) => `${name} ${outcome}`);

describe("running the checks", () => {
  test("two at a time, never three, and a wide one alone", async () => {
    const { together } = await play([
      check("a"),
      check("b"),
      check("c"),
      check("wide", { width: 2 }),
    ]);
    expect(together.every((names) => names.split(" + ").length <= 2)).toBe(true);
    expect(together).toContain("a + b");
    expect(together.filter((names) => names.includes("wide"))).toEqual(["wide"]);
  });

  test("a check starts after what it needs", async () => {
    const { together, results } = await play([check("pack", { needs: ["build"] }), check("build")]);
    expect(together).toEqual(["build", "pack"]);
    expect(outcomes(results)).toEqual(["pack passed", "build passed"]);
  });

  test("a failure stops what needs it, and nothing else", async () => {
    const list = [
      check("build"),
      check("pack", { needs: ["build"] }),
      check("consumers", { needs: ["pack"] }),
      check("lint"),
    ];
    const { results } = await play(list, ["build"]);
    expect(outcomes(results)).toEqual([
      "build failed",
      "pack not run",
      "consumers not run",
      "lint passed",
    ]);
    expect(summaryLine(results)).toBe("5 passed, 3 failed");
  });

  test("each check says that it ended, how long it took and how many tests it had", async () => {
    const { said } = await play([check("a")]);
    expect(said).toEqual([expect.stringMatching(/^\[1\/1\] passed {2}a \(0\.\d s, 2 tests\)$/)]);
  });
});

describe("counting", () => {
  test("the last count that a check printed is the one that counts", () => {
    expect(countedIn("counted: 1 passed, 0 failed\nx\ncounted: 7 passed, 2 failed\n")).toEqual({
      passed: 7,
      failed: 2,
    });
    expect(countedIn("nothing was counted: 1 passed, 0 failed")).toBeNull();
  });

  test("every test counts, and each check as one more", () => {
    const results = [
      { name: "a", outcome: "passed", seconds: 1, counted: { passed: 40, failed: 0 }, output: "" },
      { name: "b", outcome: "failed", seconds: 2, counted: { passed: 1, failed: 2 }, output: "" },
      { name: "c", outcome: "not run", seconds: 0, counted: null, output: "" },
    ];
    expect(summaryLine(results)).toBe("42 passed, 4 failed");
    expect(renderTable(results).split("\n")).toEqual([
      "check  result    time  tests",
      "─────  ───────  ─────  ─────",
      "a      passed   1.0 s     40",
      "b      failed   2.0 s      3",
      "c      not run  0.0 s",
    ]);
  });
});

describe("the list of checks", () => {
  test("every check is an npm script, and what it needs is in the list", async () => {
    const manifest = await import("../../package.json", { with: { type: "json" } });
    const names = new Set(checks.map(({ name }) => name));
    for (const { name, needs } of checks) {
      expect(manifest.default.scripts[name], name).toBeTypeOf("string");
      expect(needs.every((one) => names.has(one))).toBe(true);
    }
    expect(names.size).toBe(checks.length);
  });
});

describe("two at a time", () => {
  test("what depends on a failure is left out", async () => {
    const arrows = { values: [], ledger: ["values"], cashier: ["ledger"], printer: ["values"] };
    const done = [];
    const outcome = await twoAtATime(
      Object.keys(arrows),
      (name) => arrows[name],
      async (name) => {
        done.push(name);
        return name !== "ledger";
      },
    );
    expect(done).toEqual(["values", "ledger", "printer"]);
    expect(outcome).toEqual({ failed: ["ledger"], leftOut: ["cashier"] });
  });

  test("a circle is an error, not an endless wait", async () => {
    const circle = twoAtATime(
      ["a", "b"],
      (name) => [name === "a" ? "b" : "a"],
      async () => true,
    );
    await expect(circle).rejects.toThrow("circle");
  });
});
