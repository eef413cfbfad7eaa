import type { PricedBasket } from "../priced-basket.js";
import type { CompiledPromotion } from "./compiled.js";

type Barred = ReadonlySet<CompiledPromotion>;
type Choice = CompiledPromotion | null;

interface Group {
  readonly name: string;
  /** The rivals in the order that breaks ties; `null` where the group may have to give way to another. */
  readonly choices: readonly Choice[];
}

// Beyond this many combinations the groups are settled one after the other; each costs one pricing.
const mostCombinations = 512;
const mostPricings = 2048;

/** Whether one pricing serves the objective better than another. */
export type Compare = (one: PricedBasket, other: PricedBasket) => boolean;

/**
 * Of each group at most one promotion applies, of groups that exclude each other at most one group: the combination that serves
 * the objective best, of equal ones the first by the order of the promotions. `price` is told how many pricings there may be,
 * which share the budget.
 */
export function bestChoice(
  candidates: readonly CompiledPromotion[],
  exclusions: readonly (readonly string[])[],
  isBetter: Compare,
  price: (barred: Barred, pricings: number) => PricedBasket,
): PricedBasket {
  const groups = groupsOf(candidates, exclusions);
  const all = groups.flatMap(({ choices }) => choices.filter((one) => one !== null));
  const combinations = groups.reduce((product, { choices }) => product * choices.length, 1);
  const pricings = combinations <= mostCombinations ? combinations : mostPricings;
  const priceWith = (chosen: readonly Choice[]): PricedBasket =>
    price(new Set(all.filter((one) => !chosen.includes(one))), pricings);
  return combinations <= mostCombinations
    ? bestOfAll(groups, exclusions, isBetter, priceWith)
    : oneByOne(groups, exclusions, isBetter, priceWith);
}

function groupsOf(
  candidates: readonly CompiledPromotion[],
  exclusions: readonly (readonly string[])[],
): readonly Group[] {
  const byName = new Map<string, CompiledPromotion[]>();
  for (const candidate of candidates) {
    if (candidate.group === null) continue;
    const rivals = byName.get(candidate.group);
    if (rivals === undefined) byName.set(candidate.group, [candidate]);
    else rivals.push(candidate);
  }
  const mayYield = (name: string): boolean =>
    exclusions.some(
      (names) => names.includes(name) && names.some((one) => byName.has(one) && one !== name),
    );
  return [...byName].map(([name, rivals]) => ({
    name,
    choices: mayYield(name) ? [...rivals, null] : rivals,
  }));
}

function bestOfAll(
  groups: readonly Group[],
  exclusions: readonly (readonly string[])[],
  isBetter: Compare,
  priceWith: (chosen: readonly Choice[]) => PricedBasket,
): PricedBasket {
  let best: PricedBasket | null = null;
  const visit = (chosen: readonly Choice[]): void => {
    const next = groups[chosen.length];
    if (next === undefined) {
      const priced = priceWith(chosen);
      if (best === null || isBetter(priced, best)) best = priced;
      return;
    }
    for (const choice of next.choices) {
      if (isAllowed([...chosen, choice], exclusions)) visit([...chosen, choice]);
    }
  };
  visit([]);
  return best ?? priceWith([]);
}

/** Settles one group after the other, the others as they stand, until no group would change its choice. */
function oneByOne(
  groups: readonly Group[],
  exclusions: readonly (readonly string[])[],
  isBetter: Compare,
  priceWith: (chosen: readonly Choice[]) => PricedBasket,
): PricedBasket {
  let chosen: readonly Choice[] = groups.map(() => null);
  let best = priceWith(chosen);
  let left = mostPricings;
  for (let round = 0; round < 2; round++) {
    groups.forEach(({ choices }, i) => {
      for (const choice of choices.slice(0, left)) {
        left -= 1;
        const other = chosen.map((one, j) => (i === j ? choice : one));
        if (!isAllowed(other, exclusions)) continue;
        const priced = priceWith(other);
        if (!isBetter(priced, best)) continue;
        best = priced;
        chosen = other;
      }
    });
  }
  return { ...best, certificate: { ...best.certificate, groups: "one-by-one" } };
}

function isAllowed(chosen: readonly Choice[], exclusions: readonly (readonly string[])[]): boolean {
  return exclusions.every(
    (names) => chosen.filter((one) => one !== null && names.includes(one.group ?? "")).length <= 1,
  );
}
