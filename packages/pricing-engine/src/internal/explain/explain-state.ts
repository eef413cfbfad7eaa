import type { Basket } from "../../basket.js";
import type { ExplanationExtension } from "../../explanation-extension.js";
import type { PricingExtension } from "../../extension.js";
import type { PricedBasket, PricedLine } from "../../priced-basket.js";
import type { PromotionExplanation, PromotionView } from "../../promotion-explanation.js";
import type { PromotionTerms, RulesDocument } from "../../rules-document.js";
import type { Cell } from "../cell.js";
import type { ReadyPromotion } from "../compile-rules.js";
import { compileCompletely, completeRegistry } from "../complete-registry.js";
import { goodsOf } from "../goods.js";
import { createMoment, type Moment } from "../moment.js";
import { type ConditionWords, conditionExplanations } from "./condition-reason.js";
import { goodsExplanations } from "./goods-explanations.js";
import { moneyReader } from "./missing.js";
import { orderExplanations } from "./order-explanations.js";
import { priceExplanations } from "./price-explanations.js";

/** What all parts of an explanation look at. */
export interface ExplainState {
  readonly basket: Basket;
  readonly priced: PricedBasket;
  readonly moment: Moment;
  readonly ready: readonly ReadyPromotion[];
  /** One cell for each line, with the deal price that came out. */
  readonly cells: readonly Cell[];
  readonly lineOf: ReadonlyMap<string, PricedLine>;
  /** Place in the order of running, by promotion id. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** What was worked out already, by promotion id. */
  readonly views: Map<string, PromotionView>;
  /** By kind. */
  readonly explanations: ReadonlyMap<string, PromotionExplanation>;
  readonly conditions: ConditionWords;
}

const builtin: readonly PromotionExplanation[] = [
  ...priceExplanations,
  ...goodsExplanations,
  ...orderExplanations,
];

export function createExplainState(
  document: RulesDocument,
  extensions: readonly PricingExtension[],
  words: readonly ExplanationExtension[],
  basket: Basket,
  priced: PricedBasket,
): ExplainState {
  const registry = completeRegistry(extensions);
  const ready = compileCompletely(document, registry);
  const lineOf = new Map(priced.lines.map((line) => [line.lineId, line]));
  const { lines } = goodsOf(basket, document.currency);
  for (const cell of lines) cell.deal = lineOf.get(cell.line.lineId)?.deal ?? cell.list;
  const conditions = [
    ...conditionExplanations,
    ...words.flatMap((one) => one.conditionExplanations ?? []),
  ];
  const promotions = [...builtin, ...words.flatMap((one) => one.promotionExplanations ?? [])];
  return {
    basket,
    priced,
    moment: createMoment(basket),
    ready,
    cells: lines,
    lineOf,
    placeOf: new Map(ready.map(({ terms }, index) => [terms.id, index])),
    views: new Map(),
    explanations: new Map(promotions.map((one) => [one.kind, one])),
    conditions: { registry, leaves: new Map(conditions.map(({ key, missed }) => [key, missed])) },
  };
}

export function explanationOf(
  { explanations }: ExplainState,
  terms: PromotionTerms,
): PromotionExplanation | undefined {
  return explanations.get((terms as { readonly kind?: string }).kind ?? "");
}

/** The lines that take part, with what stood there when the promotion ran. */
export function viewOf(state: ExplainState, ready: ReadyPromotion): PromotionView {
  const known = state.views.get(ready.terms.id);
  if (known !== undefined) return known;
  const view = lookAt(state, ready);
  state.views.set(ready.terms.id, view);
  return view;
}

function lookAt(state: ExplainState, { promotion }: ReadyPromotion): PromotionView {
  const { goods } = promotion;
  const joined = state.cells.filter(({ line }) => goods === null || goods(line));
  let deal = 0;
  let running = 0;
  let pieces = 0;
  let freePieces = 0;
  for (const cell of joined) {
    const line = state.lineOf.get(cell.line.lineId);
    deal += cell.deal;
    pieces += cell.pieces;
    running += line === undefined ? cell.list : runningBefore(state, line, promotion.index);
    for (const run of line?.runs ?? []) {
      const free = run.takenBy === null || run.takenBy === promotion.id;
      if (cell.pieces > 0 && free) freePieces += run.count;
    }
  }
  return {
    moment: state.moment,
    promotionId: promotion.id,
    effect: promotion.effect,
    joined,
    deal,
    running,
    pieces,
    freePieces,
    gifts: state.priced.gifts.filter(({ promotionId }) => promotionId === promotion.id),
    money: moneyReader(state.moment),
  };
}

function runningBefore(state: ExplainState, line: PricedLine, index: number): number {
  return line.adjustments.reduce(
    (left, { promotionId, amount }) =>
      (state.placeOf.get(promotionId) ?? Number.POSITIVE_INFINITY) < index ? left - amount : left,
    line.list,
  );
}
