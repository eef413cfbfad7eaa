import { type MinorUnits, parseMoney, type Reason } from "@tillwright/values";
import type { Moment } from "../../moment.js";
import type { Facts, Missed, PromotionView } from "../../promotion-explanation.js";

export function told(code: string, facts: Facts = {}, advice: Reason | null = null): Missed {
  return { reason: { code, facts }, advice };
}

/** The share that is paid, as text, so that a catalogue can show it either way. */
export function shareOf({ pay, off }: { readonly pay?: string; readonly off?: string }): Facts {
  return pay === undefined ? { off: off ?? "0%" } : { pay };
}

/** The end of a code: whether the share is told as paid or as taken off. */
export function shareCode({ pay }: { readonly pay?: string }): string {
  return pay === undefined ? "off" : "pay";
}

export function moneyReader(moment: Moment): (text: string) => MinorUnits {
  return (text) => {
    const parsed = parseMoney(text, moment.basket.currency);
    return parsed.ok ? parsed.value : 0;
  };
}

export function piecesMissed(needed: number, view: PromotionView): Missed | null {
  const seen = view.pieces;
  if (seen >= needed) return null;
  const missing = needed - seen;
  return told(
    "pricing.pieces-missing",
    { needed, seen, missing },
    { code: "pricing.add-quantity", facts: { missing } },
  );
}

/** What would fill another block. */
export function nextBlock(
  size: number,
  atMost: number | undefined,
  view: PromotionView,
): Reason | null {
  if (size === 0 || view.freePieces === 0) return null;
  const blocks = Math.floor(view.freePieces / size);
  if (atMost !== undefined && blocks >= atMost) return null;
  const over = view.freePieces % size;
  return over === 0 ? null : { code: "pricing.add-quantity", facts: { missing: size - over } };
}

export function baseOf(
  view: PromotionView,
  { counts }: { readonly counts?: "deal" | "running" },
): number {
  return counts === "running" ? view.running : view.deal;
}

export function thresholdMissed(
  needed: MinorUnits,
  off: MinorUnits,
  seen: MinorUnits,
): Missed | null {
  if (seen >= needed) return null;
  const missing = needed - seen;
  const facts = { needed, seen, missing, off };
  return told("pricing.threshold-not-reached", facts, addFor(missing, off));
}

export function amountMissed(needed: MinorUnits, seen: MinorUnits): Missed | null {
  const missing = needed - seen;
  if (missing <= 0) return null;
  return told(
    "pricing.amount-missing",
    { needed, seen, missing },
    { code: "pricing.add-amount", facts: { missing } },
  );
}

export function addFor(missing: MinorUnits, off: MinorUnits): Reason {
  return { code: "pricing.add-for-off", facts: { missing, off } };
}
