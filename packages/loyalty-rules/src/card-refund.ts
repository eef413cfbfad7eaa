import type { JournalCommand, Lot, PostingRequest } from "@tillwright/ledger";
import { type Json, type MinorUnits, type Reason, scaleRounded } from "@tillwright/values";
import {
  storedBonusAccount,
  storedBonusIssuedAccount,
  storedPrincipalAccount,
  storedPrincipalIssuedAccount,
} from "./accounts.js";
import { storedBonusPromisedAccount } from "./bonus-instalments.js";
import { checkWhole } from "./errors.js";
import { memoField } from "./internal/memo-field.js";
import { isAlive } from "./lots.js";
import { lotPosting, post } from "./post.js";
import type { Programme } from "./programme.js";
import { revenueOfUses } from "./punch-revenue.js";
import type { CommandContext } from "./sale-event.js";

/**
 * Why a prepaid card is given back. What each case pays follows the rule of the Supreme People's Court on prepaid
 * consumption, 法释〔2025〕4号, as far as its text was at hand; the shop decides which case it is, and takes advice.
 *
 * - `merchant-fault`: what was used counts at the discount that the bonus made.
 * - `consumer-fault`: what was used counts at its list price.
 * - `withdrawal`: within seven days of paying, of what was not used; not when the same goods had been had before.
 * - `shop-policy`: the principal that is left, by the shop's own spend order; bonus is void.
 *
 * @public
 */
export type CardRefundCase = "merchant-fault" | "consumer-fault" | "withdrawal" | "shop-policy";

/**
 * One answer to "what do I get back", with the sentence for the receipt.
 *
 * @public
 */
export interface CardRefundOption {
  readonly case: CardRefundCase;
  /** Never less than nothing: nobody owes beyond what was prepaid. */
  readonly amount: MinorUnits;
  readonly reason: Reason;
}

/** Seven days, from the instant of paying. */
const withdrawalTime = 7 * 24 * 3_600_000;

function option(
  kind: CardRefundCase,
  amount: MinorUnits,
  facts: Readonly<Record<string, Json>>,
): CardRefundOption {
  const paidBack = Math.max(0, amount);
  const reason = { code: `loyalty.refund-${kind}`, facts: { ...facts, amount: paidBack } };
  return Object.freeze({ case: kind, amount: paidBack, reason });
}

function numberOf(source: Json, name: string): number {
  const value = memoField(source, name);
  return typeof value === "number" ? value : 0;
}

interface CardFigures {
  readonly paid: MinorUnits;
  readonly bonus: MinorUnits;
  readonly principalLeft: MinorUnits;
  readonly bonusLeft: MinorUnits;
}

function remainingOf(lots: readonly Lot[]): number {
  return lots.reduce((sum, lot) => sum + lot.remaining, 0);
}

/** The top-ups of which something is left. What an older one held is used up and no longer asked about. */
function figuresOf(
  principal: readonly Lot[],
  bonus: readonly Lot[],
  promised: readonly Lot[],
): CardFigures {
  const topUps = new Map<string, { paid: MinorUnits; bonus: MinorUnits }>();
  for (const lot of [...principal, ...bonus, ...promised]) {
    const topUp = lot.lotId.slice(0, lot.lotId.lastIndexOf("/"));
    const paid = numberOf(lot.source, "paid");
    topUps.set(topUp, { paid, bonus: numberOf(lot.source, "bonus") });
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    paid: sum([...topUps.values()].map((topUp) => topUp.paid)),
    // Bonus that was promised and has not come was not had.
    bonus: sum([...topUps.values()].map((topUp) => topUp.bonus)) - remainingOf(promised),
    principalLeft: remainingOf(principal),
    bonusLeft: remainingOf(bonus),
  };
}

/**
 * What a member would get back for stored value, for each case side by side.
 *
 * @param card - the lots as the journal lists them, those of promised bonus too; bonus that lapsed unspent; what the goods that were had would have
 *   cost at list, when that is not what they were paid with; whether the same goods had been had before
 *
 * @example
 * ```ts
 * import { cardRefundOptions } from "@tillwright/loyalty-rules";
 *
 * // 充500送50, 110 spent pro rata: 100 of the principal and 10 of the bonus.
 * const source = { kind: "top-up", paid: 50000, bonus: 5000 };
 * const lot = { held: 0, expiresAt: null, openedAt: 0, source };
 * const card = {
 *   principalLots: [{ ...lot, account: "p", lotId: "T1/principal", issued: 50000, remaining: 40000 }],
 *   bonusLots: [{ ...lot, account: "b", lotId: "T1/bonus", issued: 5000, remaining: 4000 }],
 * };
 * const options = cardRefundOptions("CNY", card, 30 * 24 * 3_600_000);
 * options.map((option) => [option.case, option.amount]); //=> [["merchant-fault", 40000], ["consumer-fault", 39000], ["shop-policy", 40000]]
 * ```
 *
 * @public
 */
