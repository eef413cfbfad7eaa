import {
  createMemoryJournal,
  type Journal,
  type JournalCommand,
  type Lot,
} from "@tillwright/ledger";
import {
  clawback,
  couponAccount,
  holdPoints,
  issueCoupon,
  joinGift,
  mergeAccounts,
  openMemberAccounts,
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  punchAccount,
  redeemPoints,
  reversePunchUse,
  sellPunchCard,
  storedBonusAccount,
  storedPrincipalAccount,
  topUp,
  undoMergeAccounts,
  usedUpLots,
  usePunchCard,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { onePointAYuan, programmeOf, saleOf, units } from "./shop.js";

const name = { "zh-CN": "券", en: "Coupon" };
const programme = programmeOf({
  points: { earn: [onePointAYuan] },
  storedValue: { topUps: [{ pay: "1.00", bonus: "0.10" }] },
  coupons: [{ id: "cash50", name, promotionId: "fifty-off" }],
  joinGift: { points: 30 },
  punchCards: [
    {
      id: "ten",
      name,
      price: "880.00",
      services: [{ service: "massage", uses: 10, single: "100.00" }],
    },
  ],
});

async function run(journal: Journal, commands: readonly JournalCommand[]) {
  const outcome = await journal.executeAll(commands);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
}

async function lotsOf(journal: Journal, memberId: string): Promise<readonly Lot[]> {
  const accounts = [
    pointsAccount(memberId),
    storedPrincipalAccount(memberId, "CNY"),
    storedBonusAccount(memberId, "CNY"),
    couponAccount(memberId, "cash50"),
  ];
  const lists = await Promise.all(accounts.map((account) => journal.lots(account, 1)));
  return lists.flat();
}

interface Holding {
  readonly joined: boolean;
  readonly paid: readonly number[];
  readonly coupons: number;
  readonly debt: number;
  /** Points of the join gift and minor units of each top-up that were spent. */
  readonly spent?: number;
}

/** Takes from an account, first lot first, as a sale does. */
async function spendOf(journal: Journal, account: string, amount = 0) {
  if (amount === 0) return;
  const key = `spend-${account}-${(await journal.entries({ account })).length}`;
  const counter = account
    .replace(/points$/u, "points-issued")
    .replace("principal", "principal-issued");
  const postings = [
    { account, amount: -amount },
    { account: counter, amount },
  ];
  await run(journal, [{ kind: "post", key, entryId: key, at: 0, postings, memo: null }]);
}

async function give(journal: Journal, memberId: string, holding: Holding) {
  const at = 0;
  await run(journal, [openMemberAccounts(memberId, "CNY", { key: `open-${memberId}`, at })]);
  if (holding.joined) {
    await run(journal, joinGift(programme, memberId, { key: `join-${memberId}`, at }).commands);
  }
  for (const [index, paid] of holding.paid.entries()) {
    const topUpId = `${memberId}-T${index}`;
    const context = { key: topUpId, at };
    const charged = topUp(programme, { memberId, topUpId, paid, principalBefore: 0, context });
    if (charged.ok) await run(journal, charged.value.commands);
    await spendOf(journal, storedPrincipalAccount(memberId, "CNY"), holding.spent);
  }
  if (holding.joined) await spendOf(journal, pointsAccount(memberId), holding.spent);
  for (let index = 0; index < holding.coupons; index += 1) {
    const couponId = `${memberId}-C${index}`;
    const coupon = { memberId, template: "cash50", couponId };
    await run(journal, issueCoupon(programme, coupon, { key: couponId, at }));
  }
  if (holding.debt > 0) {
    const key = `debt-${memberId}`;
    const postings = [
      { account: pointsDebtAccount(memberId), amount: holding.debt },
      { account: pointsDebtGivenAccount(memberId), amount: -holding.debt },
    ];
    await run(journal, [{ kind: "post", key, entryId: key, at, postings, memo: null }]);
  }
}

const holding: fc.Arbitrary<Holding> = fc.record({
  joined: fc.boolean(),
  paid: fc.array(fc.constantFrom(50, 100, 333), { maxLength: 2 }),
  coupons: fc.nat(2),
  debt: fc.constantFrom(0, 0, 10, 50),
  spent: fc.constantFrom(0, 1, 30),
});

async function usedUpOf(journal: Journal, memberId: string): Promise<readonly Lot[]> {
  const accounts = [
    pointsAccount(memberId),
    storedPrincipalAccount(memberId, "CNY"),
    storedBonusAccount(memberId, "CNY"),
    couponAccount(memberId, "cash50"),
  ];
  const lists = accounts.map(async (account) =>
    usedUpLots(account, await journal.entries({ account })),
  );
  return (await Promise.all(lists)).flat();
}

async function merge(journal: Journal, from: string, to: string) {
  const debtOf = async (memberId: string) =>
    (await journal.balance(pointsDebtAccount(memberId), 1))?.posted ?? 0;
  const holdings = {
    lots: await lotsOf(journal, from),
    usedUp: await usedUpOf(journal, from),
    pointsOfKept: await journal.lots(pointsAccount(to), 1),
    debt: { from: await debtOf(from), to: await debtOf(to) },
  };
  return mergeAccounts(from, to, holdings, { key: "merge", at: 1 });
}

/** Posted amounts by asset of both members together, debts taken off points. */
async function wealth(journal: Journal): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const memberId of ["M1", "M2"]) {
    for (const lot of await lotsOf(journal, memberId)) {
      const asset = lot.account.slice(`member:${memberId}/`.length);
      sums[asset] = (sums[asset] ?? 0) + lot.remaining;
    }
    const debt = (await journal.balance(pointsDebtAccount(memberId), 1))?.posted ?? 0;
    sums["points"] = (sums["points"] ?? 0) - debt;
  }
  return sums;
}

