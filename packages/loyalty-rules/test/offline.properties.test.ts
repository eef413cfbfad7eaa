import type { HoldCommand, JournalCommand } from "@tillwright/ledger";
import {
  clawback,
  type EarnRecord,
  earnPoints,
  holdPoints,
  lapseCommands,
  payDebt,
  pointsAccount,
  pointsDebtAccount,
  type Redemption,
  type RefundProgress,
  type SaleEvent,
  type SpentLot,
  spendLease,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, type Counter, counterOf, memberId, points, saleOf, units } from "./shop.js";

const day = 24 * 3_600_000;
const monday = at("2026-11-16");
const programme = points({
  earn: [{ id: "ten", kind: "amount", per: "10.00", points: 7 }],
  expiry: { kind: "months", months: 1 },
});

/** What happens at a till that has lost the line. */
type Act =
  | {
      readonly kind: "sell";
      readonly paid: number;
      readonly count: number;
      readonly lease: boolean;
    }
  | { readonly kind: "refund"; readonly sale: number };

const acts = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("sell" as const),
      paid: fc.constantFrom(99, 500, 1540),
      count: fc.integer({ min: 1, max: 3 }),
      lease: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("refund" as const), sale: fc.nat(4) }),
  ),
  { maxLength: 6 },
);

/** Commands of one event: all of them or none. */
type Delivery = readonly JournalCommand[];
type Lease = Redemption<HoldCommand>;

interface Kept {
  readonly event: SaleEvent;
  readonly earned: EarnRecord;
  readonly pointsSpent: readonly SpentLot[];
  left: number;
  refunded: number;
  progress: RefundProgress | null;
}

/** A till alone with a copy of the books: it spends what it leased, and takes back only from lots of its own sales. */
async function playAlone(
  name: string,
  books: Counter,
  leases: Lease[],
  script: readonly Act[],
): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  const sales: Kept[] = [];
  const deliver = async (commands: Delivery) => {
    await books.run(commands);
    if (commands.length > 0) deliveries.push(commands);
  };
  for (const [index, act] of script.entries()) {
    const when = monday + index * day;
    if (act.kind === "sell") {
      const lease = act.lease ? leases.pop() : undefined;
      await deliver(await sellOffline(books, sales, act, lease, `${name}${index}`, when));
    } else {
      const sale = sales[act.sale % Math.max(1, sales.length)];
      if (sale === undefined || sale.left === 0) continue;
      await deliver(await refundOffline(books, sales, sale, `${name}R${index}`, when));
    }
  }
  return deliveries;
}

async function sellOffline(
  books: Counter,
  sales: Kept[],
  act: Act & { kind: "sell" },
  lease: Lease | undefined,
  saleId: string,
  when: number,
): Promise<Delivery> {
  const each = lease === undefined ? 0 : Math.floor(Math.min(7 * act.count, 20) / act.count);
  const line = { paid: act.paid, count: act.count, points: each, pointsOffset: each };
  const event = saleOf(saleId, when, [line]);
  const sale = { memberId, saleId, points: each * act.count, amount: each * act.count };
  const paid = lease && spendLease(lease, sale, event);
  if (paid?.ok === false) throw new Error(paid.refusal.code);
  const member = { memberId, tier: null, tags: [], birthday: null, joinedOn: null };
  const earning = earnPoints(programme, event, { ...member, debt: await books.debt() });
  const pointsSpent = paid?.value.spent ?? [];
  const kept = { event, earned: earning.record, pointsSpent, left: act.count };
  sales.push({ ...kept, refunded: 0, progress: null });
  return [...(paid?.value.commands ?? []), ...earning.commands];
}

async function refundOffline(
  books: Counter,
  sales: readonly Kept[],
  sale: Kept,
  refundId: string,
  when: number,
): Promise<Delivery> {
  sale.left -= 1;
  sale.refunded += 1;
  const own = new Set(sales.map(({ earned }) => earned.lotId));
  const lots = await books.lots(when);
  const outcome = clawback(programme, {
    memberId,
    refundId,
    sale: sale.event,
    earned: sale.earned,
    pointsSpent: sale.pointsSpent,
    refunded: units(sale.refunded),
    progress: sale.progress,
    lapsed: 0,
    pending: [],
    lots: lots.filter((lot) => own.has(lot.lotId)),
    debt: await books.debt(),
    context: { key: refundId, at: when },
  });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  sale.progress = outcome.value.progress;
  return outcome.value.commands;
}

