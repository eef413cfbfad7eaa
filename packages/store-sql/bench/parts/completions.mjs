const owner = "store:S1";
const opening = 1_800_000_000_000;

const account = (accountOwner, accountId, asset, more = {}) => ({
  accountId,
  owner: accountOwner,
  asset,
  floor: null,
  ceiling: null,
  lots: null,
  ...more,
});

const nothing = {
  unchanged: [],
  documents: [],
  sale: null,
  journal: [],
  audit: [],
  printJobs: [],
  answer: null,
};

/** Opens the accounts of a shop with one till and a hundred members. */
export const openShop = {
  owner,
  tillId: "T1",
  key: "open-shop",
  bodyHash: "sha256:open-shop",
  at: opening,
  numbering: null,
  compose: () => ({
    ...nothing,
    journal: [
      {
        kind: "open",
        key: "books",
        at: opening,
        accounts: [
          account(owner, "store:S1/drawer", "CNY", { floor: 0 }),
          account(owner, "store:S1/card", "CNY", { floor: 0 }),
          account(owner, "store:S1/sales", "CNY"),
          account(owner, "store:S1/tax", "CNY"),
          account(owner, "store:S1/rounding", "CNY"),
          ...Array.from({ length: 100 }, (_, index) => {
            const member = `member:M${index}`;
            const lots = { floor: 0, lots: "earliest-expiry" };
            return [
              account(member, `${member}/points`, "points", lots),
              account(member, `${member}/points-issued`, "points"),
            ];
          }).flat(),
        ],
      },
    ],
  }),
};

function line(index) {
  const list = 990 + index * 10;
  const paid = list - 100;
  const card = Math.floor(paid / 2);
  return {
    lineId: `${index + 1}`,
    productId: `P${1000 + index}`,
    name: `鲜牛奶 Fresh milk ${index + 1}`,
    department: "dairy",
    categories: ["food", "fresh", "milk"],
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

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** A sale of so many lines; with `card`, half of it is paid by card. */
function settle(sequence, count, card) {
  const lines = Array.from({ length: count }, (_, index) => line(index)).map((one) => {
    if (card) return one;
    return { ...one, runs: one.runs.map((run) => ({ ...run, tenders: { cash: run.paid } })) };
  });
  const paid = sum(lines.map((one) => one.paid));
  const list = sum(lines.map((one) => one.list));
  const byCard = card ? sum(lines.map((one) => one.runs[0].tenders.card)) : 0;
  const tender = { party: null, tendered: 0, change: 0, reference: null, bonusPart: 0 };
  const cash = { ...tender, tenderId: "cash", kind: "cash", amount: paid - byCard };
  const tenders = [{ ...cash, received: cash.amount, tendered: cash.amount }];
  if (card) {
    const bank = { ...tender, party: "bank", tenderId: "card", kind: "card" };
    tenders.push({ ...bank, amount: byCard, received: byCard });
  }
  return {
    version: 1,
    kind: "sale",
    // As a till makes them: the time in front, so that ids grow.
    saleId: `0190f0f0-${String(sequence).padStart(4, "0")}-7000-8000-${String(sequence).padStart(12, "0")}`,
    number: `01-${String(sequence).padStart(6, "0")}`,
    sequence,
    refersTo: null,
    storeId: "S1",
    tillId: "T1",
    shiftId: "shift-1",
    operatorId: "zhang",
    sellerId: "zhang",
    memberId: card ? `M${sequence % 100}` : null,
    channel: "till",
    currency: "CNY",
    completedAt: opening + sequence * 1000,
    zone: "Asia/Shanghai",
    businessDay: "2027-01-15",
    localHour: 9,
    lines,
    totals: {
      list,
      deal: list,
      discount: list - paid,
      tax: 50 * count,
      paid,
      cashRounding: 0,
      due: paid,
    },
    tenders,
    cashRounding: { amount: 0, shares: [] },
    discountShares: [],
    applied: [
      { promotionId: "spring", lane: "item", times: count, amount: 100 * count, fundedBy: "shop" },
    ],
    rules: `sha256:${"a".repeat(64)}`,
    programme: card ? `sha256:${"b".repeat(64)}` : null,
    points: { earned: card ? 80 : 0, used: 0, usedAmount: 0, balanceAfter: null },
    loyalty: null,
    note: null,
  };
}

function postings(sale) {
  const { saleId, completedAt: at, totals, memberId } = sale;
  const entry = (name, entries) => ({
    kind: "post",
    key: `${saleId}/${name}`,
    entryId: `${saleId}/${name}`,
    at,
    memo: { saleId, kind: "sale" },
    postings: entries,
  });
  const money = entry("money", [
    ...sale.tenders.map((one) => ({
      account: one.kind === "cash" ? "store:S1/drawer" : "store:S1/card",
      amount: one.received,
    })),
    { account: "store:S1/sales", amount: -(totals.paid - totals.tax) },
    { account: "store:S1/tax", amount: -totals.tax },
  ]);
  if (memberId === null) return [money];
  const points = entry("points", [
    {
      account: `member:${memberId}/points`,
      amount: sale.points.earned,
      newLot: { lotId: saleId, expiresAt: at + 31_536_000_000, source: { saleId } },
    },
    { account: `member:${memberId}/points-issued`, amount: -sale.points.earned },
  ]);
  return [money, points];
}

function receipt(sale) {
  return {
    version: 1,
    rows: sale.lines.map((one) => ({ name: one.name, amount: one.paid, note: "spring -1.00" })),
    number: sale.number,
    due: sale.totals.due,
    tenders: sale.tenders.map((one) => ({ kind: one.kind, amount: one.received })),
  };
}

/** The sales that are measured, by name; each makes the one with a sequence number. */
export const makers = {
  tenLines: (sequence) => settle(sequence, 10, true),
  smallBasket: (sequence) => settle(sequence, 3, false),
};

/** The command that completes a sale; what it writes is made beforehand, because the bench measures the store. */
export function completionOf(sale) {
  const body = {
    ...nothing,
    sale,
    journal: postings(sale),
    audit: [
      {
        action: "sale.completed",
        operatorId: sale.operatorId,
        facts: { saleId: sale.saleId, number: sale.number, due: sale.totals.due },
      },
    ],
    printJobs: sale.memberId === null ? [] : [{ printer: "receipts", document: receipt(sale) }],
    answer: { saleId: sale.saleId, number: sale.number },
  };
  return {
    owner,
    tillId: "T1",
    key: `complete/${sale.saleId}`,
    bodyHash: `sha256:${"c".repeat(64)}`,
    at: sale.completedAt,
    numbering: { series: "sale" },
    compose: () => body,
  };
}
