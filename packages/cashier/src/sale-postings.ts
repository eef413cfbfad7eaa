import type { AccountId, PostCommand, PostingRequest } from "@tillwright/ledger";
import type { Instant, Json, MinorUnits } from "@tillwright/values";
import { type ShiftAccountName, shiftAccount, shiftReceivable } from "./chart-of-accounts.js";
import type { SettledSale, SettledTender } from "./settled-sale.js";

/** Whose shift an amount is posted to. */
export interface ShiftPlace {
  readonly storeId: string;
  readonly tillId: string;
  readonly shiftId: string;
}

/** An amount for an account, before amounts of the same account are added up. */
export type Movement = readonly [account: AccountId, amount: MinorUnits];

/** One posting an account, without those that come to nothing. */
function postingsOf(movements: readonly Movement[]): readonly PostingRequest[] {
  const amounts = new Map<AccountId, MinorUnits>();
  for (const [account, amount] of movements) {
    amounts.set(account, (amounts.get(account) ?? 0) + amount);
  }
  return [...amounts]
    .filter(([, amount]) => amount !== 0)
    .map(([account, amount]) => ({ account, amount }));
}

/** The command that posts movements; none when they come to nothing. */
export function postMoney(
  key: string,
  at: Instant,
  movements: readonly Movement[],
  memo: Json,
): readonly PostCommand[] {
  const postings = postingsOf(movements);
  if (postings.length === 0) return [];
  return [{ kind: "post", key: `${key}/money`, entryId: `${key}/money`, at, postings, memo }];
}

/** Names the accounts of a shift. */
export function accountsOf(shift: ShiftPlace): (name: ShiftAccountName) => AccountId {
  return (name) => shiftAccount(shift.storeId, shift.tillId, shift.shiftId, name);
}

/** Whether somebody else owes the money of such a tender. */
export function isReceivable(kind: SettledTender["kind"]): boolean {
  return kind === "card" || kind === "qr" || kind === "third-party-coupon";
}

/** The receivable of a tender that somebody else owes. */
export function receivableOf(
  shift: ShiftPlace,
  tender: Pick<SettledTender, "kind" | "party">,
): AccountId {
  const { storeId, tillId, shiftId } = shift;
  return shiftReceivable(storeId, tillId, shiftId, tender.kind, tender.party ?? tender.kind);
}

/** Where the money of a tender comes in. Stored value is money that came in with a top-up: the debt to the member falls. */
function tenderMovements(
  shift: ShiftPlace,
  tender: SettledTender,
  keptTax: MinorUnits,
): readonly Movement[] {
  const account = accountsOf(shift);
  const { received, bonusPart } = tender;
  switch (tender.kind) {
    case "cash":
      return [[account("drawer"), received]];
    case "stored-value":
      return [
        [account("stored-principal"), received - bonusPart],
        [account("stored-bonus"), bonusPart],
        [account("bonus-promised"), -bonusPart],
        [account("bonus-spent"), bonusPart],
      ];
    case "kept-back":
      return [
        [account("kept-back"), received - keptTax],
        [account("kept-back-tax"), keptTax],
      ];
    case "points-debt":
      return [[account("points-recovered"), received]];
    default:
      return [[receivableOf(shift, tender), received]];
  }
}

/**
 * The money of a settled sale or refund: tenders and rounding against sales and tax. A refund is the same the other way
 * round, in the shift that pays it.
 */
export function saleMovements(
  sale: Pick<
    SettledSale,
    "kind" | "storeId" | "tillId" | "shiftId" | "tenders" | "totals" | "keptBack"
  >,
): readonly Movement[] {
  const account = accountsOf(sale);
  const { paid, tax, cashRounding } = sale.totals;
  const movements: Movement[] = [
    ...sale.tenders.flatMap((tender) => tenderMovements(sale, tender, sale.keptBack?.tax ?? 0)),
    [account("rounding"), cashRounding],
    [account("sales"), -(paid - tax)],
    [account("tax"), -tax],
  ];
  return sale.kind === "sale"
    ? movements
    : movements.map(([name, amount]): Movement => [name, -amount]);
}
