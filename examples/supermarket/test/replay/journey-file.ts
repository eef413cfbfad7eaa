import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { COLUMNS, type Column } from "../../src/replay/journey-row.js";

/** A row of a transactions file as text; what is not given is an ordinary sale of one piece for 1.00. */
export type RowText = Partial<Record<Column, string>>;

const ORDINARY: Readonly<Record<Column, string>> = {
  household_id: "7",
  store_id: "1",
  basket_id: "100",
  product_id: "p1",
  quantity: "1",
  sales_value: "1",
  retail_disc: "0",
  coupon_disc: "0",
  coupon_match_disc: "0",
  week: "1",
  transaction_ts_local: "2017-01-02 10:00:00",
  transaction_ts_utc: "2017-01-02 15:00:00",
};

/** The text of a file with these rows. */
export function journeyText(rows: readonly RowText[]): string {
  const lines = rows.map((row) => {
    const cells = { ...ORDINARY, ...row };
    return COLUMNS.map((column) => cells[column]).join(",");
  });
  return `${[COLUMNS.join(","), ...lines].join("\n")}\n`;
}

/** A fresh folder for a test to write in. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "tillwright-replay-"));
}

/** Writes a file into a folder, gzipped when its name says so; answers its path. */
export function writeJourney(folder: string, text: string, name = "journey.csv"): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

/**
 * Rows of a made-up season: many days, loyalty prices, coupons alone and above what is owed, rows without pieces. The same
 * seed makes the same rows.
 */
export function madeUpRows(baskets: number, seed = 1): readonly RowText[] {
  let state = seed;
  const next = (below: number) => {
    // The generator of Park and Miller: small, and the same on every machine.
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const cents = (value: number) => (value / 100).toFixed(2);
  const rows: RowText[] = [];
  for (let index = 0; index < baskets; index += 1) {
    const day = String(1 + Math.floor((index * 28) / baskets)).padStart(2, "0");
    const minute = String(next(60)).padStart(2, "0");
    const hour = 8 + next(10);
    const basket = {
      basket_id: String(1000 + index),
      household_id: String(next(20)),
      transaction_ts_local: `2017-02-${day} ${String(hour).padStart(2, "0")}:${minute}:00`,
      transaction_ts_utc: `2017-02-${day} ${String(hour + 5).padStart(2, "0")}:${minute}:00`,
    };
    for (let line = 0; line <= next(4); line += 1) {
      const kind = next(20);
      if (kind === 0)
        rows.push({ ...basket, quantity: "0", sales_value: "0", coupon_disc: "0.75" });
      else if (kind === 1) rows.push({ ...basket, quantity: "0", sales_value: "0" });
      else {
        rows.push({
          ...basket,
          product_id: `p${next(9)}`,
          quantity: String(1 + next(3)),
          sales_value: cents(next(900)),
          retail_disc: cents(next(3) === 0 ? next(200) : 0),
          coupon_disc: cents(next(8) === 0 ? next(300) : 0),
          coupon_match_disc: cents(next(12) === 0 ? next(100) : 0),
        });
      }
    }
  }
  return rows;
}
