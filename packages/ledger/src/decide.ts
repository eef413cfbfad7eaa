import { contentHash, type Json, type Outcome } from "@tillwright/values";
import { commandBody } from "./command-body.js";
import { checkShape } from "./command-shape.js";
import { createDraft, type Draft } from "./draft.js";
import type { Entry } from "./entry.js";
import { LedgerError } from "./errors.js";
import type { LedgerRefusal } from "./journal.js";
import type { JournalCommand } from "./journal-command.js";
import { lapseLots } from "./lapse-lots.js";
import type { LedgerChanges, LedgerView } from "./ledger-view.js";
import { openAccounts } from "./open-accounts.js";
import { postEntry } from "./post-entry.js";
import { refusal } from "./refusal.js";
import { releaseHold } from "./release-hold.js";
import { reverseEntry } from "./reverse-entry.js";
import { settleHold } from "./settle-hold.js";

/**
 * What a list of commands comes to: the entries to answer with, and what a store must write.
 *
 * @public
 */
export interface Decision {
  /** The entries of each command in turn; of a repeated key those of its first answer. */
  readonly entries: readonly Entry[];
  readonly changes: LedgerChanges;
}

/**
 * Decides on commands over what a view shows, all or none, without changing anything: every journal decides with this.
 *
 * Checks come in this order: the shape of the command and its ids, its key, its entry id, then what it asks for; before
 * limits and lots are judged, expired holds on the accounts it touches are released by entries of their own. With several
 * commands the refusal's facts carry the `index` of the refused one. `hash` names the content of a command.
 *
 * @example
 * ```ts
 * import { decideAll, emptyLedger, viewOf } from "@tillwright/ledger";
 * const at = Date.UTC(2027, 0, 1);
 * const owner = "store:S1";
 * const account = { accountId: "store:S1/cash", owner, asset: "CNY", floor: 0, ceiling: null, lots: null };
 * const open = { kind: "open", key: "open-1", at, accounts: [account] } as const;
 * const decided = decideAll(viewOf(emptyLedger), [open]);
 * decided.ok && decided.value.changes.accounts.length; //=> 1
 * ```
 *
 * @public
 */
export function decideAll(
  view: LedgerView,
  commands: readonly JournalCommand[],
  hash: (body: Json) => string = contentHash,
): Outcome<Decision, LedgerRefusal> {
  const draft = createDraft(view);
  const entries: Entry[] = [];
  for (const [index, command] of commands.entries()) {
    const decided = decide(draft, command, hash);
    if (!decided.ok) return { ok: false, refusal: withIndex(decided.refusal, index) };
    entries.push(...decided.value);
  }
  return { ok: true, value: { entries, changes: draft.changes() } };
}

/**
 * Decides on one command; the refusal carries no index.
 *
 * @example
 * ```ts
 * import { decideCommand, emptyLedger, viewOf } from "@tillwright/ledger";
 * const decided = decideCommand(viewOf(emptyLedger), { kind: "open", key: "open-1", at: 0, accounts: [] });
 * decided.ok && decided.value.entries; //=> []
 * ```
 *
 * @public
 */
export function decideCommand(
  view: LedgerView,
  command: JournalCommand,
  hash: (body: Json) => string = contentHash,
): Outcome<Decision, LedgerRefusal> {
  const draft = createDraft(view);
  const decided = decide(draft, command, hash);
  if (!decided.ok) return decided;
  return { ok: true, value: { entries: decided.value, changes: draft.changes() } };
}

function withIndex(refused: LedgerRefusal, index: number): LedgerRefusal {
  return { ...refused, facts: { ...refused.facts, index } };
}

function decide(
  draft: Draft,
  command: JournalCommand,
  hash: (body: Json) => string,
): Outcome<readonly Entry[], LedgerRefusal> {
  const malformed = checkShape(command);
  if (malformed !== null) return { ok: false, refusal: malformed };
  const bodyHash = hashBody(command, hash);
  draft.expect?.(command.key, command.kind === "open" ? null : command.entryId);
  const answer = draft.answer(command.key);
  if (answer !== null) {
    return answer.bodyHash === bodyHash
      ? { ok: true, value: answer.entries }
      : { ok: false, refusal: keyReused(command) };
  }
  const before = draft.appended().length;
  const refused = apply(draft, command);
  if (refused !== null) return { ok: false, refusal: refused };
  const entries = Object.freeze(draft.appended().slice(before));
  draft.record(command.key, { bodyHash, entries });
  return { ok: true, value: entries };
}

function hashBody(command: JournalCommand, hash: (body: Json) => string): string {
  try {
    return hash(commandBody(command));
  } catch (cause) {
    const message = `journal command ${command.key}: its memo or a lot's source is not JSON`;
    const why = cause instanceof Error ? cause.message : "unknown";
    throw new LedgerError("ledger.command-invalid", message, { field: "memo", why });
  }
}

function keyReused({ key }: JournalCommand): LedgerRefusal {
  const message = `key ${key} was used by another command`;
  return refusal("ledger.key-reused", message, { key });
}

function apply(draft: Draft, command: JournalCommand): LedgerRefusal | null {
  if (command.kind === "open") return openAccounts(draft, command.accounts);
  if (draft.hasEntry(command.entryId)) {
    const message = `the journal has an entry ${command.entryId}`;
    return refusal("ledger.entry-exists", message, { entry: command.entryId });
  }
  switch (command.kind) {
    case "post":
    case "hold":
      return postEntry(draft, command);
    case "settle":
      return settleHold(draft, command);
    case "release":
      return releaseHold(draft, command);
    case "reverse":
      return reverseEntry(draft, command);
    case "lapse":
      return lapseLots(draft, command);
  }
}
