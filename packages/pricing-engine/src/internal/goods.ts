import { type CurrencyCode, type MinorUnits, scaleRounded } from "@tillwright/values";
import type { Basket, BasketLine } from "../basket.js";
import { PricingError } from "../errors.js";
import { type Cell, createCell } from "./cell.js";
import { grouped } from "./grouped.js";
import { minorDigits } from "./minor-digits.js";
import { compareText } from "./order.js";
import { shareByUnits } from "./share.js";
import { sum } from "./whole-numbers.js";

/** The goods of a basket: equal lines as one, in an order that the order of the lines cannot change. */
export interface GoodsOfBasket {
  readonly goods: readonly Cell[];
  /** One for each line of the basket, in its order. */
  readonly lines: readonly Cell[];
}

export function goodsOf(basket: Basket, currency: CurrencyCode): GoodsOfBasket {
  if (basket.currency !== currency) {
    throw badBasket(`the basket is in ${basket.currency}, the rules are in ${currency}`, {
      basket: basket.currency,
      rules: currency,
    });
  }
  if (!Number.isSafeInteger(basket.at)) throw badBasket(`at is ${String(basket.at)}`, {});
  const microsPerMinor = 10 ** (6 - minorDigits(currency));
  const lines: Cell[] = [];
  const seen = new Set<string>();
  for (const line of basket.lines) {
    // Its size tells whether the id was new, which spares looking for it first.
    if (seen.add(line.lineId).size === lines.length) throw lineError(line, "the id occurs twice");
    const units = unitsOf(line);
    const list = listOf(line, units, microsPerMinor);
    lines.push(createCell(line, units, piecesOf(line), list, null));
  }
  const goods = lines.slice().sort(compareGoods);
  checkSum(goods);
  if (!hasRepeated(goods)) return { goods, lines };
  const merged = mergeEqual(lines, microsPerMinor);
  merged.goods.sort(compareGoods);
  checkSum(merged.goods);
  return merged;
}

/** Whether some product stands in several lines; in sorted goods these are neighbours. */
function hasRepeated(goods: readonly Cell[]): boolean {
  for (let i = 1; i < goods.length; i++) {
    if (goods[i]?.line.productId === goods[i - 1]?.line.productId) return true;
  }
  return false;
}

/** Puts equal lines together; their cells are made anew, as parts of the goods they belong to. */
function mergeEqual(
  cells: readonly Cell[],
  microsPerMinor: number,
): { readonly goods: Cell[]; readonly lines: readonly Cell[] } {
  const partOf = new Map<string, Cell>();
  const groups = grouped(cells, ({ line }) => samenessOf(line)).values();
  const goods = [...groups].flatMap((group) => {
    const [own] = group;
    if (own === undefined || group.length === 1) return group;
    const merged = mergedCell(own, group, microsPerMinor);
    for (const part of merged.parts ?? []) partOf.set(part.line.lineId, part);
    return [merged];
  });
  return { goods, lines: cells.map((cell) => partOf.get(cell.line.lineId) ?? cell) };
}

export function compareGoods(a: Cell, b: Cell): number {
  return (
    compareText(a.line.productId, b.line.productId) || compareText(a.line.lineId, b.line.lineId)
  );
}

function checkSum(goods: readonly Cell[]): void {
  let list = 0;
  for (const cell of goods) list += cell.list;
  if (Number.isSafeInteger(list)) return;
  throw new PricingError(
    "pricing.out-of-range",
    `price: the basket comes to ${list} minor units and leaves the safe integers`,
    { amount: String(list) },
  );
}

/** Equal lines are priced as one; each gets its share of the price by its units. */
function mergedCell(own: Cell, group: readonly Cell[], microsPerMinor: number): Cell {
  const cells = [...group].sort(compareGoods);
  const counts = cells.map((cell) => cell.units);
  const units = sum(counts);
  const { line } = cells[0] ?? own;
  const list = listOf(line, units, microsPerMinor);
  const shares = shareByUnits(list, counts);
  const parts = cells.map((cell, i) =>
    createCell(cell.line, cell.units, cell.units, shares[i] ?? 0, null),
  );
  return createCell(line, units, units, list, parts);
}

function listOf(line: BasketLine, units: number, microsPerMinor: number): MinorUnits {
  const { price, quantity } = line;
  if (price.amount !== undefined) {
    if (Number.isSafeInteger(price.amount) && price.amount >= 0) return price.amount;
    throw lineError(line, `its amount is ${String(price.amount)}`);
  }
  const { micros, per, unit } = price.unit;
  if (!(Number.isSafeInteger(micros) && micros >= 0 && Number.isSafeInteger(per) && per > 0)) {
    throw lineError(line, `its price is ${String(micros)} millionths per ${String(per)}`);
  }
  if (unit !== (quantity.kind === "pieces" ? "piece" : quantity.unit)) {
    throw lineError(line, `a price per ${unit} does not fit its quantity`);
  }
  const amount = quantity.kind === "pieces" ? units : quantity.amount;
  // Most prices are whole minor units, and then there is nothing to round.
  const product = micros * amount;
  const exact = product / (per * microsPerMinor);
  if (product <= Number.MAX_SAFE_INTEGER && Math.floor(exact) * per * microsPerMinor === product) {
    return exact;
  }
  return scaleRounded(micros, amount, per * microsPerMinor, "half-up");
}

function unitsOf(line: BasketLine): number {
  const { quantity } = line;
  const amount = quantity.kind === "pieces" ? quantity.count : quantity.amount;
  if (!(Number.isSafeInteger(amount) && amount > 0)) {
    throw lineError(line, `its quantity is ${String(amount)}`);
  }
  return quantity.kind === "pieces" ? amount : 1;
}

function piecesOf({ quantity }: BasketLine): number {
  return quantity.kind === "pieces" ? quantity.count : 0;
}

/**
 * What two lines have in common when they hold the same goods at the same price; a line that is measured or brought amounts of
 * its own stays by itself.
 */
function samenessOf(line: BasketLine): string {
  const { price, attributes = {}, lineId, listPrices, offered } = line;
  const own = price.unit === undefined || listPrices !== undefined || offered !== undefined;
  if (own || line.quantity.kind !== "pieces") return `line ${lineId}`;
  const { micros, per, unit } = price.unit;
  const said = Object.entries(attributes).sort(([a], [b]) => compareText(a, b));
  const { productId, department, brand, cost, taxId, categories, tags } = line;
  const texts = [productId, unit, department, brand, taxId, categories, tags, said];
  return `same ${JSON.stringify([micros, per, String(cost), ...texts])}`;
}

function lineError(line: BasketLine, what: string): PricingError {
  return badBasket(`line ${line.lineId}: ${what}`, { lineId: line.lineId });
}

function badBasket(what: string, facts: Readonly<Record<string, string>>): PricingError {
  return new PricingError("pricing.bad-basket", `price: ${what}`, facts);
}
