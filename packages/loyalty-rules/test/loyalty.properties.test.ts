import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyUnit, type LineDrafts, lineDrafts, steps } from "./arbitraries.js";
import { runs } from "./runs.js";
import { at, type Counter, counterOf, points, programmeOf, saleOf } from "./shop.js";

const day = 24 * 3_600_000;
const monday = at("2026-11-16");

const tiers = {
  levels: [
    { id: "plain", name: { "zh-CN": "普通", en: "Plain" } },
    {
      id: "gold",
      name: { "zh-CN": "金卡", en: "Gold" },
      reach: { any: [{ spend: "50.00" }, { all: [{ visits: 3 }, { points: 100 }] }] },
    },
  ],
};

const programmes = [
  points({ earn: [{ id: "ten", kind: "amount", per: "10.00", points: 7 }] }),
  points({
    earn: [
      { id: "base", kind: "amount", per: "1.00", points: 1 },
      { id: "piece", kind: "piece", points: 2, minimum: "5.00" },
      { id: "visit", kind: "visit", points: 5, minimum: "15.00" },
    ],
    multipliers: [{ id: "double", times: "2.5", goods: { tags: ["double"] } }],
    rounding: "half-up",
    maximumPerSale: 60,
  }),
  programmeOf({
    points: {
      earn: [{ id: "base", kind: "amount", per: "0.10", points: 1 }],
      expiry: { kind: "months", months: 1 },
      redeem: { pointsPerMajorUnit: 10 },
    },
    tiers,
  }),
  points({ pending: { days: 7 }, expiry: { kind: "months", months: 1 } }),
];
const programme = fc.constantFrom(...programmes);

function drafts(lines: LineDrafts, payWithPoints: boolean) {
  return lines.map(({ paid, count, points: pinned, double }) => ({
    paid,
    count,
    points: payWithPoints ? pinned : 0,
    pointsOffset: payWithPoints ? pinned : 0,
    tags: double ? ["double"] : [],
  }));
}

function pinnedOf(lines: LineDrafts): number {
  return lines.reduce((sum, { points: pinned, count }) => sum + pinned * count, 0);
}

/** Everything that can be seen of the member: lots, debt, spend. */
async function stateOf(counter: Counter, when: number) {
  const trial = await counter.journal.trialBalance(null);
  const lots = (await counter.lots(when)).map(({ lotId, remaining, held }) => [
    lotId,
    remaining,
    held,
  ]);
  const balances = trial.lines
    .filter(({ balance }) => balance !== 0)
    .map(({ account, balance }) => [account, balance]);
  return { lots: lots.sort(), balances: balances.sort() };
}

/** The points a member has less those owed. */
async function net(counter: Counter, when: number): Promise<number> {
  return (await counter.balance(when)) - (await counter.debt());
}

/** A counter where two earlier sales of other days earned 90 points, of which some are spent. */
async function withHistory(version: (typeof programmes)[number], spentElsewhere: number) {
  const counter = await counterOf(version);
  const yuan = points({ expiry: { kind: "months", months: 2 } });
  const tenner = points();
  await counter.sell(saleOf("H1", monday - 3 * day, [{ paid: 5000 }]), yuan);
  await counter.sell(saleOf("H2", monday - 2 * day, [{ paid: 4000 }]), tenner);
  const goods = { paid: 0, points: spentElsewhere, pointsOffset: spentElsewhere };
  if (spentElsewhere > 0) {
    await counter.sell(saleOf("H3", monday - day, [goods]), tenner, spentElsewhere);
  }
  return counter;
}

describe("splitting a refund", () => {
  test("in any way and order gives the same lots, debt and spend", async () => {
    await fc.assert(
      fc.asyncProperty(
        programme,
        lineDrafts.chain((lines) =>
          fc.tuple(
            fc.constant(lines),
            fc
              .subarray([...everyUnit(lines)], { minLength: 1 })
              .chain((units) => fc.tuple(steps(units), fc.constant(units))),
          ),
        ),
        fc.integer({ min: 0, max: 60 }),
        fc.boolean(),
        async (version, [lines, [parts, units]], spentBefore, spendAll) => {
          const ends = [];
          for (const refunds of [[units], parts]) {
            const counter = await withHistory(version, spentBefore);
            const pinned = pinnedOf(lines);
            const pays = pinned <= (await counter.balance(monday));
            const event = saleOf("S", monday, drafts(lines, pays));
            await counter.sell(event, version, pays ? pinned : 0);
            const left = await counter.balance(monday);
            if (spendAll && left > 0) {
              const goods = { paid: 0, points: left, pointsOffset: left };
              await counter.sell(saleOf("Z", monday, [goods]), version, left);
            }
            for (const step of refunds) await counter.refund("S", monday + day, step);
            ends.push(await stateOf(counter, monday + day));
          }
          expect(ends[1]).toEqual(ends[0]);
        },
      ),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});

describe("refunding everything", () => {
  test("restores lots, debt and spend exactly when nothing else happened", async () => {
    await fc.assert(
      fc.asyncProperty(
        programme,
        lineDrafts.chain((lines) => fc.tuple(fc.constant(lines), steps(everyUnit(lines)))),
        fc.integer({ min: 0, max: 60 }),
        async (version, [lines, parts], spentBefore) => {
          const counter = await withHistory(version, spentBefore);
          const before = await stateOf(counter, monday + day);
          const pinned = pinnedOf(lines);
          const pays = pinned <= (await counter.balance(monday));
          await counter.sell(saleOf("S", monday, drafts(lines, pays)), version, pays ? pinned : 0);
          for (const step of parts) await counter.refund("S", monday + day, step);
          expect(await stateOf(counter, monday + day)).toEqual(before);
        },
      ),
      { numRuns: Math.ceil(runs / 2) },
    );
  });
});

type Act =
  | { readonly kind: "sell"; readonly lines: LineDrafts; readonly pay: boolean }
  | { readonly kind: "refund"; readonly sale: number; readonly share: number }
  | { readonly kind: "wait"; readonly days: number }
  | { readonly kind: "lapse" };

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("sell" as const),
        lines: lineDrafts,
        pay: fc.boolean(),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("refund" as const),
        sale: fc.nat(7),
        share: fc.constantFrom(0.3, 0.5, 1),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("wait" as const),
        days: fc.constantFrom(1, 20, 40),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("lapse" as const) }) },
  ),
  { maxLength: 14 },
);

