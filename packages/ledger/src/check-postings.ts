import type { Outcome } from "@tillwright/values";
import type { Account } from "./account.js";
import type { Draft } from "./draft.js";
import type { Posting, PostingRequest } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import { refusal } from "./refusal.js";

/** A posting request with the account it is for. */
export interface ResolvedPosting {
  readonly account: Account;
  readonly request: PostingRequest;
}

/**
 * Checks what can be told without reading balances, in this order: something is posted, every amount is a whole number
 * but zero and fits, every account is open, and each owner's part sums to zero in each asset.
 */
export function checkPostings(
  draft: Draft,
  requests: readonly PostingRequest[],
): Outcome<readonly ResolvedPosting[], LedgerRefusal> {
  const problem =
    requests.length === 0
      ? refusal("ledger.empty-entry", "an entry needs at least one posting", {})
      : checkAmounts(requests);
  if (problem !== null) return { ok: false, refusal: problem };
  draft.prefetch?.(requests.map((request) => request.account));
  const resolved: ResolvedPosting[] = [];
  for (const request of requests) {
    const account = draft.account(request.account);
    if (account === null) return { ok: false, refusal: unknownAccount(request.account) };
    resolved.push({ account, request });
  }
  const unbalanced = checkBalanced(resolved);
  return unbalanced === null ? { ok: true, value: resolved } : { ok: false, refusal: unbalanced };
}

/** The refusal of an account that is not open. */
export function unknownAccount(account: string): LedgerRefusal {
  return refusal("ledger.unknown-account", `account ${account} is not open`, { account });
}

function checkAmounts(requests: readonly PostingRequest[]): LedgerRefusal | null {
  for (const { account, amount, lotParts = [] } of requests) {
    if (!Number.isSafeInteger(amount) || amount === 0) return amountInvalid(account, amount, null);
    for (const part of lotParts) {
      if (!Number.isSafeInteger(part.amount) || part.amount <= 0) {
        return amountInvalid(account, part.amount, part.lotId);
      }
    }
  }
  return null;
}

function amountInvalid(account: string, amount: number, lotId: string | null): LedgerRefusal {
  const what = lotId === null ? "a posting" : `a part of lot ${lotId}`;
  const rule = lotId === null ? "a whole number other than zero" : "a whole number above zero";
  return refusal(
    "ledger.amount-invalid",
    `${what} on ${account} is ${amount}; it must be ${rule} in the safe range`,
    { account, lotId, amount: String(amount) },
  );
}

function checkBalanced(postings: readonly ResolvedPosting[]): LedgerRefusal | null {
  const unbalanced = firstUnbalanced(
    postings.map(({ account, request }) => ({ account, posting: request })),
  );
  if (unbalanced === null) return null;
  const { owner, asset, sum } = unbalanced;
  return refusal(
    "ledger.unbalanced",
    `the postings of ${owner} in ${asset} sum to ${sum}, not to zero`,
    { owner, asset, sum },
  );
}

/** The first owner and asset, in the order of the postings, whose amounts do not sum to zero. */
export function firstUnbalanced(
  postings: readonly { readonly account: Account; readonly posting: Posting }[],
): { readonly owner: string; readonly asset: string; readonly sum: string } | null {
  const sums: { readonly owner: string; readonly asset: string; sum: number | bigint }[] = [];
  for (const { account, posting } of postings) {
    const { owner, asset } = account;
    // An entry concerns a few owners, so looking through them is faster than naming each pair.
    const before = sums.find((one) => one.owner === owner && one.asset === asset);
    if (before === undefined) sums.push({ owner, asset, sum: posting.amount });
    else before.sum = exactSum(before.sum, posting.amount);
  }
  for (const { owner, asset, sum } of sums) {
    if (Number(sum) !== 0) return { owner, asset, sum: String(sum) };
  }
  return null;
}

/** A sum of safe integers that is exact beyond their range too. */
function exactSum(sum: number | bigint, amount: number): number | bigint {
  if (typeof sum === "number" && Number.isSafeInteger(sum + amount)) return sum + amount;
  return BigInt(sum) + BigInt(amount);
}
