import type { Facet } from "../condition-kind.js";
import type { Cell } from "./cell.js";
import type { GoodsTest } from "./compiled.js";
import type { GoodsKeys } from "./goods-conditions.js";

/** A promotion as the index knows it. */
export interface IndexedPromotion {
  readonly index: number;
  readonly test: GoodsTest | null;
  readonly keys: GoodsKeys | null;
}

interface Entry {
  readonly index: number;
  /** `null` when the key alone decides. */
  readonly test: GoodsTest | null;
}

/** Finds the goods that take part in each promotion, without looking at promotions that concern none of them. */
export interface GoodsIndex {
  /** The promotions that concern some of the goods, ascending, each with its goods in their order. */
  readonly match: (
    goods: readonly Cell[],
  ) => readonly { readonly index: number; readonly joined: readonly Cell[] }[];
}

export function createGoodsIndex(promotions: readonly IndexedPromotion[]): GoodsIndex {
  const tables: Readonly<Record<Facet, Map<string, Entry[]>>> = {
    product: new Map(),
    department: new Map(),
    category: new Map(),
    brand: new Map(),
    tag: new Map(),
  };
  const everywhere: number[] = [];
  const scanned: Entry[] = [];
  for (const { index, test, keys } of promotions) {
    if (test === null) everywhere.push(index);
    else if (keys === null) scanned.push({ index, test });
    else {
      for (const { facet, value } of keys.keys) {
        const entry = { index, test: keys.exact ? null : test };
        const list = tables[facet].get(value);
        if (list === undefined) tables[facet].set(value, [entry]);
        else list.push(entry);
      }
    }
  }
  const { product, department, category, brand, tag } = tables;
  return {
    match: (goods) => {
      const joined: Joined = { cells: new Array(promotions.length).fill(null), touched: [] };
      for (const cell of goods) {
        const { line } = cell;
        if (product.size > 0) visit(joined, cell, product.get(line.productId));
        if (department.size > 0) visit(joined, cell, department.get(line.department));
        if (category.size > 0) {
          for (const one of line.categories) visit(joined, cell, category.get(one));
        }
        if (brand.size > 0 && line.brand !== null) visit(joined, cell, brand.get(line.brand));
        if (tag.size > 0) for (const one of line.tags) visit(joined, cell, tag.get(one));
        if (scanned.length > 0) visit(joined, cell, scanned);
      }
      if (goods.length > 0) for (const index of everywhere) joined.touched.push(index);
      joined.touched.sort((a, b) => a - b);
      return joined.touched.map((index) => ({ index, joined: joined.cells[index] ?? goods }));
    },
  };
}

/** The goods of each promotion by its index, and the promotions that have any. */
interface Joined {
  readonly cells: (Cell[] | null)[];
  readonly touched: number[];
}

function visit(joined: Joined, cell: Cell, entries: readonly Entry[] | undefined): void {
  if (entries === undefined) return;
  for (const { index, test } of entries) {
    const cells = joined.cells[index] ?? null;
    // A line reaches a promotion by several of its facets, and by a key named twice, one right after the other.
    if (cells !== null && cells[cells.length - 1] === cell) continue;
    if (test !== null && !test(cell.line)) continue;
    if (cells === null) {
      joined.cells[index] = [cell];
      joined.touched.push(index);
    } else {
      cells.push(cell);
    }
  }
}
