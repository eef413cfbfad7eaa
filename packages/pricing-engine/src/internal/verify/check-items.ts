import type { Issue, MinorUnits } from "@tillwright/values";
import type { CompiledPromotion, UnitsEffect } from "../compiled.js";
import { checkTimes, type Evidence, joinedGoods, problem, takenBy } from "./evidence.js";

interface TakenUnits {
  readonly price: MinorUnits;
  readonly count: number;
}

/** Whether item promotions took whole blocks, gave what their terms give for them, and stayed under the bound. */
export function checkItems(evidence: Evidence): readonly Issue[] {
  const { priced, promotions, rules } = evidence;
  const issues: Issue[] = [];
  let given = 0;
  let slack = 0;
  for (const promotion of promotions) {
    const { effect } = promotion;
    if (effect.form !== "units") continue;
    const amount = evidence.goods.reduce((sum, goods) => sum + takenBy(goods, promotion.id), 0);
    given += amount;
    slack += evidence.goods.length / 2;
    const within = withRounds(evidence, promotion, effect);
    const taken = unitsOf(evidence, promotion.id);
    issues.push(...checkBlocks(promotion, within, taken));
    const blocks = Math.ceil(taken.reduce((sum, { count }) => sum + count, 0) / effect.size);
    if (amount > 0) issues.push(...checkTimes(evidence, promotion.id, blocks));
    // Elsewhere the lane begins at prices that the result does not show for single units.
    const early = rules.lanes === undefined || rules.lanes[1] === "item";
    if (early) issues.push(...checkAmount(evidence, promotion, effect, amount));
  }
  const { upperBound } = priced.certificate;
  if (given > upperBound + slack) {
    issues.push(problem("pricing.wrong-bound", "", `${given} was given above ${upperBound}`));
  }
  const exact = exactBound(evidence);
  if (exact !== null && exact !== upperBound) {
    issues.push(problem("pricing.wrong-bound", "", `${upperBound}, the units taken make ${exact}`));
  }
  return issues;
}

/**
 * What the units that were taken save before rounding, rounded up once; a bound that is proven for the customer is just
 * that. `null` where the bound says something else, or where the result does not show the prices that the lane began with.
 */
function exactBound(evidence: Evidence): MinorUnits | null {
  const { priced, promotions, rules } = evidence;
  const { optimal, objective } = priced.certificate;
  const early = rules.lanes === undefined || rules.lanes[1] === "item";
  if (rules.floors !== undefined || promotions.some(({ floor }) => floor !== undefined))
    return null;
  if (!optimal || objective !== "customer-best") return null;
  let numerator = 0n;
  let denominator = 1n;
  for (const { id, effect } of promotions) {
    if (effect.form !== "units") continue;
    const taken = unitsOf(evidence, id);
    if (taken.length === 0) continue;
    if (!early) return null;
    // Which piece stood in which pool is not told, so what two pools give is not known to the fraction.
    if (effect.parts !== null && !effect.asSet) return null;
    const own = BigInt(effect.denominator);
    numerator = numerator * own + BigInt(gainOf(effect, taken)) * denominator;
    denominator *= own;
  }
  return Number((numerator + denominator - 1n) / denominator);
}

/** The effect with the blocks that the basket gives a right to. */
function withRounds(
  evidence: Evidence,
  promotion: CompiledPromotion,
  effect: UnitsEffect,
): UnitsEffect {
  if (effect.rounds === undefined) return effect;
  const joined = joinedGoods(evidence, promotion).map(({ cell }) => cell);
  const rounds = effect.rounds(evidence.moment, joined);
  return { ...effect, atMost: Math.min(effect.atMost ?? rounds, rounds) };
}

function unitsOf({ priced }: Evidence, promotionId: string): readonly TakenUnits[] {
  return [...priced.lines, ...priced.fees]
    .flatMap(({ runs }) => runs)
    .filter((run) => run.takenBy === promotionId)
    .map(({ deal, count }) => ({ price: deal, count }))
    .sort((a, b) => b.price - a.price);
}

function checkBlocks(
  { id }: CompiledPromotion,
  { size, partial, atMost }: UnitsEffect,
  taken: readonly TakenUnits[],
): readonly Issue[] {
  const units = taken.reduce((sum, { count }) => sum + count, 0);
  const blocks = Math.ceil(units / size);
  const issues: Issue[] = [];
  if (!partial && units % size !== 0) {
    issues.push(problem("pricing.wrong-units", id, `${units} units are no blocks of ${size}`));
  }
  if (atMost !== null && blocks > atMost) {
    issues.push(
      problem("pricing.wrong-units", id, `${blocks} blocks, at most ${atMost} are allowed`),
    );
  }
  return issues;
}

/** Blocks from dear to cheap give the most that the taken units allow; rounding is half a minor unit for each goods. */
function checkAmount(
  evidence: Evidence,
  promotion: CompiledPromotion,
  effect: UnitsEffect,
  amount: MinorUnits,
): readonly Issue[] {
  const taken = unitsOf(evidence, promotion.id);
  const exact = gainOf(effect, taken) / effect.denominator;
  const slack = evidence.goods.filter((goods) => takenBy(goods, promotion.id) > 0).length / 2;
  // Which piece stood in which pool is not told, so of two pools only the most that they can give is known.
  const pools = effect.parts !== null && !effect.asSet;
  const most = pools ? mostOfPools(effect, taken) : exact;
  const over = amount - most > slack;
  if (pools && !over) return [];
  // A floor may hold back a part of it; that no unit lies below one is checked by itself.
  const floored = promotion.floor !== undefined || evidence.rules.floors !== undefined;
  const under =
    !floored &&
    evidence.priced.certificate.optimal &&
    exact - amount > slack + evidence.goods.length / 2;
  if (!over && !under) return [];
  return [
    problem("pricing.wrong-discount", promotion.id, `took ${amount}, its terms give ${most}`),
  ];
}

function mostOfPools(
  { parts, size, denominator }: UnitsEffect,
  taken: readonly TakenUnits[],
): number {
  const blocks = Math.ceil(taken.reduce((sum, { count }) => sum + count, 0) / size);
  let left = 0;
  let most = 0;
  for (const { pieces, off = 0 } of parts ?? []) {
    if (off > 0) left += pieces * blocks;
    most = Math.max(most, off);
  }
  let gain = 0;
  for (const { price, count } of taken) {
    gain += price * most * Math.min(count, left);
    left -= Math.min(count, left);
  }
  return gain / denominator;
}

function gainOf(effect: UnitsEffect, taken: readonly TakenUnits[]): number {
  let gain = 0;
  let position = 0;
  for (const { price, count } of taken) {
    // So many units of one price fill blocks whole, wherever the first of them stands.
    const whole = Math.floor(count / effect.size);
    for (let at = 0; at < effect.size; at++) gain += whole * effect.gain(at, price);
    for (let left = count % effect.size; left > 0; left--) {
      gain += effect.gain(position, price);
      position = (position + 1) % effect.size;
    }
  }
  return gain;
}
