import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDriver, openConnection, type SqlDriver } from "@tillwright/store-sql";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let folder = "";
let driver: SqlDriver;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tillwright-"));
  driver = createDriver(
    await openConnection(join(folder, "shop.db"), { engine: null, readOnly: false }),
  );
  driver.exec("PRAGMA journal_mode=WAL");
  driver.exec(
    "CREATE TABLE shelf (product TEXT NOT NULL, pieces BIGINT NOT NULL, PRIMARY KEY (product))",
  );
});

afterEach(() => {
  driver.close();
  rmSync(folder, { recursive: true, force: true });
});

function put(product: string, pieces: number | bigint): number {
  return driver.prepare("INSERT INTO shelf (product, pieces) VALUES (?, ?)").run(product, pieces)
    .changes;
}

function fill(rows: number): void {
  driver.transaction(() => {
    for (let pieces = 0; pieces < rows; pieces += 1) put(`p${pieces}`, pieces);
  });
}

describe("statements", () => {
  test("give back what was put in", () => {
    expect(put("milk 牛奶 🥛", 12)).toBe(1);
    expect(driver.prepare("SELECT product, pieces FROM shelf WHERE pieces = ?").get(12)).toEqual({
      product: "milk 牛奶 🥛",
      pieces: 12,
    });
    expect(driver.prepare("SELECT product FROM shelf WHERE pieces = ?").get(13)).toBeUndefined();
  });

  test("keep whole numbers as integers, up to the largest and through arithmetic", () => {
    put("milk", Number.MAX_SAFE_INTEGER - 5);
    driver.prepare("UPDATE shelf SET pieces = pieces + ? WHERE pieces + ? > ?").run(5, 5, 7);
    expect(driver.prepare("SELECT pieces, typeof(pieces) AS kind FROM shelf").get()).toEqual({
      pieces: Number.MAX_SAFE_INTEGER,
      kind: "integer",
    });
    put("bread", -1);
    const least = driver.prepare("SELECT product FROM shelf WHERE pieces = ? LIMIT ?");
    expect(least.all(-1, 1)).toEqual([{ product: "bread" }]);
  });

  test("give every row, at once or one by one, and may be left early", () => {
    fill(300);
    const all = driver.prepare("SELECT pieces FROM shelf ORDER BY pieces");
    expect(all.all().length).toBe(300);
    expect([...all.iterate()].map((row) => row["pieces"])).toEqual(
      Array.from({ length: 300 }, (_, index) => index),
    );
    for (const row of all.iterate()) if (row["pieces"] === 3) break;
    expect(driver.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()).toMatchObject({ busy: 0 });
  });

  test("may be executed again while their rows are being read", () => {
    fill(150);
    const all = driver.prepare("SELECT pieces FROM shelf ORDER BY pieces");
    let seen = 0;
    for (const _ of all.iterate()) {
      seen += 1;
      expect(all.get()).toEqual({ pieces: 0 });
    }
    expect(seen).toBe(150);
  });

  test("an integer too wide for a number is kept whole and refused on reading, never rounded", () => {
    put("stars", 9_007_199_254_740_993n);
    expect(() => driver.prepare("SELECT pieces FROM shelf").get()).toThrow(
      expect.objectContaining({ code: "store.number-too-wide" }),
    );
    expect(driver.prepare("SELECT CAST(pieces AS TEXT) AS t FROM shelf").get()).toEqual({
      t: "9007199254740993",
    });
  });

  test.each([
    ["a fraction", [1.5]],
    ["an unsafe integer", [2 ** 53]],
    ["not a number", [Number.NaN]],
    ["a text with a NUL", ["a\0b"]],
    ["too few", []],
    ["too many", [1, 2]],
  ])("refuse %s", (_, parameters) => {
    expect(() => driver.prepare("SELECT ? AS v").get(...parameters)).toThrow(
      expect.objectContaining({ code: "store.misuse" }),
    );
  });

  test("a question mark in a quoted text or a comment is no parameter", () => {
    expect(driver.prepare("SELECT 'who?' AS w -- why?\n, ? AS v").get(1)).toEqual({
      w: "who?",
      v: 1,
    });
  });
});

