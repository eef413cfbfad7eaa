import type { Lot, LotId, LotPart } from "@tillwright/ledger";
import type { Instant } from "@tillwright/values";

/**
 * A part of a lot that was spent, with the lot's end, so that it can be given back.
 *
 * @public
 */
export type SpentLot = {
  readonly lotId: LotId;
  readonly amount: number;
  readonly expiresAt: Instant | null;
};

/** Whether something with this end can still be spent. */
export function isAlive(expiresAt: Instant | null, at: Instant): boolean {
  return expiresAt === null || expiresAt > at;
}

/** What can be spent of these lots: without holds, without what has expired. */
export function spendable(lots: readonly Lot[], at: Instant): number {
  let sum = 0;
  for (const lot of lots) {
    if (isAlive(lot.expiresAt, at)) sum += lot.remaining - lot.held;
  }
  return sum;
}

/** Takes an amount from lots in the order given; what they cannot give is `missing`. */
export function takeFromLots(
  lots: readonly Lot[],
  amount: number,
  at: Instant,
): { readonly taken: readonly SpentLot[]; readonly missing: number } {
  const taken: SpentLot[] = [];
  let missing = amount;
  for (const lot of lots) {
    if (missing === 0) break;
    if (!isAlive(lot.expiresAt, at)) continue;
    const part = Math.min(missing, lot.remaining - lot.held);
    if (part <= 0) continue;
    taken.push({ lotId: lot.lotId, amount: part, expiresAt: lot.expiresAt });
    missing -= part;
  }
  return { taken, missing };
}

/**
 * The parts that come back between two cumulative amounts. What was spent last comes back first, so giving back in
 * several steps ends where one step ends.
 */
export function partsGivenBack(
  spent: readonly SpentLot[],
  before: number,
  after: number,
): readonly SpentLot[] {
  const parts: SpentLot[] = [];
  let start = 0;
  for (let index = spent.length - 1; index >= 0; index -= 1) {
    const part = spent[index];
    if (part === undefined) continue;
    const end = start + part.amount;
    const amount = Math.min(end, after) - Math.max(start, before);
    if (amount > 0) parts.push({ lotId: part.lotId, amount, expiresAt: part.expiresAt });
    start = end;
  }
  return parts;
}

/** The points or money of all parts. */
export function totalOf(parts: readonly LotPart[]): number {
  return parts.reduce((sum, part) => sum + part.amount, 0);
}

/** One part for each lot. */
export function joined(parts: readonly SpentLot[]): readonly SpentLot[] {
  const lots = new Map<LotId, SpentLot>();
  for (const part of parts) {
    const amount = (lots.get(part.lotId)?.amount ?? 0) + part.amount;
    lots.set(part.lotId, { ...part, amount });
  }
  return [...lots.values()];
}

/** Without the expiry, as a posting names it. */
export function lotParts(spent: readonly SpentLot[]): readonly LotPart[] {
  return spent.map(({ lotId, amount }) => ({ lotId, amount }));
}

/** As much of these parts, from the first on. */
export function firstOf(parts: readonly SpentLot[], amount: number): readonly SpentLot[] {
  const taken: SpentLot[] = [];
  let missing = amount;
  for (const part of parts) {
    if (missing === 0) break;
    const some = Math.min(missing, part.amount);
    taken.push({ ...part, amount: some });
    missing -= some;
  }
  return taken;
}
