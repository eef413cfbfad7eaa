import {
  type Decision,
  decideAll,
  decideCommand,
  type Entry,
  type JournalCommand,
  type LedgerRefusal,
} from "@tillwright/ledger";
import { canonicalJson, type Json, type Outcome } from "@tillwright/values";
import type { SqlTransaction } from "../driver.js";
import { sha256OfText } from "../sha256-of-text.js";
import { createSqlView, type SqlView } from "./sql-view.js";
import { writeChanges } from "./write-changes.js";

/** The content hash of `@tillwright/values`, by the platform's SHA-256, which is several times faster. */
export function hashOf(body: Json): string {
  return `sha256:${sha256OfText(canonicalJson(body))}`;
}

/**
 * Does journal commands inside a transaction that is already running, so that postings, sale and whatever else is written
 * stand or fall together: all commands, or a refusal (with the `index` of the refused one) that has written nothing.
 *
 * Nothing is read that the commands do not name: accounts together, lots in the order in which they are spent and only as
 * many as are needed. Rejects with `store.busy` when another writer changed a row in the meantime, which a transaction that
 * began with BEGIN IMMEDIATE excludes.
 *
 * @example
 * ```ts
 * import { openStore } from "@tillwright/store-sql";
 * import { applyInTransaction } from "@tillwright/store-sql/ledger";
 *
 * const store = await openStore({ path: ":memory:" });
 * const cash = { accountId: "store:S1/cash", owner: "store:S1", asset: "CNY", floor: 0, ceiling: null, lots: null };
 * const open = { kind: "open", key: "open-1", at: 0, accounts: [cash] } as const;
 * store.driver.transaction((transaction) => applyInTransaction(transaction, [open])).ok; //=> true
 * store.close();
 * ```
 *
 * @public
 */
export function applyInTransaction(
  transaction: SqlTransaction,
  commands: readonly JournalCommand[],
): Outcome<readonly Entry[], LedgerRefusal> {
  const view = createSqlView(transaction);
  return write(transaction, view, decideAll(view, commands, hashOf));
}

/** Does one command; its refusal carries no index. */
export function applyOneInTransaction(
  transaction: SqlTransaction,
  command: JournalCommand,
): Outcome<readonly Entry[], LedgerRefusal> {
  const view = createSqlView(transaction);
  return write(transaction, view, decideCommand(view, command, hashOf));
}

function write(
  transaction: SqlTransaction,
  view: SqlView,
  decided: Outcome<Decision, LedgerRefusal>,
): Outcome<readonly Entry[], LedgerRefusal> {
  if (!decided.ok) return decided;
  writeChanges(transaction, view, decided.value.changes);
  return { ok: true, value: decided.value.entries };
}
