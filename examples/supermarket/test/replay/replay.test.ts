import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runExample, startExample } from "../run-example.js";
import { freshFolder, journeyText, madeUpRows, writeJourney } from "./journey-file.js";

const realYear = fileURLToPath(
  new URL("../../../../../shared/data/completejourney_transactions_sample.csv.gz", import.meta.url),
);

function replayOf(file: string, books: string): string[] {
  return ["replay", file, "--lang", "en", "--dir", books];
}

/** Writes a file of made-up rows; answers it and a folder for its books. */
function madeUp(baskets: number, seed = 1) {
  const folder = freshFolder();
  const file = writeJourney(folder, journeyText(madeUpRows(baskets, seed)), "journey.csv.gz");
  return { file, books: join(folder, "books") };
}

/** The folder of one file's books. */
function booksIn(books: string): string {
  return join(books, readdirSync(books).find((name) => name.startsWith("replay-")) ?? "");
}

describe("a file of two baskets", () => {
  const { file, books } = {
    file: writeJourney(
      freshFolder(),
      journeyText([
        { sales_value: "3.86", retail_disc: "0.43", coupon_disc: "0.50" },
        { basket_id: "101", quantity: "3", sales_value: "10.00", coupon_match_disc: "0.20" },
        { basket_id: "102", quantity: "0", sales_value: "0", retail_disc: "0.86" },
      ]),
    ),
    books: freshFolder(),
  };

  test("every figure of the check is the file's, and what is in no sale stands beside it", async () => {
    const { code, out } = await runExample(replayOf(file, books));
    expect(code).toBe(0);
    const lines = out.split("\n").map((line) => line.trim().replaceAll(/ {2,}/g, " | "));
    expect(lines).toEqual(
      expect.arrayContaining([
        "baskets | 3 | 2 | 1 | ✓",
        "rows | 3 | 2 | 1 | ✓",
        "shelf total | 15.35 | 14.49 | 0.86 | ✓",
        "loyalty-card discount | 1.29 | 0.43 | 0.86 | ✓",
        "coupon match | 0.20 | 0.20 | 0 | ✓",
        "received by the shop | 13.86 | 13.86 | 0 | ✓",
        "of it manufacturers' coupons | 0.50 | 0.50 | 0 | ✓",
        "of it cash | 13.36 | 13.36 | 0 | ✓",
        "4 | nothing sold | a value without pieces | 0 | 0",
        "store:journey/sales | -$13.86",
        "sum of USD | $0.00",
        "Every figure agrees to the cent.",
      ]),
    );
  });

  test("running it again counts nothing twice", async () => {
    const { code, out } = await runExample(replayOf(file, books));
    expect(code).toBe(0);
    expect(out).toContain("Every basket is in the books already.");
    expect(out).toMatch(/baskets +3 +2 +1 {2}✓/);
  });
});

describe("bad input", () => {
  test("no file: where to get it, and exit code 2", async () => {
    const { code, err } = await runExample(replayOf("nowhere.csv.gz", freshFolder()));
    expect(code).toBe(2);
    expect(err).toMatch(/no file nowhere\.csv\.gz[\s\S]*R package completejourney/);
  });

  test("a file of something else: the missing columns, and exit code 2", async () => {
    const { code, err } = await runExample(
      replayOf(writeJourney(freshFolder(), "a,b\n1,2\n"), freshFolder()),
    );
    expect(code).toBe(2);
    expect(err).toMatch(/the header lacks household_id/);
  });

  test("books that are no database are told and left alone", async () => {
    const { file, books } = madeUp(5);
    await runExample(replayOf(file, books));
    const database = join(booksIn(books), "shop.db");
    writeFileSync(database, "this is a shopping list, not a database. ".repeat(50));
    const { code, err } = await runExample(replayOf(file, books));
    expect(code).toBe(2);
    expect(err).toContain(database);
    expect(readFileSync(database, "utf8")).toMatch(/^this is a shopping list/);
  });

  test("a second process on the same books is refused by the first one's id, and the first goes on", async () => {
    const { file, books } = madeUp(900);
    const first = await startExample(replayOf(file, books));
    await new Promise<void>((resolve) => {
      first.child.stdout?.on("data", (chunk: Buffer) => {
        if (chunk.toString("utf8").includes("baskets of goods")) resolve();
      });
    });
    const second = await runExample(replayOf(file, books));
    expect(second.code).toBe(2);
    expect(second.err).toContain(String(first.child.pid));
    expect((await first.ended).code).toBe(0);
  });

  test("a disk that is full stops it with a message; with room again it goes on to the same end", async () => {
    const { file, books } = madeUp(900);
    const whole = await runExample(replayOf(file, join(books, "whole")));
    mkdirSync(books, { recursive: true });
    // No file may grow beyond 600 kB: the log of the database meets that like a full disk.
    const full = await runExample(replayOf(file, books), { fileLimitBlocks: 1200 });
    expect(full.code).toBe(2);
    expect(full.err).toMatch(/shop\.db/);
    const again = await runExample(replayOf(file, books));
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/Going on after \d+ baskets/);
    const check = (out: string) =>
      out.slice(out.indexOf("Check:")).replaceAll(/\S*replay-\w+/g, "");
    expect(check(again.out)).toBe(check(whole.out));
  });

  test("arguments that mean nothing are told with the usage", async () => {
    for (const parameters of [["dance"], ["replay"], ["--lang", "fr"], ["--fast"]]) {
      const { code, err } = await runExample(parameters);
      expect([code, err]).toEqual([2, expect.stringContaining("npm run demo -- replay FILE")]);
    }
  });
});

test("the totals do not depend on the order of the rows in the file", async () => {
  const rows = [...madeUpRows(120, 7)];
  const turned = [...rows].reverse();
  const outcomes = [];
  for (const some of [rows, turned]) {
    const file = writeJourney(freshFolder(), journeyText(some));
    const { code, out } = await runExample(replayOf(file, freshFolder()));
    outcomes.push([code, out.slice(out.indexOf("Totals"), out.indexOf("Rows, or parts"))]);
  }
  expect(outcomes[0]).toEqual(outcomes[1]);
});

test.skipIf(!existsSync(realYear))(
  "the real year has a shelf total of 274,358.25 in 47,243 baskets (skipped where the data is absent)",
  { timeout: 120_000 },
  async () => {
    const { readJourney } = await import("../../src/replay/read-journey.js");
    const journey = await readJourney(realYear);
    expect(journey.sums.rows).toBe(75_000);
    expect(journey.sums.baskets).toBe(47_243);
    expect(journey.sums.shelf.toFixed(2)).toBe("274358.25");
    expect(journey.baskets).toHaveLength(47_034);
  },
);
