import type { Account, AccountId, JournalCommand, Lot } from "@tillwright/ledger";
import { allocate, type MinorUnits, type Outcome } from "@tillwright/values";
import { memberOwner } from "./accounts.js";
import { checkWhole, fail } from "./errors.js";
import { expiryInstant } from "./expiry.js";
import { isAlive } from "./lots.js";
import { into, outOf, post } from "./post.js";
import type { Programme } from "./programme.js";
import { numberIn, revenueOfUses, sourceOf } from "./punch-revenue.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";

/**
 * Uses of a service that a member has paid for; each card is a lot.
 *
 * @example
 * ```ts
 * import { punchAccount } from "@tillwright/loyalty-rules";
 *
 * punchAccount("M1", "massage"); //=> "member:M1/punch:massage"
 * ```
 *
 * @public
 */
export function punchAccount(memberId: string, service: string): AccountId {
  return `member:${memberId}/punch:${service}`;
}

/**
 * The other side of the uses.
 *
 * @example
 * ```ts
 * import { punchSoldAccount } from "@tillwright/loyalty-rules";
 *
 * punchSoldAccount("M1", "massage"); //=> "member:M1/punch-sold:massage"
 * ```
 *
 * @public
 */
export function punchSoldAccount(memberId: string, service: string): AccountId {
  return `member:${memberId}/punch-sold:${service}`;
}

function punchAccounts(memberId: string, service: string): readonly Account[] {
  const owner = memberOwner(memberId);
  const asset = `punch:${service}`;
  return [
    {
      accountId: punchAccount(memberId, service),
      owner,
      asset,
      floor: 0,
      ceiling: null,
      lots: "earliest-expiry",
    },
    {
      accountId: punchSoldAccount(memberId, service),
      owner,
      asset,
      floor: null,
      ceiling: null,
      lots: null,
    },
  ];
}

/**
 * Sells a punch card (次卡) or a package of several services. The price is shared among the services by what their uses
 * would cost without a card; each service is a lot of uses that carries its share.
 *
 * Throws `loyalty.not-in-programme` for a card that is not there. The money side is the till's.
 *
 * @example
 * ```ts
 * import { parseProgramme, sellPunchCard } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   punchCards: [
 *     {
 *       id: "ten",
 *       name: { "zh-CN": "十次卡", en: "Ten massages" },
 *       price: "880.00",
 *       services: [{ service: "massage", uses: 10, single: "100.00" }],
 *     },
 *   ],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const sale = { memberId: "M1", cardId: "C1", template: "ten" };
 * const commands = sellPunchCard(parsed.value, sale, { key: "till-1/53", at: 0 });
 * commands.map((command) => command.kind); //=> ["open", "post"]
 * ```
 *
 * @public
 */
export function sellPunchCard(
  programme: Programme,
  sale: { readonly memberId: string; readonly cardId: string; readonly template: string },
  context: CommandContext,
): readonly JournalCommand[] {
  const { memberId, cardId } = sale;
  const template = programme.punchCards.find((candidate) => candidate.id === sale.template);
  if (template === undefined) {
    return fail("loyalty.not-in-programme", `the programme has no card ${sale.template}`, {
      template: sale.template,
    });
  }
  const weights = template.services.map(({ uses, single }) => uses * single);
  const shares = allocate(template.price, weights);
  const expiresAt = expiryInstant(template.validity, context.at, programme.zone);
  const postings = template.services.flatMap(({ service, uses, single }, index) => {
    const source = {
      kind: "punch-card",
      cardId,
      template: template.id,
      programme: programme.hash,
      paid: shares[index] ?? 0,
      single,
    };
    const newLot = { lotId: `${cardId}/${service}`, expiresAt, source };
    const accounts = [
      punchAccount(memberId, service),
      punchSoldAccount(memberId, service),
    ] as const;
    return into(...accounts, uses, { newLot });
  });
  return [
    {
      kind: "open",
      key: `${context.key}/card-accounts`,
      at: context.at,
      accounts: template.services.flatMap(({ service }) => punchAccounts(memberId, service)),
    },
    post(context, `card-sold:${cardId}`, postings, { kind: "punch-card-sold", cardId }),
  ];
}

/**
 * A use of a card.
 *
 * @public
 */