async function balances(journal: Journal) {
  const trial = await journal.trialBalance(null);
  const lots = [...(await lotsOf(journal, "M1")), ...(await lotsOf(journal, "M2"))];
  return {
    lines: trial.lines
      .filter(({ balance }) => balance !== 0)
      .map(({ account, balance }) => [account, balance]),
    lots: lots
      .map(({ account, lotId, remaining, expiresAt }) => [account, lotId, remaining, expiresAt])
      .sort(),
  };
}

test("a merge conserves every asset, and merge and undo is identity", async () => {
  await fc.assert(
    fc.asyncProperty(holding, holding, async (kept, dropped) => {
      const journal = createMemoryJournal();
      await give(journal, "M1", kept);
      await give(journal, "M2", dropped);
      const before = await balances(journal);
      const worth = await wealth(journal);
      const merged = await merge(journal, "M2", "M1");
      if (!merged.ok) throw new Error(merged.refusal.code);
      await run(journal, merged.value);
      expect(await wealth(journal)).toEqual(worth);
      expect(await lotsOf(journal, "M2")).toEqual([]);
      expect((await journal.audit()).finding).toBeNull();
      await run(journal, undoMergeAccounts(merged.value, { key: "undo", at: 2 }));
      expect(await balances(journal)).toEqual(before);
    }),
    { numRuns: Math.ceil(runs / 2) },
  );
});

test("50 and 100 make 150, not 200 and then 100", async () => {
  const journal = createMemoryJournal();
  const nothing = { joined: false, coupons: 0, debt: 0 };
  await give(journal, "M1", { ...nothing, paid: [50] });
  await give(journal, "M2", { ...nothing, paid: [100] });
  const merged = await merge(journal, "M2", "M1");
  if (merged.ok) await run(journal, merged.value);
  const principal = await journal.balance(storedPrincipalAccount("M1", "CNY"), 1);
  expect(principal?.available).toBe(150);
});

