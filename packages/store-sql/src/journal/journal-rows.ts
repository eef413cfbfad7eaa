import type {
  Account,
  Entry,
  EntryKind,
  Figures,
  LotMove,
  LotOrder,
  LotState,
  Posting,
} from "@tillwright/ledger";
import type { Json } from "@tillwright/values";
import type { SqlRow, SqlValue } from "../connection.js";
import { StoreError } from "../store-error.js";

/** Stands for "no end" in a column that is sorted: the largest number that programs and every engine keep exactly. */
export const noEnd: number = Number.MAX_SAFE_INTEGER;

export const accountColumns =
  "owner, account_id, asset, floor, ceiling, lots, posted, held_out, held_in";
export const entryColumns =
  "entry_id, position, entry_key, kind, happened_at, refers_to, expires_at, body";
export const lotColumns =
  "account_id, lot_id, issued, remaining, held, expires_at, opened_at, position, line, source";

/** An account as a row has it: its terms and its figures. */
export interface AccountRow {
  readonly account: Account;
  readonly figures: Figures;
}

function text(row: SqlRow, column: string): string {
  const value = row[column];
  return typeof value === "string" ? value : damaged(column, value);
}

/** Some engines give a BIGINT as text. */
export function whole(row: SqlRow, column: string): number {
  const value = Number(row[column] ?? Number.NaN);
  return Number.isSafeInteger(value) ? value : damaged(column, row[column]);
}

function wholeOrNull(row: SqlRow, column: string): number | null {
  return row[column] === null ? null : whole(row, column);
}

function textOrNull(row: SqlRow, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

function damaged(column: string, value: SqlRow[string] | undefined): never {
  throw new StoreError("store.corrupt", `the journal has ${String(value)} as ${column}`, {
    column,
    value: value ?? null,
  });
}

export function accountOf(row: SqlRow): AccountRow {
  const account: Account = {
    accountId: text(row, "account_id"),
    owner: text(row, "owner"),
    asset: text(row, "asset"),
    floor: wholeOrNull(row, "floor"),
    ceiling: wholeOrNull(row, "ceiling"),
    lots: lotOrder(textOrNull(row, "lots")),
  };
  const figures: Figures = {
    posted: whole(row, "posted"),
    heldOut: whole(row, "held_out"),
    heldIn: whole(row, "held_in"),
  };
  return { account, figures };
}

function lotOrder(order: string | null): LotOrder | null {
  if (order === null || order === "earliest-expiry" || order === "first-in") return order;
  return damaged("lots", order);
}

export function lotOf(row: SqlRow): LotState {
  const expiresAt = whole(row, "expires_at");
  return {
    account: text(row, "account_id"),
    lotId: text(row, "lot_id"),
    issued: whole(row, "issued"),
    remaining: whole(row, "remaining"),
    held: whole(row, "held"),
    expiresAt: expiresAt === noEnd ? null : expiresAt,
    openedAt: whole(row, "opened_at"),
    source: parse<Json>(text(row, "source"), "source"),
    position: whole(row, "position"),
    line: whole(row, "line"),
  };
}

export function lotRow(owner: string, lot: LotState): readonly SqlValue[] {
  return [
    owner,
    lot.account,
    lot.lotId,
    lot.issued,
    lot.remaining,
    lot.held,
    lot.expiresAt ?? noEnd,
    lot.openedAt,
    lot.position,
    lot.line,
    JSON.stringify(lot.source),
  ];
}

interface EntryBody {
  readonly postings: readonly Posting[];
  readonly lotMoves: readonly LotMove[];
  readonly memo: Json;
}

const kinds: readonly string[] = [
  "post",
  "hold",
  "settle",
  "release",
  "reverse",
  "lapse",
] satisfies EntryKind[];

function isKind(kind: string): kind is EntryKind {
  return kinds.includes(kind);
}

export function entryOf(row: SqlRow): Entry {
  const kind = text(row, "kind");
  const body = parse<EntryBody>(text(row, "body"), "body");
  return {
    entryId: text(row, "entry_id"),
    key: text(row, "entry_key"),
    kind: isKind(kind) ? kind : damaged("kind", kind),
    at: whole(row, "happened_at"),
    postings: body.postings,
    lotMoves: body.lotMoves,
    refersTo: textOrNull(row, "refers_to"),
    expiresAt: wholeOrNull(row, "expires_at"),
    memo: body.memo,
  };
}

export function entryRow(owner: string, position: number, entry: Entry): readonly SqlValue[] {
  const { postings, lotMoves, memo } = entry;
  return [
    owner,
    entry.entryId,
    position,
    entry.key,
    entry.kind,
    entry.at,
    entry.refersTo,
    entry.expiresAt,
    JSON.stringify({ postings, lotMoves, memo }),
  ];
}

/** What the journal wrote itself is trusted, but a damaged file must be named and not misread. */
function parse<Value>(json: string, column: string): Value {
  try {
    return JSON.parse(json);
  } catch {
    return damaged(column, json.slice(0, 40));
  }
}
