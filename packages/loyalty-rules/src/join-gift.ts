import type { JournalCommand } from "@tillwright/ledger";
import { addDays, localDateOf, type Offer, type Reason, startOfLocalDay } from "@tillwright/values";
import { presentCommands, presentReasons } from "./present.js";
import type { Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/**
 * What a new member is given.
 *
 * @public
 */
export interface Welcome {
  readonly points: number;
  /** Ids of the coupons. */
  readonly coupons: readonly string[];
  readonly offers: readonly Offer[];
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

/**
 * Gives a new member the join gift, once: its lots are named after the member, so a second time is refused by the journal.
 *
 * @param debt - points owed: nothing for who joins before the first sale, the balance of the debt account for others
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
export function joinGift(
  programme: Programme,
  memberId: string,
  context: CommandContext,
  debt = 0,
): Welcome {
  const gift = programme.joinGift;
  if (gift === null) {
    return Object.freeze({ points: 0, coupons: [], offers: [], commands: [], reasons: [] });
  }
  const reason = `join:${memberId}`;
  const today = localDateOf(context.at, programme.zone);
  const offers = gift.promotions.map(({ promotionId, days }) =>
    Object.freeze({
      offerId: `${reason}:${promotionId}`,
      promotionId,
      validUntil: days === null ? null : startOfLocalDay(addDays(today, days + 1), programme.zone),
    }),
  );
  return Object.freeze({
    points: gift.points,
    coupons: gift.coupons.map((template) => `${reason}:${template}`),
    offers,
    commands: presentCommands(programme, { memberId, debt, present: gift }, reason, context),
    reasons: presentReasons("loyalty.joined", { present: gift, debt }),
  });
}
