import type { JournalCommand } from "@tillwright/ledger";
import { localDateOf, type Reason } from "@tillwright/values";
import { pointsAccount, pointsIssuedAccount } from "./accounts.js";
import { checkWhole, fail } from "./errors.js";
import { expiryInstant } from "./expiry.js";
import { debtFromNewLot, debtReasons } from "./pay-debt.js";
import { into, post } from "./post.js";
import type { EventRule, Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/**
 * Points for something that is no sale.
 *
 * @public
 */
export interface EventEarning {
  readonly points: number;
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

/** What is rewarded once has one name, so the journal refuses a second lot of it. */
function lotIdOf(rule: EventRule, memberId: string, reference: string, today: string): string {
  switch (rule.limit) {
    case "once":
      return `event:${rule.id}:${memberId}`;
    case "daily":
      return `event:${rule.id}:${memberId}:${today}`;
    case "each":
      return `event:${rule.id}:${memberId}:${reference}`;
  }
}

/**
 * Rewards a review, a photo that was shared, a code that was scanned: once for ever, once a day or once for each thing, as
 * the programme says. A second time is refused by the journal (`ledger.lot-taken`). Debts are paid first, from a lot that
 * begins with all of the points.
 *
 * Throws `loyalty.not-in-programme` for an event that is not there.
 *
 * @param happened - `reference` names what it is about: the sale that was reviewed, the code that was scanned
 *
 * @example
 * ```ts
 * import { earnEvent, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: {
 *     earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
 *     events: [{ id: "review", points: 20, limit: "each" }],
 *   },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const review = { memberId: "M1", event: "review", reference: "S1", debt: 0 };
 * earnEvent(parsed.value, review, { key: "web-1", at: 0 }).points; //=> 20
 * ```
 *
 * @public
 */
export function earnEvent(
  programme: Programme,
  happened: {
    readonly memberId: string;
    readonly event: string;
    readonly reference: string;
    /** Points owed: the balance of the member's debt account. */
    readonly debt: number;
  },
  context: CommandContext,
): EventEarning {
  const { memberId, event, reference } = happened;
  const debt = checkWhole(happened.debt, 0, "the debt of points");
  const rules = programme.points;
  const rule = rules?.events.find((candidate) => candidate.id === event);
  if (rules === null || rule === undefined) {
    return fail("loyalty.not-in-programme", `the programme has no event ${event}`, { event });
  }
  const { points } = rule;
  const today = localDateOf(context.at, programme.zone);
  const accounts = [pointsAccount(memberId), pointsIssuedAccount(memberId)] as const;
  const newLot = {
    lotId: lotIdOf(rule, memberId, reference, today),
    expiresAt: expiryInstant(rules.expiry, context.at, programme.zone),
    source: { kind: "event", event, reference, programme: programme.hash },
  };
  const memo = { kind: "event-rewarded", event, reference, points };
  const commands = [post(context, `event:${event}`, into(...accounts, points, { newLot }), memo)];
  const lot = { lotId: newLot.lotId, amount: points };
  commands.push(...debtFromNewLot(memberId, lot, debt, `event-debt:${event}`, memo, context));
  const reasons: readonly Reason[] = [
    { code: "loyalty.event-rewarded", facts: { event, points } },
    ...debtReasons(Math.min(points, debt)),
  ];
  return Object.freeze({ points, commands, reasons });
}
