import { describe, expect, test } from "vitest";
import { readJourney } from "../../src/replay/read-journey.js";
import { freshFolder, journeyText, type RowText, writeJourney } from "./journey-file.js";

async function read(rows: readonly RowText[], extra = "") {
  return await readJourney(writeJourney(freshFolder(), journeyText(rows) + extra));
}

describe("how a row is read", () => {
  test("shelf price = sales value + loyalty discount + coupon match", async () => {
    const { baskets } = await read([
      { sales_value: "3.86", retail_disc: "0.43", coupon_match_disc: "0.21", coupon_disc: "0.50" },
    ]);
    expect(baskets[0]?.rows[0]).toMatchObject({
      shelf: 450,
      loyaltyDiscount: 43,
      couponMatch: 21,
      manufacturerCoupon: 50,
    });
    expect(baskets[0]).toMatchObject({ due: 386, coupon: 50 });
  });

  test("an amount written 4.440892e-16 is no amount of money, and its row is listed", async () => {
    const { baskets, listed } = await read([{ sales_value: "4.440892e-16" }]);
    expect(baskets).toEqual([]);
    expect(listed).toMatchObject([
      { line: 2, reason: "not-an-amount", salesValue: "4.440892e-16" },
    ]);
  });

  test("12.345 dollars are refused as money, with the column named", async () => {
    const { listed } = await read([{ sales_value: "12.345" }]);
    expect(listed[0]?.detail).toMatch(/^sales_value: .*12\.345.*3 decimals/);
  });

  test("a negative quantity, half a piece and no quantity are listed by line", async () => {
    const { listed } = await read([{ quantity: "-1" }, { quantity: "1.5" }, {}, { quantity: "" }]);
    expect(listed.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "not-a-quantity"],
      [3, "not-a-quantity"],
      [5, "not-a-quantity"],
    ]);
  });

  test("a discount below zero and a time that is none are listed", async () => {
    const { listed } = await read([{ retail_disc: "-0.10" }, { transaction_ts_utc: "yesterday" }]);
    expect(listed.map((row) => row.reason)).toEqual(["discount-below-zero", "not-a-time"]);
  });
});

describe("rows without pieces", () => {
  test("a coupon alone is a tender of its basket", async () => {
    const { baskets, listed, couponRows } = await read([
      { sales_value: "5" },
      { quantity: "0", sales_value: "0", coupon_disc: "1.40" },
    ]);
    expect(baskets[0]).toMatchObject({ due: 500, coupon: 140 });
    expect([couponRows, listed]).toEqual([1, []]);
  });

  test("what a coupon promises beyond the basket is listed with its row, and only that part", async () => {
    const { baskets, listed } = await read([
      { sales_value: "1", coupon_disc: "0.80" },
      { quantity: "0", sales_value: "0", coupon_disc: "0.50" },
    ]);
    expect(baskets[0]).toMatchObject({ due: 100, coupon: 100 });
    expect(listed).toMatchObject([
      { line: 3, reason: "coupon-above-due", manufacturerCoupon: "0.30", salesValue: "0" },
    ]);
  });

  test("a basket of nothing is no sale; a coupon in it is listed whole", async () => {
    const journey = await read([
      { quantity: "0", sales_value: "0" },
      { quantity: "0", sales_value: "0", coupon_disc: "0.50", basket_id: "101" },
    ]);
    expect(journey.baskets).toEqual([]);
    expect(journey.basketsWithoutGoods).toBe(2);
    expect(journey.listed.map((row) => [row.line, row.reason, row.manufacturerCoupon])).toEqual([
      [2, "quantity-zero", "0"],
      [3, "coupon-above-due", "0.50"],
    ]);
  });
});

describe("broken files", () => {
  test("a line with too few fields, and one with a stray quote, are listed and swallow nothing", async () => {
    const good = journeyText([{ basket_id: "102" }]).split("\n")[1];
    const stray = '7,1,100,"p1,1,1,0,0,0,1,a,b';
    const { baskets, listed } = await read([{}], `7,1,100\n${stray}\n${good}\n`);
    expect(baskets).toHaveLength(2);
    expect(listed.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "broken-line"],
      [4, "broken-line"],
    ]);
  });

  test("a file with other columns says which are missing", async () => {
    const path = writeJourney(freshFolder(), "a,b\n1,2\n");
    await expect(readJourney(path)).rejects.toThrow(
      /is not a transactions file: the header lacks household_id/,
    );
  });

  test("an empty file and a cut-off gzip are told as such", async () => {
    await expect(readJourney(writeJourney(freshFolder(), ""))).rejects.toThrow(/is empty/);
    const folder = freshFolder();
    const path = writeJourney(
      folder,
      journeyText(Array.from({ length: 500 }, () => ({}))),
      "j.csv.gz",
    );
    const { readFileSync, writeFileSync } = await import("node:fs");
    writeFileSync(path, readFileSync(path).subarray(0, 60));
    await expect(readJourney(path)).rejects.toThrow(/cannot be read to its end/);
  });
});

test("baskets come oldest first, whatever the order of the rows", async () => {
  const late = { basket_id: "1", transaction_ts_utc: "2017-03-01 00:00:00" };
  const early = { basket_id: "2", transaction_ts_utc: "2017-01-01 00:00:00" };
  const one = await read([late, early, late]);
  const other = await read([early, late, late]);
  expect(one.baskets.map((basket) => basket.basketId)).toEqual(["2", "1"]);
  expect(other.baskets.map((basket) => basket.basketId)).toEqual(["2", "1"]);
});
