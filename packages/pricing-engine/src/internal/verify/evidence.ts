import { type Issue, issue } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import type { Lane, PricedBasket, PricedLine } from "../../priced-basket.js";
import type { RulesDocument } from "../../rules-document.js";
import { type Cell, createCell } from "../cell.js";
import { type CompiledFee, compileFees } from "../charges/compile-fees.js";
import { type CompiledTax, compileTax } from "../charges/compile-tax.js";
import type { CompiledPromotion } from "../compiled.js";
import { compileCompletely } from "../complete-registry.js";
import { compileFunders } from "../funders.js";
import { goodsOf } from "../goods.js";
import { createMoment, type Moment } from "../moment.js";
import type { Registry } from "../registry.js";

/** Goods of the basket with what the result says of them. */
export interface GoodsEvidence {
  readonly cell: Cell;
  readonly lines: readonly PricedLine[];
  /** Whether it is a fee that discounts see. */
  readonly isFee: boolean;
}

/** What the checks look at: the result beside the rules, nothing computed by the search. */
export interface Evidence {
  readonly basket: Basket;
  readonly rules: RulesDocument;
  readonly priced: PricedBasket;
  readonly moment: Moment;
  readonly promotions: readonly CompiledPromotion[];
  /** The lanes in the order in which they ran. */
  readonly lanes: readonly Lane[];
  /** Of the basket, then the fees that discounts see. */
  readonly goods: readonly GoodsEvidence[];
  readonly fees: readonly CompiledFee[];
  readonly tax: CompiledTax | null;
}

export function createEvidence(
  basket: Basket,
  rules: RulesDocument,
  priced: PricedBasket,
  registry: Registry,
): Evidence {
  const fees = compileFees(rules, registry) ?? [];
  const lineOf = new Map(priced.lines.map((line) => [line.lineId, line]));
  const goods = goodsOf(basket, rules.currency).goods.map((cell): GoodsEvidence => {
    const lines = (cell.parts ?? [cell]).flatMap(({ line }) => lineOf.get(line.lineId) ?? []);
    cell.deal = lines.reduce((sum, { deal }) => sum + deal, 0);
    cell.now = cell.deal;
    return { cell, lines, isFee: false };
  });
  return {
    basket,
    rules,
    priced,
    moment: createMoment(basket),
    lanes: rules.lanes ?? registry.lanes,
    promotions: compileCompletely(rules, registry).map(({ promotion }) => promotion),
    goods: [...goods, ...openFees(fees, priced)],
    fees,
    tax: compileTax(rules, registry, compileFunders(rules)),
  };
}

/** The fees that discounts see, as goods. */
function openFees(fees: readonly CompiledFee[], priced: PricedBasket): readonly GoodsEvidence[] {
  return fees.flatMap((fee): readonly GoodsEvidence[] => {
    const seen = priced.fees.find(({ feeId }) => feeId === fee.id);
    if (seen === undefined || !fee.discounted) return [];
    const units = seen.runs.reduce((sum, { count }) => sum + count, 0);
    const cell = createCell(fee.line, units, 0, seen.list, null);
    return [{ cell, lines: [{ ...seen, lineId: fee.line.lineId }], isFee: true }];
  });
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

/** How often the result says that a promotion applied. */
export function checkTimes(
  { priced }: Evidence,
  promotionId: string,
  expected: number,
): readonly Issue[] {
  const seen = priced.applied.find((one) => one.promotionId === promotionId)?.times ?? 0;
  if (seen === expected) return [];
  const message = `applied ${seen} times, its terms make it ${expected}`;
  return [problem("pricing.wrong-units", promotionId, message)];
}
