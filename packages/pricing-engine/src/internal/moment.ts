import { type LocalTime, localTimeOf } from "@tillwright/values";
import type { Basket } from "../basket.js";

/** The basket and its local time, worked out once and only when something asks. */
export interface Moment {
  readonly basket: Basket;
  readonly localTime: () => LocalTime;
}

export function createMoment(basket: Basket): Moment {
  let known: LocalTime | null = null;
  return {
    basket,
    localTime: () => {
      if (known === null) known = localTimeOf(basket.at, basket.zone);
      return known;
    },
  };
}
