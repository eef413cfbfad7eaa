import type { Instant, Json } from "@tillwright/values";
import type { AccountId } from "./account.js";

/** Names an entry; made by the caller, a UUID. @public */
export type EntryId = string;

/** Makes a command exactly-once: same key and body, same answer. @public */
export type CommandKey = string;

/** Names a lot within its account. @public */
export type LotId = string;

/**
 * What a new lot is and where it came from.
 *
 * @public
 */
export interface LotDraft {
  readonly lotId: LotId;
  /** The first instant at which it can no longer be spent; `null` has no end. */
  readonly expiresAt: Instant | null;
  /** Sale, rule version, price paid: whatever the issuer needs to read back. */
  readonly source: Json;
}

/**
 * A part of a lot that is spent or given back.
 *
 * @public
 */
export interface LotPart {
  readonly lotId: LotId;
  /** A positive whole number. */
  readonly amount: number;
}

/**
 * One side of a posting group.
 *
 * @public
 */
export interface Posting {
  readonly account: AccountId;
  /** Signed, not zero: what comes in is positive. */
  readonly amount: number;
}

/**
 * A posting as a command asks for it. On an account held in lots, an incoming amount names its new lot or the lots it
 * returns to; an outgoing amount may name its lots, and else takes them in the account's order.
 *
 * @public
 */
export interface PostingRequest extends Posting {
  readonly newLot?: LotDraft;
  readonly lotParts?: readonly LotPart[];
}

/**
 * What a lot was opened with.
 *
 * @public
 */
export type LotTerms = Omit<LotDraft, "lotId">;

/**
 * The movement of one lot by an entry: signed as its posting.
 *
 * @public
 */
export interface LotMove {
  readonly account: AccountId;
  readonly lotId: LotId;
  readonly amount: number;
  /** Of an incoming move: the lot begins here. Of an outgoing one, in a reversal: the lot is taken back as never begun. */
  readonly opens?: LotTerms;
}

/**
 * What an entry does: move at once, reserve, settle or release a reservation, take back an earlier entry, or let expired
 * lots go.
 *
 * @public
 */
export type EntryKind = "post" | "hold" | "settle" | "release" | "reverse" | "lapse";

/**
 * One posting group as the journal keeps it. Entries are only appended. The postings sum to zero for each owner and asset.
 *
 * The postings of a hold say what is reserved, those of a release what is given free: neither moves an amount. Of every
 * other kind they are movements, and a balance is their sum.
 *
 * @public
 */
export interface Entry {
  readonly entryId: EntryId;
  readonly key: CommandKey;
  readonly kind: EntryKind;
  /** When it happened in the trade; the order of entries is the order of appending, not of this. */
  readonly at: Instant;
  readonly postings: readonly Posting[];
  readonly lotMoves: readonly LotMove[];
  /** The hold that is settled or released, or the entry that is reversed. */
  readonly refersTo: EntryId | null;
  /** Of a hold: the first instant at which it no longer reserves; `null` waits for ever. */
  readonly expiresAt: Instant | null;
  readonly memo: Json;
}
