import { type Issue, issue } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import type { PricedBasket, PricedLine } from "../../priced-basket.js";
import type { RulesDocument } from "../../rules-document.js";
import type { Cell } from "../cell.js";
import type { ReadyPromotion } from "../compile-rules.js";
import type { CompiledPromotion } from "../compiled.js";
import { goodsOf } from "../goods.js";
import { createMoment, type Moment } from "../moment.js";

/** Goods of the basket with what the result says of them. */
export interface GoodsEvidence {
  readonly cell: Cell;
  readonly lines: readonly PricedLine[];
}

/** What the checks look at: the result beside the rules, nothing computed by the search. */
export interface Evidence {
  readonly basket: Basket;
  readonly rules: RulesDocument;
  readonly priced: PricedBasket;
  readonly moment: Moment;
  readonly promotions: readonly CompiledPromotion[];
  readonly goods: readonly GoodsEvidence[];
}

export function createEvidence(
  basket: Basket,
  rules: RulesDocument,
  priced: PricedBasket,
  ready: readonly ReadyPromotion[],
): Evidence {
  const lineOf = new Map(priced.lines.map((line) => [line.lineId, line]));
  const goods = goodsOf(basket, rules.currency).goods.map((cell): GoodsEvidence => {
    const lines = (cell.parts ?? [cell]).flatMap(({ line }) => lineOf.get(line.lineId) ?? []);
    cell.deal = lines.reduce((sum, { deal }) => sum + deal, 0);
    cell.now = cell.deal;
    return { cell, lines };
  });
  return {
    basket,
    rules,
    priced,
    moment: createMoment(basket),
    promotions: ready.map(({ promotion }) => promotion),
    goods,
  };
}

export function joinedGoods(
  { goods }: Evidence,
  promotion: CompiledPromotion,
): readonly GoodsEvidence[] {
  return goods.filter(({ cell }) => promotion.goods === null || promotion.goods(cell.line));
}

/** What a promotion took off these goods, as the result says. */
export function takenBy({ lines }: GoodsEvidence, promotionId: string): number {
  let taken = 0;
  for (const { adjustments } of lines) {
    for (const one of adjustments) if (one.promotionId === promotionId) taken += one.amount;
  }
  return taken;
}

export function problem(code: string, promotionId: string, message: string): Issue {
  return issue(code, ["applied", promotionId], `${promotionId}: ${message}`);
}
