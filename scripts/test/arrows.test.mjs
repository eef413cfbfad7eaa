import { describe, expect, test } from "vitest";
import { judgePackage } from "../arrows/judge.mjs";
import { arrows, reachOf } from "../arrows/map.mjs";
import { readImports } from "../arrows/read-imports.mjs";

/** Judges one source of a package whose package.json names every package that may be named. */
function complaintsOf(folder, code, file = "index.ts", manifest = everything) {
  const path = `packages/${folder}/src/${file}`;
  const sources = [{ path, imports: readImports(code, path) }];
  return judgePackage({ folder, manifest, sources }, arrows).filter((one) => one.startsWith(path));
}

const everything = {
  dependencies: Object.fromEntries(Object.keys(arrows).map((one) => [`@tillwright/${one}`, "*"])),
};

describe("reading imports", () => {
  test("every way to name a module is seen, and whether anything of it stays in the JavaScript", () => {
    const code = [
      'import { a } from "a";',
      'import type { b } from "b";',
      'import { type c } from "c";',
      'import d, { type e } from "d";',
      'import "f";',
      'export { g } from "g";',
      'export type { h } from "h";',
      'export * from "i";',
      'type J = import("j").J;',
      'const k = await import("k");',
      'const l = require("l");',
      'const none = "import { m } from \\"m\\"";',
    ].join("\n");
    expect(readImports(code, "x.ts").map((one) => [one.specifier, one.typeOnly, one.line])).toEqual(
      [
        ["a", false, 1],
        ["b", true, 2],
        ["c", true, 3],
        ["d", false, 4],
        ["f", false, 5],
        ["g", false, 6],
        ["h", true, 7],
        ["i", false, 8],
        ["j", true, 9],
        ["k", false, 10],
        ["l", false, 11],
      ],
    );
  });
});

describe("the arrows", () => {
  test("what a package uses may be used with all that it uses in turn", () => {
    expect([...reachOf("loyalty-rules").uses].sort()).toEqual(["ledger", "values"]);
  });

  test("what is reached over a types-only arrow is types only", () => {
    expect(reachOf("store-sql").types.has("printer-escpos")).toBe(true);
    expect(reachOf("reports").types.has("core-members")).toBe(true);
    expect(reachOf("reports").uses.has("core-members")).toBe(false);
    const map = { a: { types: ["b"] }, b: { uses: ["c"] }, c: {} };
    expect([...reachOf("a", map).types]).toEqual(["b", "c"]);
  });

  test("pricing and loyalty do not know each other", () => {
    const pricing = complaintsOf(
      "pricing-engine",
      'import { x } from "@tillwright/loyalty-rules";',
    );
    expect(pricing).toEqual([
      "packages/pricing-engine/src/index.ts:1  @tillwright/loyalty-rules: no arrow leads there",
    ]);
    expect(complaintsOf("loyalty-rules", 'import "@tillwright/pricing-engine";')).toHaveLength(1);
  });

  test("nothing points back", () => {
    expect(complaintsOf("values", 'import type { X } from "@tillwright/ledger";')).toHaveLength(1);
    expect(complaintsOf("ledger", 'import type { X } from "@tillwright/store-sql";')).toHaveLength(
      1,
    );
  });

  test("a types-only arrow carries types only", () => {
    const types = 'import type { ReceiptDocument } from "@tillwright/printer-escpos";';
    expect(complaintsOf("cashier", types)).toEqual([]);
    const values = 'import { encode } from "@tillwright/printer-escpos";';
    expect(complaintsOf("cashier", values)[0]).toContain("write import type");
  });

  test("an import that package.json does not name is refused", () => {
    const code = 'import { allocate } from "@tillwright/values";';
    expect(complaintsOf("ledger", code, "index.ts", {})[0]).toContain("no dependency");
    expect(complaintsOf("ledger", 'import x from "lodash";')[0]).toContain("no dependency");
  });

  test("a dependency that no arrow allows is refused even when nothing imports it", () => {
    const manifest = { dependencies: { "@tillwright/cashier": "*" } };
    expect(judgePackage({ folder: "values", manifest, sources: [] }, arrows)).toEqual([
      "packages/values/package.json  @tillwright/cashier: no arrow leads there",
    ]);
  });

  test("nothing rests on examples, reaches behind entries or out of its package", () => {
    expect(complaintsOf("cashier", 'import "@tillwright/example-supermarket";')).toHaveLength(1);
    expect(complaintsOf("ledger", 'import "@tillwright/values/src/money.js";')).toHaveLength(1);
    expect(complaintsOf("ledger", 'import "../../values/src/money.js";')).toHaveLength(1);
    expect(complaintsOf("ledger", 'import "../other.js";', "a/b.ts")).toEqual([]);
  });

  test("Node's own modules belong to the store and to the printer's transports", () => {
    const code = 'import { readFileSync } from "node:fs";';
    expect(complaintsOf("values", code)[0]).toContain("browsers");
    expect(complaintsOf("values", 'import fs from "fs";')[0]).toContain("browsers");
    expect(complaintsOf("printer-escpos", code)).toHaveLength(1);
    expect(complaintsOf("printer-escpos", code, "node/tcp.ts")).toEqual([]);
    expect(complaintsOf("printer-escpos", code, "node.ts")).toEqual([]);
    expect(complaintsOf("printer-escpos", code, "nodes.ts")).toHaveLength(1);
    expect(complaintsOf("store-sql", code)).toEqual([]);
  });

  test("what runs in a browser does not lead to what only Node can run", () => {
    const code = 'export { openTcp } from "./node/tcp.js";';
    expect(complaintsOf("printer-escpos", code)[0]).toContain("only Node can run");
    expect(complaintsOf("printer-escpos", code, "node.ts")).toEqual([]);
  });

  test("an entry with arrows of its own keeps to them in everything that it reaches", () => {
    const read = (path, code) => ({ path, imports: readImports(code, path) });
    const sources = [
      read("packages/store-sql/src/ledger.ts", 'import "./internal/rows.js";'),
      read("packages/store-sql/src/internal/rows.ts", 'import "@tillwright/cashier";'),
      read("packages/store-sql/src/till.ts", 'import "@tillwright/cashier";'),
    ];
    expect(judgePackage({ folder: "store-sql", manifest: everything, sources }, arrows)).toEqual([
      expect.stringContaining("package.json  @tillwright/store-sql: no arrow leads there"),
      "packages/store-sql/src/internal/rows.ts:1  @tillwright/cashier: no arrow leads there from the entry ledger",
    ]);
  });
});
