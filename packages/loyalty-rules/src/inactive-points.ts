import type { Entry, JournalCommand, Lot } from "@tillwright/ledger";
import type { Instant } from "@tillwright/values";
import { pointsAccount, pointsIssuedAccount } from "./accounts.js";
import { expiryInstant } from "./expiry.js";
import { memoKind } from "./internal/memo-field.js";
import { isAlive } from "./lots.js";
import { lotPosting, post } from "./post.js";
import type { Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/** What members do themselves; a present, a refund or a correction by the shop is no activity of theirs. */
const activities: readonly string[] = [
  "points-earned",
  "points-redeemed",
  "event-rewarded",
  "reward-redeemed",
];

/**
 * When a member last earned or used points, from the entries of the accounts of points; `null` for never.
 *
 * @example
 * ```ts
 * import { lastPointsActivity } from "@tillwright/loyalty-rules";
 *
 * lastPointsActivity([]); //=> null
 * ```
 *
 * @public
 */
export function lastPointsActivity(entries: readonly Entry[]): Instant | null {
  let last: Instant | null = null;
  for (const { at, memo, kind } of entries) {
    if (kind === "reverse" || !activities.includes(memoKind(memo) ?? "")) continue;
    if (last === null || at > last) last = at;
  }
  return last;
}

/**
 * Lets all points of a member go who has neither earned nor used any for too long, where the programme ends points by
 * inactivity. To be run in the night, and in front of whatever a member does who comes back: what ended yesterday does not
 * come to life by a purchase today. What is reserved by an unfinished sale stays.
 *
 * @param member - the lots of points as the journal lists them, and {@link lastPointsActivity}
 *
 * @example
 * ```ts
 * import { lapseInactive, parseProgramme } from "@tillwright/loyalty-rules";
 * import { parseInstant } from "@tillwright/values";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: {
 *     earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
 *     expiry: { kind: "inactivity", months: 12 },
 *   },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const at = (text: string) => {
 *   const instant = parseInstant(text);
 *   return instant.ok ? instant.value : 0;
 * };
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const member = { memberId: "M1", lots, lastActivityAt: at("2027-01-31T12:00:00+08:00") };
 * const before = { key: "night-1", at: at("2028-01-31T23:59:59+08:00") };
 * lapseInactive(parsed.value, member, before).length; //=> 0
 * const after = { key: "night-2", at: at("2028-02-01T00:00:00+08:00") };
 * lapseInactive(parsed.value, member, after).length; //=> 1
 * ```
 *
 * @public
 */
export function lapseInactive(
  programme: Programme,
  member: {
    readonly memberId: string;
    readonly lots: readonly Lot[];
    readonly lastActivityAt: Instant | null;
  },
  context: CommandContext,
): readonly JournalCommand[] {
  const { memberId, lots, lastActivityAt } = member;
  const expiry = programme.points?.expiry;
  if (expiry?.kind !== "inactivity" || lastActivityAt === null) return [];
  const { months } = expiry;
  const end = expiryInstant({ kind: "months", months }, lastActivityAt, programme.zone);
  if (isAlive(end, context.at)) return [];
  const gone = lots
    .filter((lot) => lot.remaining > lot.held && isAlive(lot.expiresAt, context.at))
    .map(({ lotId, remaining, held, expiresAt }) => ({
      lotId,
      amount: remaining - held,
      expiresAt,
    }));
  if (gone.length === 0) return [];
  const postings = lotPosting(pointsAccount(memberId), pointsIssuedAccount(memberId), gone);
  const memo = { kind: "points-inactive", lastActivityAt };
  return [post(context, "points-inactive", postings, memo)];
}
