import type { Account, JournalCommand, PostingRequest } from "@tillwright/ledger";

export const noon: number = Date.UTC(2027, 1, 15, 12);
export const hour = 3_600_000;

export const cash = "store:S1/cash";
export const sales = "store:S1/sales";
export const tax = "store:S1/tax";
export const points = "member:M1/points";
export const issued = "member:M1/points-issued";
export const card = "member:M1/card";
export const cardIssued = "member:M1/card-issued";

function account(accountId: string, asset: string, terms: Partial<Account> = {}): Account {
  const owner = accountId.slice(0, accountId.indexOf("/"));
  return { accountId, owner, asset, floor: null, ceiling: null, lots: null, ...terms };
}

export const openBooks: JournalCommand = {
  kind: "open",
  key: "open",
  at: noon,
  accounts: [
    account(cash, "CNY", { floor: 0 }),
    account(sales, "CNY"),
    account(tax, "CNY"),
    account(points, "points", { floor: 0, lots: "earliest-expiry" }),
    account(issued, "points"),
    account(card, "stored-principal", { floor: 0, lots: "first-in" }),
    account(cardIssued, "stored-principal"),
  ],
};

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

export function hold(id: string, postings: readonly PostingRequest[]): JournalCommand {
  return { kind: "hold", ...head(id, noon), postings, expiresAt: null };
}

export function settle(
  id: string,
  held: string,
  postings: readonly PostingRequest[] | null,
): JournalCommand {
  return { kind: "settle", ...head(id, noon), hold: held, postings };
}

function reverse(id: string, reverses: string): JournalCommand {
  return { kind: "reverse", ...head(id, noon), reverses };
}

export function earn(lotId: string, amount: number, expiresAt: number | null = null) {
  const newLot = { lotId, expiresAt, source: { sale: lotId } };
  return [
    { account: issued, amount: -amount },
    { account: points, amount, newLot },
  ];
}

/** A small day with something of every kind. */
export const day: readonly JournalCommand[] = [
  openBooks,
  post("sale", move(sales, cash, 100)),
  post("earn A", earn("A", 10, noon + hour)),
  post("earn B", earn("B", 10)),
  post("spend", move(points, issued, 4)),
  hold("hold", move(points, issued, 5)),
  settle("settle", "hold", move(points, issued, 3)),
  hold("open hold", move(points, issued, 2)),
  post("refund", move(cash, sales, 40)),
  reverse("reverse", "refund"),
];
