import type { JournalCommand } from "@tillwright/ledger";
import { addDays, localDateOf, type Offer, type Reason, startOfLocalDay } from "@tillwright/values";
import { pointsAccount, pointsIssuedAccount } from "./accounts.js";
import { expiryInstant } from "./expiry.js";
import { into, post } from "./post.js";
import type { Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/**
 * What a new member is given.
 *
 * @public
 */
export interface Welcome {
  readonly points: number;
  readonly offers: readonly Offer[];
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

/**
 * Gives a new member the join gift, once: the lot is named after the member, so a second time is refused by the journal.
 *
 * @example
 * ```ts
 * import { joinGift, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 *   joinGift: { points: 100 },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * joinGift(parsed.value, "M1", { key: "join-1", at: 0 }).points; //=> 100
 * ```
 *
 * @public
 */
export function joinGift(programme: Programme, memberId: string, context: CommandContext): Welcome {
  const gift = programme.joinGift;
  const points = gift?.points ?? 0;
  const today = localDateOf(context.at, programme.zone);
  const offers = (gift?.promotions ?? []).map(({ promotionId, days }) =>
    Object.freeze({
      offerId: `join:${memberId}:${promotionId}`,
      promotionId,
      validUntil: days === null ? null : startOfLocalDay(addDays(today, days + 1), programme.zone),
    }),
  );
  if (points === 0 || programme.points === null) {
    return Object.freeze({ points: 0, offers, commands: [], reasons: [] });
  }
  const source = { kind: "join", memberId, programme: programme.hash };
  const newLot = {
    lotId: `join:${memberId}`,
    expiresAt: expiryInstant(programme.points.expiry, context.at, programme.zone),
    source,
  };
  const postings = into(pointsAccount(memberId), pointsIssuedAccount(memberId), points, { newLot });
  return Object.freeze({
    points,
    offers,
    commands: [post(context, "join-gift", postings, source)],
    reasons: [{ code: "loyalty.joined", facts: { points } }],
  });
}