describe("transactions", () => {
  test("keep all of the work, or none when it throws", () => {
    driver.transaction(() => put("milk", 1));
    expect(() =>
      driver.transaction(() => {
        put("bread", 1);
        throw new Error("the customer left");
      }),
    ).toThrow("the customer left");
    expect(driver.prepare("SELECT product FROM shelf").all()).toEqual([{ product: "milk" }]);
    expect(driver.inTransaction).toBe(false);
  });

  test("do not nest, and their work is synchronous", () => {
    expect(() => driver.transaction(() => driver.transaction(() => 1))).toThrow(
      expect.objectContaining({ code: "store.misuse" }),
    );
    expect(() => driver.transaction(async () => put("milk", 1))).toThrow(
      expect.objectContaining({ code: "store.misuse" }),
    );
    expect(driver.prepare("SELECT product FROM shelf").all()).toEqual([]);
  });

  test("a broken rule of the schema may be caught and the work go on", () => {
    put("milk", 1);
    driver.transaction(() => {
      expect(() => put("milk", 2)).toThrow(expect.objectContaining({ code: "store.constraint" }));
      put("bread", 1);
    });
    expect(driver.prepare("SELECT COUNT(*) AS n FROM shelf").get()).toEqual({ n: 2 });
  });

  test("after a full disk nothing of the work is kept, even when the work goes on", () => {
    const pages = Number(driver.prepare("PRAGMA page_count").get()?.["page_count"]);
    driver.exec(`PRAGMA max_page_count=${pages + 2}`);
    expect(() =>
      driver.transaction(() => {
        put("milk", 1);
        try {
          for (let pieces = 0; ; pieces += 1) put("x".repeat(900) + pieces, pieces);
        } catch {
          put("bread", 1);
        }
      }),
    ).toThrow(expect.objectContaining({ code: "store.disk-full", retry: "same-key" }));
    expect(driver.prepare("SELECT COUNT(*) AS n FROM shelf").get()).toEqual({ n: 0 });
    driver.transaction(() => put("milk", 1));
    expect(driver.prepare("SELECT COUNT(*) AS n FROM shelf").get()).toEqual({ n: 1 });
  });
});

describe("opening", () => {
  test("for reading only refuses to write", async () => {
    put("milk", 1);
    const reader = createDriver(
      await openConnection(join(folder, "shop.db"), { engine: null, readOnly: true }),
    );
    expect(reader.prepare("SELECT pieces FROM shelf").get()).toEqual({ pieces: 1 });
    expect(() => reader.exec("DELETE FROM shelf")).toThrow(
      expect.objectContaining({ code: "store.read-only" }),
    );
    reader.close();
  });

  test("in a folder that does not exist says so", async () => {
    await expect(
      openConnection(join(folder, "none", "shop.db"), { engine: null, readOnly: false }),
    ).rejects.toThrow(expect.objectContaining({ code: "store.cannot-open" }));
  });

  test("a file that is not a database says so", async () => {
    const path = join(folder, "notes.txt");
    writeFileSync(path, "milk, bread, eggs");
    const other = createDriver(await openConnection(path, { engine: null, readOnly: false }));
    expect(() => other.prepare("PRAGMA user_version").get()).toThrow(
      expect.objectContaining({ code: "store.not-a-database" }),
    );
    other.close();
  });

  test("a path with signs that a file URI reads in its own way", async () => {
    const path = join(folder, "a b%20c#d?e=f.db");
    createDriver(await openConnection(path, { engine: null, readOnly: false })).exec(
      "CREATE TABLE t (x BIGINT); INSERT INTO t VALUES (7)",
    );
    const reader = createDriver(await openConnection(path, { engine: null, readOnly: true }));
    expect(reader.prepare("SELECT x FROM t").get()).toEqual({ x: 7 });
    reader.close();
  });

  test("a closed driver says so", () => {
    driver.close();
    driver.close();
    expect(() => driver.prepare("SELECT 1 AS one")).toThrow(
      expect.objectContaining({ code: "store.closed" }),
    );
  });
});
