import type { Lot, LotId, PostCommand, PostingRequest } from "@tillwright/ledger";
import { pointsAccount } from "./accounts.js";
import { clawback } from "./clawback.js";
import type { Clawback, ClawbackRequest } from "./clawback-request.js";
import { comesFrom, firstLotOf } from "./extended-lot.js";
import type { SpentLot } from "./lots.js";
import type { Programme } from "./programme.js";
import type { RefundProgress } from "./refund-progress.js";

/**
 * A sale of which something was refunded before, as the till keeps it: what {@link ClawbackRequest} says of it.
 *
 * @public
 */
export interface RefundedSale
  extends Pick<ClawbackRequest, "sale" | "earned" | "pointsSpent" | "refunded" | "lapsed"> {
  /** The version it was made under. */
  readonly programme: Programme;
  readonly progress: RefundProgress;
}

/**
 * What a refund changes for a sale that was refunded before.
 *
 * @public
 */
export interface SettledAgain {
  readonly saleId: string;
  /** To be posted after the refund's own commands; its progress replaces the sale's, and its money is paid with the refund's. */
  readonly clawback: Clawback;
}

/**
 * The sales whose points these are: whose refunds a refund that gives them back may change.
 *
 * @param parts - what paid the sale that is refunded, and what refunds of the sales found have taken
 *
 * @example
 * ```ts
 * import { salesBehind } from "@tillwright/loyalty-rules";
 *
 * salesBehind([{ lotId: "S1/points", amount: 30, expiresAt: null }]); //=> ["S1"]
 * salesBehind([{ lotId: "birthday:M1:2026", amount: 30, expiresAt: null }]); //=> []
 * ```
 *
 * @public
 */
export function salesBehind(parts: readonly SpentLot[]): readonly string[] {
  const sales = parts
    .map(({ lotId }) => firstLotOf(lotId))
    .filter((lotId) => lotId.endsWith("/points"))
    .map((lotId) => lotId.slice(0, -"/points".length));
  return [...new Set(sales)];
}

/** The lots of points as they are after the commands; one that was empty is known by what was spent of it. */
function lotsAfter(
  before: readonly Lot[],
  commands: readonly PostCommand[],
  account: string,
  known: readonly SpentLot[],
): readonly Lot[] {
  const lots = new Map<LotId, Lot>(before.map((lot) => [lot.lotId, lot]));
  const move = (lotId: LotId, amount: number, expiresAt: Lot["expiresAt"]) => {
    const empty = { account, lotId, issued: 0, remaining: 0, held: 0, openedAt: 0, source: null };
    const lot = lots.get(lotId) ?? { ...empty, expiresAt };
    lots.set(lotId, { ...lot, remaining: lot.remaining + amount });
  };
  for (const { postings } of commands) {
    for (const posting of postings) {
      if (posting.account !== account) continue;
      if (posting.newLot) move(posting.newLot.lotId, posting.amount, posting.newLot.expiresAt);
      for (const { lotId, amount } of posting.lotParts ?? []) {
        const end = known.find((part) => part.lotId === lotId)?.expiresAt ?? null;
        move(lotId, posting.amount < 0 ? -amount : amount, end);
      }
    }
  }
  return [...lots.values()];
}

/** What the commands give back to the points that can be spent. */
function givenBack(commands: readonly PostCommand[], account: string): readonly PostingRequest[] {
  return commands
    .flatMap(({ postings }) => postings)
    .filter((posting) => posting.account === account && posting.amount > 0);
}

/**
 * Whether commands change what a refunded sale comes to: points go back into its own lot, or there are points again for one that
 * kept their value from the money because there were none.
 */
function concern(
  commands: readonly PostCommand[],
  account: string,
  { earned, progress }: RefundedSale,
): boolean {
  const given = givenBack(commands, account);
  const lotId = earned?.lotId ?? null;
  if (progress.paidInMoney > 0 && given.length > 0) return true;
  return given.some(({ lotParts = [] }) => lotParts.some((part) => comesFrom(part.lotId, lotId)));
}