test("points pay what the other membership owed", async () => {
  const journal = createMemoryJournal();
  await give(journal, "M1", { joined: true, paid: [], coupons: 0, debt: 0 });
  await give(journal, "M2", { joined: false, paid: [], coupons: 0, debt: 10 });
  const merged = await merge(journal, "M2", "M1");
  if (merged.ok) await run(journal, merged.value);
  expect((await journal.balance(pointsAccount("M1"), 1))?.available).toBe(20);
  expect((await journal.balance(pointsDebtAccount("M1"), 1))?.posted).toBe(0);
});

test("while a sale has points reserved, nothing is merged", async () => {
  const journal = createMemoryJournal();
  const holdingOne = { joined: true, paid: [], coupons: 0, debt: 0 };
  await give(journal, "M1", { ...holdingOne, joined: false });
  await give(journal, "M2", holdingOne);
  const lots = await journal.lots(pointsAccount("M2"), 1);
  const context = { key: "S", at: 1 };
  const hold = holdPoints(
    { memberId: "M2", saleId: "S", points: 5, amount: 5, lots, context },
    null,
  );
  if (hold.ok) await run(journal, hold.value.commands);
  expect(await merge(journal, "M2", "M1")).toMatchObject({
    ok: false,
    refusal: { code: "loyalty.merge-while-held", facts: { memberId: "M2", lots: 1 } },
  });
});

test("a merge whose points were spent since cannot be taken back", async () => {
  const journal = createMemoryJournal();
  await give(journal, "M1", { joined: false, paid: [], coupons: 0, debt: 0 });
  await give(journal, "M2", { joined: true, paid: [], coupons: 0, debt: 0 });
  const merged = await merge(journal, "M2", "M1");
  if (!merged.ok) throw new Error(merged.refusal.code);
  await run(journal, merged.value);
  const spend = [
    { account: pointsAccount("M1"), amount: -1 },
    { account: "member:M1/points-issued", amount: 1 },
  ];
  await run(journal, [
    { kind: "post", key: "S", entryId: "S", at: 1, postings: spend, memo: null },
  ]);
  const undo = undoMergeAccounts(merged.value, { key: "undo", at: 2 });
  expect((await journal.executeAll(undo)).ok).toBe(false);
});

test.each([
  ["partly spent", 12],
  ["spent to the last point", 30],
])(
  "a refund of a sale before the merge still gives points back into their lot: %s",
  async (_how, spent) => {
    const journal = createMemoryJournal();
    await give(journal, "M1", { joined: false, paid: [], coupons: 0, debt: 0 });
    await give(journal, "M2", { joined: true, paid: [], coupons: 0, debt: 0 });
    const request = { memberId: "M2", saleId: "S", points: spent, amount: spent };
    const context = { key: "S", at: 0 };
    const lots = await journal.lots(pointsAccount("M2"), 0);
    const paid = redeemPoints({ ...request, lots, context });
    if (!paid.ok) throw new Error(paid.refusal.code);
    await run(journal, paid.value.commands);
    const merged = await merge(journal, "M2", "M1");
    if (!merged.ok) throw new Error(merged.refusal.code);
    await run(journal, merged.value);
    const back = clawback(programme, {
      memberId: "M1",
      refundId: "R",
      sale: saleOf("S", 0, [{ paid: 0, points: spent, pointsOffset: spent }]),
      earned: null,
      pointsSpent: paid.value.spent,
      refunded: units(1),
      progress: null,
      lapsed: 0,
      pending: [],
      lots: await journal.lots(pointsAccount("M1"), 1),
      debt: 0,
      context: { key: "R", at: 1 },
    });
    if (!back.ok) throw new Error(back.refusal.code);
    await run(journal, back.value.commands);
    expect(await journal.lots(pointsAccount("M1"), 1)).toMatchObject([
      { lotId: "join:M2", issued: 30, remaining: 30 },
    ]);
    expect((await journal.audit()).finding).toBeNull();
  },
);

