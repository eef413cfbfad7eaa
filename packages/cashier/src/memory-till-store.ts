import { createMemoryJournal, type MemoryJournal } from "@tillwright/ledger";
import { nextAuditEntry } from "./audit-chain.js";
import type { AuditEntry } from "./audit-entry.js";
import { storeOwner } from "./chart-of-accounts.js";
import { CashierError } from "./errors.js";
import type { SettledSale } from "./settled-sale.js";
import type {
  CommitAnswer,
  CommitBody,
  CommitRequest,
  DocumentKind,
  KeptAnswer,
  SalesQuery,
  StoredDocument,
  StoredPrintJob,
  TillStore,
  TillStoreRefusal,
} from "./till-store.js";

type CommitOutcome =
  | { readonly ok: true; readonly value: CommitAnswer }
  | { readonly ok: false; readonly refusal: TillStoreRefusal };

interface Tables {
  readonly answers: Map<string, KeptAnswer>;
  readonly sequences: Map<string, number>;
  readonly documents: Map<string, StoredDocument>;
  readonly sales: SettledSale[];
  readonly salesById: Map<string, SettledSale>;
  readonly audit: Map<string, AuditEntry[]>;
  readonly jobs: Map<string, StoredPrintJob>;
}

/**
 * A till store in memory: for tests, demonstrations and training. Nothing of it survives the process.
 *
 * @example
 * ```ts
 * import { createMemoryTillStore } from "@tillwright/cashier";
 *
 * const store = createMemoryTillStore();
 * const request = {
 *   owner: "store:S1", tillId: "T1", key: "k1", bodyHash: "h1", at: 0,
 *   numbering: { series: "sale" },
 *   compose: (sequence: number | null) => ({
 *     unchanged: [], documents: [], sale: null, journal: [], audit: [], printJobs: [], answer: { sequence },
 *   }),
 * };
 * (await store.commit(request)).ok; //=> true
 * (await store.keptAnswer("store:S1", "k1"))?.answer; //=> { "sequence": 1 }
 * ```
 *
 * @public
 */
export function createMemoryTillStore(): TillStore {
  const journal = createMemoryJournal();
  const tables: Tables = {
    answers: new Map(),
    sequences: new Map(),
    documents: new Map(),
    sales: [],
    salesById: new Map(),
    audit: new Map(),
    jobs: new Map(),
  };
  // Commits run one after the other, as transactions do.
  let last: Promise<unknown> = Promise.resolve();
  return {
    commit(request) {
      const next = last.then(() => commitNow(tables, journal, request));
      last = next.catch(() => undefined);
      return next;
    },
    keptAnswer: async (owner, key) => tables.answers.get(path(owner, key)) ?? null,
    document: async (owner, kind, id) => tables.documents.get(path(owner, kind, id)) ?? null,
    documents: async (owner, kind, status) => documentsOf(tables, owner, kind, status),
    sale: async (owner, saleId) => tables.salesById.get(path(owner, saleId)) ?? null,
    saleByNumber: async (owner, number) =>
      tables.sales.find((sale) => ownerOf(sale) === owner && sale.number === number) ?? null,
    async *sales(query) {
      // A copy: a reader sees the sales of the moment it began.
      yield* tables.sales.filter((sale) => isWanted(sale, query));
    },
    salesCount: async (query) => tables.sales.filter((sale) => isWanted(sale, query)).length,
    async memberActivity(owner, memberId) {
      const sales = tables.sales.filter(
        (sale) => sale.kind === "sale" && isWanted(sale, { owner, memberId }),
      );
      const lastPurchaseAt = sales.reduce<number | null>(
        (latest, { completedAt }) => Math.max(latest ?? completedAt, completedAt),
        null,
      );
      return { purchases: sales.length, lastPurchaseAt };
    },
    async *auditEntries(owner, tillId) {
      yield* [...(tables.audit.get(path(owner, tillId)) ?? [])];
    },
    printJobs: async (owner) =>
      [...tables.jobs.values()].filter((job) => job.owner === owner && job.state === "queued"),
    async printed(owner, jobId) {
      const job = tables.jobs.get(path(owner, jobId));
      if (job !== undefined) tables.jobs.set(path(owner, jobId), { ...job, state: "done" });
    },
    journal,
  };
}

function path(...steps: readonly string[]): string {
  return JSON.stringify(steps);
}

function ownerOf(sale: SettledSale): string {
  return storeOwner(sale.storeId);
}

function byId(first: StoredDocument, second: StoredDocument): number {
  return first.id < second.id ? -1 : 1;
}

