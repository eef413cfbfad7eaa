import type { Instant, Json, Outcome, Refusal } from "@tillwright/values";
import type { Account, AccountId, AssetId } from "./account.js";
import type { Entry, EntryId, LotId } from "./entry.js";
import type { JournalCommand } from "./journal-command.js";

/**
 * Why a journal refuses a command.
 *
 * @public
 */
export type LedgerRefusalCode =
  | "ledger.id-invalid"
  | "ledger.limits-invalid"
  | "ledger.out-of-range"
  | "ledger.owner-mismatch"
  | "ledger.too-many-postings"
  | "ledger.lot-overfull"
  | "ledger.unknown-account"
  | "ledger.account-differs"
  | "ledger.asset-mismatch"
  | "ledger.unbalanced"
  | "ledger.empty-entry"
  | "ledger.amount-invalid"
  | "ledger.below-floor"
  | "ledger.above-ceiling"
  | "ledger.lot-required"
  | "ledger.lot-not-allowed"
  | "ledger.lot-unknown"
  | "ledger.lot-taken"
  | "ledger.lot-expired"
  | "ledger.lot-short"
  | "ledger.lot-parts-differ"
  | "ledger.entry-exists"
  | "ledger.entry-unknown"
  | "ledger.not-a-hold"
  | "ledger.hold-closed"
  | "ledger.hold-expired"
  | "ledger.settle-exceeds-hold"
  | "ledger.already-reversed"
  | "ledger.not-reversible"
  | "ledger.nothing-to-lapse"
  | "ledger.key-reused";

/** A refused journal command. @public */
export type LedgerRefusal = Refusal<LedgerRefusalCode>;

/** The figures of one account. @public */
export interface Balance {
  readonly account: AccountId;
  readonly asset: AssetId;
  /** What has been posted. */
  readonly posted: number;
  /** Reserved to leave, a positive number. */
  readonly heldOut: number;
  /** Reserved to arrive, a positive number. */
  readonly heldIn: number;
  /** `posted - heldOut`, without lots that have expired. */
  readonly available: number;
}

/** A lot with what is left of it. @public */
export interface Lot {
  readonly account: AccountId;
  readonly lotId: LotId;
  readonly issued: number;
  readonly remaining: number;
  /** Reserved by holds, part of `remaining`. */
  readonly held: number;
  readonly expiresAt: Instant | null;
  readonly openedAt: Instant;
  readonly source: Json;
}

/** One line of a trial balance. @public */
export interface TrialBalanceLine {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly balance: number;
}

/** Every balance at an instant; each asset sums to zero. @public */
export interface TrialBalance {
  readonly lines: readonly TrialBalanceLine[];
  readonly sums: readonly { readonly asset: AssetId; readonly sum: number }[];
}

/** The first thing found wrong when everything is recomputed. @public */
export interface AuditFinding {
  readonly code: string;
  readonly entryId: EntryId | null;
  readonly account: AccountId | null;
  readonly message: string;
  readonly facts: Readonly<Record<string, Json>>;
}

/** What an audit read, and the first thing wrong, if anything. @public */
export interface AuditReport {
  readonly entries: number;
  readonly accounts: number;
  readonly lots: number;
  readonly finding: AuditFinding | null;
}

/** Which entries to read, in the order they were appended. @public */
export interface EntryQuery {
  /** Entries that post on the account, and settlements of holds on it, even those that leave it out. */
  readonly account?: AccountId;
  /** Entries that happened in the half-open range `[from, until)`. */
  readonly from?: Instant;
  readonly until?: Instant;
}

/**
 * The contract that the in-memory journal and the SQL journal share.
 *
 * @public
 */
export interface Journal {
  /** Does one command, exactly once for its key. */
  execute(command: JournalCommand): Promise<Outcome<readonly Entry[], LedgerRefusal>>;
  /** Does all commands or none; the refusal's facts carry the `index` of the command that was refused. */
  executeAll(
    commands: readonly JournalCommand[],
  ): Promise<Outcome<readonly Entry[], LedgerRefusal>>;
  account(accountId: AccountId): Promise<Account | null>;
  /** The figures now, with holds and lots judged at `at`. */
  balance(accountId: AccountId, at: Instant): Promise<Balance | null>;
  /** What had been posted by entries that happened before or at `at`. */
  balanceAt(accountId: AccountId, at: Instant): Promise<number | null>;
  /** Lots with something left, in the order they would be spent; expired ones included at the end. */
  lots(accountId: AccountId, at: Instant): Promise<readonly Lot[]>;
  entry(entryId: EntryId): Promise<Entry | null>;
  entries(query: EntryQuery): Promise<readonly Entry[]>;
  /** All accounts with entries, at an instant (`null`: everything appended). */
  trialBalance(at: Instant | null): Promise<TrialBalance>;
  /** Recomputes every balance, lot and hold from the entries and names the first difference. */
  audit(): Promise<AuditReport>;
}
