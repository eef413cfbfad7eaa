import type { Json } from "@tillwright/values";
import type { Account, AccountId } from "./account.js";
import { firstUnbalanced } from "./check-postings.js";
import { expiredPrefix } from "./command-shape.js";
import type { CommandKey, Entry, EntryId, LotMove, Posting } from "./entry.js";
import type { AuditFinding } from "./journal.js";
import { isExpired } from "./spend-order.js";

/**
 * What the audit of one entry looks up.
 *
 * @public
 */
export interface EntryBooks {
  account(accountId: AccountId): Account | null;
  /** The entry, or `null` when it is not in the journal or was appended later than the one under audit. */
  earlier(entryId: EntryId): Entry | null;
  /** The entry that settled, released or reversed this one, as the journal has it on record. */
  referredBy(entryId: EntryId): EntryId | null;
  /** Whether an answer is recorded under the key. */
  answered(key: CommandKey): boolean;
}

/** A finding of the given kind. */
export function finding(
  code: string,
  entryId: EntryId | null,
  account: AccountId | null,
  message: string,
  facts: Readonly<Record<string, Json>>,
): AuditFinding {
  return Object.freeze({ code, entryId, account, message, facts });
}

/**
 * Checks one entry by itself and against the entry it refers to: accounts, amounts, sums, lots, references, its key.
 * Codes: `ledger.audit-account-unknown`, `-amount-invalid`, `-unbalanced`, `-lots-differ`, `-reference-wrong`,
 * `-key-missing`.
 *
 * @example
 * ```ts
 * import { auditEntry } from "@tillwright/ledger";
 * const books = { account: () => null, earlier: () => null, referredBy: () => null, answered: () => true };
 * const entry = {
 *   entryId: "e1", key: "sale-1", kind: "post", at: 0, postings: [{ account: "cash", amount: 5 }],
 *   lotMoves: [], refersTo: null, expiresAt: null, memo: null,
 * } as const;
 * auditEntry(entry, books)?.code; //=> "ledger.audit-account-unknown"
 * ```
 *
 * @public
 */
export function auditEntry(entry: Entry, books: EntryBooks): AuditFinding | null {
  return (
    checkAmounts(entry, books) ??
    checkSums(entry, books) ??
    checkLotSums(entry, books) ??
    checkReference(entry, books) ??
    checkKey(entry, books)
  );
}

function checkAmounts(entry: Entry, books: EntryBooks): AuditFinding | null {
  const { entryId } = entry;
  for (const { account, amount } of [...entry.postings, ...entry.lotMoves]) {
    if (books.account(account) === null) {
      const message = `entry ${entryId} posts on ${account}, which is not open`;
      return finding("ledger.audit-account-unknown", entryId, account, message, {});
    }
    if (!Number.isSafeInteger(amount) || amount === 0) {
      const message = `entry ${entryId} has ${amount} on ${account}`;
      const facts = { seen: String(amount) };
      return finding("ledger.audit-amount-invalid", entryId, account, message, facts);
    }
  }
  return null;
}

function checkSums(entry: Entry, books: EntryBooks): AuditFinding | null {
  const postings = entry.postings.flatMap((posting) => {
    const account = books.account(posting.account);
    return account === null ? [] : [{ account, posting }];
  });
  const unbalanced = firstUnbalanced(postings);
  if (unbalanced === null) return null;
  const { owner, asset, sum } = unbalanced;
  const message = `the postings of entry ${entry.entryId} for ${owner} in ${asset} sum to ${sum}, not to 0`;
  const facts = { owner, asset, seen: sum, follows: "0" };
  return finding("ledger.audit-unbalanced", entry.entryId, null, message, facts);
}

/** What came and what went in lots is what was posted, in each direction; accounts without lots have no lot moves. */
function checkLotSums(entry: Entry, books: EntryBooks): AuditFinding | null {
  const inLots = (posting: Posting) => (books.account(posting.account)?.lots ?? null) !== null;
  const posted = directions(entry.postings.filter(inLots));
  const moved = directions(entry.lotMoves);
  for (const [where, { account }] of new Map([...posted, ...moved])) {
    const follows = posted.get(where)?.sum ?? 0;
    const seen = moved.get(where)?.sum ?? 0;
    if (seen === follows) continue;
    const message = `the lots of ${account} move by ${seen} in entry ${entry.entryId}, its postings by ${follows}`;
    const facts = { seen, follows };
    return finding("ledger.audit-lots-differ", entry.entryId, account, message, facts);
  }
  return null;
}