function changes({ commands, reduceRefundBy }: Clawback): boolean {
  return commands.length > 0 || reduceRefundBy !== 0;
}

/** A sale during the settling: the commands up to `seen` are in its progress already; `null` before its turn. */
interface OpenSale {
  readonly sale: RefundedSale;
  readonly seen: number | null;
}

/**
 * Settles earlier refunds again after one that gave points back. A sale that was refunded when its points were spent elsewhere
 * had to take others, left a debt, or kept their value from the money. When the points come back into its lot they pay what it
 * took in their stead; and if the lot has expired meanwhile, they are gone, and points that are gone are not taken once more. A
 * sale that kept money takes whatever points are there again, and pays the money back. So refunds of several sales end the same
 * in any order, and whoever brings everything back owes nothing.
 *
 * A debt that a later earning has paid and that is no longer due comes back as points without an end.
 *
 * @param programme - the version that the refunded sale was made under
 * @param request - what {@link clawback} was asked
 * @param done - what it answered
 * @param earlier - refunded sales of the member: those behind what paid this sale ({@link salesBehind}), those behind what their
 *   refunds took, and those whose refunds kept the value of points in money. Sales whose refunds stand as they are may be among them.
 * @returns in the order in which they are to be posted; the refunded sale itself may be among them, and of several of one
 *   sale the last one has its progress
 *
 * @example
 * ```ts
 * import { clawback, parseProgramme, settleAgain } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const context = { key: "till-1/50", at: 1_800_000_000_000 };
 * const sale = { ...context, saleId: "S1", storeId: "north", channel: "till", lines: [], tenders: [] };
 * const loyalty = { earned: null, pointsSpent: [], refunded: [], progress: null, lapsed: 0 };
 * const books = { pending: [], lots: [], debt: 0 };
 * const request = { memberId: "M1", refundId: "R1", sale, ...loyalty, ...books, context };
 * const done = clawback(parsed.value, request);
 * done.ok ? settleAgain(parsed.value, request, done.value, []) : null; //=> []
 * ```
 *
 * @public
 */
export function settleAgain(
  programme: Programme,
  request: ClawbackRequest,
  done: Clawback,
  earlier: readonly RefundedSale[],
): readonly SettledAgain[] {
  const { memberId, pending, context } = request;
  const account = pointsAccount(memberId);
  const known = [...request.pointsSpent, ...earlier.flatMap(({ progress }) => progress.takenFrom)];
  const open: OpenSale[] = [
    { sale: { ...request, programme, progress: done.progress }, seen: done.commands.length },
    ...earlier.map((sale) => ({ sale, seen: null })),
  ];
  const settled: SettledAgain[] = [];
  let commands = done.commands;
  let debt = request.debt + done.debt;
  for (let number = 1; ; number += 1) {
    // Each turn ends with less that a sale took from others than its own points, or with no points left that could pay what it
    // kept in money, so this comes to an end.
    const next = open.findIndex(
      ({ sale, seen }) => seen === null || concern(commands.slice(seen), account, sale),
    );
    const found = open[next];
    if (found === undefined) return settled;
    const { sale } = found;
    const { saleId } = sale.sale;
    const outcome = clawback(sale.programme, {
      ...sale,
      memberId,
      refundId: `${request.refundId}:${number}`,
      pending,
      lots: lotsAfter(request.lots, commands, account, known),
      debt,
      context: { key: `${context.key}/again:${number}`, at: context.at },
    });
    if (outcome.ok && changes(outcome.value)) {
      settled.push({ saleId, clawback: outcome.value });
      commands = [...commands, ...outcome.value.commands];
      debt += outcome.value.debt;
    }
    const progress = outcome.ok ? outcome.value.progress : sale.progress;
    open[next] = { sale: { ...sale, progress }, seen: commands.length };
  }
}
