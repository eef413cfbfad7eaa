import type { Lot, LotId } from "@tillwright/ledger";
import type { Instant } from "@tillwright/values";
import { comesFrom } from "./extended-lot.js";
import { firstOf, isAlive, type SpentLot, totalOf } from "./lots.js";

/** A lot during a refund: what can be taken of it, and what moves. */
interface OpenLot {
  readonly lotId: LotId;
  readonly expiresAt: Instant | null;
  available: number;
  /** Positive when points go into it. */
  moved: number;
}

/** Everything a refund knows before points are taken. */
export interface RefundSituation {
  readonly at: Instant;
  readonly lots: readonly Lot[];
  /** The sale's own lot; it is taken from first, and so are those in which its points live on. */
  readonly ownLot: LotId | null;
  /** Points that come back now. */
  readonly restored: readonly SpentLot[];
  /** What earlier refunds of the sale took. */
  readonly takenBefore: readonly SpentLot[];
  /** Points to take, those of earlier refunds included. */
  readonly due: number;
}

/** Which lots give and which receive, and what was not there. */
export interface RefundPlan {
  readonly into: readonly SpentLot[];
  readonly outOf: readonly SpentLot[];
  /** All that refunds of the sale have taken now. */
  readonly takenFrom: readonly SpentLot[];
  readonly missing: number;
}

function openLots(situation: RefundSituation): Map<LotId, OpenLot> {
  const { at, lots, restored, takenBefore } = situation;
  const open = new Map<LotId, OpenLot>();
  for (const { lotId, expiresAt, remaining, held } of lots) {
    if (isAlive(expiresAt, at)) {
      open.set(lotId, { lotId, expiresAt, available: remaining - held, moved: 0 });
    }
  }
  for (const { lotId, expiresAt, amount } of [...restored, ...takenBefore]) {
    if (!isAlive(expiresAt, at)) continue;
    const lot = open.get(lotId) ?? { lotId, expiresAt, available: 0, moved: 0 };
    lot.available += amount;
    lot.moved += amount;
    open.set(lotId, lot);
  }
  return open;
}

function inOrder(lots: Iterable<OpenLot>, ownLot: LotId | null): OpenLot[] {
  const end = (lot: OpenLot) => lot.expiresAt ?? Number.POSITIVE_INFINITY;
  const isOwn = (lot: OpenLot) => comesFrom(lot.lotId, ownLot);
  return [...lots].sort((a, b) => {
    if (isOwn(a) !== isOwn(b)) return isOwn(a) ? -1 : 1;
    if (end(a) !== end(b)) return end(a) - end(b);
    return a.lotId < b.lotId ? -1 : 1;
  });
}

/**
 * What was taken from lots that have expired meanwhile stays taken as far as it is due. The own lot's part always does: it
 * would have expired there.
 */
function takenForGood(situation: RefundSituation): {
  readonly stays: readonly SpentLot[];
  readonly back: readonly SpentLot[];
} {
  const { at, takenBefore, ownLot, due } = situation;
  const expired = takenBefore.filter((part) => !isAlive(part.expiresAt, at));
  const own = expired.filter((part) => comesFrom(part.lotId, ownLot));
  const others = expired.filter((part) => !comesFrom(part.lotId, ownLot));
  const needed = Math.max(0, due - totalOf(own));
  const back = firstOf([...others].reverse(), Math.max(0, totalOf(others) - needed));
  return { stays: [...own, ...firstOf(others, Math.min(needed, totalOf(others)))], back };
}

/**
 * Plans a refund as if it and all earlier refunds of the sale were one: what they took goes back first, then everything
 * that is due is taken, from the sale's own lot and then from what expires first. So several refunds end where one ends.
 * What was taken from lots that have expired meanwhile pays first; it goes back only when it is no longer due.
 */
export function planRefund(situation: RefundSituation): RefundPlan {
  const { stays, back } = takenForGood(situation);
  const { ownLot } = situation;
  const takenFrom = [...stays];
  let missing = situation.due - totalOf(stays);
  const lots = inOrder(openLots(situation).values(), ownLot);
  for (const lot of lots) {
    const amount = Math.min(Math.max(missing, 0), lot.available);
    if (amount <= 0) continue;
    lot.moved -= amount;
    missing -= amount;
    takenFrom.push({ lotId: lot.lotId, amount, expiresAt: lot.expiresAt });
  }
  const moves = (sign: 1 | -1) =>
    lots
      .filter((lot) => lot.moved * sign > 0)
      .map(({ lotId, expiresAt, moved }) => ({ lotId, amount: moved * sign, expiresAt }));
  const into = [...moves(1), ...back];
  return { into, outOf: moves(-1), takenFrom, missing: Math.max(missing, 0) };
}
