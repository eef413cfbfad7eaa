import type { Reason } from "@tillwright/values";
import type { Programme } from "../programme.js";
import type { TierNeed } from "../tiers.js";

/** What a tier still needs, as a reason; `tier` and `plan` as they are to be shown. */
export function needReason(
  programme: Programme,
  need: TierNeed,
  tier: string,
  plan?: string,
): Reason {
  if (need.kind === "plan") {
    return { code: "loyalty.tier-needs-plan", facts: { plan: plan ?? need.plan, tier } };
  }
  const facts = { missing: need.missing, tier, currency: programme.currency };
  return { code: `loyalty.tier-needs-${need.kind}`, facts };
}
