import type { PricedBasket } from "@tillwright/pricing-engine";
import type { ReturnPolicy } from "@tillwright/pricing-engine/returns";

/**
 * Whether a policy may give back less than what was pinned: the others look only at gifts, and at units that an item promotion
 * gave away.
 */
export function mayKeepBack(
  policy: ReturnPolicy,
  priced: Pick<PricedBasket, "gifts" | "lines">,
): boolean {
  if (policy === "proportional") return false;
  return policy !== "claw-back-gift" || hasGifts(priced);
}

/** Whether something went out for nothing: then the prices are kept, so that a return can be judged by them. */
export function hasGifts({ gifts, lines }: Pick<PricedBasket, "gifts" | "lines">): boolean {
  return (
    gifts.length > 0 ||
    lines.some(({ runs }) =>
      runs.some(
        ({ takenBy, deal, paid, pointsOffset }) =>
          takenBy !== null && deal > 0 && paid + pointsOffset === 0,
      ),
    )
  );
}
