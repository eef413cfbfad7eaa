import { auditLedger, type Entry, type LedgerState } from "@tillwright/ledger";
import { describe, expect, test } from "vitest";
import {
  booksAfter,
  cash,
  day,
  forced,
  hour,
  issued,
  noon,
  points,
  sales,
  without,
} from "./books.js";

const books = booksAfter(day);

function withEntry(entryId: string, change: (entry: Entry) => Partial<Entry>): LedgerState {
  const entries = forced(books.entries, entryId, (entry) => ({ ...entry, ...change(entry) }));
  return { ...books, entries };
}

const lotA = `${points}\u0000A`;

function withLot(change: Readonly<Record<string, unknown>>): LedgerState {
  return { ...books, lots: forced(books.lots, lotA, (lot) => ({ ...lot, ...change })) };
}

function withFigures(account: string, change: Readonly<Record<string, number>>): LedgerState {
  const figures = forced(books.figures, account, (before) => ({ ...before, ...change }));
  return { ...books, figures };
}

type Case = readonly [
  what: string,
  damaged: () => LedgerState,
  code: string,
  entryId: string | null,
  account: string | null,
  facts?: Readonly<Record<string, unknown>>,
];

const twice = (entry: Entry) => entry.postings.map((one) => ({ ...one, amount: one.amount * 2 }));

