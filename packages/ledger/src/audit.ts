import type { AccountId } from "./account.js";
import { type AccountFinding, auditAccount, type PlacedEntry } from "./audit-account.js";
import { auditEntry, type EntryBooks, finding } from "./audit-entry.js";
import type { Entry } from "./entry.js";
import type { AuditFinding, AuditReport } from "./journal.js";
import { layeredEntries, layeredGet } from "./layered-map.js";
import type { LedgerState } from "./ledger-state.js";
import type { LotState } from "./ledger-view.js";

/**
 * Recomputes everything from the entries: each entry by itself, then each account. Of several things that are wrong it
 * names the one that happened first.
 *
 * @example
 * ```ts
 * import { auditLedger, emptyLedger } from "@tillwright/ledger";
 * auditLedger(emptyLedger); //=> { entries: 0, accounts: 0, lots: 0, finding: null }
 * ```
 *
 * @public
 */
export function auditLedger(state: LedgerState): AuditReport {
  const placed = placedEntries(state);
  const accounts = layeredEntries(state.accounts);
  const lots = layeredEntries(state.lots);
  return Object.freeze({
    entries: state.size,
    accounts: accounts.size,
    lots: lots.size,
    finding:
      auditLog(state, placed) ?? auditEntries(state, placed) ?? auditAccounts(state, placed, lots),
  });
}

/**
 * Of the findings of several accounts the one that went wrong first; those without a place in the journal come last.
 *
 * @example
 * ```ts
 * import { firstFinding } from "@tillwright/ledger";
 * firstFinding([]); //=> null
 * ```
 *
 * @public
 */
export function firstFinding(findings: Iterable<AccountFinding | null>): AuditFinding | null {
  let first: AccountFinding | null = null;
  for (const found of findings) {
    if (found === null) continue;
    const position = found.position ?? Number.POSITIVE_INFINITY;
    if (first === null || position < (first.position ?? Number.POSITIVE_INFINITY)) first = found;
  }
  return first?.finding ?? null;
}

function placedEntries(state: LedgerState): readonly PlacedEntry[] {
  const placed: PlacedEntry[] = [];
  for (let position = 0; position < state.size; position += 1) {
    const entry = layeredGet(state.entries, layeredGet(state.log, position) ?? "");
    if (entry !== undefined) placed.push({ position, entry });
  }
  return placed;
}

function auditLog(state: LedgerState, placed: readonly PlacedEntry[]): AuditFinding | null {
  if (placed.length === state.size) return null;
  const position = placed.findIndex((item, index) => item.position !== index);
  const at = position === -1 ? placed.length : position;
  const entryId = layeredGet(state.log, at) ?? null;
  const message = `entry ${entryId ?? ""} at position ${at} is missing`;
  return finding("ledger.audit-entry-missing", entryId, null, message, { position: at });
}

function auditEntries(state: LedgerState, placed: readonly PlacedEntry[]): AuditFinding | null {
  const seen = new Map<string, Entry>();
  const books: EntryBooks = {
    account: (id) => layeredGet(state.accounts, id) ?? null,
    earlier: (id) => seen.get(id) ?? null,
    referredBy: (id) => layeredGet(state.referredBy, id) ?? null,
    answered: (key) => layeredGet(state.answers, key) !== undefined,
  };
  for (const { entry } of placed) {
    const found = auditEntry(entry, books);
    if (found !== null) return found;
    seen.set(entry.entryId, entry);
  }
  return null;
}

function auditAccounts(
  state: LedgerState,
  placed: readonly PlacedEntry[],
  allLots: ReadonlyMap<string, LotState>,
): AuditFinding | null {
  const entries = new Map<AccountId, PlacedEntry[]>();
  for (const item of placed) {
    for (const account of touchedAccounts(state, item.entry)) {
      const list = entries.get(account) ?? [];
      list.push(item);
      entries.set(account, list);
    }
  }
  const lots = new Map<AccountId, LotState[]>();
  for (const lot of allLots.values()) {
    const list = lots.get(lot.account) ?? [];
    list.push(lot);
    lots.set(lot.account, list);
  }
  const nothing = { posted: 0, heldOut: 0, heldIn: 0 };
  return firstFinding(
    [...layeredEntries(state.accounts).values()].map((account) =>
      auditAccount({
        account,
        figures: layeredGet(state.figures, account.accountId) ?? nothing,
        lots: lots.get(account.accountId) ?? [],
        openHolds: layeredGet(state.openHolds, account.accountId) ?? [],
        entries: entries.get(account.accountId) ?? [],
      }),
    ),
  );
}

/** The accounts an entry touches: those it posts on, and of a settlement those of its hold. */
export function touchedAccounts(state: LedgerState, entry: Entry): ReadonlySet<AccountId> {
  const hold =
    entry.kind === "settle" ? layeredGet(state.entries, entry.refersTo ?? "") : undefined;
  const postings = [...entry.postings, ...(hold?.postings ?? [])];
  return new Set(postings.map((posting) => posting.account));
}
