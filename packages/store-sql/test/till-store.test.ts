import { tillStoreContract } from "@tillwright/cashier/testing";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { describe, expect, test } from "vitest";
import { rejection, scratchStore } from "./scratch.js";
import { completeSale, openShop, owner, sale } from "./shop.js";

describe("the contract of every till store", () => {
  for (const { name, run } of tillStoreContract) {
    test(name, async () => run(createSqlTillStore(await scratchStore())));
  }
});

describe("a completed sale", () => {
  test("can be added up in SQL: by product, tender, day and hour", async () => {
    const store = await scratchStore();
    const till = createSqlTillStore(store);
    await till.commit(openShop);
    await till.commit(completeSale("a", 10));
    await till.commit(completeSale("b", 30));
    const { driver } = store;
    const expected = [sale("a", 1, 10), sale("b", 2, 30)];
    const paid = expected.reduce((total, one) => total + one.totals.paid, 0);
    expect(driver.prepare("SELECT SUM(paid) AS paid FROM sale").get()).toEqual({ paid });
    expect(driver.prepare("SELECT SUM(paid) AS paid, COUNT(*) AS n FROM sale_line").get()).toEqual({
      paid,
      n: 40,
    });
    expect(driver.prepare("SELECT SUM(received) AS paid FROM sale_tender").get()).toEqual({ paid });
    expect(
      driver
        .prepare("SELECT business_day, local_hour, SUM(paid) AS paid FROM sale GROUP BY 1, 2")
        .all(),
    ).toEqual([{ business_day: "2027-01-15", local_hour: 9, paid }]);
    expect(
      driver
        .prepare(
          "SELECT quantity, unit, list, deal, paid, tax, category FROM sale_line WHERE product_id = 'P3' AND sale_id = 'sale-a'",
        )
        .get(),
    ).toEqual({
      quantity: 1,
      unit: "piece",
      list: 1010,
      deal: 1010,
      paid: 910,
      tax: 50,
      category: "food",
    });
  });

  test("of the same id twice is a mistake of the program and changes nothing", async () => {
    const store = await scratchStore();
    const till = createSqlTillStore(store);
    await till.commit(openShop);
    await till.commit(completeSale("a", 1));
    const other = completeSale("b", 1);
    const compose = () => ({
      ...other.compose(2),
      documents: [],
      journal: [],
      sale: sale("sale-a", 2, 1),
    });
    expect(await rejection(till.commit({ ...other, compose }))).toMatchObject({
      code: "store.constraint",
    });
    expect(await till.salesCount({ owner })).toBe(1);
    expect(await till.commit(other)).toMatchObject({ ok: true, value: { sequence: 2 } });
  });

  test("more sales than one page are read in order, up to those that were there at the start", async () => {
    const store = await scratchStore();
    const till = createSqlTillStore(store);
    await till.commit(openShop);
    for (let index = 1; index <= 230; index += 1) {
      await till.commit({
        ...completeSale(`k${index}`, 1),
        compose: (sequence) => ({
          ...openShop.compose(null),
          sale: sale(`s${index}`, sequence ?? 0, 1),
        }),
      });
    }
    const seen: number[] = [];
    for await (const one of till.sales({ owner })) {
      seen.push(one.sequence);
      if (one.sequence === 10) await till.commit(completeSale("late", 1));
    }
    expect(seen).toEqual(Array.from({ length: 230 }, (_, index) => index + 1));
    expect(await till.salesCount({ owner })).toBe(231);
  });

  test("the indexes answer what a till asks every day", async () => {
    const { driver } = await scratchStore();
    const plan = (sql: string) =>
      driver
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => String(row["detail"]))
        .join("; ");
    for (const [column, index] of [
      ["shift_id", "sale_shift"],
      ["business_day", "sale_day"],
      ["member_id", "sale_member"],
    ]) {
      expect(
        plan(
          `SELECT document FROM sale WHERE owner = 'x' AND ${column} = 'y' AND position > 0 ORDER BY position LIMIT 9`,
        ),
      ).toBe(`SEARCH sale USING INDEX ${index} (owner=? AND ${column}=? AND position>?)`);
    }
    expect(plan("SELECT MAX(position) FROM sale WHERE owner = 'x'")).toContain("sale_position");
    expect(
      plan(
        "SELECT job_id FROM print_job WHERE owner = 'x' AND state = 'queued' ORDER BY position, place",
      ),
    ).toBe("SEARCH print_job USING INDEX print_job_queue (owner=?)");
  });
});
