import { canonicalJson, type Json } from "@tillwright/values";
import type { Account, AccountId } from "./account.js";
import { finding } from "./audit-entry.js";
import { addFigures } from "./draft.js";
import type { Entry, EntryId, LotId, LotMove } from "./entry.js";
import type { AuditFinding } from "./journal.js";
import type { Figures, LotState } from "./ledger-view.js";
import { heldFigures, movedFigures } from "./limits.js";
import { isExpired } from "./spend-order.js";
import { isMovement } from "./trial-balance.js";

/**
 * Everything that concerns one account: what is stored of it, and the entries that touch it in the order of appending
 * (with the settlements of holds on it, even those that leave it out).
 *
 * @public
 */
export interface AccountBooks {
  readonly account: Account;
  readonly figures: Figures;
  /** All lots the account ever had. */
  readonly lots: Iterable<LotState>;
  readonly openHolds: Iterable<EntryId>;
  readonly entries: Iterable<PlacedEntry>;
}

/**
 * An entry with its position in the journal.
 *
 * @public
 */
export interface PlacedEntry {
  readonly position: number;
  readonly entry: Entry;
}

/**
 * What an audit of one account found, with the position of the entry at which it went wrong; `null` where only the stored
 * figures differ.
 *
 * @public
 */
export interface AccountFinding {
  readonly position: number | null;
  readonly finding: AuditFinding;
}

interface Replay {
  figures: Figures;
  readonly lots: Map<LotId, LotState>;
  readonly holds: Map<EntryId, Entry>;
}

/**
 * Recomputes an account from its entries, checks that no limit and no lot was passed on the way, and compares the end with
 * what is stored. Codes: `ledger.audit-limit-passed`, `-lot-wrong`, `-balance-differs`, `-lot-differs`, `-holds-differ`.
 *
 * @example
 * ```ts
 * import { auditAccount } from "@tillwright/ledger";
 * const account = { accountId: "cash", owner: "store:S1", asset: "CNY", floor: 0, ceiling: null, lots: null };
 * const figures = { posted: 5, heldOut: 0, heldIn: 0 };
 * auditAccount({ account, figures, lots: [], openHolds: [], entries: [] })?.finding.code; //=> "ledger.audit-balance-differs"
 * ```
 *
 * @public
 */
export function auditAccount(books: AccountBooks): AccountFinding | null {
  const { account } = books;
  const replay: Replay = {
    figures: { posted: 0, heldOut: 0, heldIn: 0 },
    lots: new Map(),
    holds: new Map(),
  };
  for (const placed of books.entries) {
    const wrong = replayEntry(replay, account, placed);
    if (wrong !== null) return { position: placed.position, finding: wrong };
  }
  const wrong =
    compareFigures(account.accountId, books.figures, replay.figures) ??
    compareHolds(account.accountId, books.openHolds, replay.holds) ??
    compareLots(account.accountId, books.lots, replay.lots);
  return wrong === null ? null : { position: null, finding: wrong };
}

function replayEntry(replay: Replay, account: Account, placed: PlacedEntry): AuditFinding | null {
  const { entry } = placed;
  const { accountId } = account;
  if (entry.kind === "hold") {
    replay.figures = plus(replay.figures, heldFigures(entry.postings, 1).get(accountId));
    replay.holds.set(entry.entryId, entry);
  } else if (entry.kind === "settle" || entry.kind === "release") {
    freeHold(replay, accountId, entry.refersTo);
  }
  if (isMovement(entry.kind)) {
    replay.figures = plus(replay.figures, movedFigures(entry.postings).get(accountId));
  }
  return limitPassed(replay.figures, account, entry) ?? replayLots(replay, accountId, placed);
}

function plus(figures: Figures, change: Figures | undefined): Figures {
  return change === undefined ? figures : addFigures(figures, change);
}

function freeHold(replay: Replay, accountId: AccountId, holdId: EntryId | null): void {
  const hold = replay.holds.get(holdId ?? "");
  if (hold === undefined) return;
  replay.holds.delete(hold.entryId);
  replay.figures = plus(replay.figures, heldFigures(hold.postings, -1).get(accountId));
  for (const move of hold.lotMoves) {
    const lot = move.account === accountId ? replay.lots.get(move.lotId) : undefined;
    if (lot !== undefined && move.amount < 0) {
      replay.lots.set(move.lotId, { ...lot, held: lot.held + move.amount });
    }
  }
}

function limitPassed(figures: Figures, account: Account, entry: Entry): AuditFinding | null {
  const { accountId, floor, ceiling } = account;
  const least = figures.posted - figures.heldOut;
  const most = figures.posted + figures.heldIn;
  const below = floor !== null && least < floor;
  if (!below && (ceiling === null || most <= ceiling)) return null;
  const [seen, limit] = below ? [least, floor] : [most, ceiling];
  const message = `entry ${entry.entryId} takes ${accountId} to ${seen}, past its limit of ${limit}`;
  const facts = { seen, limit };
  return finding("ledger.audit-limit-passed", entry.entryId, accountId, message, facts);
}

