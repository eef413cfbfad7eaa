import type { LotId } from "@tillwright/ledger";
import type { Json, MinorUnits } from "@tillwright/values";
import { checkWhole, fail } from "./errors.js";
import { valueOfPoints } from "./explain-points.js";
import { memoField } from "./internal/memo-field.js";
import { partsGivenBack, type SpentLot, totalOf } from "./lots.js";
import type { Programme } from "./programme.js";

/**
 * Which partner a store belongs to; `null` for the house.
 *
 * @example
 * ```ts
 * import { parseProgramme, partnerOfStore } from "@tillwright/loyalty-rules";
 *
 * const bakery = { id: "bakery", name: { "zh-CN": "面包房", en: "Bakery" }, stores: ["B1"] };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: {
 *     earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
 *     redeem: { pointsPerMajorUnit: 100 },
 *   },
 *   partners: [bakery],
 * });
 * parsed.ok ? [partnerOfStore(parsed.value, "B1"), partnerOfStore(parsed.value, "S1")] : []; //=> ["bakery", null]
 * ```
 *
 * @public
 */
export function partnerOfStore(programme: Programme, storeId: string): string | null {
  return programme.partners.find(({ stores }) => stores.includes(storeId))?.id ?? null;
}

/** The issuer as a lot's source carries it; nothing where no shops share points. */
export function issuerFields(
  programme: Programme,
  storeId: string,
): { readonly issuer?: string | null } {
  return programme.partners.length === 0 ? {} : { issuer: partnerOfStore(programme, storeId) };
}

/**
 * Who issued the points of a lot, from its source: a partner's id, or `null` for the house, which also answers for presents
 * and rewards.
 *
 * @example
 * ```ts
 * import { issuerOfLot } from "@tillwright/loyalty-rules";
 *
 * issuerOfLot({ kind: "sale", saleId: "S1", issuer: "bakery" }); //=> "bakery"
 * issuerOfLot({ kind: "present", reason: "join:M1" }); //=> null
 * ```
 *
 * @public
 */
export function issuerOfLot(source: Json): string | null {
  const issuer = memoField(source, "issuer");
  return typeof issuer === "string" ? issuer : null;
}

/**
 * Points that paid at a store.
 *
 * @public
 */
export interface PartnerUse {
  readonly storeId: string;
  /** The lots that paid, as {@link redeemPoints} named them. */
  readonly spent: readonly SpentLot[];
  /** Of these, points that refunds gave back: `progress.restored` of the sale. */
  readonly restored: number;
  /** Who issued each of these lots. */
  readonly issuers: ReadonlyMap<LotId, string | null>;
}

/**
 * What the shops of a coalition owe each other.
 *
 * @public
 */
export interface PartnerSettlement {
  /** For each pair: whose points were used at whose store, and what they are worth. `null` is the house. */
  readonly sums: readonly {
    readonly issuer: string | null;
    readonly acceptor: string | null;
    readonly points: number;
    readonly amount: MinorUnits;
  }[];
  /** What each has to get (above zero) or to pay; all together are zero. */
  readonly nets: readonly { readonly partner: string | null; readonly amount: MinorUnits }[];
}

/** Who issued a lot that paid; a lot that nobody knows has no debtor. */
function issuerIn({ issuers }: PartnerUse, lotId: LotId): string | null {
  const issuer = issuers.get(lotId);
  if (issuer !== undefined) return issuer;
  return fail("loyalty.record-unreadable", `it is not said who issued lot ${lotId}`, { lotId });
}

/**
 * Settles what shops that share points owe each other over some time (异业联盟): whoever issued points pays whoever took them
 * what they are worth. Points that a refund gave back are netted; each pair's points are valued together, rounded down once.
 *
 * Throws `loyalty.record-unreadable` when it is not said who issued a lot.
 *
 * @example
 * ```ts
 * import { parseProgramme, settlePartners } from "@tillwright/loyalty-rules";
 *
 * const bakery = { id: "bakery", name: { "zh-CN": "面包房", en: "Bakery" }, stores: ["B1"] };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: {
 *     earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
 *     redeem: { pointsPerMajorUnit: 100 },
 *   },
 *   partners: [bakery],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * // 300 points that the bakery gave are used at the house.
 * const spent = [{ lotId: "S1/points", amount: 300, expiresAt: null }];
 * const use = { storeId: "S1", spent, restored: 0, issuers: new Map([["S1/points", "bakery"]]) };
 * settlePartners(parsed.value, [use]).nets; //=> [{ "partner": "bakery", "amount": -300 }, { "partner": null, "amount": 300 }]
 * ```
 *
 * @public
 */
export function settlePartners(
  programme: Programme,
  uses: Iterable<PartnerUse>,
): PartnerSettlement {
  const pairs = new Map<
    string,
    { issuer: string | null; acceptor: string | null; points: number }
  >();
  for (const use of uses) {
    const acceptor = partnerOfStore(programme, use.storeId);
    checkWhole(use.restored, 0, "the points that were given back");
    const kept = partsGivenBack(use.spent, use.restored, totalOf(use.spent));
    for (const { lotId, amount } of kept) {
      const issuer = issuerIn(use, lotId);
      if (issuer === acceptor) continue;
      const key = JSON.stringify([issuer, acceptor]);
      const pair = pairs.get(key) ?? { issuer, acceptor, points: 0 };
      pair.points += amount;
      pairs.set(key, pair);
    }
  }
  const sums = [...pairs.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, pair]) => ({ ...pair, amount: valueOfPoints(programme, pair.points) }));
  const nets = new Map<string | null, number>();
  const add = (partner: string | null, amount: number) =>
    nets.set(partner, (nets.get(partner) ?? 0) + amount);
  for (const { issuer, acceptor, amount } of sums) {
    add(issuer, -amount);
    add(acceptor, amount);
  }
  return Object.freeze({
    sums,
    nets: [...nets].map(([partner, amount]) => ({ partner, amount })),
  });
}
