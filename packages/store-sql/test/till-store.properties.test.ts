import { type CommitRequest, createMemoryTillStore, type TillStore } from "@tillwright/cashier";
import type { JournalCommand } from "@tillwright/ledger";
import { openStore } from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { openBooks, openShop, owner, sale } from "./shop.js";

/** A command as the property draws it: few keys, documents, versions and amounts, so that they collide. */
interface Drawn {
  readonly key: string;
  readonly body: string;
  readonly till: string;
  readonly series: string | null;
  readonly unchanged: number | null;
  readonly documents: readonly { readonly id: string; readonly expected: number | null }[];
  readonly amounts: readonly number[];
  readonly sale: boolean;
  readonly jobs: number;
  readonly throws: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  key: fc.constantFrom("k1", "k2", "k3", "k4", "k5", "k6"),
  body: fc.constantFrom("a", "a", "a", "b"),
  till: fc.constantFrom("T1", "T2"),
  series: fc.constantFrom(null, "sale", "refund"),
  unchanged: fc.constantFrom(null, null, null, 1, 2),
  documents: fc.uniqueArray(
    fc.record({ id: fc.constantFrom("d1", "d2"), expected: fc.constantFrom(null, null, 1, 2) }),
    { maxLength: 2, selector: ({ id }) => id },
  ),
  amounts: fc.array(fc.constantFrom(5, 3, -4, -7, 0), { maxLength: 2 }),
  sale: fc.boolean(),
  jobs: fc.nat({ max: 2 }),
  throws: fc.constantFrom(false, false, false, false, true),
});

function cash(key: string, amount: number): JournalCommand {
  return {
    kind: "post",
    key,
    entryId: key,
    at: openBooks.at,
    memo: { 备注: amount },
    postings: [
      { account: "store:S1/drawer", amount },
      { account: "store:S1/sales", amount: -amount },
    ],
  };
}

function requestOf(one: Drawn, step: number): CommitRequest {
  return {
    owner,
    tillId: one.till,
    key: one.key,
    bodyHash: one.body,
    at: openBooks.at + step,
    numbering: one.series === null ? null : { series: one.series },
    compose: (sequence) => {
      if (one.throws) throw new RangeError("composing failed");
      const id = `sale-${one.key}-${step}`;
      return {
        unchanged:
          one.unchanged === null ? [] : [{ kind: "day", id: "d0", version: one.unchanged }],
        documents: one.documents.map(({ id: document, expected }) => ({
          kind: "shift",
          id: document,
          expectedVersion: expected,
          status: one.body,
          body: { step, 数: [1, null, "é"] },
        })),
        sale: one.sale ? { ...sale(id, sequence ?? 0, 1), tillId: one.till } : null,
        journal: one.amounts.map((amount, index) => cash(`${one.key}/${step}/${index}`, amount)),
        audit: [{ action: "drawn", operatorId: null, facts: { step, sequence } }],
        printJobs: Array.from({ length: one.jobs }, (_, index) => ({
          printer: "receipts",
          document: { step, index },
        })),
        answer: { sequence, step },
      };
    },
  };
}

/** The outcome without its sentence. */
async function outcomeOf(store: TillStore, request: CommitRequest): Promise<unknown> {
  try {
    const outcome = await store.commit(request);
    if (outcome.ok) return outcome.value;
    return { code: outcome.refusal.code, facts: outcome.refusal.facts };
  } catch (error) {
    return String(error);
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function everything(store: TillStore): Promise<unknown> {
  const keys = ["k1", "k2", "k3", "k4", "k5", "k6"];
  return {
    kept: await Promise.all(keys.map((key) => store.keptAnswer(owner, key))),
    documents: await store.documents(owner, "shift"),
    open: await store.documents(owner, "shift", "b"),
    sales: await collect(store.sales({ owner })),
    ofTill: await store.salesCount({ owner, tillId: "T2" }),
    activity: await store.memberActivity(owner, "M1"),
    audit: [
      await collect(store.auditEntries(owner, "T1")),
      await collect(store.auditEntries(owner, "T2")),
    ],
    jobs: await store.printJobs(owner),
    balances: await store.journal.trialBalance(null),
    entries: await store.journal.entries({}),
  };
}

test("the store in memory and the store on a file answer alike to any commands, and keep the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 25 }), async (commands) => {
      const memory = createMemoryTillStore();
      const file = await openStore({ path: ":memory:" });
      const sql = createSqlTillStore(file);
      try {
        for (const store of [memory, sql]) await store.commit(openShop);
        for (const [step, command] of commands.entries()) {
          const request = requestOf(command, step);
          expect(await outcomeOf(sql, request)).toEqual(await outcomeOf(memory, request));
          if (step % 4 === 3) {
            const [job] = await memory.printJobs(owner);
            if (job !== undefined) {
              for (const store of [memory, sql]) await store.printed(owner, job.jobId);
            }
          }
        }
        expect(await everything(sql)).toEqual(await everything(memory));
        expect((await sql.journal.audit()).finding).toBeNull();
      } finally {
        file.close();
      }
    }),
    { numRuns: runs },
  );
});

test("numbers have no gaps and each key is done once, whatever is refused or thrown in between", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { maxLength: 25 }), async (commands) => {
      const file = await openStore({ path: ":memory:" });
      const sql = createSqlTillStore(file);
      try {
        await sql.commit(openShop);
        const taken = new Map<string, number[]>();
        const done = new Set<string>();
        for (const [step, command] of commands.entries()) {
          const request = requestOf(command, step);
          const outcome = await sql.commit(request).catch(() => null);
          if (outcome?.ok !== true || outcome.value.replayed) continue;
          expect(done.has(request.key)).toBe(false);
          done.add(request.key);
          const { sequence } = outcome.value;
          const series = `${request.tillId}/${request.numbering?.series}`;
          if (sequence !== null) taken.set(series, [...(taken.get(series) ?? []), sequence]);
        }
        for (const numbers of taken.values()) {
          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        }
        expect((await collect(sql.auditEntries(owner, "T1"))).length).toBe(
          (await collect(sql.auditEntries(owner, "T1"))).at(-1)?.number ?? 0,
        );
      } finally {
        file.close();
      }
    }),
    { numRuns: runs },
  );
});
