import type { Instant } from "@tillwright/values";
import type { Account, AccountId, LotOrder } from "./account.js";
import type { CommandKey, Entry, EntryId, LotId } from "./entry.js";
import type {
  Figures,
  LedgerChanges,
  LedgerView,
  LotChange,
  LotState,
  RecordedAnswer,
} from "./ledger-view.js";
import { compareLots } from "./spend-order.js";

/** Books in the making: what a view shows, with changes on top of it that nobody else sees until they are written. */
export interface Draft extends LedgerView {
  openAccount(account: Account): void;
  addFigures(accountId: AccountId, change: Figures): void;
  putLot(before: LotState | null, after: LotState): void;
  append(entry: Entry): void;
  record(key: CommandKey, answer: RecordedAnswer): void;
  /** The entries appended so far. */
  appended(): readonly Entry[];
  changes(): LedgerChanges;
}

const nothing: Figures = { posted: 0, heldOut: 0, heldIn: 0 };

/** Adds two sets of figures. */
export function addFigures(a: Figures, b: Figures): Figures {
  return {
    posted: a.posted + b.posted,
    heldOut: a.heldOut + b.heldOut,
    heldIn: a.heldIn + b.heldIn,
  };
}

interface Overlay {
  readonly accounts: Map<AccountId, Account>;
  readonly figures: Map<AccountId, Figures>;
  readonly lots: Map<AccountId, Map<LotId, LotChange>>;
  readonly entries: Entry[];
  readonly entriesById: Map<EntryId, Entry>;
  readonly referredBy: Map<EntryId, EntryId>;
  readonly answers: Map<CommandKey, RecordedAnswer>;
}

/** Starts a draft over a view. */
export function createDraft(base: LedgerView): Draft {
  const overlay: Overlay = {
    accounts: new Map(),
    figures: new Map(),
    lots: new Map(),
    entries: [],
    entriesById: new Map(),
    referredBy: new Map(),
    answers: new Map(),
  };
  const { accounts, figures, lots, entries, entriesById, referredBy, answers } = overlay;
  // One literal: each command list makes a draft, and putting it together from parts costs more than all of its reads.
  return {
    expect: (key, entryId) => base.expect?.(key, entryId),
    prefetch: (ids) => base.prefetch?.(ids),
    answer: (key) => answers.get(key) ?? base.answer(key),
    account: (id) => accounts.get(id) ?? base.account(id),
    figures(id) {
      const before = accounts.has(id) ? nothing : base.figures(id);
      const change = figures.get(id);
      return before === null || change === undefined ? before : addFigures(before, change);
    },
    hasEntry: (id) => entriesById.has(id) || base.hasEntry(id),
    entry: (id) => entriesById.get(id) ?? base.entry(id),
    referredBy: (id) => referredBy.get(id) ?? base.referredBy(id),
    expiredHolds: (ids, at) => expiredHolds(base, overlay, ids, at),
    hasLot: (id, lotId) => lots.get(id)?.has(lotId) === true || base.hasLot(id, lotId),
    lot: (id, lotId) => lots.get(id)?.get(lotId)?.after ?? base.lot(id, lotId),
    lots: (id, order) => lotsInOrder(base, lots.get(id), id, order),
    position: () => base.position() + entries.length,
    openAccount(account) {
      accounts.set(account.accountId, account);
    },
    addFigures(id, change) {
      const before = figures.get(id);
      figures.set(id, before === undefined ? change : addFigures(before, change));
    },
    putLot: (before, after) => putLot(lots, before, after),
    append(entry) {
      entries.push(entry);
      entriesById.set(entry.entryId, entry);
      if (entry.refersTo !== null) referredBy.set(entry.refersTo, entry.entryId);
    },
    record(key, answer) {
      answers.set(key, answer);
    },
    appended: () => entries,
    changes: () => ({
      accounts: [...accounts.values()],
      entries,
      position: base.position(),
      figures,
      lots: [...lots.values()].flatMap((changes) => [...changes.values()]),
      answers,
    }),
  };
}

function putLot(lots: Overlay["lots"], before: LotState | null, after: LotState): void {
  const ofAccount = lots.get(after.account) ?? new Map<LotId, LotChange>();
  const known = ofAccount.get(after.lotId);
  ofAccount.set(after.lotId, { before: known === undefined ? before : known.before, after });
  lots.set(after.account, ofAccount);
}

function expiredHolds(
  base: LedgerView,
  overlay: Overlay,
  accountIds: readonly AccountId[],
  at: Instant,
): readonly Entry[] {
  const held = base.expiredHolds(accountIds, at);
  if (overlay.entries.length === 0) return held;
  const wanted = new Set(accountIds);
  const own = overlay.entries.filter(
    (entry) =>
      entry.kind === "hold" &&
      entry.expiresAt !== null &&
      entry.expiresAt <= at &&
      entry.postings.some((posting) => wanted.has(posting.account)),
  );
  return [...held, ...own]
    .filter((hold) => !overlay.referredBy.has(hold.entryId))
    .sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0));
}

/** The lots of the view in their order, as the draft has changed them, with those merged in that came alive in it. */
function* lotsInOrder(
  base: LedgerView,
  changes: ReadonlyMap<LotId, LotChange> | undefined,
  accountId: AccountId,
  order: LotOrder,
): Iterable<LotState> {
  const added = [...(changes?.values() ?? [])]
    .filter(({ before, after }) => after.remaining > 0 && (before?.remaining ?? 0) === 0)
    .map(({ after }) => after)
    .sort((a, b) => compareLots(order, a, b));
  let next = 0;
  for (const lot of base.lots(accountId, order)) {
    for (let first = added[next]; first !== undefined; first = added[next]) {
      if (compareLots(order, first, lot) > 0) break;
      yield first;
      next += 1;
    }
    const current = changes?.get(lot.lotId)?.after ?? lot;
    if (current.remaining > 0) yield current;
  }
  yield* added.slice(next);
}
