import { join } from "node:path";
import { applyInTransaction, createSqlJournal } from "@tillwright/store-sql/ledger";
import { contentHash } from "@tillwright/values";
import { expect, test } from "vitest";
import { hashOf } from "../../src/journal/apply-in-transaction.js";
import { scratchFolder } from "../scratch.js";
import {
  card,
  cardIssued,
  cash,
  day,
  earn,
  hold,
  issued,
  move,
  noon,
  openBooks,
  points,
  post,
  sales,
  settle,
  tax,
} from "./books.js";
import { closableDriver, journalDriver, listening } from "./driver.js";

test("what is written stands after the file is closed and opened again", async () => {
  const path = join(scratchFolder(), "journal.db");
  const first = await closableDriver(path);
  await createSqlJournal(first).executeAll(day);
  const before = await createSqlJournal(first).entries({});
  first.close();
  const journal = createSqlJournal(await journalDriver(path));
  expect(await journal.entries({})).toEqual(before);
  expect(await journal.audit()).toMatchObject({ finding: null });
  const again = await journal.executeAll(day);
  expect(again).toEqual({ ok: true, value: before });
  expect(await journal.entries({})).toHaveLength(before.length);
});

test("a transaction that fails later takes its postings with it", async () => {
  const driver = await journalDriver();
  const journal = createSqlJournal(driver);
  await journal.execute(openBooks);
  const failing = () =>
    driver.transaction((transaction) => {
      const applied = applyInTransaction(transaction, [post("sale", move(sales, cash, 5))]);
      expect(applied.ok).toBe(true);
      throw new Error("the printer's row could not be written");
    });
  expect(failing).toThrow("printer");
  expect(await journal.entries({})).toEqual([]);
  expect(await journal.balance(cash, noon)).toMatchObject({ posted: 0 });
  expect(await journal.execute(post("sale", move(sales, cash, 7)))).toMatchObject({ ok: true });
});

test("a refusal has written nothing, so the transaction may go on", async () => {
  const driver = await journalDriver();
  const journal = createSqlJournal(driver);
  await journal.execute(openBooks);
  driver.transaction((transaction) => {
    const both = [post("a", move(sales, cash, 5)), post("b", move(cash, sales, 6))];
    const refused = applyInTransaction(transaction, both);
    expect(refused).toMatchObject({
      refusal: { code: "ledger.below-floor", facts: { account: cash, index: 1 } },
    });
    expect(applyInTransaction(transaction, both.slice(0, 1)).ok).toBe(true);
  });
  const ids = (await journal.entries({})).map((entry) => entry.entryId);
  expect(ids).toEqual(["a"]);
});

test("several calls in one transaction see each other", async () => {
  const driver = await journalDriver();
  driver.transaction((transaction) => {
    expect(applyInTransaction(transaction, [openBooks]).ok).toBe(true);
    expect(applyInTransaction(transaction, [post("a", earn("A", 10))]).ok).toBe(true);
    expect(applyInTransaction(transaction, [hold("h", move(points, issued, 6))]).ok).toBe(true);
    expect(applyInTransaction(transaction, [settle("s", "h", null)]).ok).toBe(true);
  });
  expect(await createSqlJournal(driver).audit()).toMatchObject({ entries: 3, finding: null });
});

test("a sale with points and stored value takes few statements, none of them for a posting alone", async () => {
  const driver = await journalDriver();
  const journal = createSqlJournal(driver);
  await journal.execute(openBooks);
  const topUp = { lotId: "T", expiresAt: null, source: null };
  await journal.execute(
    post("top-up", [
      { account: cardIssued, amount: -500 },
      { account: card, amount: 500, newLot: topUp },
    ]),
  );
  const heard: string[] = [];
  const sale = post("sale", [
    ...move(sales, cash, 100),
    ...move(tax, cash, 13),
    ...move(card, cardIssued, 50),
    ...earn("P", 11),
  ]);
  driver.transaction((transaction) => {
    expect(applyInTransaction(listening(transaction, heard), [sale]).ok).toBe(true);
  });
  const verbs = heard.map((sql) => sql.slice(0, sql.indexOf(" ")));
  const count = (verb: string) => verbs.filter((seen) => seen === verb).length;
  expect([count("SELECT"), count("INSERT"), count("UPDATE")]).toEqual([4, 4, 8]);
});

test("the rows that a spend reads grow with the lots it takes, not with those alive or spent", async () => {
  const driver = await journalDriver();
  const journal = createSqlJournal(driver);
  await journal.execute(openBooks);
  const earns = Array.from({ length: 2000 }, (_, n) => post(`e${n}`, earn(`L${n}`, 1), noon + n));
  await journal.executeAll(earns);
  await journal.execute(post("most", move(points, issued, 1000), noon + 2000));
  const plan = (order: string) =>
    driver
      .prepare(
        `EXPLAIN QUERY PLAN SELECT * FROM journal_lot WHERE owner = 'member:M1' AND account_id = '${points}' AND remaining > 0 ORDER BY ${order} LIMIT 16 OFFSET 0`,
      )
      .all()
      .map((row) => row["detail"]);
  expect(plan("expires_at, opened_at, position, line")).toEqual([
    "SEARCH journal_lot USING INDEX journal_lot_live (owner=? AND account_id=?)",
  ]);
  let rows = 0;
  driver.transaction((transaction) => {
    const counting = {
      ...transaction,
      prepare(sql: string) {
        const statement = transaction.prepare(sql);
        return {
          ...statement,
          all(...parameters: Parameters<typeof statement.all>) {
            const found = statement.all(...parameters);
            if (sql.includes("journal_lot")) rows += found.length;
            return found;
          },
        };
      },
    };
    expect(
      applyInTransaction(counting, [post("few", move(points, issued, 3), noon + 2001)]).ok,
    ).toBe(true);
  });
  expect(rows).toBe(16);
});

test("a row that another writer changed meanwhile fails the write, and nothing of it stays", async () => {
  const driver = await journalDriver();
  const journal = createSqlJournal(driver);
  await journal.executeAll([openBooks, post("a", earn("A", 10)), post("b", move(sales, cash, 10))]);
  const sabotage = (statement: string, change: string) => () =>
    driver.transaction((transaction) => {
      const racing = {
        ...transaction,
        prepare(sql: string) {
          if (sql.startsWith(statement)) transaction.exec(change);
          return transaction.prepare(sql);
        },
      };
      return applyInTransaction(racing, [
        post("race", [...move(points, issued, 8), ...move(cash, sales, 8)]),
      ]);
    });
  const spentCash = sabotage(
    "UPDATE journal_account",
    "UPDATE journal_account SET posted = 5 WHERE posted = 10",
  );
  expect(spentCash).toThrow(expect.objectContaining({ code: "store.busy", retry: "same-key" }));
  const spentLot = sabotage("UPDATE journal_lot", "UPDATE journal_lot SET remaining = 9");
  expect(spentLot).toThrow(expect.objectContaining({ code: "store.busy" }));
  expect(await journal.audit()).toMatchObject({ entries: 2, finding: null });
});

test("misuse rejects before anything is asked of the file", async () => {
  const journal = createSqlJournal(await journalDriver());
  const broken = { ...post("e", move(sales, cash, 1)), at: 0.5 };
  await expect(journal.execute(broken)).rejects.toMatchObject({ code: "ledger.command-invalid" });
});

test("the platform's hash is the one of the values package", () => {
  for (const body of [null, "销售 😀", { b: [1, 2.5, -0], a: { "": true } }]) {
    expect(hashOf(body)).toBe(contentHash(body));
  }
});