const cases: readonly Case[] = [
  [
    "one side of an entry was changed",
    () =>
      withEntry("sale", () => ({
        postings: [
          { account: sales, amount: -100 },
          { account: cash, amount: 90 },
        ],
      })),
    "ledger.audit-unbalanced",
    "sale",
    null,
    { owner: "store:S1", asset: "CNY", seen: "-10", follows: "0" },
  ],
  [
    "both sides of an entry were changed",
    () => withEntry("sale", (entry) => ({ postings: twice(entry) })),
    "ledger.audit-balance-differs",
    null,
    cash,
    { field: "posted", seen: 100, follows: 200 },
  ],
  [
    "an amount is no whole number",
    () =>
      withEntry("sale", () => ({
        postings: [
          { account: sales, amount: -0.5 },
          { account: cash, amount: 0.5 },
        ],
      })),
    "ledger.audit-amount-invalid",
    "sale",
    sales,
  ],
  [
    "an account is missing",
    () => ({ ...books, accounts: without(books.accounts, cash) }),
    "ledger.audit-account-unknown",
    "sale",
    cash,
  ],
  [
    "an entry is missing",
    () => ({ ...books, entries: without(books.entries, "spend") }),
    "ledger.audit-entry-missing",
    "spend",
    null,
    { position: 3 },
  ],
  [
    "a lot move was changed",
    () =>
      withEntry("spend", (entry) => ({
        lotMoves: entry.lotMoves.map((one) => ({ ...one, amount: -3 })),
      })),
    "ledger.audit-lots-differ",
    "spend",
    points,
    { seen: -3, follows: -4 },
  ],
  [
    "a lot move is missing",
    () => withEntry("spend", () => ({ lotMoves: [] })),
    "ledger.audit-lots-differ",
    "spend",
    points,
  ],
  [
    "a plain account has a lot move",
    () => withEntry("sale", () => ({ lotMoves: [{ account: cash, lotId: "A", amount: 100 }] })),
    "ledger.audit-lots-differ",
    "sale",
    cash,
  ],
  [
    "a lot was spent that there is not",
    () => withEntry("spend", () => ({ lotMoves: [{ account: points, lotId: "X", amount: -4 }] })),
    "ledger.audit-lot-wrong",
    "spend",
    points,
    { lotId: "X", amount: -4 },
  ],
  [
    "a lot was spent after it expired",
    () => withEntry("spend", () => ({ at: noon + hour })),
    "ledger.audit-lot-wrong",
    "spend",
    points,
  ],
  [
    "a lot was opened twice",
    () =>
      withEntry("earn B", (entry) => ({
        lotMoves: entry.lotMoves.map((one) => ({ ...one, lotId: "A" })),
      })),
    "ledger.audit-lot-wrong",
    "earn B",
    points,
  ],
  [
    "a reversal reverses something else",
    () => withEntry("reverse", () => ({ refersTo: "sale" })),
    "ledger.audit-reference-wrong",
    "reverse",
    null,
  ],
  [
    "a reversal is no mirror",
    () => withEntry("reverse", (entry) => ({ postings: twice(entry) })),
    "ledger.audit-reference-wrong",
    "reverse",
    null,
  ],
  [
    "a sale refers to something",
    () => withEntry("sale", () => ({ refersTo: "spend" })),
    "ledger.audit-reference-wrong",
    "sale",
    null,
  ],
  [
    "a settlement refers to nothing",
    () => withEntry("settle", () => ({ refersTo: null })),
    "ledger.audit-reference-wrong",
    "settle",
    null,
  ],
  [
    "a settlement is larger than its hold",
    () =>
      withEntry("settle", (entry) => ({
        postings: twice(entry),
        lotMoves: entry.lotMoves.map((one) => ({ ...one, amount: one.amount * 2 })),
      })),
    "ledger.audit-reference-wrong",
    "settle",
    null,
  ],
  [
    "a settlement came after its hold expired",
    () => withEntry("hold", () => ({ expiresAt: noon })),
    "ledger.audit-reference-wrong",
    "settle",
    null,
  ],
  [
    "a release gives something else free",
    () => withEntry("release", (entry) => ({ postings: twice(entry) })),
    "ledger.audit-reference-wrong",
    "release",
    null,
  ],
  [
    "two entries close one hold",
    () => withEntry("release", () => ({ refersTo: "hold" })),
    "ledger.audit-reference-wrong",
    "release",
    null,
    { seen: "release", follows: "settle" },
  ],
  [
    "a key is not on record",
    () => ({ ...books, answers: without(books.answers, "spend") }),
    "ledger.audit-key-missing",
    "spend",
    null,
    { key: "spend" },
  ],
  [
    "a limit was passed on the way",
    () => ({
      ...books,
      accounts: forced(books.accounts, cash, (account) => ({ ...account, ceiling: 99 })),
    }),
    "ledger.audit-limit-passed",
    "sale",
    cash,
    { seen: 100, limit: 99 },
  ],
  [
    "a floor was passed by a hold",
    () => ({
      ...books,
      accounts: forced(books.accounts, cash, (account) => ({ ...account, floor: 71 })),
    }),
    "ledger.audit-limit-passed",
    "given up",
    cash,
    { seen: 70, limit: 71 },
  ],
  [
    "a balance was changed",
    () => withFigures(cash, { posted: 101 }),
    "ledger.audit-balance-differs",
    null,
    cash,
    { field: "posted", seen: 101, follows: 100 },
  ],
  [
    "what is held to leave was changed",
    () => withFigures(points, { heldOut: 0 }),
    "ledger.audit-balance-differs",
    null,
    points,
    { field: "heldOut", seen: 0, follows: 2 },
  ],
  [
    "what is held to arrive was changed",
    () => withFigures(issued, { heldIn: 3 }),
    "ledger.audit-balance-differs",
    null,
    issued,
    { field: "heldIn", seen: 3, follows: 2 },
  ],
  [
    "an open hold was forgotten",
    () => ({ ...books, openHolds: forced(books.openHolds, points, () => []) }),
    "ledger.audit-holds-differ",
    "open hold",
    points,
    { seen: "closed", follows: "open" },
  ],
  [
    "a closed hold is still open",
    () => ({ ...books, openHolds: forced(books.openHolds, cash, () => ["given up"]) }),
    "ledger.audit-holds-differ",
    "given up",
    cash,
    { seen: "open", follows: "closed" },
  ],
  ...(
    [
      ["remaining", 5, 3],
      ["issued", 11, 10],
      ["held", 0, 2],
      ["expiresAt", null, noon + hour],
      ["openedAt", 0, noon],
    ] as const
  ).map(
    ([field, seen, follows]): Case => [
      `the ${field} of a lot was changed`,
      () => withLot({ [field]: seen }),
      "ledger.audit-lot-differs",
      null,
      points,
      { lotId: "A", field, seen, follows },
    ],
  ),
  [
    "the source of a lot was changed",
    () => withLot({ source: { sale: "another" } }),
    "ledger.audit-lot-differs",
    null,
    points,
    { lotId: "A", field: "source" },
  ],
  [
    "a lot is missing",
    () => ({ ...books, lots: without(books.lots, lotA) }),
    "ledger.audit-lot-differs",
    null,
    points,
    { lotId: "A", field: null },
  ],
];

describe("the audit names the first thing that is wrong", () => {
  test("sound books have nothing", () => {
    expect(auditLedger(books)).toEqual({ entries: 11, accounts: 4, lots: 2, finding: null });
  });

  for (const [what, damaged, code, entryId, account, facts = {}] of cases) {
    test(what, () => {
      const { finding } = auditLedger(damaged());
      expect(finding).toMatchObject({ code, entryId, account, facts });
      expect(finding?.message).toContain(entryId ?? account ?? "");
    });
  }

  test("of two things that are wrong it names the one that happened first", () => {
    const both = { ...withFigures(issued, { posted: 1 }) };
    const accounts = forced(books.accounts, cash, (account) => ({ ...account, ceiling: 99 }));
    expect(auditLedger({ ...both, accounts }).finding).toMatchObject({ entryId: "sale" });
  });
});
