import type { PricedBasket } from "../priced-basket.js";
import type { Stacking } from "../rules-document.js";
import type { CompiledPromotion } from "./compiled.js";
import { grouped } from "./grouped.js";

type Barred = ReadonlySet<CompiledPromotion>;

/** The promotions of a group that may give something together; none where the group gives way. */
type Choice = readonly CompiledPromotion[];

/** How the groups of a document get along, inside and among each other. */
export interface StackingTerms {
  /** Groups of which only one may give anything. */
  readonly exclusions: readonly (readonly string[])[];
  readonly modes: Readonly<Record<string, Stacking>>;
}

interface Group {
  readonly name: string;
  /** In the order that breaks ties; the last is empty where the group may have to give way to another. */
  readonly choices: readonly Choice[];
  /** Whether an earlier choice that gives anything goes before a better one. */
  readonly inOrder: boolean;
}

// Beyond this many combinations the groups are settled one after the other; each costs one pricing.
const mostCombinations = 512;
const mostPricings = 2048;

/** Whether one pricing serves the objective better than another. */
export type Compare = (one: PricedBasket, other: PricedBasket) => boolean;

/** A choice for each group, with what comes of it. */
interface Outcome {
  readonly chosen: readonly Choice[];
  readonly priced: PricedBasket;
}

/**
 * Of each group at most one promotion applies (unless they compound), of groups that exclude each other at most one group: the
 * combination that serves the objective best, of equal ones the first by the order of the promotions. `price` is told how
 * many pricings there may be, which share the budget.
 */
export function bestChoice(
  candidates: readonly CompiledPromotion[],
  terms: StackingTerms,
  isBetter: Compare,
  price: (barred: Barred, pricings: number) => PricedBasket,
): PricedBasket {
  const groups = groupsOf(candidates, terms);
  const all = new Set(groups.flatMap(({ choices }) => choices.flat()));
  const combinations = groups.reduce((product, { choices }) => product * choices.length, 1);
  const pricings = combinations <= mostCombinations ? combinations : mostPricings;
  const outcome = (chosen: readonly Choice[]): Outcome => {
    const kept = new Set(chosen.flat());
    const barred = new Set([...all].filter((one) => !kept.has(one)));
    return { chosen, priced: price(barred, pricings) };
  };
  const goesFirst = (one: Outcome, other: Outcome): boolean => {
    const difference = orderDifference(groups, one, other);
    return difference === 0 ? isBetter(one.priced, other.priced) : difference < 0;
  };
  return combinations <= mostCombinations
    ? bestOfAll(groups, terms.exclusions, goesFirst, outcome)
    : oneByOne(groups, terms.exclusions, goesFirst, outcome);
}

function groupsOf(
  candidates: readonly CompiledPromotion[],
  { exclusions, modes }: StackingTerms,
): readonly Group[] {
  const inGroups = candidates.filter(({ group }) => group !== null);
  const byName = grouped(inGroups, ({ group }) => group ?? "");
  const mayYield = (name: string): boolean =>
    exclusions.some(
      (names) => names.includes(name) && names.some((one) => byName.has(one) && one !== name),
    );
  return [...byName].map(([name, rivals]) => {
    const mode = Object.hasOwn(modes, name) ? modes[name] : "best-of";
    const choices: Choice[] = mode === "compound" ? [rivals] : rivals.map((one) => [one]);
    if (mayYield(name)) choices.push([]);
    return { name, choices, inOrder: mode === "exclusive" };
  });
}

/** Compares what the exclusive groups give: the earlier promotion first, nothing last. */
function orderDifference(groups: readonly Group[], one: Outcome, other: Outcome): number {
  for (const [i, { choices, inOrder }] of groups.entries()) {
    if (!inOrder) continue;
    const difference = placeOf(choices, one, i) - placeOf(choices, other, i);
    if (difference !== 0) return difference;
  }
  return 0;
}

function placeOf(choices: readonly Choice[], { chosen, priced }: Outcome, group: number): number {
  const [promotion] = chosen[group] ?? [];
  const gives = priced.applied.some(({ promotionId }) => promotionId === promotion?.id);
  return gives ? choices.findIndex(([first]) => first === promotion) : choices.length;
}

type GoesFirst = (one: Outcome, other: Outcome) => boolean;

function bestOfAll(
  groups: readonly Group[],
  exclusions: StackingTerms["exclusions"],
  goesFirst: GoesFirst,
  outcome: (chosen: readonly Choice[]) => Outcome,
): PricedBasket {
  let best: Outcome | null = null;
  const visit = (chosen: readonly Choice[]): void => {
    const next = groups[chosen.length];
    if (next === undefined) {
      const found = outcome(chosen);
      if (best === null || goesFirst(found, best)) best = found;
      return;
    }
    for (const choice of next.choices) {
      if (isAllowed([...chosen, choice], exclusions)) visit([...chosen, choice]);
    }
  };
  visit([]);
  return (best ?? outcome([])).priced;
}

/** Settles one group after the other, the others as they stand, until no group would change its choice. */
function oneByOne(
  groups: readonly Group[],
  exclusions: StackingTerms["exclusions"],
  goesFirst: GoesFirst,
  outcome: (chosen: readonly Choice[]) => Outcome,
): PricedBasket {
  // A group without a choice is not held back until its turn.
  const start = groups.map(({ choices }) => (choices.length === 1 ? (choices[0] ?? []) : []));
  let best = outcome(start);
  let left = mostPricings;
  for (let round = 0; round < 2; round++) {
    groups.forEach(({ choices }, i) => {
      for (const choice of choices.slice(0, left)) {
        left -= 1;
        const other = best.chosen.map((one, j) => (i === j ? choice : one));
        if (!isAllowed(other, exclusions)) continue;
        const found = outcome(other);
        if (goesFirst(found, best)) best = found;
      }
    });
  }
  const { priced } = best;
  return { ...priced, certificate: { ...priced.certificate, groups: "one-by-one" } };
}

function isAllowed(chosen: readonly Choice[], exclusions: readonly (readonly string[])[]): boolean {
  return exclusions.every(
    (names) => chosen.filter(([first]) => names.includes(first?.group ?? "")).length <= 1,
  );
}
