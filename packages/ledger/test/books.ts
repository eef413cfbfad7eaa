import {
  type Account,
  applyAll,
  emptyLedger,
  type JournalCommand,
  type LayeredMap,
  type LedgerState,
  type PostingRequest,
} from "@tillwright/ledger";

export const noon: number = Date.UTC(2027, 1, 15, 12);
export const hour = 3_600_000;

export const cash = "store:S1/cash";
export const sales = "store:S1/sales";
export const points = "member:M1/points";
export const issued = "member:M1/points-issued";

function account(accountId: string, asset: string, terms: Partial<Account> = {}): Account {
  const owner = accountId.slice(0, accountId.indexOf("/"));
  return { accountId, owner, asset, floor: null, ceiling: null, lots: null, ...terms };
}

export const accounts: readonly Account[] = [
  account(cash, "CNY", { floor: 0 }),
  account(sales, "CNY"),
  account(points, "points", { floor: 0, lots: "earliest-expiry" }),
  account(issued, "points"),
];

export const openBooks: JournalCommand = { kind: "open", key: "open", at: noon, accounts };

const head = (id: string, at: number) => ({ key: id, entryId: id, at, memo: null });

export function move(from: string, to: string, amount: number): readonly PostingRequest[] {
  return [
    { account: from, amount: -amount },
    { account: to, amount },
  ];
}

export function post(
  id: string,
  postings: readonly PostingRequest[],
  at: number = noon,
): JournalCommand {
  return { kind: "post", ...head(id, at), postings };
}

export function earn(lotId: string, amount: number, expiresAt: number | null = null) {
  const newLot = { lotId, expiresAt, source: { sale: lotId } };
  return [
    { account: issued, amount: -amount },
    { account: points, amount, newLot },
  ];
}

/** A small day with something of every kind: sale, earned points, holds open, settled and released, a reversal. */
export const day: readonly JournalCommand[] = [
  openBooks,
  post("sale", move(sales, cash, 100)),
  post("earn A", earn("A", 10, noon + hour)),
  post("earn B", earn("B", 10)),
  post("spend", move(points, issued, 4)),
  { kind: "hold", ...head("hold", noon), postings: move(points, issued, 5), expiresAt: null },
  { kind: "settle", ...head("settle", noon), hold: "hold", postings: move(points, issued, 3) },
  {
    kind: "hold",
    ...head("given up", noon),
    postings: move(cash, sales, 30),
    expiresAt: noon + hour,
  },
  { kind: "release", ...head("release", noon), hold: "given up" },
  { kind: "hold", ...head("open hold", noon), postings: move(points, issued, 2), expiresAt: null },
  post("refund", move(cash, sales, 40)),
  { kind: "reverse", ...head("reverse", noon), reverses: "refund" },
];

/** The books after some commands, all of which must be accepted. */
export function booksAfter(
  commands: readonly JournalCommand[],
  before: LedgerState = emptyLedger,
): LedgerState {
  const applied = applyAll(before, commands);
  if (!applied.ok) throw new Error(applied.refusal.message);
  return applied.value.state;
}

/** A table with one value put in by force. */
export function forced<Key, Value>(
  table: LayeredMap<Key, Value>,
  key: Key,
  change: (value: Value) => Value,
): LayeredMap<Key, Value> {
  const value = table.layers.map((layer) => layer.get(key)).find((found) => found !== undefined);
  if (value === undefined) throw new Error(`there is no ${String(key)}`);
  return { layers: [new Map([[key, change(value)]]), ...table.layers] };
}

/** A table without one key. */
export function without<Key, Value>(
  table: LayeredMap<Key, Value>,
  key: Key,
): LayeredMap<Key, Value> {
  const layers = table.layers.map((layer) => new Map([...layer].filter(([name]) => name !== key)));
  return { layers };
}
