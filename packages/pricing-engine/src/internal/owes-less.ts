import type { PricedBasket } from "../priced-basket.js";

/** What is better for the customer of two ways to choose among the promotions of groups. */
export function owesLess(one: PricedBasket, other: PricedBasket): boolean {
  return owedBeforePoints(one) < owedBeforePoints(other);
}

/** What is owed before points pay, less what the gifts are worth. */
function owedBeforePoints({ totals, points, gifts }: PricedBasket): number {
  let owed = totals.due + (points?.amount ?? 0);
  for (const { value, count } of gifts) owed -= value * count;
  return owed;
}
