import type { JournalCommand, Lot } from "@tillwright/ledger";
import {
  type Clawback,
  type ClawbackRequest,
  clawback,
  dueInstalments,
  earnPoints,
  finalizePoints,
  issuerOfLot,
  lapseInactive,
  lastPointsActivity,
  payDebt,
  pointsPendingAccount,
  settlePartners,
  spendLease,
} from "@tillwright/loyalty-rules";
import { isCodedError } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { at, counterOf, memberId, points, programmeOf, saleOf, units } from "./shop.js";

const monday = at("2026-11-16");
const tuesday = at("2026-11-17");
const member = { memberId, tier: null, tags: [], birthday: null, joinedOn: null, debt: 0 };

const plain = points({ redeem: { pointsPerMajorUnit: 100 } });
/** Ten units of 10.00, each paid with three points beside. */
const sale = saleOf("S", monday, [{ paid: 1000, count: 10, points: 3, pointsOffset: 3 }]);

function lot(lotId: string, remaining: number, expiresAt: number | null = null, held = 0): Lot {
  const account = "member:M1/points";
  return { account, lotId, issued: 1000, remaining, held, expiresAt, openedAt: 0, source: null };
}

function requestOf(change: Partial<ClawbackRequest> = {}, programme = plain): ClawbackRequest {
  return {
    memberId,
    refundId: "R",
    sale,
    earned: earnPoints(programme, sale, member).record,
    pointsSpent: [{ lotId: "old", amount: 30, expiresAt: null }],
    refunded: units(10),
    progress: null,
    lapsed: 0,
    pending: [],
    lots: [lot("S/points", 100)],
    debt: 0,
    context: { key: "till/R", at: tuesday },
    ...change,
  };
}

