import { scaleRounded } from "@tillwright/values";
import type { Cell, UnitRun } from "./cell.js";
import type { Contender } from "./contender.js";
import { addExactly, adjustment, type PricingState, recordGiven } from "./pricing-state.js";
import { shareWithin } from "./share.js";

/**
 * The usual case without the search: one promotion of shares, and goods whose units are still alike. It takes from the
 * dearest unit on (why that is best stands with the search). Returns whether the case was this one.
 *
 * Different goods at one price are a tie, and which of them get the better positions is settled in one place only: where
 * units are handed out by class. So they are left to the search, whether their lines are split or not.
 */
export function giveWithoutRivals(
  state: PricingState,
  cells: readonly Cell[],
  contender: Contender,
): boolean {
  const { effect } = contender;
  const { off, size } = effect;
  if (off === null || !cells.every(hasEqualUnits)) return false;
  if (!off.some((share) => share > 0)) return true;
  const sorted = [...cells].sort((a, b) => priceOf(b) - priceOf(a));
  if (sorted.some((cell, i) => i > 0 && priceOf(cell) === priceOf(sorted[i - 1] ?? cell))) {
    return false;
  }
  let units = 0;
  let widest = 0;
  for (const cell of cells) {
    units += cell.units;
    widest += cell.now * effect.denominator;
  }
  if (!Number.isSafeInteger(widest)) return false;
  const full = Math.floor(units / size);
  const most = Math.min(full, effect.atMost ?? full);
  const another = effect.partial && most < (effect.atMost ?? Number.POSITIVE_INFINITY);
  const rest = another ? units % size : 0;
  // A block that is begun but reaches no position with a gain is not taken.
  let left = most * size + (off.slice(0, rest).some((share) => share > 0) ? rest : 0);
  const taken = left;
  let exact = 0;
  let amount = 0;
  let position = 0;
  for (const cell of sorted) {
    if (left === 0) break;
    const count = Math.min(left, cell.units);
    const given = takeUnits(cell, contender, off, position, count);
    exact += given.exact;
    amount += given.amount;
    left -= count;
    position = (position + count) % size;
  }
  addExactly(state.bound, exact, effect.denominator);
  if (taken > 0) recordGiven(state, contender.promotion, Math.ceil(taken / size), amount);
  return true;
}

function priceOf({ now, units }: Cell): number {
  return now / units;
}

function hasEqualUnits({ parts, runs, units, list, deal, now }: Cell): boolean {
  if (parts !== null || runs !== null) return false;
  return units === 1 || (list % units === 0 && deal % units === 0 && now % units === 0);
}

/** Takes `count` units at the positions from `first` on and pins what they save to them. */
function takeUnits(
  cell: Cell,
  { promotion, effect }: Contender,
  off: readonly number[],
  first: number,
  count: number,
): { readonly exact: number; readonly amount: number } {
  const price = priceOf(cell);
  const { size, denominator } = effect;
  const counts: number[] = [];
  const gains: number[] = [];
  let exact = 0;
  for (let position = 0; position < size; position++) {
    const after = (position - first + size) % size;
    const times = after < count ? Math.floor((count - after - 1) / size) + 1 : 0;
    if (times === 0) continue;
    const gain = times * price * (off[position] ?? 0);
    counts.push(times);
    gains.push(gain);
    exact += gain;
  }
  const amount = scaleRounded(exact, 1, denominator, "half-down");
  const shares = shareWithin(
    amount,
    gains,
    counts.map((times) => times * price),
  );
  const runs = takenRuns(cell, price, counts, shares, promotion.id);
  if (runs.length > 1) cell.runs = runs;
  else cell.takenBy = promotion.id;
  cell.now -= amount;
  if (amount > 0) {
    cell.adjustments.push(adjustment(promotion.id, promotion.lane, amount, promotion.fundedBy));
  }
  return { exact, amount };
}

/** The runs of a line of which some units were taken; the rest stays as it was. */
function takenRuns(
  cell: Cell,
  price: number,
  counts: readonly number[],
  shares: readonly number[],
  takenBy: string,
): UnitRun[] {
  const list = cell.list / cell.units;
  const deal = cell.deal / cell.units;
  const runs: UnitRun[] = [];
  let rest = cell.units;
  const add = (count: number, now: number, by: string | null): void => {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.now === now && last.takenBy === by) last.count += count;
    else if (count > 0) runs.push({ count, list, deal, now, takenBy: by });
  };
  counts.forEach((count, i) => {
    const share = shares[i] ?? 0;
    const base = Math.floor(share / count);
    const odd = share - base * count;
    add(odd, price - base - 1, takenBy);
    add(count - odd, price - base, takenBy);
    rest -= count;
  });
  add(rest, price, null);
  return runs;
}