export function cardRefundOptions(
  currency: string,
  card: {
    readonly principalLots: readonly Lot[];
    readonly bonusLots: readonly Lot[];
    readonly promisedLots?: readonly Lot[];
    readonly lapsedBonus?: MinorUnits;
    readonly usedAtList?: MinorUnits;
    readonly hadBefore?: boolean;
  },
  at: number,
): readonly CardRefundOption[] {
  const { paid, bonus, principalLeft, bonusLeft } = figuresOf(
    card.principalLots,
    card.bonusLots,
    card.promisedLots ?? [],
  );
  const lapsed = checkWhole(card.lapsedBonus ?? 0, 0, "the lapsed bonus");
  const used = Math.max(0, paid + bonus - principalLeft - bonusLeft - lapsed);
  const usedAtList = checkWhole(card.usedAtList ?? used, 0, "what was used at list price");
  const whole = paid + bonus;
  const share = whole === 0 ? 0 : scaleRounded(used, paid, whole, "down");
  const facts = { paid, bonus, used, currency };
  const recent = card.principalLots.filter((lot) => at - lot.openedAt < withdrawalTime);
  const unused = recent.reduce((sum, lot) => sum + lot.remaining, 0);
  const withdrawal =
    recent.length > 0 && card.hadBefore !== true
      ? [option("withdrawal", unused, { unused, currency })]
      : [];
  return Object.freeze([
    option("merchant-fault", paid - share, { ...facts, share }),
    option("consumer-fault", paid - usedAtList, { ...facts, usedAtList }),
    ...withdrawal,
    option("shop-policy", principalLeft, { principalLeft, bonusLeft, currency }),
  ]);
}

/**
 * What a member would get back for a punch card, for each case side by side.
 *
 * @param single - what one use costs without a card
 *
 * @example
 * ```ts
 * import { punchRefundOptions } from "@tillwright/loyalty-rules";
 *
 * // 10 for 880, 3 used, single price 100.
 * const options = punchRefundOptions("CNY", { paid: 88000, uses: 10, used: 3, single: 10000 });
 * options.map((option) => [option.case, option.amount]); //=> [["merchant-fault", 61600], ["consumer-fault", 58000]]
 * ```
 *
 * @public
 */
export function punchRefundOptions(
  currency: string,
  card: {
    readonly paid: MinorUnits;
    readonly uses: number;
    readonly used: number;
    readonly single: MinorUnits;
  },
): readonly CardRefundOption[] {
  const { paid, uses, used, single } = card;
  const share = revenueOfUses(paid, uses, used);
  const usedAtList = checkWhole(single, 0, "the price of one use") * used;
  const facts = { paid, bonus: 0, used: share, currency };
  return Object.freeze([
    option("merchant-fault", paid - share, { ...facts, share }),
    option("consumer-fault", paid - usedAtList, { ...facts, usedAtList }),
  ]);
}

/**
 * Closes a member's stored value when it is paid back: everything that is left goes: principal, bonus and what of it was promised. What is paid
 * out is the till's part and stands in the memo.
 *
 * @example
 * ```ts
 * import {
 *   cardRefundOptions,
 *   closeStoredValue,
 *   parseProgramme,
 * } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   storedValue: {},
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const source = { kind: "top-up", paid: 50000, bonus: 0 };
 * const lot = { lotId: "T1/principal", issued: 50000, remaining: 40000, held: 0, expiresAt: null };
 * const account = "member:M1/stored-principal:CNY";
 * const principalLots = [{ ...lot, account, openedAt: 0, source }];
 * const card = { memberId: "M1", principalLots, bonusLots: [] };
 * const [chosen] = cardRefundOptions("CNY", card, 0);
 * const context = { key: "office/2", at: 0 };
 * chosen ? closeStoredValue(parsed.value, card, chosen, context).length : 0; //=> 1
 * ```
 *
 * @public
 */
export function closeStoredValue(
  programme: Programme,
  card: {
    readonly memberId: string;
    readonly principalLots: readonly Lot[];
    readonly bonusLots: readonly Lot[];
    readonly promisedLots?: readonly Lot[];
  },
  chosen: CardRefundOption,
  context: CommandContext,
): readonly JournalCommand[] {
  const { memberId } = card;
  const { currency } = programme;
  const open = (lots: readonly Lot[]) =>
    lots
      .filter((lot) => lot.remaining > 0 && isAlive(lot.expiresAt, context.at))
      .map((lot) => ({ lotId: lot.lotId, amount: lot.remaining, expiresAt: lot.expiresAt }));
  const principal = open(card.principalLots);
  const bonus = open(card.bonusLots);
  const postings: PostingRequest[] = [];
  if (principal.length > 0) {
    const account = storedPrincipalAccount(memberId, currency);
    const counter = storedPrincipalIssuedAccount(memberId, currency);
    postings.push(...lotPosting(account, counter, principal));
  }
  if (bonus.length > 0) {
    const account = storedBonusAccount(memberId, currency);
    postings.push(...lotPosting(account, storedBonusIssuedAccount(memberId, currency), bonus));
  }
  const promised = open(card.promisedLots ?? []);
  if (promised.length > 0) {
    const account = storedBonusPromisedAccount(memberId, currency);
    postings.push(...lotPosting(account, storedBonusIssuedAccount(memberId, currency), promised));
  }
  if (postings.length === 0) return [];
  const memo = { kind: "stored-value-closed", case: chosen.case, amount: chosen.amount };
  return [post(context, "stored-value-closed", postings, memo)];
}
