import type { Instant, Outcome } from "@tillwright/values";
import type { Account } from "./account.js";
import type { ResolvedPosting } from "./check-postings.js";
import type { Draft } from "./draft.js";
import type { LotMove, LotPart, PostingRequest } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import type { LotState } from "./ledger-view.js";
import { refusal } from "./refusal.js";
import { isExpired } from "./spend-order.js";

/** Checks that a posting says about lots what its account needs: nothing, the lot it begins or returns to, or parts that add up. */
export function checkLotFields({ account, request }: ResolvedPosting): LedgerRefusal | null {
  const { newLot, lotParts, amount } = request;
  const facts = { account: account.accountId };
  const names = newLot !== undefined || lotParts !== undefined;
  if (account.lots === null && names) {
    const message = `account ${account.accountId} is not held in lots, but its posting names one`;
    return refusal("ledger.lot-not-allowed", message, facts);
  }
  if (newLot !== undefined && (amount < 0 || lotParts !== undefined)) {
    const message = `a new lot on ${account.accountId} goes with an incoming amount and no lot parts`;
    return refusal("ledger.lot-not-allowed", message, facts);
  }
  if (account.lots !== null && amount > 0 && !names) {
    const message = `what comes into ${account.accountId} needs a new lot or the lots it returns to`;
    return refusal("ledger.lot-required", message, facts);
  }
  return lotParts === undefined ? null : checkPartsSum(request, lotParts);
}

/** Checks that the parts sum to the posting's amount. */
export function checkPartsSum(
  { account, amount }: PostingRequest,
  parts: readonly LotPart[],
): LedgerRefusal | null {
  const sum = parts.reduce((total, part) => total + BigInt(part.amount), 0n);
  if (sum === BigInt(Math.abs(amount))) return null;
  return refusal(
    "ledger.lot-parts-differ",
    `the lot parts on ${account} sum to ${sum}, its posting is ${amount}`,
    { account, amount, parts: String(sum) },
  );
}

/** The lot moves of an incoming posting; lots are not touched yet. */
export function incomingMoves({ account, request }: ResolvedPosting): readonly LotMove[] {
  const { newLot, lotParts = [], amount } = request;
  if (account.lots === null) return [];
  if (newLot === undefined) {
    return lotParts.map((part) => ({
      account: account.accountId,
      lotId: part.lotId,
      amount: part.amount,
    }));
  }
  const opens = { expiresAt: newLot.expiresAt, source: newLot.source };
  return [{ account: account.accountId, lotId: newLot.lotId, amount, opens }];
}

/**
 * The lot moves of an outgoing posting: the lots it names, or those the account spends first. Expired lots and what
 * holds reserve are passed over. `take` is told each lot with the amount before the next is chosen.
 */
export function takeLots(
  draft: Draft,
  { account, request }: ResolvedPosting,
  at: Instant,
  take: (lot: LotState, amount: number) => void,
): Outcome<readonly LotMove[], LedgerRefusal> {
  if (account.lots === null) return { ok: true, value: [] };
  return request.lotParts === undefined
    ? takeInOrder(draft, account, -request.amount, at, take)
    : takeNamed(draft, account.accountId, request.lotParts, at, take);
}

function takeInOrder(
  draft: Draft,
  account: Account,
  needed: number,
  at: Instant,
  take: (lot: LotState, amount: number) => void,
): Outcome<readonly LotMove[], LedgerRefusal> {
  const moves: LotMove[] = [];
  let missing = needed;
  for (const lot of draft.lots(account.accountId, account.lots ?? "first-in")) {
    if (missing === 0) break;
    const amount = isExpired(lot, at) ? 0 : Math.min(missing, lot.remaining - lot.held);
    if (amount <= 0) continue;
    take(lot, amount);
    moves.push({ account: account.accountId, lotId: lot.lotId, amount: -amount });
    missing -= amount;
  }
  if (missing === 0) return { ok: true, value: moves };
  return { ok: false, refusal: lotShort(account.accountId, null, needed, needed - missing) };
}

function takeNamed(
  draft: Draft,
  accountId: string,
  parts: readonly LotPart[],
  at: Instant,
  take: (lot: LotState, amount: number) => void,
): Outcome<readonly LotMove[], LedgerRefusal> {
  const moves: LotMove[] = [];
  for (const { lotId, amount } of parts) {
    const lot = draft.lot(accountId, lotId);
    const problem = lot === null ? unknownLot(accountId, lotId) : checkSpendable(lot, amount, at);
    if (lot === null || problem !== null) {
      return { ok: false, refusal: problem ?? unknownLot(accountId, lotId) };
    }
    take(lot, amount);
    moves.push({ account: accountId, lotId, amount: -amount });
  }
  return { ok: true, value: moves };
}

function checkSpendable(lot: LotState, amount: number, at: Instant): LedgerRefusal | null {
  if (isExpired(lot, at)) {
    return refusal(
      "ledger.lot-expired",
      `lot ${lot.lotId} of ${lot.account} can no longer be spent`,
      { account: lot.account, lotId: lot.lotId, expiresAt: lot.expiresAt, at },
    );
  }
  const free = lot.remaining - lot.held;
  return amount <= free ? null : lotShort(lot.account, lot.lotId, amount, free);
}

/** The refusal of more than a lot, or all spendable lots of an account, can give. */
export function lotShort(
  account: string,
  lotId: string | null,
  needed: number,
  available: number,
): LedgerRefusal {
  const where = lotId === null ? `the spendable lots of ${account}` : `lot ${lotId} of ${account}`;
  return refusal("ledger.lot-short", `${where} can give ${available}, not ${needed}`, {
    account,
    lotId,
    needed,
    available,
  });
}

/** The refusal of a lot that the account never had. */
export function unknownLot(account: string, lotId: string): LedgerRefusal {
  return refusal("ledger.lot-unknown", `${account} has no lot ${lotId}`, { account, lotId });
}
