import {
  applyAll,
  applyCommand,
  auditLedger,
  balanceOf,
  createMemoryJournal,
  decideAll,
  emptyLedger,
  type JournalCommand,
  LedgerError,
  lotsOf,
  viewOf,
} from "@tillwright/ledger";
import { contentHash, isCodedError } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import {
  accounts,
  booksAfter,
  cash,
  day,
  earn,
  issued,
  move,
  noon,
  openBooks,
  points,
  post,
  sales,
} from "./books.js";

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

/** What a program without types could hand in. */
function untyped(command: unknown): JournalCommand {
  return command as JournalCommand;
}

describe("misuse throws with the field's name", () => {
  const sale = post("e", move(sales, cash, 1));
  const wrong: readonly (readonly [unknown, string])[] = [
    [null, "command"],
    [{ ...sale, at: 0.5 }, "at"],
    [{ ...sale, at: "now" }, "at"],
    [{ ...sale, kind: "pay" }, "kind"],
    [{ ...sale, key: 7 }, "key"],
    [{ ...sale, entryId: undefined }, "entryId"],
    [{ ...sale, postings: null }, "postings"],
    [{ ...sale, postings: [null] }, "postings.0"],
    [{ ...sale, postings: [{ account: cash, amount: "1" }] }, "postings.0.amount"],
    [{ ...sale, postings: [{ account: cash, amount: 1, lotParts: {} }] }, "postings.0.lotParts"],
    [
      { ...sale, postings: [{ account: cash, amount: 1, lotParts: [{ lotId: "A" }] }] },
      "postings.0.lotParts.0",
    ],
    [
      { ...sale, postings: [{ account: cash, amount: 1, newLot: { lotId: "A", expiresAt: "x" } }] },
      "postings.0.newLot.expiresAt",
    ],
    [{ ...sale, kind: "hold", expiresAt: Number.NaN }, "expiresAt"],
    [{ ...openBooks, accounts: {} }, "accounts"],
    [{ ...openBooks, accounts: [{ ...accounts[0], lots: "newest" }] }, "accounts.0.lots"],
    [{ ...openBooks, accounts: [{ ...accounts[0], floor: "0" }] }, "accounts.0.floor"],
    [{ ...sale, memo: () => 1 }, "memo"],
    [{ ...sale, memo: Number.NaN }, "memo"],
    [{ ...sale, memo: "\ud800" }, "memo"],
  ];

  test.each(wrong)("%o: %s", (command, field) => {
    const error = errorOf(() => applyCommand(emptyLedger, untyped(command)));
    expect(isCodedError(error, "ledger.command-invalid")).toBe(true);
    expect(error).toMatchObject({ facts: { field } });
  });

  test("a journal rejects with it and stays as it was", async () => {
    const journal = createMemoryJournal();
    await expect(journal.execute(untyped({ ...sale, at: 0.5 }))).rejects.toMatchObject({
      code: "ledger.command-invalid",
      name: "LedgerError",
    });
    expect(journal.state()).toBe(emptyLedger);
    expect(new LedgerError("ledger.command-invalid", "m").facts).toEqual({});
  });
});

test("an entry has at most 1,000 postings", () => {
  const state = booksAfter([openBooks]);
  const many = Array.from({ length: 501 }, () => move(sales, cash, 1)).flat();
  const refused = applyCommand(state, post("e", many));
  expect(refused).toMatchObject({
    refusal: { code: "ledger.too-many-postings", facts: { most: 1000 } },
  });
  expect(applyCommand(state, post("e", many.slice(2))).ok).toBe(true);
});

test("the books cannot be changed through what was handed in or out", () => {
  const memo = { sale: ["S1-0001"] };
  const postings = [...move(sales, cash, 5)];
  const applied = applyCommand(booksAfter([openBooks]), {
    ...post("e", postings),
    memo,
  } as JournalCommand);
  if (!applied.ok) throw new Error(applied.refusal.message);
  memo.sale.push("tampered");
  postings.pop();
  const [entry] = applied.value.entries;
  expect(entry).toMatchObject({ memo: { sale: ["S1-0001"] }, postings: { length: 2 } });
  const change = () => Object.assign(entry?.postings[0] ?? {}, { amount: 9 });
  expect(change).toThrow(TypeError);
});

test("a decision says everything that a store must write, and changes nothing", () => {
  const state = booksAfter([openBooks]);
  const decided = decideAll(viewOf(state), [
    post("a", earn("A", 10)),
    post("s", move(points, issued, 4)),
  ]);
  if (!decided.ok) throw new Error(decided.refusal.message);
  const { changes } = decided.value;
  expect(changes.position).toBe(0);
  expect(changes.entries.map((entry) => entry.entryId)).toEqual(["a", "s"]);
  expect([...changes.figures]).toEqual([
    [issued, { posted: -6, heldOut: 0, heldIn: 0 }],
    [points, { posted: 6, heldOut: 0, heldIn: 0 }],
  ]);
  expect(changes.lots).toMatchObject([
    { before: null, after: { lotId: "A", issued: 10, remaining: 6 } },
  ]);
  expect([...changes.answers.keys()]).toEqual(["a", "s"]);
  expect(state.size).toBe(0);
});

test("the body of a command is its content, whatever the order of its fields", () => {
  const seen: string[] = [];
  const hash = (body: Parameters<typeof contentHash>[0]) => {
    seen.push(contentHash(body));
    return seen.at(-1) ?? "";
  };
  const sale = post("e", move(sales, cash, 5));
  const turned = Object.fromEntries(Object.entries(sale).reverse());
  const state = booksAfter([openBooks]);
  decideAll(viewOf(state), [sale], hash);
  decideAll(viewOf(state), [untyped(turned)], hash);
  decideAll(viewOf(state), [post("e", move(sales, cash, 6))], hash);
  expect(seen[1]).toBe(seen[0]);
  expect(seen[2]).not.toBe(seen[0]);
});

test("a state can be kept and gone back to", () => {
  const before = booksAfter(day);
  const applied = applyAll(before, [post("more", move(sales, cash, 5))]);
  expect(applied.ok && balanceOf(applied.value.state, cash, noon)?.posted).toBe(105);
  expect(balanceOf(before, cash, noon)?.posted).toBe(100);
});

test("a thousand lots are spent from the oldest on", () => {
  const earns = Array.from({ length: 1000 }, (_, n) => post(`e${n}`, earn(`L${n}`, 1), noon + n));
  const spent = booksAfter([
    openBooks,
    ...earns,
    post("all but one", move(points, issued, 999), noon + 1000),
  ]);
  expect(lotsOf(spent, points, noon).map((lot) => lot.lotId)).toEqual(["L999"]);
  expect(auditLedger(spent).finding).toBeNull();
});
