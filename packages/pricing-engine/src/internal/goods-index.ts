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
      for (const { facet, value } of uniqueKeys(keys)) {
        const entry = { index, test: keys.exact ? null : test };
        const list = tables[facet].get(value);
        if (list === undefined) tables[facet].set(value, [entry]);
        else list.push(entry);
      }
    }
  }
  const used = {
    product: tables.product.size > 0,
    department: tables.department.size > 0,
    category: tables.category.size > 0,
    brand: tables.brand.size > 0,
    tag: tables.tag.size > 0,
  };
  return {
    match: (goods) => {
      const joined: Joined = { cells: new Array(promotions.length).fill(null), touched: [] };
      for (const cell of goods) {
        const { line } = cell;
        if (used.product) visit(joined, cell, tables.product.get(line.productId));
        if (used.department) visit(joined, cell, tables.department.get(line.department));
        if (used.category) {
          for (const category of line.categories) {
            visit(joined, cell, tables.category.get(category));
          }
        }
        if (used.brand && line.brand !== null) visit(joined, cell, tables.brand.get(line.brand));
        if (used.tag) for (const tag of line.tags) visit(joined, cell, tables.tag.get(tag));
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

function uniqueKeys({ keys }: GoodsKeys): GoodsKeys["keys"] {
  const seen = new Set<string>();
  return keys.filter(({ facet, value }) => {
    const key = `${facet}:${value}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function visit(joined: Joined, cell: Cell, entries: readonly Entry[] | undefined): void {
  if (entries === undefined) return;
  for (const { index, test } of entries) {
    const cells = joined.cells[index] ?? null;
    // A line reaches a promotion by several of its facets one right after the other.
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
