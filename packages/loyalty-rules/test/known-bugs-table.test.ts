import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const here = new URL(".", import.meta.url);
const table = readFileSync(new URL("../docs/known-bugs.md", here), "utf8");
const rows = table
  .split("\n")
  .filter((line) => /^\| \d/u.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));
const tests = readdirSync(here)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(new URL(name, here), "utf8"));

test("the table has fifty rows in their order", () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
});

test.each(rows.map(([, number, wrong, name = ""]) => [number, wrong, name]))(
  "%s %s",
  (_number, _wrong, name) => {
    if (/^of (?:pricing|the store)$/u.test(name)) return;
    expect(tests.filter((source) => source.includes(`"${name}`)).length).toBe(1);
  },
);

test("six are of other packages", () => {
  expect(rows.filter(([, , , name = ""]) => name.startsWith("of "))).toHaveLength(6);
});
