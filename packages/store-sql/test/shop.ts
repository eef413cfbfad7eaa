import type { CommitBody, CommitRequest, SettledSale } from "@tillwright/cashier";
import type { Account, JournalCommand } from "@tillwright/ledger";
import type { Json, SettledLine } from "@tillwright/values";

export const owner = "store:S1";
const member = "member:M1";
const opening = 1_800_000_000_000;

function account(accountId: string, asset: string, more: Partial<Account> = {}): Account {
  const accountOwner = accountId.startsWith(member) ? member : owner;
  const unlimited = { floor: null, ceiling: null, lots: null };
  return { accountId, owner: accountOwner, asset, ...unlimited, ...more };
}

/** The accounts of a shop with one till and one member. */
export const openBooks: JournalCommand = {
  kind: "open",
  key: "books",
  at: opening,
  accounts: [
    account("store:S1/drawer", "CNY", { floor: 0 }),
    account("store:S1/card", "CNY", { floor: 0 }),
    account("store:S1/sales", "CNY"),
    account("store:S1/tax", "CNY"),
    account("member:M1/points", "points", { floor: 0, lots: "earliest-expiry" }),
    account("member:M1/points-issued", "points"),
  ],
};

function line(index: number): SettledLine {
  const list = 990 + index * 10;
  const paid = list - 100;
  const card = Math.floor(paid / 2);
  return {
    lineId: `${index + 1}`,
    productId: `P${index + 1}`,
    name: `鲜牛奶 ${index + 1}`,
    department: index % 2 === 0 ? "dairy" : "bakery",
    categories: ["food", "fresh"],
    brand: "Sunrise",
    tags: [],
    quantity: { kind: "pieces", count: 1 },
    list,
    deal: list,
    paid,
    tax: 50,
    pointsOffset: 0,
    discounts: [{ promotionId: "spring", lane: "item", amount: 100, fundedBy: "shop" }],
    runs: [
      {
        count: 1,
        list,
        paid,
        tax: 50,
        pointsOffset: 0,
        points: 0,
        tenders: { cash: paid - card, card },
      },
    ],
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A sale of `count` lines, half in cash and half by card. */
export function sale(id: string, sequence: number, count: number): SettledSale {
  const lines = Array.from({ length: count }, (_, index) => line(index));
  const list = sum(lines.map((one) => one.list));
  const paid = sum(lines.map((one) => one.paid));
  const tax = sum(lines.map((one) => one.tax));
  const card = sum(lines.map((one) => one.runs[0]?.tenders["card"] ?? 0));
  const cash = paid - card;
  const tender = { party: null, tendered: 0, change: 0, reference: null, bonusPart: 0 };
  return {
    version: 1,
    kind: "sale",
    saleId: id,
    number: `01-${String(sequence).padStart(6, "0")}`,
    sequence,
    refersTo: null,
    storeId: "S1",
    tillId: "T1",
    shiftId: "shift-1",
    operatorId: "zhang",
    sellerId: "zhang",
    memberId: "M1",
    channel: "till",
    currency: "CNY",
    completedAt: opening + sequence * 1000,
    zone: "Asia/Shanghai",
    businessDay: "2027-01-15",
    localHour: 9,
    lines,
    totals: { list, deal: list, discount: list - paid, tax, paid, cashRounding: 0, due: paid },
    tenders: [
      { ...tender, tenderId: "cash", kind: "cash", amount: cash, received: cash, tendered: cash },
      { ...tender, tenderId: "card", kind: "card", party: "bank", amount: card, received: card },
    ],
    cashRounding: { amount: 0, shares: [] },
    discountShares: [],
    applied: [
      { promotionId: "spring", lane: "item", times: count, amount: 100 * count, fundedBy: "shop" },
    ],
    rules: "sha256:rules",
    programme: "sha256:programme",
    points: { earned: 1, used: 0, usedAmount: 0, balanceAfter: sequence },
    loyalty: null,
    note: null,
  };
}

/** What a settled sale moves: money in, sales and tax, and the member's points in a lot of their own. */
function postings(settled: SettledSale): readonly JournalCommand[] {
  const { saleId, totals, tenders, completedAt: at } = settled;
  const received = (id: string): number =>
    tenders.find((one) => one.tenderId === id)?.received ?? 0;
  const entry = { kind: "post", at, memo: { saleId } } as const;
  return [
    {
      ...entry,
      key: `${saleId}/money`,
      entryId: `${saleId}/money`,
      postings: [
        { account: "store:S1/drawer", amount: received("cash") },
        { account: "store:S1/card", amount: received("card") },
        { account: "store:S1/sales", amount: -(totals.paid - totals.tax) },
        { account: "store:S1/tax", amount: -totals.tax },
      ],
    },
    {
      ...entry,
      key: `${saleId}/points`,
      entryId: `${saleId}/points`,
      postings: [
        {
          account: "member:M1/points",
          amount: settled.points.earned,
          newLot: { lotId: saleId, expiresAt: at + 31_536_000_000, source: { saleId } },
        },
        { account: "member:M1/points-issued", amount: -settled.points.earned },
      ],
    },
  ];
}

function receipt(settled: SettledSale): Json {
  return {
    title: "日升超市 Sunrise",
    number: settled.number,
    rows: settled.lines.map((one) => [one.name, `${one.paid}`]),
    due: settled.totals.due,
  };
}

/** Everything that completing a sale writes. */
function completion(settled: SettledSale): CommitBody {
  return {
    unchanged: [],
    documents: [
      {
        kind: "refund-state",
        id: settled.saleId,
        expectedVersion: null,
        status: "none",
        body: { refunded: 0 },
      },
    ],
    sale: settled,
    journal: postings(settled),
    audit: [
      {
        action: "sale.completed",
        operatorId: settled.operatorId,
        facts: { saleId: settled.saleId, number: settled.number, due: settled.totals.due },
      },
    ],
    printJobs: [{ printer: "receipts", document: receipt(settled) }],
    answer: { saleId: settled.saleId, number: settled.number },
  };
}

/** A till's command that completes a sale. */
export function completeSale(key: string, lines = 10): CommitRequest {
  return {
    owner,
    tillId: "T1",
    key,
    bodyHash: `sha256:${key}`,
    at: opening,
    numbering: { series: "sale" },
    compose: (sequence) => completion(sale(`sale-${key}`, sequence ?? 0, lines)),
  };
}

/** A till's command that opens the books. */
export const openShop: CommitRequest = {
  owner,
  tillId: "T1",
  key: "open-shop",
  bodyHash: "sha256:open-shop",
  at: opening,
  numbering: null,
  compose: () => ({
    unchanged: [],
    documents: [],
    sale: null,
    journal: [openBooks],
    audit: [],
    printJobs: [],
    answer: null,
  }),
};
