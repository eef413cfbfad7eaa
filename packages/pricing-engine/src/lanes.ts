import type { Lane } from "./priced-basket.js";

/**
 * The lanes in the order in which they run unless the rule document says otherwise.
 *
 * @public
 */
export const defaultLanes: readonly Lane[] = Object.freeze([
  "unit-price",
  "item",
  "order",
  "coupon",
  "manual",
  "points",
  "fee",
  "tax",
] as const);
