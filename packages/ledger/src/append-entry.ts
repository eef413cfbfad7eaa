import type { Json } from "@tillwright/values";
import type { Draft } from "./draft.js";
import type { Entry, LotMove, Posting } from "./entry.js";

/** Appends the entry to the draft, frozen, so that no later change by a caller reaches the books. */
export function appendEntry(draft: Draft, entry: Entry): void {
  draft.append(freezeEntry(entry));
}

/** A frozen copy of an entry. */
function freezeEntry(entry: Entry): Entry {
  return Object.freeze({
    ...entry,
    postings: Object.freeze(entry.postings.map(freezePosting)),
    lotMoves: Object.freeze(entry.lotMoves.map(freezeMove)),
    memo: frozenJson(entry.memo),
  });
}

function freezePosting({ account, amount }: Posting): Posting {
  return Object.freeze({ account, amount });
}

function freezeMove({ account, lotId, amount, opens }: LotMove): LotMove {
  if (opens === undefined) return Object.freeze({ account, lotId, amount });
  const { expiresAt, source } = opens;
  const terms = Object.freeze({ expiresAt, source: frozenJson(source) });
  return Object.freeze({ account, lotId, amount, opens: terms });
}

/** A frozen deep copy of a JSON value. */
function frozenJson(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return Object.freeze(value.map(frozenJson));
  const entries = Object.entries(value);
  // A record of plain values is copied as it is; the names of others are defined one by one, "__proto__" among them.
  if (entries.every(([, part]) => typeof part !== "object" || part === null)) {
    return Object.freeze({ ...value });
  }
  return Object.freeze(
    Object.fromEntries(entries.map(([field, part]) => [field, frozenJson(part)] as const)),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
