import type { JournalCommand } from "@tillwright/ledger";
import {
  type Clawback,
  type ClawbackRequest,
  clawback,
  pointsAccount,
  pointsDebtAccount,
  pointsPendingAccount,
  type RefundedUnits,
  type RefundProgress,
  type SettledAgain,
  settleAgain,
} from "@tillwright/loyalty-rules";
import type { Instant, MinorUnits, Outcome, Reason } from "@tillwright/values";
import type { RefundState } from "../refund-state.js";
import type { CashierRefusal } from "../refusal.js";
import type { SettledSale } from "../settled-sale.js";
import type { Desk } from "./desk.js";
import type { Versioned } from "./documents.js";
import {
  type EarlierRefund,
  earlierRefunds,
  programmeOf,
  refundedSale,
} from "./earlier-refunds.js";
import { holderOf } from "./holder-of.js";

/** What a refund does to the member's points, earlier refunds that it changes included. */
export interface PointsBack {
  /** Earned points taken back or owed; below zero when more is given back. */
  readonly taken: number;
  /** The value of points that were not there, to be kept from the refund. */
  readonly reduceRefundBy: MinorUnits;
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
  /** For the next refund of the sale. */
  readonly progress: RefundProgress;
  /** What refunds of other sales have done now. */
  readonly earlier: readonly Versioned<RefundState>[];
  /** Points that can be spent afterwards. */
  readonly balanceAfter: number;
}

/** What the commands do to the points that can be spent: what returns to an expired lot is gone again at once. */
function spendableChange(
  commands: readonly JournalCommand[],
  account: string,
  expired: ReadonlySet<string>,
): number {
  const postings = commands.flatMap((command) => (command.kind === "post" ? command.postings : []));
  return postings
    .filter((posting) => posting.account === account)
    .reduce((sum, { amount, lotParts = [] }) => {
      const gone = lotParts.reduce(
        (total, part) => total + (expired.has(part.lotId) ? part.amount : 0),
        0,
      );
      return sum + amount - Math.sign(amount) * gone;
    }, 0);
}

/** The lots that have ended, of all that the refund and those before it speak of. */
function expiredLots(
  request: ClawbackRequest,
  earlier: readonly EarlierRefund[],
): ReadonlySet<string> {
  const { pointsSpent, lots, progress, context } = request;
  const taken = [progress, ...earlier.map(({ sale }) => sale.progress)];
  const known = [...pointsSpent, ...lots, ...taken.flatMap((each) => each?.takenFrom ?? [])];
  return new Set(
    known
      .filter(({ expiresAt }) => expiresAt !== null && expiresAt <= context.at)
      .map(({ lotId }) => lotId),
  );
}

/** The states of other sales whose refunds were settled again; of several settlements of one the last counts. */
function settledStates(
  earlier: readonly EarlierRefund[],
  again: readonly SettledAgain[],
): readonly Versioned<RefundState>[] {
  return earlier.flatMap(({ state: { body, version } }) => {
    const last = again.findLast(({ saleId }) => saleId === body.saleId);
    return last ? [{ body: { ...body, progress: last.clawback.progress }, version }] : [];
  });
}

/** What happened to the points of a member, before it became part of the one who holds them now and after. */
async function entriesOf(desk: Desk, memberId: string, holder: string) {
  const { journal } = desk.parts.store;
  const own = await journal.entries({ account: pointsAccount(holder) });
  if (memberId === holder) return own;
  return [...(await journal.entries({ account: pointsAccount(memberId) })), ...own];
}

function sumOf(all: readonly Clawback[], figure: "take" | "debt" | "reduceRefundBy"): number {
  return all.reduce((sum, each) => sum + each[figure], 0);
}

/**
 * Takes back what the refund un-earns and gives back the points that had paid, by the rules of the sale's own programme, and
 * settles earlier refunds again that took others in the place of these; `null` for a sale without a member or a programme.
 * Refuses what loyalty refuses.
 */
export async function pointsBack(
  desk: Desk,
  sale: SettledSale,
  state: RefundState,
  refunded: readonly RefundedUnits[],
  context: { readonly key: string; readonly at: Instant; readonly refundId: string },
): Promise<Outcome<PointsBack | null, CashierRefusal>> {
  const programme = await programmeOf(desk, sale);
  if (sale.memberId === null || programme === null) return { ok: true, value: null };
  const memberId = await holderOf(desk, sale.memberId);
  const { key, at, refundId } = context;
  const { journal } = desk.parts.store;
  const account = pointsAccount(memberId);
  const entries = await entriesOf(desk, sale.memberId, memberId);
  const known = refundedSale(sale, key, refunded, entries);
  if (known === null) return { ok: true, value: null };
  const request: ClawbackRequest = {
    ...known,
    memberId,
    refundId,
    progress: state.progress,
    pending: await journal.lots(pointsPendingAccount(memberId), at),
    lots: await journal.lots(account, at),
    debt: (await journal.balance(pointsDebtAccount(memberId), at))?.available ?? 0,
    context: { key, at },
  };
  const taken = clawback(programme, request);
  if (!taken.ok) return taken;
  const earlier = await earlierRefunds(desk, sale, memberId, state.progress, key, entries);
  const again = settleAgain(
    programme,
    request,
    taken.value,
    earlier.map((each) => each.sale),
  );
  const all = [taken.value, ...again.map((each) => each.clawback)];
  const own = again.findLast(({ saleId }) => saleId === sale.saleId);
  const commands = all.flatMap((each) => each.commands);
  const before = (await journal.balance(account, at))?.available ?? 0;
  const change = spendableChange(commands, account, expiredLots(request, earlier));
  return {
    ok: true,
    value: {
      taken: sumOf(all, "take") + sumOf(all, "debt"),
      reduceRefundBy: sumOf(all, "reduceRefundBy"),
      commands,
      reasons: all.flatMap((each) => each.reasons),
      progress: (own?.clawback ?? taken.value).progress,
      earlier: settledStates(earlier, again),
      balanceAfter: before + change,
    },
  };
}
