import type { ManualRefusal, PricedBasket } from "@tillwright/pricing-engine";
import { type CashierRefusalCode, type Refused, refuse } from "../refusal.js";
import type { Sale } from "../sale.js";

const codes: Readonly<Record<ManualRefusal["because"], CashierRefusalCode>> = {
  "role-limit": "cashier.discount-limit",
  "unknown-role": "cashier.discount-limit",
  "below-margin": "cashier.discount-below-margin",
  "below-floor": "cashier.discount-below-floor",
  "no-goods": "cashier.discount-no-goods",
};

/**
 * Refuses a sale whose prices left out a discount that was given by hand: with what stands against it and the roles that could
 * give it. `null` when every discount was given.
 */
export function refuseDiscount(
  sale: Pick<Sale, "manual">,
  { refusals }: Pick<PricedBasket, "refusals">,
): Refused | null {
  const [first] = refusals;
  if (first === undefined) return null;
  const { manualId: discountId, because, roles } = first;
  const asked = sale.manual?.find((one) => one.discountId === discountId);
  const role = asked?.role ?? null;
  return refuse(codes[because], `discount ${discountId} of the role ${role}: ${because}`, {
    discountId,
    because,
    role,
    roles: [...roles],
    operatorId: asked?.operatorId ?? null,
  });
}
