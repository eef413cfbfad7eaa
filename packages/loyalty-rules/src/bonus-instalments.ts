import type { AccountId, JournalCommand, Lot, PostingRequest } from "@tillwright/ledger";
import {
  addDays,
  addMonths,
  allocate,
  type CurrencyCode,
  type Instant,
  localDateOf,
  type MinorUnits,
  startOfLocalDay,
  type ZoneId,
} from "@tillwright/values";
import { storedBonusAccount, storedBonusIssuedAccount } from "./accounts.js";
import { fail } from "./errors.js";
import { expiryInstant } from "./expiry.js";
import { memoField } from "./internal/memo-field.js";
import { into, post } from "./post.js";
import type { Programme, TopUpStep } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/**
 * Bonus that was promised with a top-up and comes in parts: a lot for each top-up. What is here cannot be spent yet.
 *
 * @example
 * ```ts
 * import { storedBonusPromisedAccount } from "@tillwright/loyalty-rules";
 *
 * storedBonusPromisedAccount("M1", "CNY"); //=> "member:M1/stored-bonus-promised:CNY"
 * ```
 *
 * @public
 */
export function storedBonusPromisedAccount(memberId: string, currency: CurrencyCode): AccountId {
  return `member:${memberId}/stored-bonus-promised:${currency}`;
}

/** When the part at this index comes: the first at once, the others at the start of a day in the zone. */
function instalmentAt(
  every: NonNullable<TopUpStep["instalments"]>["every"],
  index: number,
  at: Instant,
  zone: ZoneId,
): Instant {
  if (index === 0) return at;
  const date = localDateOf(at, zone);
  const day =
    every === "month"
      ? addMonths(date, index)
      : addDays(date, every === "week" ? 7 * index : index);
  return startOfLocalDay(day, zone);
}

/** The parts of a bonus and their days. */
export interface InstalmentPlan {
  readonly amounts: readonly MinorUnits[];
  readonly days: readonly Instant[];
}

/** Cuts a bonus into parts that sum to it; the first parts have the odd minor units. Parts of nothing are left out. */
export function planInstalments(
  instalments: NonNullable<TopUpStep["instalments"]>,
  bonus: MinorUnits,
  at: Instant,
  zone: ZoneId,
): InstalmentPlan {
  const { count, every } = instalments;
  const parts = allocate(
    bonus,
    Array.from({ length: count }, () => 1),
  ).filter((part) => part > 0);
  return { amounts: parts, days: parts.map((_, index) => instalmentAt(every, index, at, zone)) };
}

/** The first part, and the promise of the others. */
export function promisePostings(
  programme: Programme,
  memberId: string,
  topUpId: string,
  plan: InstalmentPlan,
  source: Readonly<Record<string, string | number>>,
): readonly PostingRequest[] {
  const { currency } = programme;
  const rest = plan.amounts.slice(1).reduce((sum, amount) => sum + amount, 0);
  if (rest === 0) return [];
  const { amounts, days } = plan;
  const newLot = {
    lotId: `${topUpId}/promised`,
    expiresAt: null,
    source: { ...source, amounts: [...amounts], days: [...days] },
  };
  const promised = storedBonusPromisedAccount(memberId, currency);
  return into(promised, storedBonusIssuedAccount(memberId, currency), rest, { newLot });
}

function numbersIn(lot: Lot, name: string): readonly number[] {
  const list = memoField(lot.source, name);
  if (Array.isArray(list) && list.every((value) => typeof value === "number")) return list;
  return fail("loyalty.record-unreadable", `lot ${lot.lotId} is no promise of bonus`, {
    lotId: lot.lotId,
  });
}

/** The parts of a promise that have not come yet, by their place in the plan: those whose sum is what is left of its lot. */
function openParts(lot: Lot): readonly { index: number; amount: number; day: Instant }[] {
  const amounts = numbersIn(lot, "amounts");
  const days = numbersIn(lot, "days");
  const parts: { index: number; amount: number; day: Instant }[] = [];
  let left = lot.remaining;
  for (let index = amounts.length - 1; index > 0 && left > 0; index -= 1) {
    const amount = amounts[index] ?? 0;
    parts.unshift({ index, amount, day: days[index] ?? 0 });
    left -= amount;
  }
  return parts;
}

/**
 * Gives the parts of bonus whose day has come, each as a lot of its own that ends as the programme says for bonus of that
 * day. To be run in the night or before a member pays; whoever is late gets all that is due.
 *
 * Throws `loyalty.record-unreadable` for lots of another account.
 *
 * @param promised - the lots of the member's account of promised bonus, as the journal lists them
 *
 * @example
 * ```ts
 * import { dueInstalments, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const instalments = { count: 5, every: "month" };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   storedValue: { topUps: [{ pay: "500.00", bonus: "50.00", instalments }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const source = { topUpId: "T1", amounts: [1000, 1000, 1000, 1000, 1000], days: [0, 10, 20, 30, 40] };
 * const lot = { account: "member:M1/stored-bonus-promised:CNY", lotId: "T1/promised", issued: 4000 };
 * const promised = [{ ...lot, remaining: 4000, held: 0, expiresAt: null, openedAt: 0, source }];
 * const commands = dueInstalments(parsed.value, "M1", promised, { key: "night-1", at: 20 });
 * commands.map((command) => command.key); //=> ["night-1/bonus:T1:1", "night-1/bonus:T1:2"]
 * ```
 *
 * @public
 */
export function dueInstalments(
  programme: Programme,
  memberId: string,
  promised: readonly Lot[],
  context: CommandContext,
): readonly JournalCommand[] {
  const { currency, zone } = programme;
  const expiry = programme.storedValue?.bonusExpiry ?? { kind: "none" };
  return promised.flatMap((lot) => {
    const topUpId = lot.lotId.slice(0, lot.lotId.lastIndexOf("/"));
    return openParts(lot)
      .filter(({ day }) => day <= context.at)
      .map(({ index, amount, day }) => {
        const lotId = `${topUpId}/bonus:${index}`;
        const newLot = { lotId, expiresAt: expiryInstant(expiry, day, zone), source: lot.source };
        const from = storedBonusPromisedAccount(memberId, currency);
        const postings = [
          { account: from, amount: -amount, lotParts: [{ lotId: lot.lotId, amount }] },
          { account: storedBonusAccount(memberId, currency), amount, newLot },
        ];
        const memo = { kind: "bonus-instalment", topUpId, part: index };
        return post(context, `bonus:${topUpId}:${index}`, postings, memo);
      });
  });
}
