import type { PricedBasket, UsageCount } from "@tillwright/pricing-engine";
import { plainJson, writtenAs } from "../internal/plain-json.js";
import type { DocumentWrite } from "../till-store.js";
import type { Desk } from "./desk.js";

/** How often a promotion was used, as it stands in the store. */
export interface UsageStand {
  readonly id: string;
  readonly version: number | null;
  readonly count: UsageCount;
}

async function standOf(
  desk: Desk,
  promotionId: string,
  scope: UsageCount["scope"],
  id: string,
): Promise<UsageStand> {
  const document = await desk.parts.store.document(desk.owner, "usage", id);
  const before = document === null ? { uses: 0, amount: 0 } : writtenAs<UsageCount>(document.body);
  const { uses, amount } = before;
  const version = document?.version ?? null;
  return { id, version, count: { promotionId, scope, uses, amount } };
}

/** What was used so far of the limited promotions, by everybody and by this member. */
export async function usageOf(desk: Desk, memberId: string | null): Promise<readonly UsageStand[]> {
  const stands: UsageStand[] = [];
  for (const promotionId of desk.limitedPromotions) {
    stands.push(await standOf(desk, promotionId, "total", promotionId));
    if (memberId === null) continue;
    stands.push(await standOf(desk, promotionId, "member", `${promotionId}/${memberId}`));
  }
  return stands;
}

/**
 * Counts what a sale uses (`1`) or gives back (`-1`), over the versions that were read: whoever was faster makes the commit
 * be decided and priced again, so no limit is passed by two tills at once.
 */
export function countUses(
  stands: readonly UsageStand[],
  claims: PricedBasket["claims"],
  sign: 1 | -1,
): readonly DocumentWrite[] {
  return stands.flatMap(({ id, version, count }): readonly DocumentWrite[] => {
    const claim = claims.find(({ promotionId }) => promotionId === count.promotionId);
    if (claim === undefined) return [];
    const uses = count.uses + sign * claim.uses;
    const amount = count.amount + sign * claim.amount;
    const body = plainJson({ ...count, uses, amount });
    return [{ kind: "usage", id, status: count.scope, body, expectedVersion: version }];
  });
}
