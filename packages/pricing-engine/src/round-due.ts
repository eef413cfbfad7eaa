import { type MinorUnits, roundToMultiple } from "@tillwright/values";
import type { DueRounding } from "./engine.js";
import { PricingError } from "./errors.js";

/**
 * Rounds the amount due when it is paid in cash (抹零). The difference is a line of its own and never inside item prices.
 *
 * `rounding` is what the customer pays more: negative when the shop gives something away. An amount of at least 0 is rounded;
 * others throw `pricing.bad-rounding`, as does a multiple that is not a positive whole number.
 *
 * @example
 * ```ts
 * import { roundDue } from "@tillwright/pricing-engine";
 *
 * roundDue(1238, { multiple: 10, mode: "down" }); //=> { "due": 1230, "rounding": -8 }
 * roundDue(1238, { multiple: 100, mode: "down" }); //=> { "due": 1200, "rounding": -38 }
 * roundDue(1235, { multiple: 10, mode: "half-up" }); //=> { "due": 1240, "rounding": 5 }
 * ```
 *
 * @public
 */
export function roundDue(
  due: MinorUnits,
  { multiple, mode }: DueRounding,
): { readonly due: MinorUnits; readonly rounding: MinorUnits } {
  if (!Number.isSafeInteger(due) || due < 0 || !Number.isSafeInteger(multiple) || multiple < 1) {
    throw new PricingError(
      "pricing.bad-rounding",
      `roundDue: ${String(due)} cannot be rounded to multiples of ${String(multiple)}`,
      { due: String(due), multiple: String(multiple) },
    );
  }
  const rounded = roundToMultiple(due, multiple, mode);
  return { due: rounded, rounding: rounded - due };
}
