import type { Instant } from "@tillwright/values";
import type { Account, AccountId, LotOrder } from "./account.js";
import type { CommandKey, Entry, EntryId, LotId } from "./entry.js";
import type { Lot } from "./journal.js";

/**
 * What an account holds: posted, and reserved to leave and to arrive (both positive numbers).
 *
 * @public
 */
export interface Figures {
  readonly posted: number;
  readonly heldOut: number;
  readonly heldIn: number;
}

/**
 * A lot as the books keep it, with the place where it was opened: lots of the same age are spent in that order.
 *
 * @public
 */
export interface LotState extends Lot {
  /** The position of the entry that opened it. */
  readonly position: number;
  /** Which of the entry's lot moves opened it, from 0. */
  readonly line: number;
}

/**
 * What was answered to a command, kept under its key.
 *
 * @public
 */
export interface RecordedAnswer {
  /** The content hash of the command. */
  readonly bodyHash: string;
  readonly entries: readonly Entry[];
}

/**
 * What must be read to decide on a command. A store that implements a journal offers this and writes what
 * {@link decideAll} answers.
 *
 * A store whose writes are guarded may answer `null` for figures, `false` for `hasEntry` and `hasLot`, `null` for
 * `answer` and nothing for `expiredHolds` without reading, as long as its write fails when the truth is otherwise; it then
 * decides again over what it has read.
 *
 * @public
 */
export interface LedgerView {
  /** Told which key and entry id (`null` for none) a command brings, so that a store can look them up together. */
  expect?(key: CommandKey, entryId: EntryId | null): void;
  /** Told before accounts are asked for, so that a store can read them together. */
  prefetch?(accountIds: readonly AccountId[]): void;
  answer(key: CommandKey): RecordedAnswer | null;
  account(accountId: AccountId): Account | null;
  /** `null`: not read; the write judges the limits. */
  figures(accountId: AccountId): Figures | null;
  hasEntry(entryId: EntryId): boolean;
  entry(entryId: EntryId): Entry | null;
  /** The entry that settled, released or reversed this one. */
  referredBy(entryId: EntryId): EntryId | null;
  /** Open holds on any of the accounts that have expired at the instant, by expiry, then in the order of appending. */
  expiredHolds(accountIds: readonly AccountId[], at: Instant): readonly Entry[];
  /** Whether the account ever had the lot. */
  hasLot(accountId: AccountId, lotId: LotId): boolean;
  lot(accountId: AccountId, lotId: LotId): LotState | null;
  /** The account's lots with something left, in the order given, each read when it is asked for. */
  lots(accountId: AccountId, order: LotOrder): Iterable<LotState>;
  /** The position that the next entry takes; positions grow by one. */
  position(): number;
}

/**
 * One lot before and after: `before` is `null` for a lot that is opened.
 *
 * @public
 */
export interface LotChange {
  readonly before: LotState | null;
  readonly after: LotState;
}

/**
 * Everything that a list of commands changes, for a store to write in one transaction.
 *
 * @public
 */
export interface LedgerChanges {
  /** Newly opened accounts. */
  readonly accounts: readonly Account[];
  /** Appended entries; the first takes `position`. */
  readonly entries: readonly Entry[];
  readonly position: number;
  /** What is added to the figures of each account. */
  readonly figures: ReadonlyMap<AccountId, Figures>;
  readonly lots: readonly LotChange[];
  /** Answers to keep under their keys. */
  readonly answers: ReadonlyMap<CommandKey, RecordedAnswer>;
}
