import type { Account, AccountId, JournalCommand, Lot } from "@tillwright/ledger";
import type { CurrencyCode, Instant, MinorUnits, Outcome } from "@tillwright/values";
import { checkWhole } from "./errors.js";
import { lotParts, partsGivenBack, type SpentLot, takeFromLots } from "./lots.js";
import { into, lotPosting, post } from "./post.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";

/**
 * What is left on a gift card: whoever holds the card holds the money.
 *
 * @example
 * ```ts
 * import { giftCardAccount } from "@tillwright/loyalty-rules";
 *
 * giftCardAccount("G1", "CNY"); //=> "gift:G1/balance:CNY"
 * ```
 *
 * @public
 */
export function giftCardAccount(cardId: string, currency: CurrencyCode): AccountId {
  return `gift:${cardId}/balance:${currency}`;
}

/**
 * The other side of a gift card.
 *
 * @example
 * ```ts
 * import { giftCardSoldAccount } from "@tillwright/loyalty-rules";
 *
 * giftCardSoldAccount("G1", "CNY"); //=> "gift:G1/sold:CNY"
 * ```
 *
 * @public
 */
export function giftCardSoldAccount(cardId: string, currency: CurrencyCode): AccountId {
  return `gift:${cardId}/sold:${currency}`;
}

function pair(cardId: string, currency: CurrencyCode): readonly [AccountId, AccountId] {
  return [giftCardAccount(cardId, currency), giftCardSoldAccount(cardId, currency)];
}

/**
 * A gift card of an account of its own.
 *
 * @public
 */
export interface GiftCard {
  readonly cardId: string;
  readonly currency: CurrencyCode;
}

/**
 * Sells a gift card. A second sale of the same card is refused by the journal.
 *
 * @param expiresAt - the first instant at which it is void; `null` never. Bearer cards must be honoured for years: see to
 *   the law of the place.
 *
 * @example
 * ```ts
 * import { sellGiftCard } from "@tillwright/loyalty-rules";
 *
 * const card = { cardId: "G1", currency: "CNY" };
 * sellGiftCard(card, 10000, null, { key: "till-1/57", at: 0 }).length; //=> 2
 * ```
 *
 * @public
 */
export function sellGiftCard(
  card: GiftCard,
  amount: MinorUnits,
  expiresAt: Instant | null,
  context: CommandContext,
): readonly JournalCommand[] {
  checkWhole(amount, 1, "the amount of a gift card");
  const { cardId, currency } = card;
  const [account, counter] = pair(cardId, currency);
  const shared = { owner: `gift:${cardId}`, asset: `gift-card:${currency}`, ceiling: null };
  const accounts: readonly Account[] = [
    { ...shared, accountId: account, floor: 0, lots: "first-in" },
    { ...shared, accountId: counter, floor: null, lots: null },
  ];
  const newLot = { lotId: `${cardId}/sold`, expiresAt, source: { kind: "gift-card", cardId } };
  return [
    { kind: "open", key: `${context.key}/gift-accounts`, at: context.at, accounts },
    post(context, `gift-sold:${cardId}`, into(account, counter, amount, { newLot }), {
      kind: "gift-card-sold",
      cardId,
    }),
  ];
}

/**
 * Pays with a gift card, down to the last cent.
 *
 * Refuses `loyalty.gift-card-short`, also for a card that was never sold: its lots are none.
 *
 * @example
 * ```ts
 * import { spendGiftCard } from "@tillwright/loyalty-rules";
 *
 * const card = { cardId: "G1", currency: "CNY" };
 * const account = "gift:G1/balance:CNY";
 * const lot = { account, lotId: "G1/sold", issued: 10000, remaining: 10000, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const spend = spendGiftCard(card, { saleId: "S1", amount: 2500, lots }, { key: "till-1/56", at: 0 });
 * spend.ok ? spend.value.spent : null; //=> [{ "lotId": "G1/sold", "amount": 2500, "expiresAt": null }]
 * ```
 *
 * @public
 */
export function spendGiftCard(
  card: GiftCard,
  spend: { readonly saleId: string; readonly amount: MinorUnits; readonly lots: readonly Lot[] },
  context: CommandContext,
): Outcome<
  { readonly spent: readonly SpentLot[]; readonly commands: readonly JournalCommand[] },
  LoyaltyRefusal
> {
  const amount = checkWhole(spend.amount, 0, "the amount from a gift card");
  const { taken, missing } = takeFromLots(spend.lots, amount, context.at);
  if (missing > 0) {
    const available = amount - missing;
    return refused("loyalty.gift-card-short", `the card holds ${available}, not ${amount}`, {
      available,
      amount,
      missing,
      currency: card.currency,
    });
  }
  if (amount === 0) return { ok: true, value: { spent: [], commands: [] } };
  const memo = { kind: "gift-card-spent", cardId: card.cardId, saleId: spend.saleId };
  const postings = lotPosting(...pair(card.cardId, card.currency), taken);
  const commands = [post(context, `gift-spent:${card.cardId}`, postings, memo)];
  return { ok: true, value: Object.freeze({ spent: taken, commands }) };
}

/**
 * Gives money back to a gift card after a refund; in several steps it ends where one step ends.
 *
 * @example
 * ```ts
 * import { returnToGiftCard, spendGiftCard } from "@tillwright/loyalty-rules";
 *
 * const card = { cardId: "G1", currency: "CNY" };
 * const account = "gift:G1/balance:CNY";
 * const lot = { account, lotId: "G1/sold", issued: 10000, remaining: 10000, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const spend = spendGiftCard(card, { saleId: "S1", amount: 2500, lots }, { key: "till-1/56", at: 0 });
 * const spent = spend.ok ? spend.value.spent : [];
 * const back = { saleId: "S1", spent, returnedBefore: 0, amount: 1000 };
 * returnToGiftCard(card, back, { key: "till-1/58", at: 0 }).length; //=> 1
 * ```
 *
 * @public
 */
export function returnToGiftCard(
  card: GiftCard,
  back: {
    readonly saleId: string;
    readonly spent: readonly SpentLot[];
    readonly returnedBefore: MinorUnits;
    readonly amount: MinorUnits;
  },
  context: CommandContext,
): readonly JournalCommand[] {
  const { returnedBefore, amount } = back;
  const parts = partsGivenBack(back.spent, returnedBefore, returnedBefore + amount);
  const given = parts.reduce((sum, part) => sum + part.amount, 0);
  checkWhole(given - amount, 0, "what the card paid less what comes back");
  if (amount === 0) return [];
  const accounts = pair(card.cardId, card.currency);
  const postings = into(...accounts, amount, { lotParts: lotParts(parts) });
  const memo = { kind: "gift-card-returned", cardId: card.cardId, saleId: back.saleId };
  return [post(context, `gift-returned:${card.cardId}`, postings, memo)];
}
