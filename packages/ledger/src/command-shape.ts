import type { Account } from "./account.js";
import type { PostingRequest } from "./entry.js";
import { LedgerError } from "./errors.js";
import type { LedgerRefusal } from "./journal.js";
import type { JournalCommand } from "./journal-command.js";
import { refusal } from "./refusal.js";

/** The longest id or key, in UTF-16 code units. */
const longestId = 200;

/** The most postings of one entry, and the most lot parts of one posting. */
const mostPostings = 1000;

/** Begins the key and the id of an entry that the journal appends by itself when a hold has expired. */
export const expiredPrefix = "expired:";

type Ids = readonly (readonly [field: string, id: string])[];

/**
 * Throws when a program hands in what the types forbid; answers a refusal for an id that is empty, too long or reserved,
 * or a list that is too long.
 */
export function checkShape(command: JournalCommand): LedgerRefusal | null {
  requireThat(typeof command === "object" && command !== null, "command", "is not an object");
  requireThat(Number.isSafeInteger(command.at), "at", "is not an instant in whole milliseconds");
  const postings = postingsOf(command);
  const longest = postings.reduce(
    (most, { lotParts }) => Math.max(most, lotParts?.length ?? 0),
    postings.length,
  );
  if (longest > mostPostings) {
    const message = `one entry has at most ${mostPostings} postings of at most ${mostPostings} lot parts`;
    return refusal("ledger.too-many-postings", message, { most: mostPostings });
  }
  return (
    checkIds([["key", command.key], ...commandIds(command)]) ??
    (postings.every(hasPlainIds)
      ? null
      : checkIds(postings.flatMap((posting, index) => postingIds(posting, `postings.${index}`))))
  );
}

/** Nearly every id is plain, and then no field needs to be named. */
function hasPlainIds({ account, newLot, lotParts }: PostingRequest): boolean {
  if (!isPlainId(account) || (newLot !== undefined && !isPlainId(newLot.lotId))) return false;
  return lotParts === undefined || lotParts.every(({ lotId }) => isPlainId(lotId));
}

function isPlainId(id: unknown): boolean {
  return typeof id === "string" && id.length <= longestId && /^[!-~]+$/.test(id);
}

function commandIds(command: JournalCommand): Ids {
  switch (command.kind) {
    case "open":
      return openIds(command.accounts);
    case "post":
      return [["entryId", command.entryId]];
    case "hold":
      requireInstant(command.expiresAt, "expiresAt");
      return [["entryId", command.entryId]];
    case "settle":
    case "release":
      return [
        ["entryId", command.entryId],
        ["hold", command.hold],
      ];
    case "reverse":
      return [
        ["entryId", command.entryId],
        ["reverses", command.reverses],
      ];
    case "lapse":
      return [
        ["entryId", command.entryId],
        ["account", command.account],
        ["to", command.to],
      ];
    default:
      return misuse("kind", "is not a kind of command");
  }
}

function openIds(accounts: readonly Account[]): Ids {
  requireThat(Array.isArray(accounts), "accounts", "is not a list");
  return accounts.flatMap((account, index): Ids => {
    const path = `accounts.${index}`;
    requireThat(
      account.lots === null || account.lots === "earliest-expiry" || account.lots === "first-in",
      `${path}.lots`,
      "is not an order of lots",
    );
    for (const field of ["floor", "ceiling"] as const) {
      const limit = account[field];
      requireThat(limit === null || typeof limit === "number", `${path}.${field}`, "is no limit");
    }
    return [
      [`${path}.accountId`, account.accountId],
      [`${path}.owner`, account.owner],
      [`${path}.asset`, account.asset],
    ];
  });
}

function postingsOf(command: JournalCommand): readonly PostingRequest[] {
  if (command.kind === "settle" && command.postings === null) return [];
  if (command.kind !== "post" && command.kind !== "hold" && command.kind !== "settle") return [];
  requireThat(Array.isArray(command.postings), "postings", "is not a list");
  const postings: readonly PostingRequest[] = command.postings ?? [];
  for (const [index, posting] of postings.entries()) requirePosting(posting, index);
  return postings;
}

function requirePosting(posting: PostingRequest, index: number): void {
  const path = `postings.${index}`;
  requireThat(typeof posting === "object" && posting !== null, path, "is not a posting");
  requireThat(typeof posting.amount === "number", `${path}.amount`, "is not a number");
  const { newLot, lotParts = [] } = posting;
  requireThat(Array.isArray(lotParts), `${path}.lotParts`, "is not a list");
  if (newLot !== undefined) requireInstant(newLot.expiresAt, `${path}.newLot.expiresAt`);
  for (const [index, part] of lotParts.entries()) {
    requireThat(typeof part.amount === "number", `${path}.lotParts.${index}`, "has no amount");
  }
}

function postingIds({ account, newLot, lotParts = [] }: PostingRequest, path: string): Ids {
  return [
    [`${path}.account`, account],
    ...(newLot === undefined ? [] : [[`${path}.newLot.lotId`, newLot.lotId] as const]),
    ...lotParts.map((part, index) => [`${path}.lotParts.${index}.lotId`, part.lotId] as const),
  ];
}

function checkIds(ids: Ids): LedgerRefusal | null {
  for (const [field, id] of ids) {
    requireThat(typeof id === "string", field, "is not a string");
    const problem = idProblem(field, id);
    if (problem === null) continue;
    const facts = { field, length: id.length, longest: longestId };
    return refusal("ledger.id-invalid", `${field} ${problem}`, facts);
  }
  return null;
}

/** Control characters and halves of a character do not survive every store, so no id has them. */
function idProblem(field: string, id: string): string | null {
  if (id.length === 0) return "is empty";
  if (id.length > longestId) return `is longer than ${longestId} characters`;
  if (!/^[ -~]+$/.test(id) && /[\p{Cc}\p{Surrogate}]/u.test(id))
    return "has a control character or half a character";
  const own = (field === "key" || field === "entryId") && id.startsWith(expiredPrefix);
  return own ? `begins with "${expiredPrefix}", which the journal keeps for itself` : null;
}

function requireInstant(value: unknown, field: string): void {
  requireThat(
    value === null || Number.isSafeInteger(value),
    field,
    "is neither null nor an instant in whole milliseconds",
  );
}

function requireThat(holds: boolean, field: string, problem: string): void {
  if (!holds) misuse(field, problem);
}

function misuse(field: string, problem: string): never {
  throw new LedgerError("ledger.command-invalid", `journal command: ${field} ${problem}`, {
    field,
  });
}
