import { type LocalTime, localTimeOf } from "@tillwright/values";
import type { Basket } from "../basket.js";
import type { Moment } from "../moment.js";

export type { Moment };

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
