import { canonicalJson, type Instant, type Json, sha256Hex } from "@tillwright/values";
import type { AuditEntry, AuditFact } from "./audit-entry.js";
import { plainJson } from "./internal/plain-json.js";

const beginning = "0".repeat(64);

/** Where a chain stands: the number and hash of its last entry. @public */
export interface AuditHead {
  readonly number: number;
  readonly hash: string;
}

/** The first thing wrong in a chain. @public */
export interface BrokenLink {
  /** The number of the entry at fault; where one is missing, the number that should stand there. */
  readonly number: number;
  /** A gap or a repeat in the numbers, an entry that does not continue the one before, or one whose content was changed. */
  readonly problem: "number" | "previous" | "hash";
  readonly expected: string;
  readonly seen: string;
}

function hashOf(entry: Omit<AuditEntry, "hash">, sha256: (text: string) => string): string {
  const { owner, tillId, number, at, action, operatorId, facts, previous } = entry;
  const content: Json = { owner, tillId, number, at, action, operatorId, facts: plainJson(facts) };
  return sha256(previous + canonicalJson(content));
}

/**
 * The next link of a till's audit chain; `head` is `null` for the first. Stores call it inside their commit, and may hand in the
 * platform's SHA-256 of a text (lower-case hexadecimal) where it is faster.
 *
 * @example
 * ```ts
 * import { nextAuditEntry } from "@tillwright/cashier";
 *
 * const fact = { action: "shift.opened", operatorId: "zhang", facts: {} };
 * const first = nextAuditEntry(null, { owner: "store:S1", tillId: "T1", at: 0 }, fact);
 * const second = nextAuditEntry(first, { owner: "store:S1", tillId: "T1", at: 1 }, fact);
 * second.number; //=> 2
 * second.previous === first.hash; //=> true
 * ```
 *
 * @public
 */
export function nextAuditEntry(
  head: AuditHead | null,
  where: { readonly owner: string; readonly tillId: string; readonly at: Instant },
  fact: AuditFact,
  sha256: (text: string) => string = sha256Hex,
): AuditEntry {
  const entry = {
    owner: where.owner,
    tillId: where.tillId,
    number: (head?.number ?? 0) + 1,
    at: where.at,
    action: fact.action,
    operatorId: fact.operatorId,
    facts: fact.facts,
    previous: head?.hash ?? beginning,
  };
  return { ...entry, hash: hashOf(entry, sha256) };
}

/**
 * Recomputes a till's chain from its first entry and names the first broken link; `null` when every link holds.
 *
 * It finds an entry that was changed, taken out, put in or moved. Whoever can write the whole store could compute a new
 * chain from the start: keep the last hash (it stands on each Z report) in another place to notice that.
 *
 * @example
 * ```ts
 * import { nextAuditEntry, verifyAuditChain } from "@tillwright/cashier";
 *
 * const where = { owner: "store:S1", tillId: "T1", at: 0 };
 * const first = nextAuditEntry(null, where, { action: "drop", operatorId: "li", facts: { amount: 100 } });
 * verifyAuditChain([first]); //=> null
 * verifyAuditChain([{ ...first, facts: { amount: 1 } }])?.problem; //=> "hash"
 * ```
 *
 * @public
 */
export function verifyAuditChain(entries: Iterable<AuditEntry>): BrokenLink | null {
  let head: AuditHead | null = null;
  for (const entry of entries) {
    const broken = brokenLink(head, entry);
    if (broken !== null) return broken;
    head = entry;
  }
  return null;
}

function brokenLink(head: AuditHead | null, entry: AuditEntry): BrokenLink | null {
  const number = (head?.number ?? 0) + 1;
  if (entry.number !== number) {
    return { number, problem: "number", expected: `${number}`, seen: `${entry.number}` };
  }
  const previous = head?.hash ?? beginning;
  if (entry.previous !== previous) {
    return { number, problem: "previous", expected: previous, seen: entry.previous };
  }
  const hash = hashOf(entry, sha256Hex);
  return entry.hash === hash ? null : { number, problem: "hash", expected: hash, seen: entry.hash };
}