test("a use of a punch card is worth the same after a merge, and can be taken back", async () => {
  const journal = createMemoryJournal();
  await give(journal, "M1", { joined: false, paid: [], coupons: 0, debt: 0 });
  const at = 1;
  await run(
    journal,
    sellPunchCard(programme, { memberId: "M2", cardId: "C", template: "ten" }, { key: "C", at }),
  );
  const uses = (memberId: string) => journal.lots(punchAccount(memberId, "massage"), at);
  let number = 0;
  const use = async (memberId: string) => {
    number += 1;
    const staff = { memberId, service: "massage", staffId: null, storeId: "S1" };
    const used = usePunchCard({ ...staff, lots: await uses(memberId) }, { key: `U${number}`, at });
    if (!used.ok) throw new Error(used.refusal.code);
    await run(journal, used.value.commands);
    return used.value.revenue;
  };
  const before = [await use("M2"), await use("M2"), await use("M2")];
  const holdings = { lots: await uses("M2"), pointsOfKept: [], debt: { from: 0, to: 0 } };
  const merged = mergeAccounts("M2", "M1", holdings, { key: "merge", at });
  if (!merged.ok) throw new Error(merged.refusal.code);
  await run(journal, merged.value);
  const [lot] = await uses("M1");
  if (lot === undefined) throw new Error("no card");
  const back = reversePunchUse({ memberId: "M1", service: "massage", lot }, { key: "B", at });
  expect(back.revenue).toBe(8800);
  await run(journal, back.commands);
  const after = [];
  for (let left = 8; left > 0; left -= 1) after.push(await use("M1"));
  expect([...before, ...after]).toEqual(Array(11).fill(8800));
  expect(await uses("M1")).toEqual([]);
});

test("lots of which nothing is left: spent or let go, not reserved, not taken back as never begun", async () => {
  const journal = createMemoryJournal();
  await give(journal, "M2", { joined: false, paid: [], coupons: 0, debt: 0 });
  const account = pointsAccount("M2");
  const counter = "member:M2/points-issued";
  const source = { kind: "test" };
  const gives = (lotId: string, amount: number, expiresAt: number | null): JournalCommand => {
    const newLot = { lotId, expiresAt, source };
    const postings = [
      { account, amount, newLot },
      { account: counter, amount: -amount },
    ];
    return { kind: "post", key: lotId, entryId: lotId, at: 1, postings, memo: null };
  };
  const takes = (kind: "post" | "hold", lotId: string, amount: number): JournalCommand => {
    const postings = [
      { account, amount: -amount, lotParts: [{ lotId, amount }] },
      { account: counter, amount },
    ];
    const key = `${kind}-${lotId}`;
    const shape = { key, entryId: key, at: 2, postings, memo: null };
    return kind === "post" ? { ...shape, kind } : { ...shape, kind, expiresAt: null };
  };
  await run(journal, [
    ...[gives("spent", 5, 100), takes("post", "spent", 5)],
    ...[gives("partly", 5, null), takes("post", "partly", 4)],
    ...[gives("reserved", 5, null), takes("hold", "reserved", 5)],
    gives("ended", 7, 10),
    { kind: "lapse", key: "night", entryId: "night", at: 20, account, to: counter, memo: null },
    gives("mistake", 3, null),
    { kind: "reverse", key: "undo", entryId: "undo", at: 21, reverses: "mistake", memo: null },
  ]);
  const empty = { account, remaining: 0, held: 0, openedAt: 1, source };
  const entries = await journal.entries({ account });
  expect(usedUpLots(account, entries)).toEqual([
    { ...empty, lotId: "spent", issued: 5, expiresAt: 100 },
    { ...empty, lotId: "ended", issued: 7, expiresAt: 10 },
  ]);
  expect(usedUpLots(counter, entries)).toEqual([]);
});

test("a lot of somebody else is misuse", async () => {
  const journal = createMemoryJournal();
  await give(journal, "M1", { joined: true, paid: [], coupons: 0, debt: 0 });
  const lots = await lotsOf(journal, "M1");
  const holdings = { lots, pointsOfKept: [], debt: { from: 0, to: 0 } };
  expect(() => mergeAccounts("M2", "M3", holdings, { key: "merge", at: 1 })).toThrow(
    expect.objectContaining({ code: "loyalty.record-unreadable" }),
  );
});
