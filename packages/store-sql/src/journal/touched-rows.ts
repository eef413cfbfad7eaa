import { type AccountId, type Entry, isMovement } from "@tillwright/ledger";

/** One row of `journal_posting`: what an entry moves on an account, on balance. */
export interface TouchedRow {
  readonly account: AccountId;
  readonly amount: number;
  /** 1 when the entry posts a movement on the account, 0 when it only reserves, gives free, or leaves it out. */
  readonly moved: 0 | 1;
}

/** The rows of an entry, one for each account it touches; `hold` is the hold that it settles. */
export function touchedRows(entry: Entry, hold: Entry | null): readonly TouchedRow[] {
  const moves = isMovement(entry.kind);
  const rows = new Map<AccountId, TouchedRow>();
  for (const { account, amount } of entry.postings) {
    const before = rows.get(account)?.amount ?? 0;
    const row: TouchedRow = moves
      ? { account, amount: before + amount, moved: 1 }
      : { account, amount: 0, moved: 0 };
    rows.set(account, row);
  }
  for (const { account } of entry.kind === "settle" ? (hold?.postings ?? []) : []) {
    if (!rows.has(account)) rows.set(account, { account, amount: 0, moved: 0 });
  }
  return [...rows.values()];
}
