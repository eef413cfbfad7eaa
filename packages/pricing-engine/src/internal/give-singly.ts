import { type MinorUnits, scaleRounded } from "@tillwright/values";
import type { Cell } from "./cell.js";
import type { Contender } from "./contender.js";
import { addExactly, lowerLine, type PricingState, recordGiven, takeOff } from "./pricing-state.js";
import { mergeEqualRuns, settleRuns } from "./runs.js";
import { checkSafe } from "./safe-parts.js";
import { shareWithin } from "./share.js";
import { takenRuns } from "./take-run.js";
import { sum } from "./whole-numbers.js";

/**
 * Goods that no block may take units of: each unit goes to whatever saves most on it, of equal ones to the first. What a
 * promotion takes off equal goods is rounded once.
 */
export function giveSingly(
  state: PricingState,
  cell: Cell,
  contenders: readonly Contender[],
): void {
  const { parts, runs, now, units } = cell;
  if (parts !== null || runs !== null || now % units > 0) {
    giveByRuns(state, cell, contenders);
    return;
  }
  const price = now / units;
  const contender = contenders[bestOn(cell, price, contenders)];
  if (contender === undefined) return;
  const { effect, promotion } = contender;
  const amount = saved(state, effect.gain(0, price) * units, effect.denominator);
  cell.takenBy = promotion.id;
  takeOff(cell, promotion, amount);
  recordGiven(state, promotion, units, amount);
}

/** Units that differ already: each run of equal ones by itself, from dear to cheap. */
function giveByRuns(state: PricingState, cell: Cell, contenders: readonly Contender[]): void {
  const lines = cell.parts ?? [cell];
  const open = lines
    .flatMap((line) =>
      settleRuns(line).map((run) => ({ line, run, best: bestOn(cell, run.now, contenders) })),
    )
    .sort((a, b) => b.run.now - a.run.now);
  for (const index of cell.wantedBy ?? []) {
    const contender = contenders[index];
    const own = open.filter(({ best }) => best === index);
    if (contender === undefined || own.length === 0) continue;
    const { effect, promotion } = contender;
    const gains = own.map(({ run }) => effect.gain(0, run.now) * run.count);
    const amount = saved(state, sum(gains), effect.denominator);
    const limits = own.map(({ run }) => run.now * run.count);
    const shares = shareWithin(amount, gains, limits);
    own.forEach(({ line, run }, i) => {
      const share = shares[i] ?? 0;
      const taken = takenRuns(run, run.count, share, promotion.id);
      line.runs = (line.runs ?? []).flatMap((one) => (one === run ? taken : [one]));
      lowerLine(cell, line, promotion, share);
    });
    recordGiven(state, promotion, sum(own.map(({ run }) => run.count)), amount);
  }
  for (const line of lines) line.runs = mergeEqualRuns(line.runs ?? []);
}

/** The place of the promotion that saves most on one unit; -1 when none saves anything. */
function bestOn(
  { units, wantedBy }: Cell,
  price: MinorUnits,
  contenders: readonly Contender[],
): number {
  let best = -1;
  let gain = 0;
  let denominator = 1;
  for (const index of wantedBy ?? []) {
    const effect = contenders[index]?.effect;
    if (effect === undefined) continue;
    const own = effect.gain(0, price);
    const [ours, others] = [own * denominator, gain * effect.denominator];
    checkSafe(Math.max(own * units, ours, others));
    if (ours <= others) continue;
    best = index;
    gain = own;
    denominator = effect.denominator;
  }
  return best;
}

/** The price that is left is rounded half-up, so what is taken off is rounded half-down. */
function saved(state: PricingState, exact: number, denominator: number): MinorUnits {
  addExactly(state.bound, exact, denominator);
  return scaleRounded(exact, 1, denominator, "half-down");
}