/** Books with two lots of which one ends while the tills are alone, and the leases that were taken of them. */
async function booksWithLeases(): Promise<{ books: Counter; leases: Lease[] }> {
  const books = await counterOf(programme);
  await books.sell(saleOf("H1", monday - 29 * day, [{ paid: 20_000 }]));
  await books.sell(saleOf("H2", monday - 2 * day, [{ paid: 10_000 }]));
  const leases: Lease[] = [];
  for (const name of ["A1", "A2", "B1", "B2"]) {
    const lease = holdPoints(
      {
        memberId,
        saleId: name,
        points: 20,
        amount: 20,
        lots: await books.lots(monday),
        context: { key: `lease-${name}`, at: monday },
      },
      null,
    );
    if (!lease.ok) throw new Error(lease.refusal.code);
    await books.run(lease.value.commands);
    leases.push(lease.value);
  }
  return { books, leases };
}

async function deliveriesOf(scripts: readonly (readonly Act[])[]): Promise<readonly Delivery[][]> {
  const all: Delivery[][] = [];
  for (const [index, script] of scripts.entries()) {
    const { books, leases } = await booksWithLeases();
    const own = leases.slice(2 * index, 2 * index + 2);
    all.push(await playAlone(index === 0 ? "A" : "B", books, own, script));
  }
  return all;
}

/** Delivers in some order, again and again until everything has arrived; the night may come in between. */
async function arrive(order: readonly Delivery[], night: number) {
  const { books } = await booksWithLeases();
  let open = [...order];
  for (let round = 0; open.length > 0; round += 1) {
    if (round > order.length) throw new Error(`${open.length} deliveries never arrive`);
    const refused: Delivery[] = [];
    for (const [index, delivery] of open.entries()) {
      if (round === 0 && index === night) await books.lapse(monday + 4 * day, "night");
      const outcome = await books.journal.executeAll(delivery);
      if (!outcome.ok) refused.push(delivery);
    }
    open = refused;
  }
  const end = monday + 10 * day;
  await books.run(lapseCommands(memberId, "CNY", await books.lots(end), { key: "end", at: end }));
  const debt = await books.debt();
  const member = { memberId, lots: await books.lots(end), debt };
  await books.run(payDebt(member, { key: "settle", at: end }));
  expect((await books.journal.audit()).finding).toBeNull();
  const read = async (account: string) => (await books.journal.balance(account, end))?.posted ?? 0;
  const lots = (await books.lots(end)).map(({ lotId, remaining }) => [lotId, remaining]).sort();
  return {
    lots,
    points: await read(pointsAccount(memberId)),
    debt: await read(pointsDebtAccount(memberId)),
  };
}

describe("two tills that have lost the line", () => {
  test("deliver in any order, any number of times, and the end is the same", async () => {
    await fc.assert(
      fc.asyncProperty(
        acts,
        acts,
        fc.infiniteStream(fc.nat(1000)),
        fc.nat(12),
        async (first, second, draws, night) => {
          const [a = [], b = []] = await deliveriesOf([first, second]);
          const inOrder = await arrive([...a, ...b], -1);
          const shuffled = [...a, ...b]
            .map((delivery) => ({ delivery, place: draws.next().value ?? 0 }))
            .sort((x, y) => x.place - y.place)
            .map(({ delivery }) => delivery);
          const again = shuffled.filter((_, index) => index % 2 === 0);
          expect(await arrive([...b, ...a], -1)).toEqual(inOrder);
          expect(await arrive([...shuffled, ...again], night)).toEqual(inOrder);
        },
      ),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  test("a lease does not end with its lots: what was spent offline in time counts", async () => {
    const { books, leases } = await booksWithLeases();
    const late = monday + 4 * day;
    await books.lapse(late, "night");
    const [lease] = leases;
    const sale = { memberId, saleId: "S", points: 20, amount: 20 };
    const paid = lease && spendLease(lease, sale, { key: "S", at: monday + day });
    if (!paid?.ok) throw new Error("no lease");
    await books.run(paid.value.commands);
    expect(await books.lots(late)).toContainEqual(expect.objectContaining({ lotId: "H2/points" }));
  });

  test("no more than the lease holds; nothing needs no lease", async () => {
    const { leases } = await booksWithLeases();
    const [lease] = leases;
    if (lease === undefined) throw new Error("no lease");
    const sale = { memberId, saleId: "S", points: 21, amount: 21 };
    expect(spendLease(lease, sale, { key: "S", at: monday })).toMatchObject({
      refusal: { code: "loyalty.points-short", facts: { available: 20, missing: 1 } },
    });
    const nothing = spendLease(lease, { ...sale, points: 0 }, { key: "S", at: monday });
    expect(nothing).toEqual({ ok: true, value: { spent: [], commands: [] } });
  });

  test("what a sale leaves of its lease is free again", async () => {
    const { books, leases } = await booksWithLeases();
    const before = await books.balance(monday);
    const [lease] = leases;
    const sale = { memberId, saleId: "S", points: 5, amount: 5 };
    const paid = lease && spendLease(lease, sale, { key: "S", at: monday });
    if (paid?.ok) await books.run(paid.value.commands);
    expect(await books.balance(monday)).toBe(before + 15);
  });
});
