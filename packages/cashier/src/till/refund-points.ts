import type { JournalCommand } from "@tillwright/ledger";
import {
  type Clawback,
  clawback,
  lapsedPoints,
  type Programme,
  pointsAccount,
  pointsDebtAccount,
  pointsPendingAccount,
  type RefundedUnits,
} from "@tillwright/loyalty-rules";
import type { Instant, Outcome } from "@tillwright/values";
import { writtenAs } from "../internal/plain-json.js";
import type { RefundState } from "../refund-state.js";
import type { CashierRefusal } from "../refusal.js";
import type { SettledSale } from "../settled-sale.js";
import type { Desk } from "./desk.js";
import { saleEvent } from "./settlement.js";

/** What a refund does to the member's points. */
export interface PointsBack {
  readonly clawback: Clawback;
  /** Points that can be spent afterwards. */
  readonly balanceAfter: number;
}

/** The programme that was in force at a sale: today's, or the one kept under its hash. */
async function programmeOf(desk: Desk, hash: string): Promise<Programme | null> {
  const { programme, store } = desk.parts;
  if (programme?.hash === hash) return programme;
  const kept = await store.document(desk.owner, "programme", hash);
  return kept === null ? null : writtenAs<Programme>(kept.body);
}

/** Points of the sale's own lot that lapsed unspent. */
async function lapsedOf(desk: Desk, account: string, lotId: string | null): Promise<number> {
  if (lotId === null) return 0;
  return lapsedPoints(await desk.parts.store.journal.entries({ account }), lotId);
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

/**
 * Takes back what the refund un-earns and gives back the points that had paid, by the rules of the sale's own programme;
 * `null` for a sale without a member or a programme. Refuses what loyalty refuses.
 */
export async function pointsBack(
  desk: Desk,
  sale: SettledSale,
  state: RefundState,
  refunded: readonly RefundedUnits[],
  context: { readonly key: string; readonly at: Instant; readonly refundId: string },
): Promise<Outcome<PointsBack | null, CashierRefusal>> {
  const { memberId, loyalty } = sale;
  if (memberId === null || loyalty === null || sale.programme === null) {
    return { ok: true, value: null };
  }
  const programme = await programmeOf(desk, sale.programme);
  if (programme === null) return { ok: true, value: null };
  const { key, at, refundId } = context;
  const { journal } = desk.parts.store;
  const account = pointsAccount(memberId);
  const lots = await journal.lots(account, at);
  const event = saleEvent(sale, key);
  const counted = new Set(event.lines.map(({ lineId }) => lineId));
  const taken = clawback(programme, {
    memberId,
    refundId,
    sale: event,
    earned: loyalty.earned,
    pointsSpent: loyalty.pointsSpent,
    refunded: refunded.filter(({ lineId }) => counted.has(lineId)),
    progress: state.progress,
    lapsed: await lapsedOf(desk, account, loyalty.earned?.lotId ?? null),
    pending: await journal.lots(pointsPendingAccount(memberId), at),
    lots,
    debt: (await journal.balance(pointsDebtAccount(memberId), at))?.available ?? 0,
    context: { key, at },
  });
  if (!taken.ok) return taken;
  const expired = new Set(
    [...loyalty.pointsSpent, ...(state.progress?.takenFrom ?? [])]
      .filter(({ expiresAt }) => expiresAt !== null && expiresAt <= at)
      .map(({ lotId }) => lotId),
  );
  const before = (await journal.balance(account, at))?.available ?? 0;
  const change = spendableChange(taken.value.commands, account, expired);
  return { ok: true, value: { clawback: taken.value, balanceAfter: before + change } };
}
