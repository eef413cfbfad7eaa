import { type Account, createMemoryJournal, type PostingRequest } from "@tillwright/ledger";
import { expect, test } from "vitest";

const at = Date.UTC(2027, 1, 15);
const day = 86_400_000;

function account(accountId: string, asset: string, terms: Partial<Account> = {}): Account {
  const owner = accountId.slice(0, accountId.indexOf("/"));
  return { accountId, owner, asset, floor: null, ceiling: null, lots: null, ...terms };
}

async function memberWithLots() {
  const journal = createMemoryJournal();
  const points = account("member:M1/points", "points", { floor: 0, lots: "earliest-expiry" });
  const issued = account("member:M1/points-issued", "points");
  await journal.execute({ kind: "open", key: "open", at, accounts: [points, issued] });
  const earn = (lotId: string, amount: number, expiresAt: number): readonly PostingRequest[] => [
    { account: issued.accountId, amount: -amount },
    { account: points.accountId, amount, newLot: { lotId, expiresAt, source: null } },
  ];
  const memo = null;
  const march = Date.UTC(2027, 2, 1);
  const june = Date.UTC(2027, 5, 1);
  const early = at - 30 * day;
  await journal.execute({
    kind: "post",
    key: "a",
    entryId: "a",
    at: early,
    memo,
    postings: earn("A", 100, march),
  });
  await journal.execute({
    kind: "post",
    key: "b",
    entryId: "b",
    at: early,
    memo,
    postings: earn("B", 50, june),
  });
  return { journal, points: points.accountId, issued: issued.accountId };
}

test("lot A 100 to 1 March, lot B 50 to 1 June; 80 spent on 15 February: on 2 March 20 expire, balance 50", async () => {
  const { journal, points, issued } = await memberWithLots();
  const spent = await journal.execute({
    kind: "post",
    key: "spend",
    entryId: "spend",
    at,
    memo: { sale: "S1-0001" },
    postings: [
      { account: points, amount: -80 },
      { account: issued, amount: 80 },
    ],
  });
  expect(spent.ok && spent.value[0]?.lotMoves).toEqual([
    { account: points, lotId: "A", amount: -80 },
  ]);
  const secondOfMarch = Date.UTC(2027, 2, 2);
  expect(await journal.balance(points, secondOfMarch)).toMatchObject({ posted: 70, available: 50 });
  const lapsed = await journal.execute({
    kind: "lapse",
    key: "lapse",
    entryId: "lapse",
    at: secondOfMarch,
    memo: null,
    account: points,
    to: issued,
  });
  expect(lapsed.ok && lapsed.value[0]?.postings).toEqual([
    { account: points, amount: -20 },
    { account: issued, amount: 20 },
  ]);
  expect(await journal.balance(points, secondOfMarch)).toMatchObject({ posted: 50, available: 50 });
});
