import type { Reason } from "@tillwright/values";
import type { BasketLine } from "../../basket.js";
import type { Suggestion, SuggestOptions } from "../../suggestion.js";
import { suggestionOf, type Trial } from "./trial.js";

/** Pieces of the goods that are there or were named, and two of them together. */
export function suggestGoods(trial: Trial, options: SuggestOptions): readonly Suggestion[] {
  const goods = candidatesOf(trial, options.candidates ?? []);
  const most = options.atMostPieces ?? 3;
  const found: Suggestion[] = [];
  const attempt = (add: readonly BasketLine[]): void => {
    const one = tried(trial, add);
    if (one !== null) found.push(one);
  };
  for (let count = 1; count <= most; count++) {
    for (const line of goods) attempt([withCount(line, count)]);
  }
  if (options.pairs === false) return worthwhile(found);
  goods.forEach((one, i) => {
    for (const other of goods.slice(i + 1)) attempt([one, other]);
  });
  return worthwhile(found);
}

/** One piece of each kind of goods, under ids that the basket does not have. */
function candidatesOf({ basket }: Trial, named: readonly BasketLine[]): readonly BasketLine[] {
  const byGoods = new Map<string, BasketLine>();
  for (const line of [...named, ...basket.lines]) {
    if (line.quantity.kind !== "pieces" || line.price.unit === undefined) continue;
    const { lineId: _, quantity: __, listPrices: ___, offered: ____, ...goods } = line;
    const key = JSON.stringify([goods.productId, goods.price]);
    if (!byGoods.has(key)) byGoods.set(key, { ...goods, lineId: "", quantity: onePiece });
  }
  return [...byGoods.values()].map((line, i) => ({ ...line, lineId: `suggested ${i + 1}` }));
}

const onePiece = { kind: "pieces", count: 1 } as const;

function withCount(line: BasketLine, count: number): BasketLine {
  return { ...line, quantity: { kind: "pieces", count } };
}

function tried(trial: Trial, add: readonly BasketLine[]): Suggestion | null {
  const after = trial.priceWith(add);
  if (after === null) return null;
  return suggestionOf(trial, "goods", add, after, ({ cost, benefit }): Reason => {
    const products = add.map(({ productId }) => productId);
    const pieces = add.reduce(
      (sum, { quantity }) => sum + (quantity.kind === "pieces" ? quantity.count : 1),
      0,
    );
    return cost < 0
      ? { code: "pricing.suggest.goods-cheaper", facts: { pieces, products, less: -cost } }
      : { code: "pricing.suggest.goods", facts: { pieces, products, cost, benefit } };
  });
}

/** Without those that hold another one and save nothing more by what they add to it. */
function worthwhile(found: readonly Suggestion[]): readonly Suggestion[] {
  return found.filter(
    (one) => !found.some((other) => holds(one, other) && other.benefit >= one.benefit),
  );
}

function holds(large: Suggestion, small: Suggestion): boolean {
  return (
    small.value < large.value &&
    small.add.every((line) => large.add.some(({ lineId }) => lineId === line.lineId))
  );
}
