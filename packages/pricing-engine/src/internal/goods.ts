import { type CurrencyCode, type MinorUnits, scaleRounded } from "@tillwright/values";
import type { Basket, BasketLine } from "../basket.js";
import { PricingError } from "../errors.js";
import { type Cell, createCell } from "./cell.js";
import { minorDigits } from "./minor-digits.js";
import { compareText } from "./order.js";
import { shareByUnits } from "./share.js";

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
    if (seen.has(line.lineId)) throw lineError(line, "the id occurs twice");
    seen.add(line.lineId);
    const units = unitsOf(line);
    const list = listOf(line, units, microsPerMinor);
    lines.push(createCell(line, units, piecesOf(line), list, null));
  }
  const goods = lines.slice();
  sortGoods(goods);
  checkSum(goods);
  if (!hasRepeated(goods)) return { goods, lines };
  const merged = mergeEqual(lines, microsPerMinor);
  sortGoods(merged.goods);
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
  lines: readonly Cell[],
  microsPerMinor: number,
): { readonly goods: Cell[]; readonly lines: readonly Cell[] } {
  const byProduct = new Map<string, BasketLine[][]>();
  const single = new Map<string, Cell>();
  for (const cell of lines) {
    const groups = byProduct.get(cell.line.productId);
    if (groups === undefined) byProduct.set(cell.line.productId, [[cell.line]]);
    else joinGroup(groups, cell.line);
    single.set(cell.line.lineId, cell);
  }
  const goods: Cell[] = [];
  for (const group of [...byProduct.values()].flat()) {
    const [first] = group;
    const own = single.get(first?.lineId ?? "");
    if (own === undefined) continue;
    const cell = group.length === 1 ? own : mergedCell(group, microsPerMinor);
    goods.push(cell);
    for (const part of cell.parts ?? []) single.set(part.line.lineId, part);
  }
  return { goods, lines: lines.flatMap(({ line }) => single.get(line.lineId) ?? []) };
}

function sortGoods(goods: Cell[]): void {
  for (let i = 1; i < goods.length; i++) {
    const [before, after] = [goods[i - 1], goods[i]];
    if (before === undefined || after === undefined || compareGoods(before, after) <= 0) continue;
    goods.sort(compareGoods);
    return;
  }
}

function compareGoods(a: Cell, b: Cell): number {
  return (
    compareText(a.line.productId, b.line.productId) || compareText(a.line.lineId, b.line.lineId)
  );
}

function checkSum(goods: readonly Cell[]): void {
  let sum = 0;
  for (const { list } of goods) sum += list;
  if (Number.isSafeInteger(sum)) return;
  throw new PricingError(
    "pricing.out-of-range",
    `price: the basket comes to ${sum} minor units and leaves the safe integers`,
    { amount: String(sum) },
  );
}

function joinGroup(groups: BasketLine[][], line: BasketLine): void {
  const group = groups.find(([first]) => first !== undefined && areEqualGoods(first, line));
  if (group === undefined) groups.push([line]);
  else group.push(line);
}

/** Equal lines are priced as one; each gets its share of the price by its units. */
function mergedCell(group: readonly BasketLine[], microsPerMinor: number): Cell {
  const lines = [...group].sort((a, b) => compareText(a.lineId, b.lineId));
  const counts = lines.map(unitsOf);
  const units = counts.reduce((sum, count) => sum + count, 0);
  const first = lines[0] ?? failEmpty();
  const list = listOf(first, units, microsPerMinor);
  const shares = shareByUnits(list, counts);
  const parts = lines.map((line, i) => {
    const count = counts[i] ?? 0;
    return createCell(line, count, count, shares[i] ?? 0, null);
  });
  return createCell(first, units, units, list, parts);
}

function failEmpty(): never {
  throw badBasket("no goods", {});
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

/** Whether two lines hold the same goods at the same price; a line that brought amounts of its own stays by itself. */
function areEqualGoods(a: BasketLine, b: BasketLine): boolean {
  if (a.price.unit === undefined || b.price.unit === undefined) return false;
  if (a.quantity.kind !== "pieces" || b.quantity.kind !== "pieces") return false;
  if (ownAmounts(a) || ownAmounts(b)) return false;
  const [p, q] = [a.price.unit, b.price.unit];
  return (
    p.micros === q.micros &&
    p.per === q.per &&
    p.unit === q.unit &&
    a.department === b.department &&
    a.brand === b.brand &&
    a.cost === b.cost &&
    a.taxId === b.taxId &&
    sameList(a.categories, b.categories) &&
    sameList(a.tags, b.tags) &&
    sameAttributes(a.attributes, b.attributes)
  );
}

function ownAmounts(line: BasketLine): boolean {
  return line.listPrices !== undefined || line.offered !== undefined;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]));
}

function sameAttributes(a: BasketLine["attributes"], b: BasketLine["attributes"]): boolean {
  if (a === b) return true;
  const left = Object.entries(a ?? {});
  const right = b ?? {};
  return (
    left.length === Object.keys(right).length &&
    left.every(([name, value]) => Object.hasOwn(right, name) && right[name] === value)
  );
}

function lineError(line: BasketLine, what: string): PricingError {
  return badBasket(`line ${line.lineId}: ${what}`, { lineId: line.lineId });
}

function badBasket(what: string, facts: Readonly<Record<string, string>>): PricingError {
  return new PricingError("pricing.bad-basket", `price: ${what}`, facts);
}
