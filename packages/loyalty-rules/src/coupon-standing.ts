import type { Entry, Lot } from "@tillwright/ledger";
import type { Instant, Json, Offer } from "@tillwright/values";
import { comesFrom } from "./extended-lot.js";
import { memoField, memoKind } from "./internal/memo-field.js";
import { isAlive } from "./lots.js";
import type { Programme } from "./programme.js";

/**
 * What a member can use now, for pricing: coupons that are neither used nor locked nor past their end.
 *
 * @param lots - the lots of the member's coupon accounts
 *
 * @example
 * ```ts
 * import { couponOffers, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   coupons: [
 *     { id: "cash50", name: { "zh-CN": "50元券", en: "50 off" }, promotionId: "fifty-off" },
 *   ],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const coupon = { memberId: "M1", template: "cash50", couponId: "join:M1" };
 * const context = { key: "till-1/50", at: 0 };
 * const lot = { account: "member:M1/coupon:cash50", lotId: "join:M1", issued: 1, remaining: 1, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * couponOffers(parsed.value, lots, 0); //=> [{ "offerId": "join:M1", "promotionId": "fifty-off", "validUntil": null }]
 * ```
 *
 * @public
 */
export function couponOffers(
  programme: Programme,
  lots: readonly Lot[],
  at: Instant,
): readonly Offer[] {
  return programme.coupons.flatMap((template) =>
    lots
      .filter(
        (lot) =>
          lot.account.endsWith(`/coupon:${template.id}`) &&
          lot.remaining > lot.held &&
          isAlive(lot.expiresAt, at),
      )
      .map((lot) => ({
        offerId: lot.lotId,
        promotionId: template.promotionId,
        validUntil: lot.expiresAt,
      })),
  );
}

/**
 * Where a coupon is in its life.
 *
 * @public
 */
export interface CouponStanding {
  readonly state: "unknown" | "issued" | "locked" | "used" | "returned" | "expired" | "void";
  /** The sale that has it or had it last. */
  readonly saleId: string | null;
}

const nowhere: CouponStanding = Object.freeze({ state: "unknown", saleId: null });

function saleIn(memo: Json): string | null {
  const saleId = memoField(memo, "saleId");
  return typeof saleId === "string" ? saleId : null;
}

function afterEntry(standing: CouponStanding, entry: Entry): CouponStanding {
  const saleId = saleIn(entry.memo) ?? standing.saleId;
  switch (entry.kind) {
    case "hold":
      return { state: "locked", saleId };
    case "release":
      return { state: "issued", saleId: null };
    case "lapse":
      return { ...standing, state: "expired" };
    default: {
      const kind = memoKind(entry.memo);
      if (kind === "coupon-used") return { state: "used", saleId };
      if (kind === "coupon-void") return { ...standing, state: "void" };
      if (kind === "coupon-returned") return { ...standing, state: "returned" };
      return { ...standing, state: "issued" };
    }
  }
}

/**
 * Where a coupon is in its life, from the entries of its account in their order: what a till is told whose use of it was
 * refused ("used on S1"). One that came back after its end and lives on for some days is followed there.
 *
 * @example
 * ```ts
 * import { couponStanding } from "@tillwright/loyalty-rules";
 *
 * couponStanding("join:M1", [], 0); //=> { "state": "unknown", "saleId": null }
 * ```
 *
 * @public
 */
export function couponStanding(
  couponId: string,
  entries: readonly Entry[],
  at: Instant,
): CouponStanding {
  let standing = nowhere;
  let expiresAt: Instant | null = null;
  let lockedUntil: Instant | null = null;
  for (const entry of entries) {
    const move = entry.lotMoves.find(({ lotId }) => comesFrom(lotId, couponId));
    if (move === undefined) continue;
    if (move.opens !== undefined) expiresAt = move.opens.expiresAt;
    lockedUntil = entry.kind === "hold" ? entry.expiresAt : null;
    standing = afterEntry(standing, entry);
  }
  const lockOver = standing.state === "locked" && lockedUntil !== null && lockedUntil <= at;
  const free = lockOver || standing.state === "issued" || standing.state === "returned";
  if (free && !isAlive(expiresAt, at)) return { ...standing, state: "expired" };
  return lockOver ? { state: "issued", saleId: null } : standing;
}
