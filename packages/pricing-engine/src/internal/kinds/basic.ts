import type { PromotionKind } from "../../promotion-kind.js";
import { every, steps, threshold, thresholdRate } from "./order-kinds.js";
import { flashPrice, memberPrice, memberRate, priceList } from "./price-kinds.js";
import { amountOff, fixedPrice, offeredAmount, percentOff } from "./single-kinds.js";

/** The kinds of promotion that need no feature. */
export const basicKinds: readonly PromotionKind[] = [
  memberPrice,
  flashPrice,
  priceList,
  memberRate,
  percentOff,
  amountOff,
  fixedPrice,
  threshold,
  every,
  steps,
  thresholdRate,
  offeredAmount,
];
