import type {
  HoldCommand,
  JournalCommand,
  Lot,
  ReleaseCommand,
  SettleCommand,
} from "@tillwright/ledger";
import type { Instant, MinorUnits, Outcome } from "@tillwright/values";
import { pointsAccount, pointsIssuedAccount } from "./accounts.js";
import { checkWhole } from "./errors.js";
import { lotParts, type SpentLot, takeFromLots } from "./lots.js";
import { outOf, post } from "./post.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";

/**
 * Points that pay a sale, or are reserved for it.
 *
 * @public
 */
export interface RedeemRequest {
  readonly memberId: string;
  readonly saleId: string;
  readonly points: number;
  /** What they are worth in the sale, for the record. */
  readonly amount: MinorUnits;
  /** The member's lots of points as the journal lists them. */
  readonly lots: readonly Lot[];
  readonly context: CommandContext;
}

/**
 * The lots that were spent, and the command that spends them.
 *
 * @public
 */
export interface Redemption<Command extends JournalCommand = JournalCommand> {
  readonly spent: readonly SpentLot[];
  readonly commands: readonly Command[];
}

function planned(request: RedeemRequest): Outcome<readonly SpentLot[], LoyaltyRefusal> {
  checkWhole(request.points, 0, "the points to spend");
  const { taken, missing } = takeFromLots(request.lots, request.points, request.context.at);
  if (missing === 0) return { ok: true, value: taken };
  const available = request.points - missing;
  return refused("loyalty.points-short", `${available} points do not cover ${request.points}`, {
    available,
    points: request.points,
    missing,
  });
}

/**
 * Spends points on a sale, from the lots that expire first. If a lot was spent at another till meanwhile, the journal
 * refuses and the lots are read again.
 *
 * Refuses `loyalty.points-short`. Keep `spent` with the sale: a refund gives points back into these lots.
 *
 * @example
 * ```ts
 * import { redeemPoints } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const context = { key: "till-1/44", at: 0 };
 * const request = { memberId: "M1", saleId: "S2", points: 40, amount: 40, lots, context };
 * const paid = redeemPoints(request);
 * paid.ok ? paid.value.spent : null; //=> [{ "lotId": "S1/points", "amount": 40, "expiresAt": null }]
 * const short = redeemPoints({ ...request, points: 50 });
 * short.ok ? null : short.refusal.code; //=> "loyalty.points-short"
 * ```
 *
 * @public
 */
export function redeemPoints(request: RedeemRequest): Outcome<Redemption, LoyaltyRefusal> {
  const plan = planned(request);
  if (!plan.ok) return plan;
  const spent = plan.value;
  const { memberId, points, amount, saleId, context } = request;
  if (points === 0) return { ok: true, value: Object.freeze({ spent, commands: [] }) };
  const postings = outOf(pointsAccount(memberId), pointsIssuedAccount(memberId), points, {
    lotParts: lotParts(spent),
  });
  const memo = { kind: "points-redeemed", saleId, points, amount };
  return {
    ok: true,
    value: Object.freeze({ spent, commands: [post(context, "points-redeemed", postings, memo)] }),
  };
}

/**
 * Reserves points for a sale whose payment is still open.
 *
 * Refuses `loyalty.points-short`.
 *
 * @param expiresAt - the first instant at which the points are free again by themselves; `null` waits for ever, as a
 *   payment of unknown outcome needs
 *
 * @example
 * ```ts
 * import { holdPoints } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const context = { key: "till-1/44", at: 0 };
 * const request = { memberId: "M1", saleId: "S2", points: 40, amount: 40, lots, context };
 * const held = holdPoints(request, null);
 * held.ok ? held.value.commands.map((command) => command.kind) : null; //=> ["hold"]
 * ```
 *
 * @public
 */
export function holdPoints(
  request: RedeemRequest,
  expiresAt: Instant | null,
): Outcome<Redemption<HoldCommand>, LoyaltyRefusal> {
  const plan = planned(request);
  if (!plan.ok) return plan;
  const spent = plan.value;
  const { memberId, points, amount, saleId, context } = request;
  if (points === 0) return { ok: true, value: Object.freeze({ spent, commands: [] }) };
  const key = `${context.key}/points-held`;
  const hold: HoldCommand = {
    kind: "hold",
    key,
    entryId: key,
    at: context.at,
    expiresAt,
    postings: outOf(pointsAccount(memberId), pointsIssuedAccount(memberId), points, {
      lotParts: lotParts(spent),
    }),
    memo: { kind: "points-held", saleId, points, amount },
  };
  return { ok: true, value: Object.freeze({ spent, commands: [hold] }) };
}

/**
 * Turns a reservation into a payment, when the sale completes.
 *
 * @example
 * ```ts
 * import { holdPoints, settleHold } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const context = { key: "till-1/44", at: 0 };
 * const request = { memberId: "M1", saleId: "S2", points: 40, amount: 40, lots, context };
 * const held = holdPoints(request, null);
 * const [hold] = held.ok ? held.value.commands : [];
 * hold === undefined ? null : settleHold(hold, { key: "till-1/45", at: 60_000 }).hold; //=> "till-1/44/points-held"
 * ```
 *
 * @public
 */
export function settleHold(hold: HoldCommand, context: CommandContext): SettleCommand {
  const key = `${context.key}/settled`;
  return {
    kind: "settle",
    key,
    entryId: key,
    at: context.at,
    hold: hold.entryId,
    postings: null,
    memo: hold.memo,
  };
}

/**
 * Gives a reservation up, when the sale is voided or the payment failed.
 *
 * @example
 * ```ts
 * import { holdPoints, releaseHold } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const context = { key: "till-1/44", at: 0 };
 * const request = { memberId: "M1", saleId: "S2", points: 40, amount: 40, lots, context };
 * const held = holdPoints(request, null);
 * const [hold] = held.ok ? held.value.commands : [];
 * hold === undefined ? null : releaseHold(hold, { key: "till-1/45", at: 60_000 }).hold; //=> "till-1/44/points-held"
 * ```
 *
 * @public
 */
export function releaseHold(hold: HoldCommand, context: CommandContext): ReleaseCommand {
  const key = `${context.key}/released`;
  return {
    kind: "release",
    key,
    entryId: key,
    at: context.at,
    hold: hold.entryId,
    memo: hold.memo,
  };
}
