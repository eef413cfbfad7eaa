import { describe, expect, test } from "vitest";
import { judgePacked } from "../packed/judge-packed.mjs";

const manifest = {
  license: "MIT",
  main: "./dist/index.cjs",
  exports: { ".": { import: "./dist/index.js" }, "./package.json": "./package.json" },
  dependencies: { "@tillwright/values": "^0.1.0" },
};
const files = ["package.json", "LICENSE", "README.md", "dist/index.cjs", "dist/index.js"];

describe("what lies in a packed package", () => {
  test("everything that it promises, and nothing else, is right", () => {
    expect(judgePacked(manifest, files)).toEqual([]);
  });

  test("a file that package.json points at is missing", () => {
    const without = files.filter((name) => name !== "dist/index.js" && name !== "LICENSE");
    expect(judgePacked(manifest, without)).toEqual(["lacks LICENSE", "lacks dist/index.js"]);
  });

  test("nothing runs when it is installed, and nothing is native", () => {
    const scripts = { postinstall: "node x.js" };
    expect(judgePacked({ ...manifest, scripts }, [...files, "dist/fast.node"])).toEqual([
      "runs a script when it is installed: postinstall",
      "brings native code: dist/fast.node",
    ]);
  });

  test("a range that only the workspace understands cannot be installed", () => {
    const dependencies = { "@tillwright/values": "workspace:^" };
    expect(judgePacked({ ...manifest, dependencies }, files)[0]).toContain("cannot be installed");
  });

  test("tests and the build's own notes stay at home", () => {
    const stray = judgePacked(manifest, [...files, "test/money.test.ts", "src/money.test.ts"]);
    expect(stray).toHaveLength(2);
  });
});
