import type { Basket } from "../../basket.js";
import type { Condition } from "../../condition.js";
import type { PricedBasket } from "../../priced-basket.js";
import type { Promotion, RulesDocument } from "../../rules-document.js";
import { compileWith, type Law, savingOf, sum, withoutPoints } from "./law.js";

// Up to here every subset is priced, beyond it single promotions and all but one.
const mostForSubsets = 5;

/**
 * Neither a single item promotion nor a subset of them saves more than all together do, within what the certificate says:
 * before rounding exactly, after it but for one minor unit for each promotion on each line. Documents whose promotions belong to
 * groups are left out: there the whole basket decides.
 */
export const bestCombination: Law = (engine, basket, options) => {
  const { promotions } = engine.rules;
  if (promotions.some(({ group }) => group !== undefined)) return [];
  const all = engine.price(basket);
  const item = promotions.filter((one) => runsAsItem(one, engine.rules));
  if (!all.certificate.optimal || item.length < 2) return [];
  const others = promotions.filter((one) => !item.includes(one));
  const slack = item.length * basket.lines.length;
  return subsetsOf(item).flatMap((some) => {
    const fewer = compileWith(
      engine,
      options,
    )({ ...engine.rules, promotions: [...others, ...some] });
    const found = fewer.price(basket);
    const names = some.map(({ id }) => id).join(", ");
    const broken: string[] = [];
    if (found.certificate.optimal && found.certificate.upperBound > all.certificate.upperBound) {
      broken.push(`${names} alone may save ${found.certificate.upperBound}, all together less`);
    }
    if (itemSaving(found) > itemSaving(all) + slack) {
      broken.push(`${names} alone save ${itemSaving(found)}, all together ${itemSaving(all)}`);
    }
    return broken;
  });
};

/** Of what may run in several lanes only the lane it was given tells; every other kind without a lane is tried. */
function runsAsItem({ kind, lane }: Promotion, rules: RulesDocument): boolean {
  if (lane !== undefined) return lane === "item";
  return itemKinds.has(kind) && (rules.lanes === undefined || rules.lanes.includes("item"));
}

const itemKinds: ReadonlySet<string> = new Set([
  "percent-off",
  "amount-off",
  "fixed-price",
  "nth-item",
  "buy-n-get-m",
  "pick-m-for-price",
  "bundle",
]);

function itemSaving({ applied }: PricedBasket): number {
  return sum(applied.filter(({ lane }) => lane === "item").map(({ amount }) => amount));
}

function subsetsOf<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  if (values.length > mostForSubsets) {
    return values.flatMap((one) => [[one], values.filter((other) => other !== one)]);
  }
  let subsets: readonly (readonly Value[])[] = [[]];
  for (const value of values) subsets = [...subsets, ...subsets.map((some) => [...some, value])];
  return subsets.slice(1, -1);
}

const overall: ReadonlySet<string> = new Set(["threshold", "every", "steps", "threshold-rate"]);

/**
 * Whether a promotion answers to the whole sum of the basket and never loses by it: it has no goods of its own, counts
 * the deal, and its conditions have no upper end.
 */
function isOverall(promotion: Promotion): boolean {
  if (!overall.has(promotion.kind) || promotion.goods !== undefined) return false;
  return !("counts" in promotion && promotion.counts === "running");
}

/** Item promotions compete for units only; the others look at the whole sum, so that it does not matter who lowered it. */
function inScope(rules: RulesDocument): boolean {
  const { promotions, lanes, fees, tax } = rules;
  return (
    lanes === undefined &&
    fees === undefined &&
    tax === undefined &&
    promotions.every((one) => one.group === undefined && (runsAsItem(one, rules) || isOverall(one)))
  );
}

/**
 * One promotion more never makes the basket dearer, but for one minor unit for each promotion on each line where item
 * promotions take part. Held for documents without fees and taxes, for item promotions together with thresholds that
 * count the deal of all goods: there it is proven. Elsewhere it cannot hold (a member's price may fall below a threshold;
 * goods that were cheaper with one promotion may be those that a coupon halves), and `lint` names the pairs.
 */
export const addingPromotionNeverRaises: Law = (engine, basket, options) => {
  const { rules } = engine;
  if (!inScope(rules)) return [];
  const of = withoutPoints(basket);
  const all = engine.price(of);
  if (!all.certificate.optimal) return [];
  const slack = rules.promotions.some((one) => runsAsItem(one, rules))
    ? rules.promotions.length * of.lines.length
    : 0;
  return rules.promotions.flatMap((left) => {
    const promotions = rules.promotions.filter((one) => one !== left);
    const without = compileWith(engine, options)({ ...rules, promotions }).price(of).totals.due;
    return all.totals.due <= without + slack
      ? []
      : [`with ${left.id} the basket costs ${all.totals.due}, without it ${without}`];
  });
};

/** Whether a condition that holds cannot stop holding when goods are added. */
function isMonotone(condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  if ("all" in condition) return condition.all.every(isMonotone);
  if ("any" in condition) return condition.any.every(isMonotone);
  if ("not" in condition) return false;
  const range = "quantity" in condition ? condition.quantity : null;
  const money = "amount" in condition ? condition.amount : null;
  return range?.atMost === undefined && money?.atMost === undefined;
}

/** Whether goods more can only give more: a ladder whose higher step takes off less does not. */
function givesMoreForMore(promotion: Promotion): boolean {
  if (!isMonotone(promotion.when)) return false;
  if (promotion.kind !== "steps") return true;
  const ladder = promotion.steps
    .map(({ amount, off }) => ({ amount: Number(amount), off: Number(off) }))
    .sort((a, b) => a.amount - b.amount);
  return ladder.every(({ off }, i) => off >= (ladder[i - 1]?.off ?? 0));
}

/**
 * Goods more never lower what is saved, but for one minor unit for each promotion on each line. Held for the same documents as
 * `addingPromotionNeverRaises` where more goods can only give more: conditions without `not` and without an upper end,
 * steps that rise.
 */
export const addingGoodsNeverLowersSaving: Law = (engine, basket) => {
  const { rules } = engine;
  if (!inScope(rules) || !rules.promotions.every(givesMoreForMore)) return [];
  const of = withoutPoints(basket);
  const all = engine.price(of);
  if (!all.certificate.optimal) return [];
  const slack = rules.promotions.length * of.lines.length;
  return of.lines.flatMap((left) => {
    const fewer: Basket = { ...of, lines: of.lines.filter((line) => line !== left) };
    const saved = savingOf(engine.price(fewer));
    return savingOf(all) + slack >= saved
      ? []
      : [`with ${left.lineId} the basket saves ${savingOf(all)}, without it ${saved}`];
  });
};
