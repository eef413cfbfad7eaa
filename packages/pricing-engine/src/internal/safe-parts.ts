import { PricingError } from "../errors.js";

/** Past the safe integers a comparison of gains would round in silence. */
export function checkSafe(widest: number): void {
  if (widest <= Number.MAX_SAFE_INTEGER) return;
  throw new PricingError(
    "pricing.out-of-range",
    `price: ${widest} parts of a minor unit leave the safe integers`,
    { parts: String(widest) },
  );
}
