import type { Cell } from "./cell.js";
import type { CompiledPromotion, UnitsEffect } from "./compiled.js";

/** An item promotion that competes for units. */
export interface Contender {
  readonly promotion: CompiledPromotion;
  readonly effect: UnitsEffect;
}

/** One that is eligible, with the goods it may touch. */
export interface Eligible extends Contender {
  readonly joined: readonly Cell[];
}

/** Whether it takes each unit by itself and as many as there are, so that no combination has to be looked for. */
export function isSingle({ size, atMost, rounds }: UnitsEffect): boolean {
  return size === 1 && atMost === null && rounds === undefined;
}
