import type { JournalCommand, Lot, PostingRequest } from "@tillwright/ledger";
import { type CurrencyCode, type MinorUnits, type Outcome, scaleRounded } from "@tillwright/values";
import {
  storedBonusAccount,
  storedBonusIssuedAccount,
  storedPrincipalAccount,
  storedPrincipalIssuedAccount,
} from "./accounts.js";
import { checkWhole, fail } from "./errors.js";
import { lotParts, partsGivenBack, type SpentLot, takeFromLots, totalOf } from "./lots.js";
import { into, outOf, post } from "./post.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";
import type { StoredValueSplit } from "./stored-value.js";

/**
 * The lots that paid a sale.
 *
 * @public
 */
export type StoredValueSpend = {
  readonly principal: readonly SpentLot[];
  readonly bonus: readonly SpentLot[];
};

/**
 * Pays a sale with stored value. The lots are read before; if one was spent at another till meanwhile, the journal
 * refuses and the lots are read again.
 *
 * Refuses `loyalty.stored-value-short` when the lots hold less than the split names.
 *
 * @param request - `principalLots` and `bonusLots` as the journal lists them
 *
 * @example
 * ```ts
 * import { spendStoredValue } from "@tillwright/loyalty-rules";
 *
 * const lot = { issued: 50000, remaining: 50000, held: 0, expiresAt: null, openedAt: 0, source: null };
 * const account = "member:M1/stored-principal:CNY";
 * const card = { memberId: "M1", currency: "CNY", saleId: "S3" };
 * const spend = spendStoredValue({
 *   ...card,
 *   split: { principal: 11000, bonus: 0 },
 *   principalLots: [{ ...lot, account, lotId: "T1/principal" }],
 *   bonusLots: [],
 *   context: { key: "till-1/47", at: 0 },
 * });
 * spend.ok ? spend.value.spent.principal : null; //=> [{ "lotId": "T1/principal", "amount": 11000, "expiresAt": null }]
 * ```
 *
 * @public
 */
export function spendStoredValue(request: {
  readonly memberId: string;
  readonly currency: CurrencyCode;
  readonly saleId: string;
  readonly split: StoredValueSplit;
  readonly principalLots: readonly Lot[];
  readonly bonusLots: readonly Lot[];
  readonly context: CommandContext;
}): Outcome<
  { readonly spent: StoredValueSpend; readonly commands: readonly JournalCommand[] },
  LoyaltyRefusal
> {
  const { memberId, currency, split, context } = request;
  checkWhole(split.principal, 0, "the principal to spend");
  checkWhole(split.bonus, 0, "the bonus to spend");
  const principal = takeFromLots(request.principalLots, split.principal, context.at);
  const bonus = takeFromLots(request.bonusLots, split.bonus, context.at);
  const missing = principal.missing + bonus.missing;
  const amount = split.principal + split.bonus;
  if (missing > 0) {
    const available = amount - missing;
    return refused(
      "loyalty.stored-value-short",
      `stored value of ${available} does not cover ${amount}`,
      { available, amount, missing, currency },
    );
  }
  const spent = Object.freeze({ principal: principal.taken, bonus: bonus.taken });
  const postings: PostingRequest[] = [];
  if (split.principal > 0) {
    postings.push(
      ...outOf(
        storedPrincipalAccount(memberId, currency),
        storedPrincipalIssuedAccount(memberId, currency),
        split.principal,
        { lotParts: lotParts(spent.principal) },
      ),
    );
  }
  if (split.bonus > 0) {
    postings.push(
      ...outOf(
        storedBonusAccount(memberId, currency),
        storedBonusIssuedAccount(memberId, currency),
        split.bonus,
        { lotParts: lotParts(spent.bonus) },
      ),
    );
  }
  const memo = { kind: "stored-value-spent", saleId: request.saleId };
  const commands = postings.length === 0 ? [] : [post(context, "stored-value", postings, memo)];
  return { ok: true, value: Object.freeze({ spent, commands }) };
}

