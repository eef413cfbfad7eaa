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
  return {
    ...readOverlay(base, overlay),
    ...writeOverlay(overlay),
    appended: () => overlay.entries,
    changes: () => ({
      accounts: [...overlay.accounts.values()],
      entries: overlay.entries,
      position: base.position(),
      figures: overlay.figures,
      lots: [...overlay.lots.values()].flatMap((changes) => [...changes.values()]),
      answers: overlay.answers,
    }),
  };
}

function readOverlay(base: LedgerView, overlay: Overlay): LedgerView {
  return {
    expect: (key, entryId) => base.expect?.(key, entryId),
    prefetch: (ids) => base.prefetch?.(ids),
    answer: (key) => overlay.answers.get(key) ?? base.answer(key),
    account: (id) => overlay.accounts.get(id) ?? base.account(id),
    figures(id) {
      const before = overlay.accounts.has(id) ? nothing : base.figures(id);
      return before === null ? null : addFigures(before, overlay.figures.get(id) ?? nothing);
    },
    hasEntry: (id) => overlay.entriesById.has(id) || base.hasEntry(id),
    entry: (id) => overlay.entriesById.get(id) ?? base.entry(id),
    referredBy: (id) => overlay.referredBy.get(id) ?? base.referredBy(id),
    expiredHolds: (ids, at) => expiredHolds(base, overlay, ids, at),
    hasLot: (id, lotId) => overlay.lots.get(id)?.has(lotId) === true || base.hasLot(id, lotId),
    lot: (id, lotId) => overlay.lots.get(id)?.get(lotId)?.after ?? base.lot(id, lotId),
    lots: (id, order) => lotsInOrder(base, overlay.lots.get(id), id, order),
    position: () => base.position() + overlay.entries.length,
  };
}

function writeOverlay(
  overlay: Overlay,
): Pick<Draft, "openAccount" | "addFigures" | "putLot" | "append" | "record"> {
  return {
    openAccount(account) {
      overlay.accounts.set(account.accountId, account);
    },
    addFigures(id, change) {
      overlay.figures.set(id, addFigures(overlay.figures.get(id) ?? nothing, change));
    },
    putLot(before, after) {
      const lots = overlay.lots.get(after.account) ?? new Map<LotId, LotChange>();
      const known = lots.get(after.lotId);
      lots.set(after.lotId, { before: known === undefined ? before : known.before, after });
      overlay.lots.set(after.account, lots);
    },
    append(entry) {
      overlay.entries.push(entry);
      overlay.entriesById.set(entry.entryId, entry);
      if (entry.refersTo !== null) overlay.referredBy.set(entry.refersTo, entry.entryId);
    },
    record(key, answer) {
      overlay.answers.set(key, answer);
    },
  };
}

function expiredHolds(
  base: LedgerView,
  overlay: Overlay,
  accountIds: readonly AccountId[],
  at: Instant,
): readonly Entry[] {
  const wanted = new Set(accountIds);
  const own = overlay.entries.filter(
    (entry) =>
      entry.kind === "hold" &&
      entry.expiresAt !== null &&
      entry.expiresAt <= at &&
      entry.postings.some((posting) => wanted.has(posting.account)),
  );
  return [...base.expiredHolds(accountIds, at), ...own]
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
