import type {
  CommandKey,
  Journal,
  JournalCommand,
  LedgerRefusalCode,
  OwnerId,
} from "@tillwright/ledger";
import type { Instant, Json, LocalDate, Outcome, Refusal } from "@tillwright/values";
import type { AuditEntry, AuditFact } from "./audit-entry.js";
import type { SettledSale } from "./settled-sale.js";

/**
 * The kinds of documents a till keeps besides settled sales.
 *
 * @public
 */
export type DocumentKind =
  | "sale"
  | "shift"
  | "day"
  | "refund-state"
  | "payment-attempt"
  | "rules"
  | "programme"
  | "usage";

/**
 * A document to be written in a commit.
 *
 * @public
 */
export interface DocumentWrite {
  readonly kind: DocumentKind;
  readonly id: string;
  /** The version that must stand there now; `null`: the document must not exist yet. The new version is one more, or 1. */
  readonly expectedVersion: number | null;
  /** A word to find it by: `open`, `held`, `unknown`, … */
  readonly status: string;
  readonly body: Json;
}

/**
 * A document that a command relied on without writing it: it must still stand at this version.
 *
 * @public
 */
export interface DocumentStand {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly version: number;
}

/**
 * A document as the store keeps it.
 *
 * @public
 */
export interface StoredDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly owner: OwnerId;
  /** From 1. */
  readonly version: number;
  readonly status: string;
  readonly body: Json;
}

/**
 * Something to be printed once the commit is durable.
 *
 * @public
 */
export interface PrintJob {
  readonly printer: string;
  readonly document: Json;
}

/**
 * A print job in the store's outbox.
 *
 * @public
 */
export interface StoredPrintJob extends PrintJob {
  readonly owner: OwnerId;
  readonly tillId: string;
  /** `<key>/<index>`: the command that wanted it and its place there. */
  readonly jobId: string;
  readonly at: Instant;
  readonly state: "queued" | "done";
}

/**
 * Everything that one command writes.
 *
 * @public
 */
export interface CommitBody {
  /** Documents that must not have changed since the command read them. */
  readonly unchanged: readonly DocumentStand[];
  /** No document is named twice, and none both here and in `unchanged`. */
  readonly documents: readonly DocumentWrite[];
  readonly sale: SettledSale | null;
  readonly journal: readonly JournalCommand[];
  readonly audit: readonly AuditFact[];
  readonly printJobs: readonly PrintJob[];
  /** What the command answers, now and whenever its key is repeated. */
  readonly answer: Json;
}

/**
 * A command to be made durable, exactly once for its owner and key.
 *
 * @public
 */
export interface CommitRequest {
  readonly owner: OwnerId;
  readonly tillId: string;
  readonly key: CommandKey;
  /** Content hash of the command: the same key with another body is refused. */
  readonly bodyHash: string;
  readonly at: Instant;
  /** Takes the next number of the series of this till, without gaps; `null` takes none. */
  readonly numbering: { readonly series: string } | null;
  /**
   * Pure and synchronous; called inside the transaction with the number taken (from 1), or `null`. It may be called again
   * when a transaction is tried again. What it throws undoes everything and is thrown on.
   */
  readonly compose: (sequence: number | null) => CommitBody;
}

/**
 * What a commit answered.
 *
 * @public
 */
export interface CommitAnswer {
  /** Whether the key was known: then nothing was written, and this is the first answer. */
  readonly replayed: boolean;
  readonly sequence: number | null;
  readonly answer: Json;
}

/**
 * The answer kept under a key.
 *
 * @public
 */
export interface KeptAnswer {
  readonly bodyHash: string;
  readonly sequence: number | null;
  readonly answer: Json;
}

/**
 * Why a store refuses a commit; a refusal of the journal comes through as it is.
 *
 * @public
 */
export type TillStoreRefusal = Refusal<
  "cashier.key-reused" | "cashier.version-conflict" | LedgerRefusalCode
>;

/**
 * Which settled sales to read. What is absent does not matter.
 *
 * @public
 */
export interface SalesQuery {
  readonly owner: OwnerId;
  readonly tillId?: string;
  readonly shiftId?: string;
  readonly businessDay?: LocalDate;
  readonly memberId?: string;
  /** Completed in the half-open range `[from, until)`. */
  readonly from?: Instant;
  readonly until?: Instant;
}

/**
 * What a member has bought so far, read from the sales themselves.
 *
 * @public
 */
export interface MemberActivity {
  /** Completed sales, refunds not counted. */
  readonly purchases: number;
  readonly lastPurchaseAt: Instant | null;
}

/**
 * Where a till keeps everything. One commit is one durable transaction; all of it is there afterwards, or nothing.
 *
 * The in-memory store and the SQL store pass the same `tillStoreContract` of `@tillwright/cashier/testing`. A port that
 * fails rejects with an error that has a `code` and says in `retry` whether the same command may be sent again.
 *
 * @public
 */
export interface TillStore {
  /**
   * Does one command exactly once. In this order: a key that is known answers its first answer (same `bodyHash`) or is
   * refused as `cashier.key-reused`; the number is taken and the body composed; documents are checked and written, any whose
   * version differs refuses all as `cashier.version-conflict` with `kind`, `id`, `expected` and `actual` (`null` for none); the journal commands are done, all or none; sale, audit entries
   * (numbered and chained by the store with `nextAuditEntry`) and print jobs are written.
   */
  commit(request: CommitRequest): Promise<Outcome<CommitAnswer, TillStoreRefusal>>;
  /** The answer kept under a key; `null` when the key is unknown. */
  keptAnswer(owner: OwnerId, key: CommandKey): Promise<KeptAnswer | null>;
  document(owner: OwnerId, kind: DocumentKind, id: string): Promise<StoredDocument | null>;
  /** In the order of their ids. */
  documents(
    owner: OwnerId,
    kind: DocumentKind,
    status?: string,
  ): Promise<readonly StoredDocument[]>;
  sale(owner: OwnerId, saleId: string): Promise<SettledSale | null>;
  /** By the number as printed; tills of one store print different prefixes. */
  saleByNumber(owner: OwnerId, number: string): Promise<SettledSale | null>;
  /** In the order they were committed. */
  sales(query: SalesQuery): AsyncIterable<SettledSale>;
  salesCount(query: SalesQuery): Promise<number>;
  /** Over all sales of this owner. */
  memberActivity(owner: OwnerId, memberId: string): Promise<MemberActivity>;
  /** In the order of their numbers. */
  auditEntries(owner: OwnerId, tillId: string): AsyncIterable<AuditEntry>;
  /** Queued jobs in the order they were committed. */
  printJobs(owner: OwnerId): Promise<readonly StoredPrintJob[]>;
  /** Takes a job out of the queue; one that is done already stays done. */
  printed(owner: OwnerId, jobId: string): Promise<void>;
  readonly journal: Journal;
}
