import type { PromotionKind } from "../../promotion-kind.js";
import { gift } from "./gift-kinds.js";
import {
  addOnPrice,
  amountOff,
  bundle,
  buyGet,
  fixedPrice,
  nthItem,
  offeredAmount,
  percentOff,
  pickForPrice,
} from "./goods-kinds.js";
import { every, steps, threshold, thresholdRate } from "./order-kinds.js";
import { flashPrice, memberPrice, memberRate, priceList } from "./price-kinds.js";

/** The kinds of promotion that come with the engine. */
export const builtinKinds: readonly PromotionKind[] = [
  memberPrice,
  flashPrice,
  priceList,
  memberRate,
  percentOff,
  amountOff,
  fixedPrice,
  nthItem,
  buyGet,
  addOnPrice,
  gift,
  pickForPrice,
  bundle,
  threshold,
  every,
  steps,
  thresholdRate,
  offeredAmount,
];