/**
 * How a part of what stored value paid for a sale comes back: in the same split, counted on everything returned so far,
 * so that returning in several steps ends where one step ends.
 *
 * @param returnedBefore - what came back to stored value by earlier refunds of the sale
 * @param amount - what comes back now
 *
 * @example
 * ```ts
 * import { splitReturn } from "@tillwright/loyalty-rules";
 *
 * splitReturn({ principal: 10000, bonus: 1000 }, 0, 5500); //=> { "principal": 5000, "bonus": 500 }
 * ```
 *
 * @public
 */
export function splitReturn(
  paid: StoredValueSplit,
  returnedBefore: MinorUnits,
  amount: MinorUnits,
): StoredValueSplit {
  const whole = paid.principal + paid.bonus;
  checkWhole(returnedBefore, 0, "what was returned before");
  checkWhole(amount, 0, "what is returned");
  if (returnedBefore + amount > whole) {
    fail(
      "loyalty.refund-exceeds-sale",
      `stored value paid ${whole}, less than what would come back`,
      {
        paid: whole,
        returnedBefore,
        amount,
      },
    );
  }
  if (amount === 0) return Object.freeze({ principal: 0, bonus: 0 });
  const bonus =
    scaleRounded(returnedBefore + amount, paid.bonus, whole, "down") -
    scaleRounded(returnedBefore, paid.bonus, whole, "down");
  return Object.freeze({ principal: amount - bonus, bonus });
}

/**
 * Gives stored value back after a refund, into the lots it came from; what was spent last comes back first. A bonus lot
 * that has expired takes its part back and lapses with it.
 *
 * @example
 * ```ts
 * import { returnStoredValue, spendStoredValue } from "@tillwright/loyalty-rules";
 *
 * const lot = { issued: 50000, remaining: 50000, held: 0, expiresAt: null, openedAt: 0, source: null };
 * const account = "member:M1/stored-principal:CNY";
 * const card = { memberId: "M1", currency: "CNY", saleId: "S3" };
 * const spend = spendStoredValue({
 *   ...card,
 *   split: { principal: 11000, bonus: 0 },
 *   principalLots: [{ ...lot, account, lotId: "T1/principal" }],
 *   bonusLots: [],
 *   context: { key: "till-1/47", at: 0 },
 * });
 * const back = spend.ok
 *   ? returnStoredValue({
 *       ...card,
 *       spent: spend.value.spent,
 *       returnedBefore: 0,
 *       amount: 5500,
 *       context: { key: "till-1/48", at: 0 },
 *     }).split
 *   : null;
 * back; //=> { "principal": 5500, "bonus": 0 }
 * ```
 *
 * @public
 */
export function returnStoredValue(request: {
  readonly memberId: string;
  readonly currency: CurrencyCode;
  readonly saleId: string;
  readonly spent: StoredValueSpend;
  readonly returnedBefore: MinorUnits;
  readonly amount: MinorUnits;
  readonly context: CommandContext;
}): { readonly split: StoredValueSplit; readonly commands: readonly JournalCommand[] } {
  const { memberId, currency, spent, returnedBefore, amount } = request;
  const paid = { principal: totalOf(spent.principal), bonus: totalOf(spent.bonus) };
  const before = splitReturn(paid, 0, returnedBefore);
  const split = splitReturn(paid, returnedBefore, amount);
  const postings: PostingRequest[] = [];
  if (split.principal > 0) {
    const parts = partsGivenBack(
      spent.principal,
      before.principal,
      before.principal + split.principal,
    );
    postings.push(
      ...into(
        storedPrincipalAccount(memberId, currency),
        storedPrincipalIssuedAccount(memberId, currency),
        split.principal,
        { lotParts: lotParts(parts) },
      ),
    );
  }
  if (split.bonus > 0) {
    const parts = partsGivenBack(spent.bonus, before.bonus, before.bonus + split.bonus);
    postings.push(
      ...into(
        storedBonusAccount(memberId, currency),
        storedBonusIssuedAccount(memberId, currency),
        split.bonus,
        { lotParts: lotParts(parts) },
      ),
    );
  }
  const memo = { kind: "stored-value-returned", saleId: request.saleId };
  const commands =
    postings.length === 0 ? [] : [post(request.context, "stored-value-back", postings, memo)];
  return Object.freeze({ split, commands });
}
