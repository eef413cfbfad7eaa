import type { UnitsEffect } from "../effect.js";
import { bestCombination } from "./best-combination.js";
import type { Cell } from "./cell.js";
import { comparing } from "./compare-pricings.js";
import type { Contender, Eligible } from "./contender.js";
import { withoutDominated } from "./dominance.js";
import type { Combining } from "./engine-parts.js";
import type { Goal } from "./goal.js";
import { giveWithoutRivals } from "./lone-contender.js";
import { addExactly, type PricingState } from "./pricing-state.js";
import { settleRuns } from "./runs.js";
import { checkSafe } from "./safe-parts.js";
import { type OpenClass, type OpenRun, settleSlices, slicesOf } from "./settle-units.js";
import { placesFor, takerPlaces, takersOf } from "./takers.js";
import { leastCommonMultiple } from "./whole-numbers.js";

/** The part of the engine that combines. */
export const combining: Combining = { contenders: withRights, combine, comparing };

/** What may be needed of the eligible promotions: as many blocks as there is a right to, and none that another dominates. */
function withRights(state: PricingState, eligible: readonly Eligible[]): readonly Eligible[] {
  const open: Eligible[] = [];
  for (const one of eligible) {
    const effect = withinRounds(one, state);
    if (effect === one.effect) open.push(one);
    else if (effect !== null) open.push({ ...one, effect });
  }
  return withoutDominated(open, state.objective);
}

/** The effect with no more blocks than the basket gives a right to; `null` when it gives none. */
function withinRounds({ effect, joined }: Eligible, { moment }: PricingState): UnitsEffect | null {
  if (effect.rounds === undefined) return effect;
  const rounds = effect.rounds(moment, joined);
  if (rounds < 1) return null;
  return { ...effect, atMost: Math.min(effect.atMost ?? rounds, rounds) };
}

/** Those with few rivals first, each within its share of the steps; what they leave goes to the hard ones. */
function combine(
  state: PricingState,
  contested: readonly Cell[],
  contenders: readonly Contender[],
  single: readonly boolean[],
): void {
  const parts = components(contested, single);
  parts.forEach(({ cells, members }, i) => {
    const { work } = state;
    const reserved = work.left - Math.floor(work.left / (parts.length - i));
    work.left -= reserved;
    solveComponent(state, cells, contenders, members);
    work.left = Math.max(0, work.left) + reserved;
  });
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