/** What is left to refund of each sale. */
type Open = Map<string, LineDrafts>;

function takeShare(lines: LineDrafts, share: number) {
  const taken = lines.map(({ count }, index) => ({
    lineId: `L${index + 1}`,
    run: 0,
    count: Math.ceil(count * share),
  }));
  const left = lines.map((line, index) => ({
    ...line,
    count: line.count - (taken[index]?.count ?? 0),
  }));
  return { taken: taken.filter(({ count }) => count > 0), left };
}

async function play(
  counter: Counter,
  version: (typeof programmes)[number],
  script: readonly Act[],
) {
  const open: Open = new Map();
  let now = monday;
  let number = 0;
  for (const act of script) {
    number += 1;
    if (act.kind === "wait") now += act.days * day;
    if (act.kind === "lapse") {
      await counter.finalize(now, `final-${number}`);
      await counter.lapse(now, `lapse-${number}`);
    }
    if (act.kind === "sell") {
      const pinned = pinnedOf(act.lines);
      const pays = act.pay && pinned <= (await counter.balance(now));
      const event = saleOf(`S${number}`, now, drafts(act.lines, pays));
      await counter.sell(event, version, pays ? pinned : 0);
      open.set(event.saleId, act.lines);
    }
    if (act.kind === "refund") {
      const saleId = [...open.keys()][act.sale % Math.max(open.size, 1)];
      const lines = saleId === undefined ? undefined : open.get(saleId);
      if (saleId === undefined || lines === undefined) continue;
      const { taken, left } = takeShare(lines, act.share);
      if (taken.length > 0) await counter.refund(saleId, now, taken);
      open.set(saleId, left);
    }
  }
  return { now, open };
}

describe("any sequence of sales, refunds, days and lapses", () => {
  test("conserves every asset, keeps every limit, and the journal finds nothing wrong", async () => {
    await fc.assert(
      fc.asyncProperty(programme, acts, async (version, script) => {
        const counter = await counterOf(version);
        const { now } = await play(counter, version, script);
        const trial = await counter.journal.trialBalance(null);
        expect(trial.sums.filter(({ sum }) => sum !== 0)).toEqual([]);
        expect((await counter.journal.audit()).finding).toBeNull();
        expect(await counter.balance(now)).toBeGreaterThanOrEqual(0);
        expect(await counter.debt()).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  test("yields no points once everything is refunded", async () => {
    await fc.assert(
      fc.asyncProperty(programme, acts, async (version, script) => {
        const counter = await counterOf(version);
        const { now, open } = await play(counter, version, script);
        for (const [saleId, lines] of open) {
          const { taken } = takeShare(lines, 1);
          if (taken.length > 0) await counter.refund(saleId, now, taken);
        }
        expect(await net(counter, now)).toBeLessThanOrEqual(0);
        expect(await counter.spend(now)).toBe(0);
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  test("never shows points to spend beside a debt", async () => {
    await fc.assert(
      fc.asyncProperty(programme, acts, async (version, script) => {
        const counter = await counterOf(version);
        const { now } = await play(counter, version, script);
        const balance = await counter.balance(now);
        const debt = await counter.debt();
        expect(Math.min(balance, debt)).toBe(0);
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });
});

test("expiry never touches what was spent: without it, only unspent points are more", async () => {
  const short = points({ expiry: { kind: "months", months: 1 } });
  const never = points();
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          paid: fc.integer({ min: 100, max: 5000 }),
          wait: fc.integer({ min: 1, max: 25 }),
          spend: fc.integer({ min: 0, max: 30 }),
        }),
        { maxLength: 8 },
      ),
      async (visits) => {
        const counter = await counterOf(short);
        const endless = await counterOf(never);
        let now = monday;
        let spent = 0;
        let lapsed = 0;
        let number = 0;
        for (const { paid, wait, spend } of visits) {
          number += 1;
          now += wait * day;
          const before = (await counter.journal.balance("member:M1/points", now))?.posted ?? 0;
          await counter.lapse(now, `night-${number}`);
          lapsed +=
            before - ((await counter.journal.balance("member:M1/points", now))?.posted ?? 0);
          const uses = Math.min(spend, await counter.balance(now));
          const event = saleOf(`S${number}`, now, [{ paid, points: uses, pointsOffset: uses }]);
          await counter.sell(event, short, uses);
          await endless.sell(event, never, uses);
          spent += uses;
        }
        expect(await endless.balance(now)).toBe((await counter.balance(now)) + lapsed);
        const uses = [...counter.sales.values()].flatMap((sale) => sale.pointsSpent);
        expect(uses.reduce((sum, part) => sum + part.amount, 0)).toBe(spent);
      },
    ),
    { numRuns: Math.ceil(runs / 2) },
  );
});
