import { type Json, type MinorUnits, parseMoney, type Reason } from "@tillwright/values";
import type { Promotion, PromotionTerms } from "../../rules-document.js";
import type { Cell } from "../cell.js";
import type { CompiledPromotion } from "../compiled.js";
import type { Moment } from "../moment.js";
import type { Missed } from "./condition-reason.js";

/** What an explanation may look at: the goods that take part and what had happened to them before the promotion ran. */
export interface PromotionView {
  readonly moment: Moment;
  readonly promotion: CompiledPromotion;
  readonly joined: readonly Cell[];
  readonly deal: MinorUnits;
  readonly running: MinorUnits;
  readonly pieces: number;
  /** Pieces of these goods that no other item promotion took. */
  readonly freePieces: number;
  readonly money: (text: string) => MinorUnits;
}

/** How a kind of promotion tells what it gave, and what keeps it from giving. */
export interface KindExplanation {
  readonly kind: string;
  /** The terms, as facts for the sentence under `pricing.gave.<kind>`. */
  readonly terms: (promotion: PromotionTerms, view: PromotionView) => Facts;
  /** What is missing; `null` when nothing in the kind itself stands in the way. */
  readonly missed: (promotion: PromotionTerms, view: PromotionView) => Missed | null;
  /** What would make it give more than it does. */
  readonly next?: (promotion: PromotionTerms, view: PromotionView) => Reason | null;
}

export type Facts = Readonly<Record<string, Json>>;

type KindName = Promotion["kind"];
type Of<Name extends KindName> = Extract<Promotion, { readonly kind: Name }>;

function explained<Name extends KindName>(
  kind: Name,
  terms: (promotion: Of<Name>, view: PromotionView) => Facts,
  missed: (promotion: Of<Name>, view: PromotionView) => Missed | null,
  next?: (promotion: Of<Name>, view: PromotionView) => Reason | null,
): KindExplanation {
  return {
    kind,
    terms: (promotion, view) => terms(promotion as Of<Name>, view),
    missed: (promotion, view) => missed(promotion as Of<Name>, view),
    ...(next === undefined ? {} : { next: (promotion, view) => next(promotion as Of<Name>, view) }),
  };
}

export function moneyReader(moment: Moment): (text: string) => MinorUnits {
  return (text) => {
    const parsed = parseMoney(text, moment.basket.currency);
    return parsed.ok ? parsed.value : 0;
  };
}

function told(code: string, facts: Facts, advice: Reason | null = null): Missed {
  return { reason: { code, facts }, advice };
}

/** The share that is paid, as text, so that a catalogue can show it either way. */
function shareOf({ pay, off }: { readonly pay?: string; readonly off?: string }): Facts {
  return pay === undefined ? { off: off ?? "0%" } : { pay };
}

function piecesMissed(needed: number, view: PromotionView): Missed | null {
  const seen = view.pieces;
  if (seen >= needed) return null;
  const missing = needed - seen;
  return told(
    "pricing.pieces-missing",
    { needed, seen, missing },
    { code: "pricing.add-quantity", facts: { missing } },
  );
}

/** The first part of which there are too few pieces. */
function partMissed({ promotion, joined }: PromotionView): Missed | null {
  const parts = promotion.effect.form === "units" ? (promotion.effect.parts ?? []) : [];
  for (const [i, { pieces: needed, test }] of parts.entries()) {
    const seen = joined.reduce((sum, { line, pieces }) => (test(line) ? sum + pieces : sum), 0);
    if (seen >= needed) continue;
    const facts = { part: i + 1, needed, seen, missing: needed - seen };
    return told("pricing.part-missing", facts, { code: "pricing.add-part", facts });
  }
  return null;
}

function baseOf(view: PromotionView, { counts }: { readonly counts?: "deal" | "running" }): number {
  return counts === "running" ? view.running : view.deal;
}

function thresholdMissed(needed: MinorUnits, off: MinorUnits, seen: MinorUnits): Missed | null {
  if (seen >= needed) return null;
  const missing = needed - seen;
  return told(
    "pricing.threshold-not-reached",
    { needed, seen, missing, off },
    addFor(missing, off),
  );
}

function addFor(missing: MinorUnits, off: MinorUnits): Reason {
  return { code: "pricing.add-for-off", facts: { missing, off } };
}

function priceMissed(view: PromotionView): Missed | null {
  const { effect } = view.promotion;
  if (effect.form === "absolute-price") {
    const priced = view.joined.some((cell) => effect.priceOf(cell, 1, view.moment) !== null);
    if (!priced) return told("pricing.no-price", {});
    const used = view.moment.basket.usage.find(
      ({ promotionId, scope }) => promotionId === view.promotion.id && scope === "member",
    );
    if (effect.piecesPerMember !== null && (used?.uses ?? 0) >= effect.piecesPerMember) {
      return told("pricing.limit-reached", {
        limit: effect.piecesPerMember,
        seen: used?.uses ?? 0,
      });
    }
  }
  if (effect.form === "price-rate" && effect.rateOf(view.moment) === null) {
    const seen = view.moment.basket.member?.tier ?? null;
    return seen === null
      ? told("pricing.no-tier", {})
      : told("pricing.tier-without-rate", { seen });
  }
  return told("pricing.better-price", {});
}

const nothing = (): Facts => ({});

