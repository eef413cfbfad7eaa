import type { Basket, BasketLine } from "../../basket.js";

/**
 * The smallest basket, reached by leaving out lines and pieces, that still shows something: without any one of its lines,
 * or with one piece less of any, it shows it no more. What `shows` cannot answer counts as not shown.
 */
export function smallest(basket: Basket, shows: (smaller: Basket) => boolean): Basket {
  let best = basket;
  for (;;) {
    const smaller = steps(best).find(shows);
    if (smaller === undefined) return best;
    best = smaller;
  }
}

/** A basket, and what it shows. */
export interface Showing<Shown> {
  readonly basket: Basket;
  readonly shown: Shown;
}

/** The first basket that shows something, made as small as it can be, with what the small one shows. */
export function smallestOf<Shown>(
  baskets: readonly Basket[],
  shownBy: (basket: Basket) => Shown | null,
): Showing<Shown> | null {
  for (const basket of baskets) {
    const shown = shownBy(basket);
    if (shown !== null) return smallestFrom({ basket, shown }, shownBy);
  }
  return null;
}

/**
 * The smallest basket that still shows something, with what it shows: nothing is asked twice, so that the one is true of
 * the other when nothing more can be asked.
 */
export function smallestFrom<Shown>(
  first: Showing<Shown>,
  shownBy: (basket: Basket) => Shown | null,
): Showing<Shown> {
  let { shown } = first;
  const basket = smallest(first.basket, (smaller) => {
    const found = shownBy(smaller);
    shown = found ?? shown;
    return found !== null;
  });
  return { basket, shown };
}

function steps(basket: Basket): readonly Basket[] {
  const { lines, codes, member } = basket;
  const fewerLines = lines.map((left) => lines.filter((line) => line !== left));
  const fewerPieces = lines.flatMap((line, i) =>
    smallerCounts(line).map((count) =>
      lines.map((one, j) =>
        i === j ? { ...one, quantity: { kind: "pieces" as const, count } } : one,
      ),
    ),
  );
  const plainer: Basket[] = [];
  if (codes.length > 0) plainer.push({ ...basket, codes: codes.slice(1) });
  if (member !== null) {
    plainer.push({ ...basket, member: null });
    const { offers } = member;
    for (const left of offers) {
      const fewer = offers.filter((one) => one !== left);
      plainer.push({ ...basket, member: { ...member, offers: fewer } });
    }
  }
  return [
    ...[...fewerLines, ...fewerPieces].map((some) => ({ ...basket, lines: some })),
    ...plainer,
  ];
}

/** Half as many first, so that large counts fall quickly; one less at the end. */
function smallerCounts({ quantity, price }: BasketLine): readonly number[] {
  if (quantity.kind !== "pieces" || price.unit === undefined || quantity.count < 2) return [];
  const half = Math.floor(quantity.count / 2);
  return half === quantity.count - 1 ? [half] : [half, quantity.count - 1];
}
