import type { Outcome } from "@tillwright/values";
import type { Account, AccountId } from "./account.js";
import { type Decision, decideAll, decideCommand } from "./decide.js";
import { addFigures } from "./draft.js";
import type { CommandKey, Entry, EntryId, LotId } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import type { JournalCommand } from "./journal-command.js";
import { type LayeredMap, layeredGet, layeredWith } from "./layered-map.js";
import type {
  Figures,
  LedgerChanges,
  LedgerView,
  LotState,
  RecordedAnswer,
} from "./ledger-view.js";
import { compareLots, isExpired } from "./spend-order.js";

/**
 * The whole books as one value that never changes: applying a command gives another one, and the old stays as it was.
 * What is inside is read with {@link viewOf} and the functions that take a state.
 *
 * @public
 */
export interface LedgerState {
  readonly accounts: LayeredMap<AccountId, Account>;
  readonly figures: LayeredMap<AccountId, Figures>;
  /** By account and lot, see `lotKey`. */
  readonly lots: LayeredMap<string, LotState>;
  /** The lots with something left, in the order in which they are spent. */
  readonly liveLots: LayeredMap<AccountId, readonly LotId[]>;
  readonly openHolds: LayeredMap<AccountId, readonly EntryId[]>;
  readonly entries: LayeredMap<EntryId, Entry>;
  /** The ids of the entries by their position, from 0. */
  readonly log: LayeredMap<number, EntryId>;
  readonly size: number;
  readonly referredBy: LayeredMap<EntryId, EntryId>;
  readonly answers: LayeredMap<CommandKey, RecordedAnswer>;
}

/**
 * What {@link applyCommand} gives: the entries that answer, and the books after it.
 *
 * @public
 */
export interface Applied {
  readonly entries: readonly Entry[];
  readonly state: LedgerState;
}

const none = { layers: [] };

/**
 * Books with no account and no entry.
 *
 * @public
 */
export const emptyLedger: LedgerState = Object.freeze({
  accounts: none,
  figures: none,
  lots: none,
  liveLots: none,
  openHolds: none,
  entries: none,
  log: none,
  size: 0,
  referredBy: none,
  answers: none,
});

/**
 * Applies one command: the entries that answer it and the books after it, or why it is refused. The state that was handed
 * in is not changed. Throws `ledger.command-invalid` for what the types forbid.
 *
 * @example
 * ```ts
 * import { applyCommand, emptyLedger } from "@tillwright/ledger";
 * const at = Date.UTC(2027, 0, 1);
 * const post = { kind: "post", key: "sale-1", entryId: "e1", at, memo: null, postings: [] } as const;
 * const applied = applyCommand(emptyLedger, post);
 * applied.ok ? "" : applied.refusal.code; //=> "ledger.empty-entry"
 * ```
 *
 * @public
 */
export function applyCommand(
  state: LedgerState,
  command: JournalCommand,
): Outcome<Applied, LedgerRefusal> {
  return applied(state, decideCommand(viewOf(state), command));
}

/**
 * Applies all commands or none. The refusal's facts carry the `index` of the command that was refused.
 *
 * @example
 * ```ts
 * import { applyAll, emptyLedger } from "@tillwright/ledger";
 * const at = Date.UTC(2027, 0, 1);
 * const cash = { accountId: "store:S1/cash", owner: "store:S1", asset: "CNY", floor: 0, ceiling: null, lots: null };
 * const sales = { ...cash, accountId: "store:S1/sales", floor: null };
 * const applied = applyAll(emptyLedger, [
 *   { kind: "open", key: "open-1", at, accounts: [cash, sales] },
 *   {
 *     kind: "post", key: "sale-1", entryId: "e1", at, memo: { sale: "S1-0001" },
 *     postings: [{ account: "store:S1/cash", amount: 1230 }, { account: "store:S1/sales", amount: -1230 }],
 *   },
 * ]);
 * applied.ok && applied.value.entries.map((entry) => entry.entryId); //=> ["e1"]
 * ```
 *
 * @public
 */
export function applyAll(
  state: LedgerState,
  commands: readonly JournalCommand[],
): Outcome<Applied, LedgerRefusal> {
  return applied(state, decideAll(viewOf(state), commands));
}

function applied(
  state: LedgerState,
  decided: Outcome<Decision, LedgerRefusal>,
): Outcome<Applied, LedgerRefusal> {
  if (!decided.ok) return decided;
  const { entries, changes } = decided.value;
  return { ok: true, value: { entries, state: withChanges(state, changes) } };
}

/** Names a lot within the whole books. */
function lotKey(accountId: AccountId, lotId: LotId): string {
  return `${accountId}\u0000${lotId}`;
}

/**
 * The state as {@link decideAll} reads it.
 *
 * @example
 * ```ts
 * import { emptyLedger, viewOf } from "@tillwright/ledger";
 * viewOf(emptyLedger).position(); //=> 0
 * ```
 *
 * @public
 */
