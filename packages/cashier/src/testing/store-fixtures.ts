import type { JournalCommand } from "@tillwright/ledger";
import type { SettledSale } from "../settled-sale.js";
import type { CommitBody, CommitRequest } from "../till-store.js";

export const owner = "store:S1";

const nothing: CommitBody = {
  unchanged: [],
  documents: [],
  sale: null,
  journal: [],
  audit: [],
  printJobs: [],
  answer: null,
};

/** A commit that writes what is named, and nothing else. */
export function request(
  key: string,
  body: Partial<CommitBody>,
  more: Partial<Omit<CommitRequest, "compose" | "key">> = {},
): CommitRequest {
  return {
    owner,
    tillId: "T1",
    key,
    bodyHash: `hash of ${key}`,
    at: 1000,
    numbering: null,
    compose: () => ({ ...nothing, ...body }),
    ...more,
  };
}

const milk: SettledSale["lines"][number] = {
  lineId: "1",
  productId: "P1",
  name: "纯牛奶 🥛",
  department: "dairy",
  categories: ["drinks", "milk"],
  brand: null,
  tags: [],
  quantity: { kind: "pieces", count: 1 },
  list: 590,
  deal: 590,
  paid: 590,
  tax: 0,
  pointsOffset: 0,
  discounts: [],
  runs: [
    {
      count: 1,
      list: 590,
      paid: 590,
      tax: 0,
      pointsOffset: 0,
      points: 0,
      tenders: { t1: 590 },
    },
  ],
};

/** Six yuan given, ten fen back. */
const tenFen: SettledSale["tenders"][number] = {
  tenderId: "t1",
  kind: "cash",
  party: null,
  amount: 590,
  received: 590,
  tendered: 600,
  change: 10,
  reference: null,
  bonusPart: 0,
};

/** A sale of one bottle of milk, paid in cash. */
export function milkSale(
  sequence: number,
  changes: Partial<SettledSale> & { readonly saleId: string },
): SettledSale {
  return {
    version: 1,
    kind: "sale",
    number: `01-${String(sequence).padStart(6, "0")}`,
    sequence,
    refersTo: null,
    storeId: "S1",
    tillId: "T1",
    shiftId: "shift-1",
    operatorId: "zhang",
    sellerId: "zhang",
    memberId: null,
    channel: "till",
    currency: "CNY",
    completedAt: 1000,
    zone: "Asia/Shanghai",
    businessDay: "2027-01-15",
    localHour: 9,
    lines: [milk],
    totals: { list: 590, deal: 590, discount: 0, tax: 0, paid: 590, cashRounding: 0, due: 590 },
    tenders: [tenFen],
    cashRounding: { amount: 0, shares: [] },
    discountShares: [],
    applied: [],
    rules: "sha256:rules",
    programme: null,
    points: { earned: 0, used: 0, usedAmount: 0, balanceAfter: null },
    loyalty: null,
    note: null,
    ...changes,
  };
}

/** Opens a drawer that cannot hold less than nothing, and the account of its sales. */
export const openBooks: JournalCommand = {
  kind: "open",
  key: "books",
  at: 0,
  accounts: [
    { accountId: "store:S1/drawer", owner, asset: "CNY", floor: 0, ceiling: null, lots: null },
    { accountId: "store:S1/sales", owner, asset: "CNY", floor: null, ceiling: null, lots: null },
  ],
};

/** Moves an amount into the drawer, or out of it. */
export function cash(key: string, amount: number): JournalCommand {
  return {
    kind: "post",
    key,
    entryId: key,
    at: 1000,
    memo: null,
    postings: [
      { account: "store:S1/drawer", amount },
      { account: "store:S1/sales", amount: -amount },
    ],
  };
}
