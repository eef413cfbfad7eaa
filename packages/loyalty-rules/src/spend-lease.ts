import type { HoldCommand, SettleCommand } from "@tillwright/ledger";
import type { MinorUnits, Outcome } from "@tillwright/values";
import { pointsAccount, pointsIssuedAccount } from "./accounts.js";
import { checkWhole } from "./errors.js";
import { firstOf, lotParts, totalOf } from "./lots.js";
import { outOf } from "./post.js";
import type { Redemption } from "./redeem-points.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";

/**
 * Spends points on a till that has lost the line, from a lease: points that {@link holdPoints} reserved for this till while
 * there was one. The lots are those of the lease, so that the journal takes the command whenever it arrives, in whatever order
 * with those of other tills, and whatever has expired meanwhile. One sale uses a lease; what it leaves is free again.
 *
 * Refuses `loyalty.points-short` for more than the lease holds.
 *
 * @param lease - what {@link holdPoints} gave, with one command
 * @param use - `amount` is what the points are worth in the sale, for the record
 *
 * @example
 * ```ts
 * import { holdPoints, spendLease } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const context = { key: "till-1/lease-1", at: 0 };
 * const request = { memberId: "M1", saleId: "lease-1", points: 40, amount: 40, lots, context };
 * const lease = holdPoints(request, null);
 * const sale = { memberId: "M1", saleId: "S2", points: 30, amount: 30 };
 * const paid = lease.ok ? spendLease(lease.value, sale, { key: "till-1/90", at: 60_000 }) : null;
 * paid?.ok ? paid.value.spent : null; //=> [{ "lotId": "S1/points", "amount": 30, "expiresAt": null }]
 * ```
 *
 * @public
 */
export function spendLease(
  lease: Redemption<HoldCommand>,
  use: {
    readonly memberId: string;
    readonly saleId: string;
    readonly points: number;
    readonly amount: MinorUnits;
  },
  context: CommandContext,
): Outcome<Redemption<SettleCommand>, LoyaltyRefusal> {
  const { memberId, saleId, points, amount } = use;
  checkWhole(points, 0, "the points to spend");
  const available = totalOf(lease.spent);
  const [hold] = lease.commands;
  if (points > available) {
    return refused("loyalty.points-short", `${available} points do not cover ${points}`, {
      available,
      points,
      missing: points - available,
    });
  }
  if (points === 0 || hold === undefined) {
    return { ok: true, value: Object.freeze({ spent: [], commands: [] }) };
  }
  const spent = firstOf(lease.spent, points);
  const key = `${context.key}/points-redeemed`;
  const settle: SettleCommand = {
    kind: "settle",
    key,
    entryId: key,
    at: context.at,
    hold: hold.entryId,
    postings: outOf(pointsAccount(memberId), pointsIssuedAccount(memberId), points, {
      lotParts: lotParts(spent),
    }),
    memo: { kind: "points-redeemed", saleId, points, amount },
  };
  return { ok: true, value: Object.freeze({ spent, commands: [settle] }) };
}
