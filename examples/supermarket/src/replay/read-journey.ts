import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import Papa from "papaparse";
import { createFileSums, type FileSums } from "./file-sums.js";
import { groupBaskets, type JourneyBasket } from "./group-baskets.js";
import type { JourneyRow, ListedRow } from "./journey-row.js";
import { type CouponRow, judgeRow } from "./judge-row.js";
import { readRows } from "./read-rows.js";

/** Everything the file says, sorted into sales and rows that are in none. */
export interface Journey {
  readonly sums: FileSums;
  readonly baskets: readonly JourneyBasket[];
  readonly couponRows: number;
  /** Lines of the file that are no rows; their amounts are not known. */
  readonly brokenLines: number;
  /** By line number. */
  readonly listed: readonly ListedRow[];
  /** Rows that are listed whole; the others are parts of rows. */
  readonly listedRows: number;
  readonly basketsWithoutGoods: number;
  readonly departmentOf: (productId: string) => string;
  /** Whether there was a products file to take departments from. */
  readonly hasDepartments: boolean;
}

/** The department of goods that the products file does not know. */
const UNKNOWN_DEPARTMENT = "(unknown)";

/** Reads a transactions file, and the products file beside it when there is one. */
export async function readJourney(file: string): Promise<Journey> {
  const departments = readDepartments(join(dirname(file), "completejourney_products.csv.gz"));
  const departmentOf = (productId: string) => departments.get(productId) ?? UNKNOWN_DEPARTMENT;
  const sums = createFileSums(departmentOf);
  const goods: JourneyRow[] = [];
  const coupons: CouponRow[] = [];
  const listedWhole: ListedRow[] = [];
  const basketIds = new Set<string>();

  const broken: ListedRow[] = [];
  for await (const raw of readRows(file, (row) => broken.push(row))) {
    sums.add(raw);
    basketIds.add(raw.cells.basket_id);
    const judged = judgeRow(raw);
    if (judged.kind === "goods") goods.push(judged.row);
    else if (judged.kind === "coupon") coupons.push(judged.row);
    else listedWhole.push(judged.row);
  }
  const { baskets, listed } = groupBaskets(goods, coupons);
  return {
    sums: sums.sums(),
    brokenLines: broken.length,
    baskets,
    couponRows: coupons.length,
    listed: [...broken, ...listedWhole, ...listed].sort((a, b) => a.line - b.line),
    listedRows: listedWhole.length,
    basketsWithoutGoods: basketIds.size - baskets.length,
    departmentOf,
    hasDepartments: departments.size > 0,
  };
}

/** Department by product; empty without the file. */
function readDepartments(path: string): ReadonlyMap<string, string> {
  const departments = new Map<string, string>();
  if (!existsSync(path)) return departments;
  const text = gunzipSync(readFileSync(path)).toString("utf8");
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, delimiter: "," });
  for (const { product_id: productId, department } of data) {
    if (productId !== undefined && department !== undefined && department !== "") {
      departments.set(productId, department);
    }
  }
  return departments;
}
