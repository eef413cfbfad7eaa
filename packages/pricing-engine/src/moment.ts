import type { LocalTime } from "@tillwright/values";
import type { Basket } from "./basket.js";

/**
 * The basket and its local time; the time is worked out once and only when something asks.
 *
 * @public
 */
export interface Moment {
  readonly basket: Basket;
  /** Date, hour and weekday in the store's zone. */
  readonly localTime: () => LocalTime;
}
