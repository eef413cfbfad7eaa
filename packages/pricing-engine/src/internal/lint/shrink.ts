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