function replayLots(
  replay: Replay,
  accountId: AccountId,
  placed: PlacedEntry,
): AuditFinding | null {
  const { entry } = placed;
  if (entry.kind === "release") return null;
  for (const [line, move] of entry.lotMoves.entries()) {
    if (move.account !== accountId) continue;
    const problem =
      entry.kind === "hold"
        ? reserveLot(replay, move, entry)
        : replayMove(replay, move, line, placed);
    if (problem === null) continue;
    const message = `entry ${entry.entryId} moves lot ${move.lotId} of ${accountId} by ${move.amount}: ${problem}`;
    const facts = { lotId: move.lotId, amount: move.amount };
    return finding("ledger.audit-lot-wrong", entry.entryId, accountId, message, facts);
  }
  return null;
}

function reserveLot(replay: Replay, move: LotMove, entry: Entry): string | null {
  if (move.amount > 0) return null;
  const lot = replay.lots.get(move.lotId);
  if (lot === undefined) return "there is no such lot";
  if (isExpired(lot, entry.at)) return "it has expired";
  if (lot.remaining - lot.held + move.amount < 0) return "there is not so much in it";
  replay.lots.set(move.lotId, { ...lot, held: lot.held - move.amount });
  return null;
}

function replayMove(
  replay: Replay,
  move: LotMove,
  line: number,
  { entry, position }: PlacedEntry,
): string | null {
  const { lotId, amount, opens, account } = move;
  const lot = replay.lots.get(lotId);
  if (amount > 0 && opens !== undefined) {
    if (lot !== undefined) return "it was opened before";
    const { expiresAt, source } = opens;
    const figures = { issued: amount, remaining: amount, held: 0 };
    const place = { openedAt: entry.at, position, line };
    replay.lots.set(lotId, { account, lotId, ...figures, expiresAt, source, ...place });
    return null;
  }
  if (lot === undefined) return "there is no such lot";
  if (entry.kind === "post" && amount < 0 && isExpired(lot, entry.at)) return "it has expired";
  if (entry.kind === "lapse" && !isExpired(lot, entry.at)) return "it has not expired";
  const remaining = lot.remaining + amount;
  const issued = amount < 0 && opens !== undefined ? lot.issued + amount : lot.issued;
  if (remaining < lot.held) return "there is not so much in it";
  if (remaining > issued) return "it never had so much";
  replay.lots.set(lotId, { ...lot, issued, remaining });
  return null;
}

function compareFigures(
  accountId: AccountId,
  seen: Figures,
  follows: Figures,
): AuditFinding | null {
  for (const field of ["posted", "heldOut", "heldIn"] as const) {
    if (seen[field] === follows[field]) continue;
    const message = `account ${accountId} has ${field} ${seen[field]}; its entries give ${follows[field]}`;
    const facts = { field, seen: seen[field], follows: follows[field] };
    return finding("ledger.audit-balance-differs", null, accountId, message, facts);
  }
  return null;
}

function compareHolds(
  accountId: AccountId,
  seen: Iterable<EntryId>,
  follows: ReadonlyMap<EntryId, Entry>,
): AuditFinding | null {
  const stored = new Set(seen);
  const differing =
    [...stored].find((id) => !follows.has(id)) ?? [...follows.keys()].find((id) => !stored.has(id));
  if (differing === undefined) return null;
  const state = stored.has(differing) ? "open" : "closed";
  const message = `hold ${differing} on ${accountId} is stored as ${state}; the entries say otherwise`;
  const facts = { seen: state, follows: state === "open" ? "closed" : "open" };
  return finding("ledger.audit-holds-differ", differing, accountId, message, facts);
}

function compareLots(
  accountId: AccountId,
  seen: Iterable<LotState>,
  follows: ReadonlyMap<LotId, LotState>,
): AuditFinding | null {
  const missing = new Map(follows);
  const differs = (lotId: LotId, facts: Readonly<Record<string, Json>>, message: string) =>
    finding(
      "ledger.audit-lot-differs",
      null,
      accountId,
      `lot ${lotId} of ${accountId} ${message}`,
      {
        lotId,
        ...facts,
      },
    );
  for (const lot of seen) {
    const expected = missing.get(lot.lotId);
    missing.delete(lot.lotId);
    if (expected === undefined) {
      return differs(lot.lotId, { field: null }, "is stored, but no entry opened it");
    }
    const field = lotFields.find(
      (name) => canonicalJson(lot[name]) !== canonicalJson(expected[name]),
    );
    if (field !== undefined) {
      const facts = { field, seen: lot[field], follows: expected[field] };
      return differs(lot.lotId, facts, `has another ${field} than its entries give`);
    }
  }
  for (const lotId of missing.keys()) return differs(lotId, { field: null }, "is not stored");
  return null;
}

const lotFields = [
  "issued",
  "remaining",
  "held",
  "expiresAt",
  "openedAt",
  "source",
  "position",
  "line",
] as const;
