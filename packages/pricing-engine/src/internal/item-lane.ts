import { type MinorUnits, scaleRounded } from "@tillwright/values";
import type { UnitsEffect } from "../effect.js";
import { PricingError } from "../errors.js";
import { bestCombination } from "./best-combination.js";
import type { Cell } from "./cell.js";
import { withoutDominated } from "./dominance.js";
import { isEligible } from "./eligible.js";
import { giveGifts } from "./gifts.js";
import type { Goal } from "./goal.js";
import { giveWithoutRivals } from "./lone-contender.js";
import {
  addExactly,
  type Candidate,
  type PricingState,
  recordGiven,
  takeOff,
} from "./pricing-state.js";
import { settleRuns } from "./runs.js";
import {
  type Contender,
  type OpenClass,
  type OpenRun,
  settleSlices,
  slicesOf,
} from "./settle-units.js";
import { placesFor, takerPlaces, takersOf } from "./takers.js";
import { leastCommonMultiple } from "./whole-numbers.js";

/** Lane 2: promotions that take units, each unit at most once, in the combination that serves the objective best. */
export function giveItemPromotions(state: PricingState, candidates: readonly Candidate[]): void {
  const eligible: (Contender & { readonly joined: readonly Cell[] })[] = [];
  for (const candidate of candidates) {
    const { promotion, joined } = candidate;
    const { effect } = promotion;
    if (!isEligible(candidate, state.moment)) continue;
    if (effect.form === "gifts") giveGifts(state, candidate, effect);
    const open = effect.form === "units" ? withinRounds(effect, candidate, state) : null;
    if (open !== null) eligible.push({ promotion, effect: open, joined });
  }
  if (eligible.length === 0) return;
  const contenders = withoutDominated(eligible, state.objective);
  contenders.forEach(({ effect, joined }, index) => {
    for (const cell of joined) {
      if (cell.now === 0 || (cell.pieces === 0 && !effect.measured)) continue;
      if (effect.takes !== undefined && !effect.takes(cell.line)) continue;
      if (cell.wantedBy === null) cell.wantedBy = [index];
      else cell.wantedBy.push(index);
    }
  });
  solveAll(state, contenders);
}

/** The effect with no more blocks than the basket gives a right to; `null` when it gives none. */
function withinRounds(
  effect: UnitsEffect,
  { joined }: Candidate,
  { moment }: PricingState,
): UnitsEffect | null {
  if (effect.rounds === undefined) return effect;
  const rounds = effect.rounds(moment, joined);
  if (rounds < 1) return null;
  return { ...effect, atMost: Math.min(effect.atMost ?? rounds, rounds) };
}

function isSingle({ effect }: Contender): boolean {
  return effect.size === 1 && effect.atMost === null;
}

/** Goods that only single-unit promotions want are settled by themselves, the others with all that compete for them. */
function solveAll(state: PricingState, contenders: readonly Contender[]): void {
  const single = contenders.map(isSingle);
  const freely = state.objective === "customer-best";
  const given = new Map<number, { units: number; amount: MinorUnits }>();
  const contested: Cell[] = [];
  for (const cell of state.goods) {
    const wanted = cell.wantedBy;
    if (wanted === null) continue;
    if (freely && hasEqualPrices(cell) && areAll(single, wanted)) {
      giveBestSingle(state, cell, wanted, contenders, given);
    } else {
      contested.push(cell);
    }
  }
  for (const [index, { units, amount }] of given) {
    const contender = contenders[index];
    if (contender !== undefined) recordGiven(state, contender.promotion, units, amount);
  }
  // Those with few rivals first, each within its share of the steps; what they leave goes to the hard ones.
  const parts = components(contested, single);
  parts.forEach(({ cells, members }, i) => {
    const { work } = state;
    const reserved = work.left - Math.floor(work.left / (parts.length - i));
    work.left -= reserved;
    solveComponent(state, cells, contenders, members);
    work.left = Math.max(0, work.left) + reserved;
  });
}

function hasEqualPrices({ parts, runs, now, units }: Cell): boolean {
  return parts === null && runs === null && now % units === 0;
}

function areAll(single: readonly boolean[], wanted: readonly number[]): boolean {
  for (const index of wanted) if (!single[index]) return false;
  return true;
}

/** Equal units that no block may take: whatever saves most on one of them saves most on all. */
function giveBestSingle(
  state: PricingState,
  cell: Cell,
  wanted: readonly number[],
  contenders: readonly Contender[],
  given: Map<number, { units: number; amount: MinorUnits }>,
): void {
  const price = cell.now / cell.units;
  let best = -1;
  let gain = 0;
  let denominator = 1;
  for (const index of wanted) {
    const effect = contenders[index]?.effect;
    if (effect === undefined) continue;
    const own = effect.gain(0, price);
    const [ours, others] = [own * denominator, gain * effect.denominator];
    checkSafe(Math.max(own * cell.units, ours, others));
    if (ours <= others) continue;
    best = index;
    gain = own;
    denominator = effect.denominator;
  }
  const contender = contenders[best];
  if (contender === undefined) return;
  const exact = gain * cell.units;
  const amount = scaleRounded(exact, 1, denominator, "half-down");
  cell.takenBy = contender.promotion.id;
  takeOff(cell, contender.promotion, amount);
  addExactly(state.bound, exact, denominator);
  const sum = given.get(best);
  if (sum === undefined) given.set(best, { units: cell.units, amount });
  else {
    sum.units += cell.units;
    sum.amount += amount;
  }
}