export const kindExplanations: readonly KindExplanation[] = [
  explained("member-price", nothing, (_promotion, view) => priceMissed(view)),
  explained("flash-price", nothing, (_promotion, view) => priceMissed(view)),
  explained(
    "price-list",
    ({ list }) => ({ list }),
    (_promotion, view) => priceMissed(view),
  ),
  explained(
    "member-rate",
    ({ byTier, pay, off }, { moment }) =>
      byTier === undefined
        ? shareOf({ ...(pay === undefined ? {} : { pay }), ...(off === undefined ? {} : { off }) })
        : { pay: byTier[moment.basket.member?.tier ?? ""] ?? "100%" },
    (_promotion, view) => priceMissed(view),
  ),
  explained(
    "percent-off",
    (promotion) => shareOf(promotion),
    () => null,
  ),
  explained(
    "amount-off",
    ({ off }, { money }) => ({ off: money(off) }),
    () => null,
  ),
  explained(
    "fixed-price",
    ({ price }, { money }) => ({ price: money(price) }),
    () => null,
  ),
  explained("offered-amount", nothing, () => told("pricing.nothing-offered", {})),
  explained(
    "nth-item",
    (promotion) =>
      promotion.rates === undefined
        ? { nth: promotion.nth ?? 0, ...shareOf(promotion) }
        : { rates: [...promotion.rates] },
    (promotion, view) => piecesMissed(promotion.nth ?? 2, view),
    (promotion, view) => nextBlock(promotion.nth ?? 0, promotion.atMost, view),
  ),
  explained(
    "buy-n-get-m",
    ({ buy, get }) => ({ buy, get }),
    ({ buy, get }, view) => piecesMissed(buy + get, view),
    ({ buy, get, atMost }, view) => nextBlock(buy + get, atMost, view),
  ),
  explained(
    "pick-m-for-price",
    ({ pieces, price }, { money }) => ({ pieces, price: money(price) }),
    ({ pieces }, view) => piecesMissed(pieces, view),
    ({ pieces, atMost }, view) => nextBlock(pieces, atMost, view),
  ),
  explained(
    "bundle",
    ({ parts, price }, { money }) => ({
      pieces: parts.reduce((sum, part) => sum + part.pieces, 0),
      price: money(price),
    }),
    (_promotion, view) => partMissed(view),
  ),
  explained(
    "threshold",
    ({ amount, off }, { money }) => ({ threshold: money(amount), off: money(off) }),
    (promotion, view) =>
      thresholdMissed(
        view.money(promotion.amount),
        view.money(promotion.off),
        baseOf(view, promotion),
      ),
  ),
  explained(
    "every",
    ({ amount, off }, { money }) => ({ threshold: money(amount), off: money(off) }),
    (promotion, view) =>
      thresholdMissed(
        view.money(promotion.amount),
        view.money(promotion.off),
        baseOf(view, promotion),
      ),
    (promotion, view) => {
      const amount = view.money(promotion.amount);
      const rounds = Math.floor(baseOf(view, promotion) / amount);
      if (promotion.atMost !== undefined && rounds >= promotion.atMost) return null;
      return addFor((rounds + 1) * amount - baseOf(view, promotion), view.money(promotion.off));
    },
  ),
  explained(
    "steps",
    (promotion, view) => {
      const reached = ladder(promotion, view).filter(
        ({ amount }) => amount <= baseOf(view, promotion),
      );
      const last = reached[reached.length - 1];
      return { threshold: last?.amount ?? 0, off: last?.off ?? 0 };
    },
    (promotion, view) => {
      const [first] = ladder(promotion, view);
      return first === undefined
        ? null
        : thresholdMissed(first.amount, first.off, baseOf(view, promotion));
    },
    (promotion, view) => {
      const seen = baseOf(view, promotion);
      const step = ladder(promotion, view).find(({ amount }) => amount > seen);
      return step === undefined ? null : addFor(step.amount - seen, step.off);
    },
  ),
  explained(
    "threshold-rate",
    (promotion, { money }) => ({
      ...shareOf(promotion),
      ...(promotion.amount === undefined ? {} : { threshold: money(promotion.amount) }),
      ...(promotion.pieces === undefined ? {} : { pieces: promotion.pieces }),
    }),
    (promotion, view) => {
      const seen = baseOf(view, promotion);
      const needed = promotion.amount === undefined ? 0 : view.money(promotion.amount);
      const missing = needed - seen;
      if (missing > 0) {
        return told(
          "pricing.amount-missing",
          { needed, seen, missing },
          { code: "pricing.add-amount", facts: { missing } },
        );
      }
      return piecesMissed(promotion.pieces ?? 0, view);
    },
  ),
];

function nextBlock(size: number, atMost: number | undefined, view: PromotionView): Reason | null {
  if (size === 0 || view.freePieces === 0) return null;
  const blocks = Math.floor(view.freePieces / size);
  if (atMost !== undefined && blocks >= atMost) return null;
  const over = view.freePieces % size;
  return over === 0 ? null : { code: "pricing.add-quantity", facts: { missing: size - over } };
}

function ladder(
  { steps }: Of<"steps">,
  { money }: PromotionView,
): readonly { readonly amount: MinorUnits; readonly off: MinorUnits }[] {
  return steps
    .map((step) => ({ amount: money(step.amount), off: money(step.off) }))
    .sort((a, b) => a.amount - b.amount);
}
