import type { PricingFeature } from "./feature.js";
import { featureOf } from "./internal/engine-parts.js";
import { giveGifts } from "./internal/gifts.js";
import { giftKinds } from "./internal/kinds/gift-kinds.js";

/**
 * Gifts beside the basket (满赠), also those that 买N送M adds on.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine";
 * import { gifts } from "@tillwright/pricing-engine/gifts";
 *
 * const mug = { product: "mug", value: "15.00" };
 * const engine = compile(
 *   {
 *     format: "tillwright.rules/1",
 *     currency: "CNY",
 *     promotions: [{ kind: "gift", id: "mug", amount: "100.00", gifts: [mug] }],
 *   },
 *   { features: [gifts] },
 * );
 * engine.rules.promotions.length; //=> 1
 * ```
 *
 * @public
 */
export const gifts: PricingFeature = featureOf("gifts", { giveGifts }, giftKinds);