interface Component {
  readonly cells: readonly Cell[];
  readonly members: readonly number[];
}

/** Contenders that share goods, directly or through others, have to be solved together; the rest need not. */
function components(contested: readonly Cell[], single: readonly boolean[]): readonly Component[] {
  const leader = single.map((_, i) => i);
  const find = (i: number): number => {
    let top = i;
    for (let above = leader[top]; above !== undefined && above !== top; above = leader[top])
      top = above;
    leader[i] = top;
    return top;
  };
  const blocksOf = (cell: Cell): readonly number[] => {
    const wanted = cell.wantedBy ?? [];
    const blocks = wanted.filter((index) => !single[index]);
    return blocks.length > 0 ? blocks : wanted.slice(0, 1);
  };
  for (const cell of contested) {
    const [first = 0, ...others] = blocksOf(cell);
    for (const other of others) {
      const [a, b] = [find(first), find(other)];
      leader[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const found = new Map<number, { cells: Cell[]; members: Set<number> }>();
  for (const cell of contested) {
    const top = find(blocksOf(cell)[0] ?? 0);
    const own = found.get(top) ?? { cells: [], members: new Set<number>() };
    own.cells.push(cell);
    for (const index of cell.wantedBy ?? []) own.members.add(index);
    found.set(top, own);
  }
  const parts = [...found.values()].map(({ cells, members }) => ({
    cells,
    members: [...members].sort((a, b) => a - b),
  }));
  return parts.sort((a, b) => a.members.length - b.members.length);
}

function solveComponent(
  state: PricingState,
  cells: readonly Cell[],
  all: readonly Contender[],
  members: readonly number[],
): void {
  const [only] = members;
  const lone = members.length === 1 && only !== undefined ? all[only] : undefined;
  const { objective } = state;
  if (lone !== undefined && objective !== "least-cost" && giveWithoutRivals(state, cells, lone)) {
    return;
  }
  const contenders = members.flatMap((member) => all[member] ?? []);
  const places = takerPlaces(contenders);
  const local = new Map(members.map((member, i) => [member, i]));
  const classes = classesOf(cells, (cell) =>
    (cell.wantedBy ?? []).flatMap((member) => {
      const at = local.get(member) ?? 0;
      return placesFor(cell, contenders[at]?.effect.parts ?? null, places.first[at] ?? 0);
    }),
  );
  const scale = contenders.map(({ effect }) => effect.denominator).reduce(leastCommonMultiple, 1);
  const sum = classes.reduce((total, { price, count }) => total + price * count, 0);
  checkSafe(sum * scale);
  const takers = contenders.flatMap(({ effect }, at) =>
    takersOf(effect, scale, places.first[at] ?? 0, classes),
  );
  const goal = objective === "customer-best" ? null : goalOf(objective, contenders, places.owner);
  if (goal !== null) checkSafe(sum * scale * goal.whole);
  const best = bestCombination(classes, takers, state.work, goal);
  addExactly(state.bound, best.upperBound, scale);
  addExactly(state.gap, best.gap, scale);
  if (!best.proven) state.optimal = false;
  if (best.gain === 0) return;
  settleSlices(state, contenders, slicesOf(classes, best.assignments, takers, places.owner), scale);
}

function goalOf(
  objective: Goal["objective"],
  contenders: readonly Contender[],
  owner: readonly number[],
): Goal {
  const promotions = owner.flatMap((at) => contenders[at]?.promotion ?? []);
  const whole = promotions
    .map(({ shopShare }) => shopShare.denominator)
    .reduce(leastCommonMultiple, 1);
  return {
    objective,
    priorities: promotions.map(({ priority }) => priority),
    shopParts: promotions.map(
      ({ shopShare }) => shopShare.numerator * (whole / shopShare.denominator),
    ),
    whole,
  };
}

/** Past the safe integers the search would round in silence. */
function checkSafe(widest: number): void {
  if (widest <= Number.MAX_SAFE_INTEGER) return;
  throw new PricingError(
    "pricing.out-of-range",
    `price: ${widest} parts of a minor unit leave the safe integers`,
    { parts: String(widest) },
  );
}

/** Units by price, dear to cheap, and by the contenders they are open to. */
function classesOf(
  cells: readonly Cell[],
  takersOf: (cell: Cell) => readonly number[],
): readonly OpenClass[] {
  const signatures = new Map<string, number>();
  const classes = new Map<
    number,
    { price: number; count: number; takers: readonly number[]; runs: OpenRun[] }
  >();
  for (const goods of cells) {
    const takers = takersOf(goods);
    const text = takers.join();
    const signature = signatures.get(text) ?? signatures.size;
    signatures.set(text, signature);
    for (const line of goods.parts ?? [goods]) {
      for (const run of settleRuns(line)) {
        const key = run.now * cells.length + signature;
        const own = classes.get(key);
        if (own === undefined) {
          classes.set(key, {
            price: run.now,
            count: run.count,
            takers,
            runs: [{ goods, line, run }],
          });
        } else {
          own.count += run.count;
          own.runs.push({ goods, line, run });
        }
      }
    }
  }
  return [...classes.values()].sort((a, b) => b.price - a.price);
}