export function viewOf(state: LedgerState): LedgerView {
  return {
    answer: (key) => layeredGet(state.answers, key) ?? null,
    account: (id) => layeredGet(state.accounts, id) ?? null,
    figures: (id) => layeredGet(state.figures, id) ?? { posted: 0, heldOut: 0, heldIn: 0 },
    hasEntry: (id) => layeredGet(state.entries, id) !== undefined,
    entry: (id) => layeredGet(state.entries, id) ?? null,
    referredBy: (id) => layeredGet(state.referredBy, id) ?? null,
    expiredHolds: (ids, at) => expiredHolds(state, ids, at),
    hasLot: (id, lotId) => layeredGet(state.lots, lotKey(id, lotId)) !== undefined,
    lot: (id, lotId) => layeredGet(state.lots, lotKey(id, lotId)) ?? null,
    lots: (id) => liveLots(state, id),
    position: () => state.size,
  };
}

function expiredHolds(
  state: LedgerState,
  accountIds: readonly AccountId[],
  at: number,
): readonly Entry[] {
  const ids = new Set(accountIds.flatMap((id) => layeredGet(state.openHolds, id) ?? []));
  const holds = [...ids]
    .map((id) => layeredGet(state.entries, id))
    .filter((hold) => hold !== undefined && isExpired(hold, at))
    .filter((hold) => hold !== undefined);
  return holds.sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0));
}

function* liveLots(state: LedgerState, accountId: AccountId): Iterable<LotState> {
  for (const lotId of layeredGet(state.liveLots, accountId) ?? []) {
    const lot = layeredGet(state.lots, lotKey(accountId, lotId));
    if (lot !== undefined) yield lot;
  }
}

function withChanges(state: LedgerState, changes: LedgerChanges): LedgerState {
  const entries = new Map(changes.entries.map((entry) => [entry.entryId, entry]));
  const referredBy = new Map<EntryId, EntryId>();
  for (const { refersTo, entryId } of changes.entries) {
    if (refersTo !== null) referredBy.set(refersTo, entryId);
  }
  const accounts = layeredWith(
    state.accounts,
    new Map(changes.accounts.map((account) => [account.accountId, account])),
  );
  const lots = new Map(
    changes.lots.map(({ after }) => [lotKey(after.account, after.lotId), after]),
  );
  return Object.freeze({
    accounts,
    figures: layeredWith(state.figures, changedFigures(state, changes)),
    lots: layeredWith(state.lots, lots),
    liveLots: layeredWith(state.liveLots, changedLiveLots({ ...state, accounts }, changes)),
    openHolds: layeredWith(state.openHolds, changedHolds(state, changes)),
    entries: layeredWith(state.entries, entries),
    log: layeredWith(
      state.log,
      new Map(changes.entries.map((entry, index) => [state.size + index, entry.entryId])),
    ),
    size: state.size + changes.entries.length,
    referredBy: layeredWith(state.referredBy, referredBy),
    answers: layeredWith(state.answers, changes.answers),
  });
}

function changedFigures(
  state: LedgerState,
  changes: LedgerChanges,
): ReadonlyMap<AccountId, Figures> {
  const figures = new Map<AccountId, Figures>();
  for (const [accountId, change] of changes.figures) {
    const before = layeredGet(state.figures, accountId);
    figures.set(accountId, before === undefined ? change : addFigures(before, change));
  }
  return figures;
}

function changedLiveLots(
  state: LedgerState,
  changes: LedgerChanges,
): ReadonlyMap<AccountId, readonly LotId[]> {
  const changed = new Map<AccountId, Map<LotId, LotState>>();
  for (const { after } of changes.lots) {
    const lots =
      changed.get(after.account) ??
      new Map([...liveLots(state, after.account)].map((lot) => [lot.lotId, lot]));
    changed.set(after.account, lots.set(after.lotId, after));
  }
  const live = new Map<AccountId, readonly LotId[]>();
  for (const [accountId, lots] of changed) {
    const order = layeredGet(state.accounts, accountId)?.lots ?? "first-in";
    const left = [...lots.values()].filter((lot) => lot.remaining > 0);
    const sorted = left.sort((a, b) => compareLots(order, a, b));
    live.set(
      accountId,
      sorted.map((lot) => lot.lotId),
    );
  }
  return live;
}

function changedHolds(
  state: LedgerState,
  changes: LedgerChanges,
): ReadonlyMap<AccountId, readonly EntryId[]> {
  const open = new Map<AccountId, readonly EntryId[]>();
  for (const { kind, entryId, refersTo, postings } of changes.entries) {
    if (kind !== "hold" && kind !== "release" && kind !== "settle") continue;
    const hold = kind === "hold" ? entryId : refersTo;
    const accounts =
      kind === "settle" ? heldAccounts(state, changes, refersTo) : postings.map((p) => p.account);
    for (const account of new Set(accounts)) {
      const before = open.get(account) ?? layeredGet(state.openHolds, account) ?? [];
      const after = before.filter((id) => id !== hold);
      open.set(account, kind === "hold" ? [...after, entryId] : after);
    }
  }
  return open;
}

/** The accounts of a hold: a settlement in part may leave some of them out. */
function heldAccounts(
  state: LedgerState,
  changes: LedgerChanges,
  holdId: EntryId | null,
): readonly AccountId[] {
  const hold =
    changes.entries.find((entry) => entry.entryId === holdId) ??
    (holdId === null ? undefined : layeredGet(state.entries, holdId));
  return hold?.postings.map((posting) => posting.account) ?? [];
}
