import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { freshFolder, journeyText, madeUpRows, writeJourney } from "../replay/journey-file.js";
import { type Run, runExample } from "../run-example.js";

const realYear = fileURLToPath(
  new URL("../../../../../shared/data/completejourney_transactions_sample.csv.gz", import.meta.url),
);

/** The lines of the terminal, with one bar between columns. */
function linesOf(out: string): readonly string[] {
  return out.split("\n").map((line) => line.trim().replaceAll(/ {2,}/g, " | "));
}

describe("npm run demo -- simulate", () => {
  const folder = freshFolder();
  const file = writeJourney(
    folder,
    journeyText([
      { basket_id: "100", sales_value: "250.00", retail_disc: "0.00", coupon_disc: "0.50" },
      { basket_id: "101", sales_value: "10.99", transaction_ts_utc: "2017-06-01 12:00:00" },
    ]),
  );

  test("prints points, what is owed, the cost of each tier, who moves and the break-even", async () => {
    const { code, out } = await runExample(["simulate", file, "--lang", "en"]);
    expect(code).toBe(0);
    expect(linesOf(out)).toEqual(
      expect.arrayContaining([
        "sales | 2",
        "members | 1",
        // 250.00 less the manufacturer's 0.50, and 10.99.
        "spend | $260.49",
        "points | 259",
        "owed when all points are used | $2.59",
        "owed when 80% are used | $2.07",
        "further spend that pays for it at a margin of 25% | $8.28",
        "member | silver | 1",
      ]),
    );
  });

  test("in Chinese, for a programme of one's own", async () => {
    const programme = join(folder, "programme.json");
    const earn = [{ id: "visit", kind: "visit", points: 50 }];
    const head = { format: "tillwright.programme/1", currency: "USD", zone: "America/New_York" };
    const points = { earn, redeem: { pointsPerMajorUnit: 10 } };
    writeFileSync(programme, JSON.stringify({ ...head, points }));
    const { code, out } = await runExample(["simulate", file, programme, "--lang", "zh"]);
    expect(code).toBe(0);
    expect(linesOf(out)).toEqual(
      expect.arrayContaining(["积分 | 100", "积分全部使用时的负债 | $10.00"]),
    );
  });

  test("a programme with problems is told, all of them", async () => {
    const programme = join(folder, "bad.json");
    writeFileSync(programme, JSON.stringify({ currency: "USD", points: { earn: [] } }));
    const { code, err } = await runExample(["simulate", file, programme, "--lang", "en"]);
    expect(code).toBe(2);
    expect(err).toContain("bad.json is no programme:");
    expect(err).toContain("format: ");
    expect(err).toContain("points.earn: ");
  });

  test.each([
    ["a missing file", ["simulate", "no-such-file.csv"], "There is no file no-such-file.csv."],
    ["no file", ["simulate"], "simulate needs the file to read"],
  ])("%s", async (_name, parameters, message) => {
    const { code, err } = await runExample([...parameters, "--lang", "en"]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test("a file that is no JSON is no programme", async () => {
    const programme = join(folder, "text.json");
    writeFileSync(programme, "hello");
    const { code } = await runExample(["simulate", file, programme]);
    expect(code).toBe(2);
  });

  test("members in tiers are all members, whatever the file holds", async () => {
    const many = writeJourney(folder, journeyText(madeUpRows(60, 3)), "many.csv.gz");
    const { out } = await runExample(["simulate", many, "--lang", "en"]);
    const lines = linesOf(out);
    const rows = lines
      .slice(
        lines.indexOf("Cost by tier, held when the sale was made") + 2,
        lines.indexOf("Who moved") - 1,
      )
      .map((line) => line.split(" | "));
    const column = (index: number) => rows.reduce((sum, row) => sum + Number(row[index]), 0);
    expect(lines).toContain(`members | ${column(1)}`);
    expect(lines).toContain(`sales | ${column(2)}`);
    expect(lines).toContain(`points | ${column(4)}`);
  });
});

// The file is large and is not part of the repository; where it lies beside it, the year is run.
describe.skipIf(!existsSync(realYear))("the real year", () => {
  let run: Run;
  beforeAll(async () => {
    run = await runExample(["simulate", realYear, "--lang", "en"]);
  });

  test("is run as a whole: every basket, every household", () => {
    expect(run.code).toBe(0);
    const lines = linesOf(run.out);
    expect(lines).toContain("Cost by tier, held when the sale was made");
    const [members] = lines.filter((line) => /^members \| \d+$/u.test(line));
    expect(Number(members?.split(" | ")[1])).toBeGreaterThan(400);
  });
});