function directions(
  items: readonly (Posting | LotMove)[],
): Map<string, { account: AccountId; sum: number }> {
  const sums = new Map<string, { account: AccountId; sum: number }>();
  for (const { account, amount } of items) {
    const where = `${amount > 0 ? "in" : "out"} ${account}`;
    sums.set(where, { account, sum: (sums.get(where)?.sum ?? 0) + amount });
  }
  return sums;
}

function checkReference(entry: Entry, books: EntryBooks): AuditFinding | null {
  const { entryId, kind, refersTo } = entry;
  const needed = kind === "settle" || kind === "release" || kind === "reverse";
  const wrong = (message: string, facts: Readonly<Record<string, Json>> = {}) =>
    finding("ledger.audit-reference-wrong", entryId, null, `entry ${entryId} ${message}`, {
      refersTo,
      ...facts,
    });
  if (!needed) return refersTo === null ? null : wrong(`is a ${kind} and refers to ${refersTo}`);
  const referred = refersTo === null ? null : books.earlier(refersTo);
  if (referred === null) return wrong(`refers to ${refersTo}, which is not an earlier entry`);
  const by = books.referredBy(referred.entryId);
  if (by !== entryId) {
    return wrong(`refers to ${refersTo}, which ${by} refers to`, { seen: entryId, follows: by });
  }
  const problem = referenceProblem(entry, referred);
  return problem === null ? null : wrong(problem);
}

function referenceProblem(entry: Entry, referred: Entry): string | null {
  if (entry.kind === "reverse") {
    const mirrored =
      same(entry.postings, referred.postings, -1) &&
      same([...entry.lotMoves].reverse(), referred.lotMoves, -1);
    const reversible = ["post", "settle", "lapse"].includes(referred.kind);
    return mirrored && reversible ? null : `does not mirror ${referred.entryId}`;
  }
  if (referred.kind !== "hold") return `closes ${referred.entryId}, which is no hold`;
  if (entry.kind === "release") {
    const all =
      same(entry.postings, referred.postings, 1) && same(entry.lotMoves, referred.lotMoves, 1);
    return all ? null : `does not release what ${referred.entryId} holds`;
  }
  if (isExpired(referred, entry.at)) return `settles ${referred.entryId} after it expired`;
  const within =
    covers(referred.postings, entry.postings) && covers(referred.lotMoves, entry.lotMoves);
  return within ? null : `settles more than ${referred.entryId} holds`;
}

function same(
  a: readonly (Posting | LotMove)[],
  b: readonly (Posting | LotMove)[],
  sign: 1 | -1,
): boolean {
  return (
    a.length === b.length &&
    a.every((item, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        placeOf(item) === placeOf(other) &&
        item.amount === other.amount * sign
      );
    })
  );
}

function covers(
  held: readonly (Posting | LotMove)[],
  settled: readonly (Posting | LotMove)[],
): boolean {
  const left = new Map<string, number>();
  const place = (item: Posting | LotMove) => `${item.amount > 0 ? "in" : "out"} ${placeOf(item)}`;
  for (const item of held) {
    left.set(place(item), (left.get(place(item)) ?? 0) + Math.abs(item.amount));
  }
  return settled.every((item) => {
    const rest = (left.get(place(item)) ?? 0) - Math.abs(item.amount);
    left.set(place(item), rest);
    return rest >= 0;
  });
}

function placeOf(item: Posting | LotMove): string {
  return "lotId" in item ? `${item.account} ${item.lotId}` : item.account;
}

/** Without its key on record a command could be done a second time. */
function checkKey(entry: Entry, books: EntryBooks): AuditFinding | null {
  const { entryId, key } = entry;
  if (key.startsWith(expiredPrefix) || books.answered(key)) return null;
  const message = `no answer is recorded under key ${key} of entry ${entryId}`;
  return finding("ledger.audit-key-missing", entryId, null, message, { key });
}
