import type { Entry } from "@tillwright/ledger";
import {
  lapsedPoints,
  type Programme,
  type RefundedSale,
  type RefundedUnits,
  type RefundProgress,
  salesBehind,
} from "@tillwright/loyalty-rules";
import { refundedUnits } from "../choose-units.js";
import { writtenAs } from "../internal/plain-json.js";
import type { RefundState } from "../refund-state.js";
import type { SettledSale } from "../settled-sale.js";
import type { Desk } from "./desk.js";
import { refundStateOf, type Versioned } from "./documents.js";
import { holderOf } from "./holder-of.js";
import { saleEvent } from "./settlement.js";

/** A sale of which something came back before, and what its refunds did. */
export interface EarlierRefund {
  readonly state: Versioned<RefundState>;
  readonly sale: RefundedSale;
}

/** The programme that was in force at a sale: today's, or the one kept under its hash. */
export async function programmeOf(desk: Desk, sale: SettledSale): Promise<Programme | null> {
  const hash = sale.programme;
  if (hash === null) return null;
  const { programme, store } = desk.parts;
  if (programme?.hash === hash) return programme;
  const kept = await store.document(desk.owner, "programme", hash);
  return kept === null ? null : writtenAs<Programme>(kept.body);
}

/** What loyalty needs of a sale for its refunds; `null` when it was made without loyalty. */
export function refundedSale(
  sale: SettledSale,
  key: string,
  refunded: readonly RefundedUnits[],
  entries: readonly Entry[],
): Omit<RefundedSale, "programme" | "progress"> | null {
  const { loyalty } = sale;
  if (loyalty === null) return null;
  const event = saleEvent(sale, key);
  const counted = new Set(event.lines.map(({ lineId }) => lineId));
  const { earned, pointsSpent } = loyalty;
  const lotId = earned?.lotId ?? null;
  return {
    sale: event,
    earned,
    pointsSpent,
    refunded: refunded.filter(({ lineId }) => counted.has(lineId)),
    lapsed: lotId === null ? 0 : lapsedPoints(entries, lotId),
  };
}

async function earlierRefund(
  desk: Desk,
  saleId: string,
  holder: string,
  key: string,
  entries: readonly Entry[],
): Promise<EarlierRefund | null> {
  const sale = await desk.parts.store.sale(desk.owner, saleId);
  if (sale === null || sale.memberId === null) return null;
  if ((await holderOf(desk, sale.memberId)) !== holder) return null;
  const state = await refundStateOf(desk, saleId);
  const { progress } = state.body;
  const programme = await programmeOf(desk, sale);
  const known = refundedSale(sale, key, refundedUnits(sale, state.body), entries);
  if (progress === null || programme === null || known === null) return null;
  return { state, sale: { ...known, programme, progress } };
}

/**
 * The member's sales of this store that were refunded before and whose points paid the sale that comes back, or were taken by
 * refunds: what a refund that gives points back may change.
 */
export async function earlierRefunds(
  desk: Desk,
  { saleId, loyalty }: SettledSale,
  holder: string,
  progress: RefundProgress | null,
  key: string,
  entries: readonly Entry[],
): Promise<readonly EarlierRefund[]> {
  if (loyalty === null) return [];
  const found: EarlierRefund[] = [];
  const seen = new Set([saleId]);
  const waiting = [...salesBehind([...loyalty.pointsSpent, ...(progress?.takenFrom ?? [])])];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const earlier = await earlierRefund(desk, next, holder, key, entries);
    if (earlier === null) continue;
    found.push(earlier);
    waiting.push(...salesBehind(earlier.sale.progress.takenFrom));
  }
  return found;
}
