import type { Lot } from "@tillwright/ledger";
import type { Json, MinorUnits } from "@tillwright/values";
import { checkWhole, fail } from "./errors.js";
import { memoField } from "./internal/memo-field.js";

/** What a lot of uses says of its card. */
export interface PunchSource {
  readonly cardId: string;
  readonly paid: MinorUnits;
  readonly single: MinorUnits;
}

/** A figure that the source of a lot names. */
export function numberIn(source: Json, name: string): number {
  const value = memoField(source, name);
  return typeof value === "number" ? value : fail("loyalty.record-unreadable", `no ${name}`, {});
}

/** What the lot of a card says. */
export function sourceOf(lot: Lot): PunchSource {
  const { source } = lot;
  const cardId = lot.lotId.slice(0, lot.lotId.lastIndexOf("/"));
  return { cardId, paid: numberIn(source, "paid"), single: numberIn(source, "single") };
}

/**
 * The revenue of the first uses of a card: each use an equal part rounded down, the remainder on the last one.
 *
 * @example
 * ```ts
 * import { revenueOfUses } from "@tillwright/loyalty-rules";
 *
 * // 买10送2 for 880: 73.33 each, the last 73.37.
 * revenueOfUses(88000, 12, 11); //=> 80663
 * revenueOfUses(88000, 12, 12); //=> 88000
 * ```
 *
 * @public
 */
export function revenueOfUses(paid: MinorUnits, uses: number, used: number): MinorUnits {
  checkWhole(paid, 0, "what was paid for the card");
  checkWhole(uses, 1, "the uses of the card");
  checkWhole(used, 0, "the uses so far");
  if (used >= uses) return paid;
  return Math.floor(paid / uses) * used;
}

/**
 * A card that has ended, or soon ends, with uses left.
 *
 * @public
 */
export interface EndingCard {
  readonly cardId: string;
  readonly service: string;
  readonly left: number;
  /** What was paid for the uses that are left and is not yet revenue. */
  readonly unearned: MinorUnits;
  readonly expiresAt: number;
}

/**
 * Cards with uses left that end before an instant: the report for calling members, and for closing the books. Nothing is
 * deleted by expiry.
 *
 * @example
 * ```ts
 * import { endingCards } from "@tillwright/loyalty-rules";
 *
 * const source = { kind: "punch-card", cardId: "C1", paid: 88000, single: 10000 };
 * const lot = { account: "member:M1/punch:massage", lotId: "C1/massage", issued: 10, remaining: 7 };
 * const card = { ...lot, held: 0, expiresAt: 5000, openedAt: 0, source };
 * endingCards([card], 5000); //=> [{ "cardId": "C1", "service": "massage", "left": 7, "unearned": 61600, "expiresAt": 5000 }]
 * ```
 *
 * @public
 */
export function endingCards(lots: readonly Lot[], before: number): readonly EndingCard[] {
  return lots.flatMap((lot) => {
    if (lot.expiresAt === null || lot.expiresAt > before || lot.remaining === 0) return [];
    const { cardId, paid } = sourceOf(lot);
    const used = lot.issued - lot.remaining;
    const unearned = paid - revenueOfUses(paid, lot.issued, used);
    const service = lot.account.slice(lot.account.indexOf("/punch:") + "/punch:".length);
    return [{ cardId, service, left: lot.remaining, unearned, expiresAt: lot.expiresAt }];
  });
}