export interface PunchUse {
  readonly cardId: string;
  readonly lotId: string;
  /** What this use is worth: the price of its unit in the sale, and the base of commission. */
  readonly revenue: MinorUnits;
  /** Uses left on this card. */
  readonly left: number;
  readonly commands: readonly JournalCommand[];
}

/**
 * Uses a service once, on the card that ends first. The use names who gave the service.
 *
 * Refuses `loyalty.no-uses-left`.
 *
 * @param use - `lots` of the member's account of the service as the journal lists them
 *
 * @example
 * ```ts
 * import { usePunchCard } from "@tillwright/loyalty-rules";
 *
 * const source = { kind: "punch-card", cardId: "C1", paid: 88000, single: 10000 };
 * const lot = { account: "member:M1/punch:massage", lotId: "C1/massage", issued: 10, remaining: 7 };
 * const card = { ...lot, held: 0, expiresAt: 5000, openedAt: 0, source };
 * const use = { memberId: "M1", service: "massage", staffId: "E1", storeId: "north", lots: [card] };
 * const used = usePunchCard(use, { key: "till-1/54", at: 0 });
 * used.ok ? [used.value.revenue, used.value.left] : null; //=> [8800, 6]
 * ```
 *
 * @public
 */
export function usePunchCard(
  use: {
    readonly memberId: string;
    readonly service: string;
    readonly staffId: string | null;
    readonly storeId: string;
    readonly lots: readonly Lot[];
  },
  context: CommandContext,
): Outcome<PunchUse, LoyaltyRefusal> {
  const { memberId, service, staffId, storeId } = use;
  const lot = use.lots.find(
    (candidate) => isAlive(candidate.expiresAt, context.at) && candidate.remaining > candidate.held,
  );
  if (lot === undefined) {
    return refused("loyalty.no-uses-left", `no card with a use of ${service} left`, { service });
  }
  const { cardId, paid } = sourceOf(lot);
  const used = lot.issued - lot.remaining;
  const revenue = revenueOfUses(paid, lot.issued, used + 1) - revenueOfUses(paid, lot.issued, used);
  const accounts = [punchAccount(memberId, service), punchSoldAccount(memberId, service)] as const;
  const lotParts = [{ lotId: lot.lotId, amount: 1 }];
  const memo = { kind: "punch-used", cardId, service, staffId, storeId, revenue };
  return {
    ok: true,
    value: Object.freeze({
      cardId,
      lotId: lot.lotId,
      revenue,
      left: lot.remaining - 1,
      commands: [post(context, `punch:${service}`, outOf(...accounts, 1, { lotParts }), memo)],
    }),
  };
}

/**
 * Takes a use back. The revenue that goes back is that of the latest use, so that what is recognised always follows from
 * how many uses there were, whichever of them is taken back.
 *
 * @param use - the card's lot as it is now; it may have no uses left
 *
 * @example
 * ```ts
 * import { reversePunchUse } from "@tillwright/loyalty-rules";
 *
 * const source = { kind: "punch-card", cardId: "C1", paid: 88000, single: 10000 };
 * const lot = { account: "member:M1/punch:massage", lotId: "C1/massage", issued: 10, remaining: 7 };
 * const card = { ...lot, held: 0, expiresAt: 5000, openedAt: 0, source };
 * const use = { memberId: "M1", service: "massage", lot: card };
 * reversePunchUse(use, { key: "till-1/55", at: 0 }).revenue; //=> 8800
 * ```
 *
 * @public
 */
export function reversePunchUse(
  use: {
    readonly memberId: string;
    readonly service: string;
    readonly lot: Pick<Lot, "lotId" | "issued" | "remaining" | "source">;
  },
  context: CommandContext,
): { readonly revenue: MinorUnits; readonly commands: readonly JournalCommand[] } {
  const { memberId, service, lot } = use;
  const paid = numberIn(lot.source, "paid");
  const used = checkWhole(lot.issued - lot.remaining, 1, "the uses to take back from");
  const revenue = revenueOfUses(paid, lot.issued, used) - revenueOfUses(paid, lot.issued, used - 1);
  const accounts = [punchAccount(memberId, service), punchSoldAccount(memberId, service)] as const;
  const lotParts = [{ lotId: lot.lotId, amount: 1 }];
  const memo = { kind: "punch-reversed", service, lotId: lot.lotId, revenue };
  const postings = into(...accounts, 1, { lotParts });
  return { revenue, commands: [post(context, `punch-reversed:${service}`, postings, memo)] };
}