function documentsOf(
  tables: Tables,
  owner: string,
  kind: DocumentKind,
  status: string | undefined,
): readonly StoredDocument[] {
  return [...tables.documents.values()]
    .filter(
      (document) =>
        document.owner === owner &&
        document.kind === kind &&
        (status === undefined || document.status === status),
    )
    .sort(byId);
}

function isWanted(sale: SettledSale, query: SalesQuery): boolean {
  const { owner, tillId, shiftId, businessDay, memberId, from, until } = query;
  return (
    ownerOf(sale) === owner &&
    (tillId === undefined || sale.tillId === tillId) &&
    (shiftId === undefined || sale.shiftId === shiftId) &&
    (businessDay === undefined || sale.businessDay === businessDay) &&
    (memberId === undefined || sale.memberId === memberId) &&
    (from === undefined || sale.completedAt >= from) &&
    (until === undefined || sale.completedAt < until)
  );
}

async function commitNow(
  tables: Tables,
  journal: MemoryJournal,
  request: CommitRequest,
): Promise<CommitOutcome> {
  const { owner, tillId, key, bodyHash, numbering } = request;
  const kept = tables.answers.get(path(owner, key));
  if (kept !== undefined) return answerAgain(kept, request);
  const series = numbering === null ? null : path(owner, tillId, numbering.series);
  const sequence = series === null ? null : (tables.sequences.get(series) ?? 0) + 1;
  const body = request.compose(sequence);
  const conflict = versionConflict(tables, owner, body);
  if (conflict !== null) return conflict;
  checkSale(tables, owner, body);
  if (body.journal.length > 0) {
    const entries = await journal.executeAll(body.journal);
    if (!entries.ok) return entries;
  }
  if (series !== null && sequence !== null) tables.sequences.set(series, sequence);
  write(tables, request, body);
  tables.answers.set(path(owner, key), { bodyHash, sequence, answer: body.answer });
  return { ok: true, value: { replayed: false, sequence, answer: body.answer } };
}

function answerAgain(kept: KeptAnswer, request: CommitRequest): CommitOutcome {
  const { sequence, answer } = kept;
  if (kept.bodyHash === request.bodyHash) {
    return { ok: true, value: { replayed: true, sequence, answer } };
  }
  const { key } = request;
  const message = `commit: the key ${key} was used for another command`;
  return { ok: false, refusal: { code: "cashier.key-reused", message, facts: { key } } };
}

function versionConflict(tables: Tables, owner: string, body: CommitBody): CommitOutcome | null {
  const expectations = [
    ...body.unchanged.map(({ kind, id, version }) => ({ kind, id, expected: version })),
    ...body.documents.map(({ kind, id, expectedVersion }) => ({
      kind,
      id,
      expected: expectedVersion,
    })),
  ];
  for (const { kind, id, expected } of expectations) {
    const actual = tables.documents.get(path(owner, kind, id))?.version ?? null;
    if (actual === expected) continue;
    const message = `commit: ${kind} ${id} stands at version ${actual}, not at ${expected}`;
    const facts = { kind, id, expected, actual };
    return { ok: false, refusal: { code: "cashier.version-conflict", message, facts } };
  }
  return null;
}

/** A sale is written once; a second one of the same id is a mistake of the program, not of the shop. */
function checkSale(tables: Tables, owner: string, body: CommitBody): void {
  if (body.sale === null || !tables.salesById.has(path(owner, body.sale.saleId))) return;
  const { saleId } = body.sale;
  throw new CashierError("cashier.store-inconsistent", `commit: sale ${saleId} exists already`, {
    saleId,
  });
}

function write(tables: Tables, request: CommitRequest, body: CommitBody): void {
  const { owner, tillId, at, key } = request;
  for (const { kind, id, expectedVersion, status, body: content } of body.documents) {
    const version = (expectedVersion ?? 0) + 1;
    const document = { kind, id, owner, version, status, body: content };
    tables.documents.set(path(owner, kind, id), document);
  }
  if (body.sale !== null) {
    tables.sales.push(body.sale);
    tables.salesById.set(path(owner, body.sale.saleId), body.sale);
  }
  const chain = tables.audit.get(path(owner, tillId)) ?? [];
  for (const fact of body.audit) {
    chain.push(nextAuditEntry(chain.at(-1) ?? null, { owner, tillId, at }, fact));
  }
  tables.audit.set(path(owner, tillId), chain);
  body.printJobs.forEach(({ printer, document }, index) => {
    const jobId = `${key}/${index}`;
    const job = { owner, tillId, jobId, at, printer, document, state: "queued" as const };
    tables.jobs.set(path(owner, jobId), job);
  });
}
