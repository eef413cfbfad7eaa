import type { JournalCommand } from "@tillwright/ledger";
import { contentHash, type Instant, type Json, type Outcome, sha256Hex } from "@tillwright/values";
import type { AuditFact } from "../audit-entry.js";
import { storeOwner } from "../chart-of-accounts.js";
import { plainJson, writtenAs } from "../internal/plain-json.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import { limitedPromotionsOf } from "../rules-json.js";
import type { SettledSale } from "../settled-sale.js";
import type { Answer, TillCommand } from "../till.js";
import type { TillParts } from "../till-parts.js";
import type { CommitBody, DocumentStand, DocumentWrite, PrintJob } from "../till-store.js";

/** What a till's commands share: its parts, and the queue that lets one command finish before the next begins. */
export interface Desk {
  readonly parts: TillParts;
  readonly owner: string;
  /** Accounts the journal is known to have. */
  readonly openAccounts: Set<string>;
  /** Content hashes of documents the store is known to have. */
  readonly keptDocuments: Set<string>;
  /** The shift as it was read last; whoever uses it says so in `unchanged`. */
  readonly shiftCache: { stand: ShiftCache | null };
  /** Promotions that may be used only so often over all sales: the others need not be counted. */
  readonly limitedPromotions: readonly string[];
  last: Promise<unknown>;
}

/** A shift with the version it was read at. */
export interface ShiftCache {
  readonly version: number;
  readonly body: unknown;
}

/** What a decided command writes. */
export interface Plan<Value> {
  readonly unchanged?: readonly DocumentStand[];
  readonly documents?: readonly DocumentWrite[];
  readonly journal?: readonly JournalCommand[];
  readonly audit?: readonly AuditFact[];
  readonly series?: string;
  /** The parts that need the number. */
  readonly finish: (sequence: number) => {
    readonly value: Value;
    readonly sale?: SettledSale;
    readonly printJobs?: readonly PrintJob[];
    readonly documents?: readonly DocumentWrite[];
    readonly audit?: readonly AuditFact[];
  };
}

/** The decision of a command. */
export type Decision<Value> = Outcome<Plan<Value>, CashierRefusal>;

/** Makes what commands share. */
export function createDesk(parts: TillParts): Desk {
  return {
    parts,
    owner: storeOwner(parts.config.storeId),
    openAccounts: new Set(),
    keptDocuments: new Set(),
    shiftCache: { stand: null },
    limitedPromotions: limitedPromotionsOf(parts.rules),
    last: Promise.resolve(),
  };
}

/** A plan without parts that need a number. */
export function plan<Value>(value: Value, what: Omit<Plan<Value>, "finish">): Decision<Value> {
  return { ok: true, value: { ...what, finish: () => ({ value }) } };
}

/** Runs one command after the other: a second touch of the key waits for the first. */
export function inTurn<Value>(desk: Desk, run: () => Promise<Value>): Promise<Value> {
  const next = desk.last.then(run);
  desk.last = next.catch(() => undefined);
  return next;
}

// Refusals that mean: someone else was faster; what was read has to be read again.
const rereading: ReadonlySet<string> = new Set([
  "cashier.version-conflict",
  "ledger.lot-short",
  "ledger.lot-unknown",
  "ledger.lot-expired",
  "ledger.below-floor",
]);

/**
 * Does a command exactly once for its key: decides on what the store says now, and commits. When another till was faster,
 * it is decided again, twice at the most; then the refusal stands.
 *
 * @param body - what the key stands for; hashed, never stored
 */
export async function once<Value>(
  desk: Desk,
  name: string,
  key: string,
  body: object,
  decide: (at: Instant) => Promise<Decision<Value>>,
): Answer<Value> {
  const { store } = desk.parts;
  const bodyHash = hashOf(name, body);
  const kept = await store.keptAnswer(desk.owner, key);
  if (kept !== null) {
    return kept.bodyHash === bodyHash
      ? { ok: true, value: writtenAs<Value>(kept.answer) }
      : refuse("cashier.key-reused", `${name}: the key was used for another command`, { key });
  }
  return decideAndCommit(desk, key, bodyHash, decide);
}

