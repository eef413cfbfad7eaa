import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, type Counter, counterOf, points, saleOf, units } from "./shop.js";

const day = 24 * 3_600_000;
const monday = at("2026-11-16");

/** Points of this kind end with 16 December, others with 16 January, others never. */
const kinds = [
  points({ expiry: { kind: "months", months: 1 } }),
  points({ expiry: { kind: "months", months: 2 } }),
  points(),
];
/** What comes back after its end lives on for a week. */
const extending = [1, 2].map((months) =>
  points({
    expiry: { kind: "months", months },
    returnedAfterExpiry: { kind: "extend", days: 7 },
  }),
);
const inMoney = [1, 2].map((months) =>
  points({
    expiry: { kind: "months", months },
    debt: "reduce-refund",
    redeem: { pointsPerMajorUnit: 1 },
  }),
);

/** A sale of four pieces: some of it in points that earlier sales earned. */
const sales = fc.array(
  fc.record({
    kind: fc.nat(2),
    paid: fc.constantFrom(0, 500, 1100),
    points: fc.constantFrom(0, 2, 5, 11),
  }),
  { minLength: 1, maxLength: 5 },
);

type Sales = typeof sales extends fc.Arbitrary<infer Value> ? Value : never;

async function sellAll(drafts: Sales, versions = kinds): Promise<Counter> {
  const counter = await counterOf(points());
  for (const [index, { kind, paid, points: each }] of drafts.entries()) {
    const when = monday + index * day;
    const pays = each * 4 <= (await counter.balance(when)) ? each : 0;
    const line = { paid, count: 4, points: pays, pointsOffset: pays };
    await counter.sell(
      saleOf(`S${index}`, when, [line]),
      versions[kind % versions.length],
      pays * 4,
    );
  }
  return counter;
}

async function standing(counter: Counter, when: number) {
  return { balance: await counter.balance(when), debt: await counter.debt() };
}

/** Every piece of every sale, one refund each, in some order; `wait` days pass before each. */
function refundsOf(drafts: Sales) {
  const all = drafts.flatMap((_, sale) => [0, 1, 2, 3].map(() => sale));
  return fc.tuple(
    fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    fc.array(fc.constantFrom(0, 0, 0, 1, 15, 40), {
      minLength: all.length,
      maxLength: all.length,
    }),
  );
}

const cases = sales.chain((drafts) => fc.tuple(fc.constant(drafts), refundsOf(drafts)));

describe("refunds of several sales", () => {
  test("of everything leave neither points nor a debt, whenever they come", async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.constantFrom(kinds, extending), async (given, versions) => {
        const [drafts, [order, waits]] = given;
        const counter = await sellAll(drafts, versions);
        let when = monday + drafts.length * day;
        for (const [index, sale] of order.entries()) {
          const wait = waits[index] ?? 0;
          when += wait * day;
          if (wait > 1) await counter.lapse(when, `night-${index}`);
          await counter.refund(`S${sale}`, when, units(1));
        }
        expect(await standing(counter, when)).toEqual({ balance: 0, debt: 0 });
        expect((await counter.journal.audit()).finding).toBeNull();
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  test("of everything keep no money back for points, either", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([drafts, [order, waits]]) => {
        const counter = await sellAll(drafts, inMoney);
        let when = monday + drafts.length * day;
        for (const [index, sale] of order.entries()) {
          when += (waits[index] ?? 0) * day;
          await counter.refund(`S${sale}`, when, units(1));
        }
        expect(await standing(counter, when)).toEqual({ balance: 0, debt: 0 });
        const kept = [...counter.sales.values()].map(({ progress }) => progress?.paidInMoney ?? 0);
        expect(kept).toEqual(drafts.map(() => 0));
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  test("of one day end the same in any order, whatever has expired before", async () => {
    await fc.assert(
      fc.asyncProperty(
        cases,
        fc.constantFrom(kinds, extending),
        fc.nat(20),
        fc.constantFrom(0, 35, 70),
        fc.boolean(),
        async ([drafts, [order]], versions, count, wait, night) => {
          const some = order.slice(0, count);
          const ends = [];
          for (const refunds of [some, [...some].sort()]) {
            const counter = await sellAll(drafts, versions);
            const when = monday + (drafts.length + wait) * day;
            for (const [index, sale] of refunds.entries()) {
              if (night) await counter.lapse(when, `night-${index}`);
              await counter.refund(`S${sale}`, when, units(1));
            }
            ends.push(await standing(counter, when));
          }
          expect(ends[1]).toEqual(ends[0]);
        },
      ),
      { numRuns: Math.ceil(runs / 2) },
    );
  });
});
