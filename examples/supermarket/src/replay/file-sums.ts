import { Decimal } from "decimal.js";
import type { RawRow } from "./journey-row.js";

// The file's own sums, taken straight from its text with another arithmetic than the books use: the check compares two
// independent ways to the same figures.
const Exact = Decimal.clone({ precision: 60 });

/** Exact sums by key. */
export type Sums = ReadonlyMap<string, Decimal>;

/** What the file itself says. */
export interface FileSums {
  readonly rows: number;
  readonly baskets: number;
  readonly shelf: Decimal;
  readonly loyalty: Decimal;
  readonly couponMatch: Decimal;
  readonly salesValue: Decimal;
  readonly coupon: Decimal;
  readonly byDepartment: Sums;
  readonly byDay: Sums;
  readonly byHour: Sums;
}

/** Adds rows up as they are read; a cell that is no number adds nothing. */
export function createFileSums(departmentOf: (productId: string) => string): {
  readonly add: (row: RawRow) => void;
  readonly sums: () => FileSums;
} {
  const baskets = new Set<string>();
  const total = {
    shelf: zero(),
    loyalty: zero(),
    couponMatch: zero(),
    salesValue: zero(),
    coupon: zero(),
  };
  const byDepartment = new Map<string, Decimal>();
  const byDay = new Map<string, Decimal>();
  const byHour = new Map<string, Decimal>();
  let rows = 0;

  function add({ cells }: RawRow): void {
    rows += 1;
    baskets.add(cells.basket_id);
    const sales = numberOf(cells.sales_value);
    const loyalty = numberOf(cells.retail_disc);
    const match = numberOf(cells.coupon_match_disc);
    total.salesValue = total.salesValue.plus(sales);
    total.loyalty = total.loyalty.plus(loyalty);
    total.couponMatch = total.couponMatch.plus(match);
    total.shelf = total.shelf.plus(sales).plus(loyalty).plus(match);
    total.coupon = total.coupon.plus(numberOf(cells.coupon_disc));
    addTo(byDepartment, departmentOf(cells.product_id), sales);
    addTo(byDay, cells.transaction_ts_local.slice(0, 10), sales);
    addTo(byHour, cells.transaction_ts_local.slice(11, 13), sales);
  }

  const sums = () => ({ rows, baskets: baskets.size, ...total, byDepartment, byDay, byHour });
  return { add, sums };
}

/** The number a cell writes, or zero when it writes none. */
export function numberOf(cell: string): Decimal {
  try {
    const value = new Exact(cell);
    return value.isFinite() ? value : zero();
  } catch {
    return zero();
  }
}

/** Zero, exact. */
export function zero(): Decimal {
  return new Exact(0);
}

function addTo(sums: Map<string, Decimal>, key: string, value: Decimal): void {
  sums.set(key, (sums.get(key) ?? zero()).plus(value));
}