function refund(change: Partial<ClawbackRequest> = {}, programme = plain): Clawback {
  const outcome = clawback(programme, requestOf(change, programme));
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

/** Key, memo, and each posting with the lots it names. */
function told(commands: readonly JournalCommand[]) {
  return commands.map((command) => {
    if (command.kind !== "post") return [command.kind];
    const postings = command.postings.map(({ account, amount, newLot, lotParts }) => {
      const parts = lotParts?.map((part) => [part.lotId, part.amount]);
      return [account.split("/").at(-1), amount, ...(newLot ? [newLot.lotId] : (parts ?? []))];
    });
    return [command.key, command.memo, postings];
  });
}

function reasonsOf({ reasons }: Clawback) {
  return reasons.map(({ code, facts }) => [code, facts]);
}

describe("what a refund posts", () => {
  const memo = { kind: "points-refund", saleId: "S", refundId: "R" };

  test("points that had paid go back into their lot, earned ones leave theirs", () => {
    expect(told(refund().commands)).toEqual([
      [
        "till/R/points-restored",
        memo,
        [
          ["points", 30, ["old", 30]],
          ["points-issued", -30],
        ],
      ],
      [
        "till/R/points-taken",
        memo,
        [
          ["points", -100, ["S/points", 100]],
          ["points-issued", 100],
        ],
      ],
    ]);
  });

  test("what is not there becomes a debt", () => {
    const { commands } = refund({
      lots: [lot("S/points", 20)],
      pointsSpent: [],
      refunded: units(10),
    });
    expect(told(commands).at(-1)).toEqual([
      "till/R/points-settled",
      memo,
      [
        ["points-debt", 80],
        ["points-debt-given", -80],
      ],
    ]);
  });

  test("points past their end live on in a lot of their own, less what is due", () => {
    const extending = points({
      expiry: { kind: "months", months: 1 },
      returnedAfterExpiry: { kind: "extend", days: 7 },
    });
    const january = at("2027-01-10");
    const dead = [{ lotId: "old", amount: 30, expiresAt: at("2026-12-01T00:00") }];
    const context = { key: "till/R", at: january };
    const { commands } = refund({ pointsSpent: dead, lots: [], lapsed: 90, context }, extending);
    expect(told(commands)).toEqual([
      [
        "till/R/points-extended",
        memo,
        [
          ["points", 30, "old/extended:R"],
          ["points-issued", -30],
        ],
      ],
      [
        "till/R/points-taken",
        memo,
        [
          ["points", -10, ["old/extended:R", 10]],
          ["points-issued", 10],
        ],
      ],
    ]);
    const [extended] = commands;
    expect(extended?.kind === "post" ? extended.postings[0]?.newLot : null).toEqual({
      lotId: "old/extended:R",
      expiresAt: at("2027-01-18T00:00"),
      source: { kind: "refund", saleId: "S", refundId: "R", programme: extending.hash },
    });
  });

  test("points that wait leave where they wait, also after their day while no night has come", () => {
    const waiting = points({ pending: { days: 1 }, expiry: { kind: "months", months: 1 } });
    const { record, commands: earning } = earnPoints(waiting, sale, member);
    const [post] = earning;
    const opened = post?.kind === "post" ? post.postings[0]?.newLot : undefined;
    const account = pointsPendingAccount(memberId);
    const pending = [{ ...lot("S/points", 100), account, source: opened?.source ?? null }];
    const other = { ...lot("T/points", 50), account, source: opened?.source ?? null };
    const result = refund(
      {
        earned: record,
        pending: [other, ...pending],
        lots: [],
        pointsSpent: [],
        refunded: units(4),
      },
      waiting,
    );
    expect(told(result.commands)).toEqual([
      [
        "till/R/points-settled",
        memo,
        [
          ["points-pending", -40, ["S/points", 40]],
          ["points-issued", 40],
        ],
      ],
    ]);
    expect(result).toMatchObject({ take: 40, debt: 0 });
    expect(result.progress.takenFrom).toEqual([
      { lotId: "S/points", amount: 40, expiresAt: at("2026-12-17T00:00") },
    ]);
    const nothing = refund({ earned: record, pending, lots: [], refunded: [] }, waiting);
    expect(nothing.progress.takenFrom).toEqual([]);
    expect(nothing.commands).toEqual([]);
  });

  test("after they are final, what was taken while they waited is not taken again", () => {
    const waiting = points({ pending: { days: 1 }, expiry: { kind: "months", months: 1 } });
    const { record } = earnPoints(waiting, sale, member);
    const expiresAt = at("2026-12-17T00:00");
    const takenFrom = [{ lotId: "S/points", amount: 40, expiresAt }];
    const zero = { restored: 0, debtPaid: 0, owed: 0, paidInMoney: 0, counted: null };
    const request = { earned: record, pointsSpent: [], progress: { ...zero, takenFrom } };
    const lots = [lot("S/points", 60, expiresAt)];
    const result = refund({ ...request, lots, refunded: units(7) }, waiting);
    expect(result).toMatchObject({ take: 30, debt: 0 });
    // The lot has ended: what was taken of it stays taken, and what is left of it is gone.
    const late = { key: "till/R", at: at("2026-12-20") };
    const dead = refund({ ...request, lots, refunded: units(10), context: late }, waiting);
    expect(dead).toMatchObject({ take: 0, debt: 0 });
    expect(dead.progress.takenFrom).toEqual(takenFrom);
  });
});

describe("from which lots a refund takes", () => {
  const taken = (lots: readonly Lot[]) =>
    refund({ lots, pointsSpent: [] }).progress.takenFrom.map(({ lotId, amount }) => [
      lotId,
      amount,
    ]);

  test("its own first, then those that end first, those without an end last", () => {
    const lots = [
      lot("never", 100),
      lot("late", 30, tuesday + 2000),
      lot("soon", 20, tuesday + 1000),
      lot("S/points", 10, tuesday + 5000),
    ];
    expect(taken(lots)).toEqual([
      ["S/points", 10],
      ["soon", 20],
      ["late", 30],
      ["never", 40],
    ]);
  });

  test("of lots that end together, by their names; what a sale reserves is left alone", () => {
    const lots = [lot("b", 50, tuesday + 1000), lot("a", 70, tuesday + 1000, 30)];
    expect(taken(lots)).toEqual([
      ["a", 40],
      ["b", 50],
    ]);
  });

  test("empty lots and lots that have ended give nothing", () => {
    const lots = [
      lot("empty", 40, null, 40),
      lot("ended", 100, tuesday),
      lot("alive", 5, tuesday + 1),
    ];
    expect(taken(lots)).toEqual([["alive", 5]]);
  });
});

describe("what a refund tells", () => {
  test("points that come back and points that go", () => {
    expect(reasonsOf(refund())).toEqual([
      ["loyalty.points-restored", { points: 30 }],
      ["loyalty.points-taken-back", { points: 100 }],
    ]);
  });

  test("nothing, when nothing moves", () => {
    expect(refund({ refunded: [] })).toMatchObject({
      reasons: [],
      commands: [],
      take: 0,
      debt: 0,
      restore: 0,
      reduceRefundBy: 0,
    });
  });

  test("what is owed", () => {
    const spent = refund({ lots: [lot("S/points", 20)], pointsSpent: [] });
    expect(reasonsOf(spent)).toEqual([
      ["loyalty.points-restored", { points: 30 }],
      ["loyalty.points-taken-back", { points: 20 }],
      ["loyalty.points-owed", { points: 80 }],
    ]);
  });

  test("a debt of other sales that restored points pay", () => {
    const result = refund({ debt: 12 });
    expect(result).toMatchObject({ take: 100, debt: -12, restore: 30 });
    expect(reasonsOf(result).at(-1)).toEqual(["loyalty.debt-paid", { points: 12 }]);
    expect(result.progress).toMatchObject({ debtPaid: 12, owed: 0 });
  });

  test("money that is kept back, and given again when points return", () => {
    const inMoney = points({ redeem: { pointsPerMajorUnit: 50 }, debt: "reduce-refund" });
    const first = refund({ lots: [], pointsSpent: [], refunded: units(5) }, inMoney);
    expect(reasonsOf(first)).toContainEqual([
      "loyalty.refund-reduced",
      { amount: 100, currency: "CNY" },
    ]);
    const { progress } = first;
    const lots = [lot("later", 500)];
    const second = refund({ lots, pointsSpent: [], progress, refunded: units(6) }, inMoney);
    expect(second).toMatchObject({ take: 60, reduceRefundBy: -100, restore: 3 });
    expect(reasonsOf(second)).toContainEqual([
      "loyalty.refund-raised",
      { amount: 100, currency: "CNY" },
    ]);
  });

  test("points that an earlier refund took and a rule gives back", () => {
    const first = points({
      combine: "first",
      earn: [
        { id: "much", kind: "visit", points: 50, minimum: "60.00" },
        { id: "all", kind: "amount", per: "0.50", points: 1 },
      ],
    });
    const start = refund(
      { refunded: units(1), pointsSpent: [], lots: [lot("S/points", 50)] },
      first,
    );
    expect(start.take).toBe(0);
    const less = { refunded: units(6), pointsSpent: [], lots: [lot("S/points", 0)] };
    const zero = { restored: 3, debtPaid: 0, owed: 0, paidInMoney: 0, counted: null };
    const takenFrom = [{ lotId: "S/points", amount: 20, expiresAt: null }];
    const back = refund({ ...less, progress: { ...zero, takenFrom } }, first);
    // 40.00 are kept: the visit no longer counts, 80 points would be due, the sale earned 50.
    expect(back).toMatchObject({ take: -20, debt: 0, restore: 15 });
    expect(reasonsOf(back)).toEqual([
      ["loyalty.points-restored", { points: 15 }],
      ["loyalty.points-given-back", { points: 20 }],
    ]);
  });
});

describe("several refunds of a sale", () => {
  test("each says what it changes, debts paid between them included", () => {
    const lots = [lot("S/points", 20)];
    const first = refund({ lots, pointsSpent: [], refunded: units(5) });
    expect(first).toMatchObject({ take: 20, debt: 30, restore: 15 });
    // A later earning paid 10 of the 30.
    const { progress } = first;
    const second = refund({ lots: [], pointsSpent: [], refunded: units(7), progress, debt: 20 });
    expect(second).toMatchObject({ take: 0, debt: 20, restore: 6 });
    expect(second.progress.owed).toBe(50);
    // A debt of 5 from elsewhere stays one.
    const third = refund({ lots: [], pointsSpent: [], refunded: units(7), progress, debt: 35 });
    expect(third).toMatchObject({ take: 0, debt: 20 });
  });

  test("what restored points paid of another debt is not counted as taken from the sale", () => {
    const first = refund({ debt: 9, refunded: units(5) });
    expect(first).toMatchObject({ take: 50, debt: -9, restore: 15 });
    const lots = [lot("S/points", 50), lot("old", 6)];
    const second = refund({ debt: 0, refunded: units(10), progress: first.progress, lots });
    expect(second).toMatchObject({ take: 50, debt: 0, restore: 15 });
    expect(second.progress.debtPaid).toBe(9);
  });
});

describe("what a sale may lack", () => {
  test("a sale without a member's record gives points back and takes none", () => {
    const lots = [lot("any", 500)];
    const result = refund({ earned: null, lots, refunded: units(5) });
    expect(result).toMatchObject({ take: 0, debt: 0, restore: 15 });
    expect(result.progress.counted).toBeNull();
  });

  test("a programme that no longer knows points gives back what had paid", () => {
    const none = programmeOf({ storedValue: {} });
    expect(refund({ earned: null, lots: [], debt: 0 }, none)).toMatchObject({
      take: 0,
      restore: 30,
    });
  });

  test("what an earlier refund left as a debt is taken when there are points now", () => {
    const first = refund({ lots: [lot("S/points", 20)], pointsSpent: [], refunded: units(5) });
    expect(first).toMatchObject({ take: 20, debt: 30 });
    const { progress } = first;
    const lots = [lot("new", 200)];
    const second = refund({ lots, pointsSpent: [], refunded: units(7), progress, debt: 30 });
    expect(second).toMatchObject({ take: 50, debt: -30 });
    expect(second.progress).toMatchObject({ owed: 0, debtPaid: 0 });
  });

  test("of points that wait, only the sale's own are counted and taken", () => {
    const waiting = points({ pending: { days: 7 } });
    const { record } = earnPoints(waiting, sale, member);
    const terms = (expiresAt: number) => ({ source: { finalAt: tuesday + 9, expiresAt } });
    const pending = [
      { ...lot("T/points", 50), ...terms(111) },
      { ...lot("S/points", 60), ...terms(tuesday + 222) },
    ];
    const takenFrom = [
      { lotId: "old", amount: 9, expiresAt: null },
      { lotId: "S/points", amount: 40, expiresAt: tuesday + 222 },
    ];
    const zero = { restored: 12, debtPaid: 9, owed: 0, paidInMoney: 0, counted: null };
    const request = { earned: record, pending, lots: [], refunded: units(7) };
    const result = refund({ ...request, progress: { ...zero, takenFrom } }, waiting);
    expect(result).toMatchObject({ take: 30, debt: 0, restore: 9 });
    expect(result.progress.takenFrom).toEqual([
      { lotId: "old", amount: 9, expiresAt: null },
      { lotId: "S/points", amount: 70, expiresAt: tuesday + 222 },
    ]);
  });
});

describe("refusals and misuse say what is wrong", () => {
  function problemOf(act: () => unknown): unknown {
    try {
      return act();
    } catch (error) {
      if (!isCodedError(error)) throw error;
      return [error.code, error.message, error.facts];
    }
  }

  test("no refund while points are spent, where the programme refuses", () => {
    const strict = points({ debt: "refuse" });
    const spent = requestOf({ lots: [lot("S/points", 99)], pointsSpent: [] }, strict);
    expect(clawback(strict, spent)).toEqual({
      ok: false,
      refusal: {
        code: "loyalty.points-spent",
        message: "1 of the points to take back are spent",
        facts: { missing: 1, points: 100 },
      },
    });
    expect(clawback(strict, { ...spent, lots: [lot("S/points", 100)] }).ok).toBe(true);
  });

  test("another version of the programme", () => {
    const { earned } = requestOf();
    const other = points({ rounding: "up" });
    expect(problemOf(() => clawback(other, requestOf({ earned })))).toEqual([
      "loyalty.not-in-programme",
      "sale S was made under another programme",
      { saleId: "S", needed: plain.hash, given: other.hash },
    ]);
  });

  test.each([
    ["the lapsed points", () => refund({ lapsed: -1 })],
    ["the debt of points", () => refund({ debt: 0.5 })],
    ["the debt of points", () => payDebt({ memberId, lots: [], debt: -1 }, { key: "k", at: 0 })],
    [
      "the debt of points",
      () => finalizePoints({ memberId, pending: [], debt: -1 }, { key: "k", at: 0 }),
    ],
    [
      "the points to spend",
      () =>
        spendLease(
          { spent: [], commands: [] },
          { memberId, saleId: "S", points: -1, amount: 0 },
          { key: "k", at: 0 },
        ),
    ],
    [
      "the points that were given back",
      () => settlePartners(plain, [{ storeId: "S", spent: [], restored: -1, issuers: new Map() }]),
    ],
  ])("%s", (operation, act) => {
    expect(problemOf(act)).toEqual([
      "loyalty.amount-invalid",
      expect.stringContaining(operation),
      { operation, value: expect.any(String) },
    ]);
  });

  test("lots and records that are something else", () => {
    const wrong = { ...lot("X", 1), source: { finalAt: "soon", expiresAt: null } };
    const also = { ...lot("X", 1), source: { finalAt: 1, expiresAt: "never" } };
    for (const pending of [[wrong], [also]]) {
      expect(
        problemOf(() => finalizePoints({ memberId, pending, debt: 0 }, { key: "k", at: 9 })),
      ).toEqual(["loyalty.record-unreadable", "lot X is no lot of pending points", { lotId: "X" }]);
    }
    const mixed = [{ ...lot("T/promised", 1), source: { amounts: [1, "2"], days: [1, 2] } }];
    const stored = programmeOf({ storedValue: {} });
    expect(problemOf(() => dueInstalments(stored, memberId, mixed, { key: "k", at: 9 }))).toEqual([
      "loyalty.record-unreadable",
      "lot T/promised is no promise of bonus",
      { lotId: "T/promised" },
    ]);
    const spent = [{ lotId: "L", amount: 1, expiresAt: null }];
    const use = { storeId: "S", spent, restored: 0, issuers: new Map() };
    expect(problemOf(() => settlePartners(plain, [use]))).toEqual([
      "loyalty.record-unreadable",
      "it is not said who issued lot L",
      { lotId: "L" },
    ]);
    expect(issuerOfLot({ issuer: 7 })).toBeNull();
  });
});

describe("what the night posts", () => {
  test("points that are final, and the debts they pay, one after the other", () => {
    const source = { finalAt: 5, expiresAt: null };
    const pending = ["A", "B"].map((id) => ({ ...lot(`${id}/points`, 10), source }));
    const made = finalizePoints({ memberId, pending, debt: 13 }, { key: "night", at: 5 });
    expect(told(made.commands).map(([key, memo]) => [key, memo])).toEqual([
      ["night/points-final:A/points", { kind: "points-final", lotId: "A/points" }],
      ["night/final-debt:A/points", { kind: "points-final", lotId: "A/points" }],
      ["night/points-final:B/points", { kind: "points-final", lotId: "B/points" }],
      ["night/final-debt:B/points", { kind: "points-final", lotId: "B/points" }],
    ]);
    expect(made.reasons).toEqual([
      { code: "loyalty.points-final", facts: { points: 20 } },
      { code: "loyalty.debt-paid", facts: { points: 13 } },
    ]);
    expect(told(made.commands).at(-1)?.[2]).toContainEqual(["points", -3, ["B/points", 3]]);
  });

  test("points that end at the very instant they are made final pay nothing", () => {
    const pending = [{ ...lot("A/points", 10), source: { finalAt: 5, expiresAt: 6 } }];
    const member = { memberId, pending, debt: 3 };
    expect(finalizePoints(member, { key: "n", at: 6 }).commands).toHaveLength(1);
    expect(finalizePoints(member, { key: "n", at: 5 }).commands).toHaveLength(2);
  });

  test("a debt that is paid late, from the lots that end first", () => {
    const lots = [lot("soon", 5, 100), lot("late", 50)];
    expect(told(payDebt({ memberId, lots, debt: 8 }, { key: "sync", at: 0 }))).toEqual([
      [
        "sync/debt-paid",
        { kind: "debt-paid", points: 8 },
        [
          ["points", -8, ["soon", 5], ["late", 3]],
          ["points-issued", 8],
          ["points-debt", -8],
          ["points-debt-given", 8],
        ],
      ],
    ]);
  });

  test("the bonus that comes in parts", () => {
    const stored = programmeOf({ storedValue: {} });
    const source = { amounts: [4, 3, 3], days: [0, 10, 20] };
    const promised = [{ ...lot("T/promised", 6), source }];
    const commands = dueInstalments(stored, memberId, promised, { key: "night", at: 10 });
    expect(told(commands)).toEqual([
      [
        "night/bonus:T:1",
        { kind: "bonus-instalment", topUpId: "T", part: 1 },
        [
          ["stored-bonus-promised:CNY", -3, ["T/promised", 3]],
          ["stored-bonus:CNY", 3, "T/bonus:1"],
        ],
      ],
    ]);
    const rest = [{ ...lot("T/promised", 3), source }];
    expect(told(dueInstalments(stored, memberId, rest, { key: "n", at: 20 }))).toHaveLength(1);
    const before = programmeOf({
      coupons: [],
      joinGift: { promotions: [] },
      tiers: { levels: [{ id: "a", name: { "zh-CN": "a", en: "a" } }] },
    });
    const [late] = dueInstalments(before, memberId, rest, { key: "n", at: 20 });
    expect(late?.kind === "post" ? late.postings[1]?.newLot?.expiresAt : 0).toBeNull();
  });

  test("points of who was away for too long", () => {
    const programme = points({ expiry: { kind: "inactivity", months: 1 } });
    const away = { memberId, lots: [lot("A", 5)], lastActivityAt: monday };
    const later = { key: "night", at: at("2027-01-01") };
    expect(told(lapseInactive(programme, away, later))[0]?.slice(0, 2)).toEqual([
      "night/points-inactive",
      { kind: "points-inactive", lastActivityAt: monday },
    ]);
    expect(lapseInactive(programmeOf({ storedValue: {} }), away, later)).toEqual([]);
  });

  test("activity is what the member does: the latest of it, in whatever order it was written", () => {
    const entry = (kind: string, when: number, done: "post" | "reverse" = "post") => ({
      entryId: kind,
      key: kind,
      kind: done,
      at: when,
      postings: [],
      lotMoves: [],
      refersTo: null,
      expiresAt: null,
      memo: kind === "" ? null : { kind },
    });
    const entries = [
      entry("points-earned", 10),
      entry("event-rewarded", 30),
      entry("reward-redeemed", 40),
      entry("points-redeemed", 20),
      entry("present", 90),
      entry("", 95),
      entry("points-earned", 99, "reverse"),
    ];
    expect(lastPointsActivity(entries)).toBe(40);
    expect(lastPointsActivity(entries.slice(0, 2))).toBe(30);
  });

  test("a sale on a lease says what it was", () => {
    const lease = {
      spent: [{ lotId: "A", amount: 9, expiresAt: null }],
      commands: [
        {
          kind: "hold" as const,
          key: "h",
          entryId: "h",
          at: 0,
          expiresAt: null,
          postings: [],
          memo: null,
        },
      ],
    };
    const paid = spendLease(
      lease,
      { memberId, saleId: "S", points: 4, amount: 4 },
      { key: "k", at: 1 },
    );
    expect(paid.ok ? paid.value.commands : []).toEqual([
      {
        kind: "settle",
        key: "k/points-redeemed",
        entryId: "k/points-redeemed",
        at: 1,
        hold: "h",
        postings: [
          { account: "member:M1/points", amount: -4, lotParts: [{ lotId: "A", amount: 4 }] },
          { account: "member:M1/points-issued", amount: 4 },
        ],
        memo: { kind: "points-redeemed", saleId: "S", points: 4, amount: 4 },
      },
    ]);
  });
});

test("the books that these commands make are whole", async () => {
  const counter = await counterOf(plain);
  await counter.sell(saleOf("old", monday, [{ paid: 3000 }]));
  await counter.sell(sale, plain, 30);
  await counter.refund("S", tuesday, units(10));
  expect(await counter.balance(tuesday)).toBe(30);
  expect((await counter.journal.audit()).finding).toBeNull();
});
