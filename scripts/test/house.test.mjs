import { describe, expect, test } from "vitest";
import { judgeSource } from "../house/source-rules.mjs";
import { judgeName, judgeText } from "../house/text-rules.mjs";

const said = (code) =>
  judgeSource(code, "money.ts").map(({ line, message }) => `${line} ${message}`);

describe("the rules for sources", () => {
  test("clock, chance and settings are handed in", () => {
    const reading = [
      "Date.now();",
      "new Date();",
      "new Date;",
      "Date();",
      "Math.random();",
      'process.env["TZ"];',
      "globalThis.performance.now();",
      "crypto.randomUUID();",
    ];
    expect(said(reading.join("\n"))).toHaveLength(reading.length);
  });

  test("what only looks like it is allowed", () => {
    const code = [
      "// Date.now() is not read here",
      'const words = "Math.random()";',
      "new Date(instant);",
      "clock.now();",
      "new UTCDate();",
      "Math.round(1);",
    ];
    expect(said(code.join("\n"))).toEqual([]);
  });

  test("from zod comes the small form only", () => {
    expect(said('import * as z from "zod/mini";')).toEqual([]);
    expect(said('import { z } from "zod";')).toHaveLength(1);
    expect(said('import * as z from "zod";')).toHaveLength(1);
    expect(said('import { z } from "zod/mini";')).toHaveLength(1);
  });

  test("nothing escapes the type checker, and exports have names", () => {
    expect(said("// @ts-ignore\nconst a = b as unknown as C;")).toEqual([
      "1 escapes the type checker",
      "2 casts twice, which escapes the type checker",
    ]);
    expect(said('export * from "./money.js";')).toHaveLength(1);
    expect(said('export * as z from "./money.js";')).toEqual([]);
  });

  test("300 lines are a file and 70 a function; one more is too long", () => {
    expect(said("let a;\n".repeat(300))).toEqual([]);
    expect(said("let a;\n".repeat(301))).toEqual(["301 301 lines; a file has at most 300"]);
    const body = (lines) => `function f() {\n${"  a();\n".repeat(lines - 2)}}`;
    expect(said(body(70))).toEqual([]);
    expect(said(body(71))).toEqual(["1 71 lines; a function has at most 70"]);
  });
});

describe("the rules for every file", () => {
  const textSaid = (text, path = "README.md", root = "/srv/shop/repo") =>
    judgeText(text, path, root).map(({ message }) => message);

  test("no path of one machine", () => {
    expect(textSaid("see /srv/shop/repo/notes.md")).toEqual(["names a path of one machine"]);
    expect(textSaid("see /srv/shop/data")).toEqual(["names a path of one machine"]);
    expect(textSaid(`cd ${["", "home", "li"].join("/")}`)).toEqual(["names a path of one machine"]);
    expect(textSaid("https://example.org/home/page")).toEqual([]);
    expect(textSaid("mkdir /tmp/x", "a.md", "/tmp/clone")).toEqual([]);
  });

  test("the lockfile names no registry", () => {
    expect(textSaid("  tarball: x", "pnpm-lock.yaml")).toHaveLength(1);
    expect(textSaid("https://example.org", "pnpm-lock.yaml")).toHaveLength(1);
    expect(textSaid("https://example.org", "README.md")).toEqual([]);
  });

  test("no test is switched off, unless it says when", () => {
    const off = `${["test", "skip"].join(".")}("…")`;
    expect(textSaid(off, "packages/a/test/b.test.ts")).toHaveLength(1);
    expect(textSaid('test.skipIf(!present)("…")', "packages/a/test/b.test.ts")).toEqual([]);
  });

  test("names say what is in a file", () => {
    for (const path of ["a/utils.ts", "a/util/b.ts", "helpers.mjs", "common/index.ts"]) {
      expect(judgeName(path)).toHaveLength(1);
    }
    for (const path of ["a/money.ts", "a/common-terms.ts", "docs/utilities.md"]) {
      expect(judgeName(path)).toEqual([]);
    }
  });
});