/**
 * Does a command whose decision does not depend on whether it was done before: the store finds a repeated key inside the
 * commit, without being asked first.
 */
export async function onceUnasked<Value>(
  desk: Desk,
  name: string,
  key: string,
  body: object,
  decide: (at: Instant) => Promise<Decision<Value>>,
): Answer<Value> {
  const bodyHash = hashOf(name, body);
  const done = await decideAndCommit(desk, key, bodyHash, decide);
  if (done.ok) return done;
  // What is refused today (the shift is closed) may have been done yesterday: then yesterday's answer counts.
  const kept = await desk.parts.store.keptAnswer(desk.owner, key);
  return kept?.bodyHash === bodyHash ? { ok: true, value: writtenAs<Value>(kept.answer) } : done;
}

async function decideAndCommit<Value>(
  desk: Desk,
  key: string,
  bodyHash: string,
  decide: (at: Instant) => Promise<Decision<Value>>,
): Answer<Value> {
  const { clock } = desk.parts;
  for (let attempt = 1; ; attempt += 1) {
    const at = clock.now();
    const decided = await decide(at);
    if (!decided.ok) return noted(desk, key, at, decided);
    const done = await commit(desk, key, bodyHash, at, decided.value);
    if (done.ok) return { ok: true, value: writtenAs<Value>(done.value.answer) };
    desk.shiftCache.stand = null;
    if (attempt === 3 || !rereading.has(done.refusal.code)) return done;
  }
}

function commit<Value>(
  desk: Desk,
  key: string,
  bodyHash: string,
  at: Instant,
  decided: Plan<Value>,
) {
  const { store, config } = desk.parts;
  return store.commit({
    owner: desk.owner,
    tillId: config.tillId,
    key,
    bodyHash,
    at,
    numbering: decided.series === undefined ? null : { series: decided.series },
    compose: (sequence): CommitBody => {
      const finished = decided.finish(sequence ?? 0);
      return {
        unchanged: decided.unchanged ?? [],
        documents: [...(decided.documents ?? []), ...(finished.documents ?? [])],
        sale: finished.sale ?? null,
        journal: decided.journal ?? [],
        audit: [...(decided.audit ?? []), ...(finished.audit ?? [])],
        printJobs: finished.printJobs ?? [],
        answer: answerJson(finished.value),
      };
    },
  });
}

function answerJson(value: unknown): Json {
  return typeof value === "object" ? plainJson(value) : null;
}

/**
 * What the key stands for. A body that canonical JSON cannot hold (`undefined`, NaN, half a surrogate pair from a broken
 * scanner) is hashed as JSON writes it: the command itself will be refused with better words than "not JSON".
 */
function hashOf(name: string, body: object): string {
  try {
    return contentHash({ name, body: plainJson(body) });
  } catch {
    return `json:${sha256Hex(JSON.stringify([name, body]))}`;
  }
}

// Refusals that someone should be able to see afterwards.
const remembered: ReadonlySet<string> = new Set([
  "cashier.not-permitted",
  "cashier.over-refund",
  "cashier.day-closed",
  "cashier.discount-limit",
  "cashier.discount-below-margin",
]);

/** Keeps a refusal that matters in the audit chain; every other leaves no trace. */
async function noted(
  desk: Desk,
  key: string,
  at: Instant,
  refused: { readonly ok: false; readonly refusal: CashierRefusal },
): Promise<{ readonly ok: false; readonly refusal: CashierRefusal }> {
  const { code, facts } = refused.refusal;
  if (!remembered.has(code)) return refused;
  const operatorId = typeof facts["operatorId"] === "string" ? facts["operatorId"] : null;
  const audit = [{ action: `refused.${code.replace("cashier.", "")}`, operatorId, facts }];
  await commit(desk, `${key}/refused`, contentHash({ code }), at, {
    audit,
    finish: () => ({ value: null }),
  });
  return refused;
}

/** The command without what does not belong to its meaning. */
export function bodyOf<Command extends TillCommand>(command: Command): Omit<Command, "key"> {
  const { key: _key, ...body } = command;
  return body;
}
