import { createSqlJournal } from "@tillwright/store-sql/ledger";
import { describe, expect, test } from "vitest";
import { card, cash, day, hour, issued, noon, points, sales } from "./books.js";
import { journalDriver } from "./driver.js";

type Case = readonly [
  what: string,
  damage: string,
  code: string,
  entryId: string | null,
  account: string | null,
  facts?: Readonly<Record<string, unknown>>,
];

const body = (entryId: string, from: string, to: string) =>
  `UPDATE journal_entry SET body = REPLACE(body, '${from}', '${to}') WHERE entry_id = '${entryId}'`;
const setLot = (assignment: string) => `UPDATE journal_lot SET ${assignment} WHERE lot_id = 'A'`;
const figure = (account: string, assignment: string) =>
  `UPDATE journal_account SET ${assignment} WHERE account_id = '${account}'`;

const cases: readonly Case[] = [
  [
    "one side of an entry was changed",
    body("sale", '"amount":100', '"amount":90'),
    "ledger.audit-unbalanced",
    "sale",
    null,
    { seen: "-10" },
  ],
  [
    "an amount is no whole number",
    body("sale", '"amount":100', '"amount":0.5'),
    "ledger.audit-amount-invalid",
    "sale",
    cash,
  ],
  [
    "both sides were changed, not the rows",
    body("sale", "100", "200"),
    "ledger.audit-rows-differ",
    "sale",
    sales,
    { seen: { amount: -100, moved: 1 }, follows: { amount: -200, moved: 1 } },
  ],
  [
    "a posting row was changed",
    `UPDATE journal_posting SET amount = 101 WHERE account_id = '${cash}' AND position = 0`,
    "ledger.audit-rows-differ",
    "sale",
    cash,
  ],
  [
    "a posting row happened at another time",
    `UPDATE journal_posting SET happened_at = 0 WHERE account_id = '${cash}' AND position = 0`,
    "ledger.audit-rows-differ",
    "sale",
    cash,
  ],
  [
    "a posting row is missing",
    `DELETE FROM journal_posting WHERE account_id = '${cash}' AND position = 0`,
    "ledger.audit-rows-differ",
    "sale",
    cash,
    { seen: null },
  ],
  [
    "a posting row belongs to no entry's account",
    `INSERT INTO journal_posting VALUES ('member:M1', '${card}', 0, ${noon}, 0, 0)`,
    "ledger.audit-rows-differ",
    "sale",
    card,
    { follows: null },
  ],
  [
    "the rows and the entry were changed together",
    `${body("sale", "100", "200")}; UPDATE journal_posting SET amount = amount * 2 WHERE position = 0`,
    "ledger.audit-balance-differs",
    null,
    cash,
    { field: "posted", seen: 100, follows: 200 },
  ],
  [
    "an account is missing",
    `DELETE FROM journal_account WHERE account_id = '${cash}'`,
    "ledger.audit-account-unknown",
    "sale",
    cash,
  ],
  [
    "an entry is missing",
    "DELETE FROM journal_entry WHERE entry_id = 'spend'",
    "ledger.audit-entry-missing",
    null,
    null,
    { position: 3 },
  ],
  [
    "a lot was spent that there is not",
    body("spend", '"lotId":"A"', '"lotId":"X"'),
    "ledger.audit-lot-wrong",
    "spend",
    points,
  ],
  [
    "a lot move is missing",
    `UPDATE journal_entry SET body = '{"postings":[{"account":"${points}","amount":-4},{"account":"${issued}","amount":4}],"lotMoves":[],"memo":null}' WHERE entry_id = 'spend'`,
    "ledger.audit-lots-differ",
    "spend",
    points,
  ],
  [
    "a reversal reverses something else",
    "UPDATE journal_entry SET refers_to = 'sale' WHERE entry_id = 'reverse'",
    "ledger.audit-reference-wrong",
    "reverse",
    null,
  ],
  [
    "a settlement came after its hold expired",
    `UPDATE journal_entry SET expires_at = ${noon} WHERE entry_id = 'hold'`,
    "ledger.audit-reference-wrong",
    "settle",
    null,
  ],
  [
    "a key is not on record",
    "DELETE FROM journal_command WHERE command_key = 'spend'",
    "ledger.audit-key-missing",
    "spend",
    null,
  ],
  [
    "a key's answer is another entry",
    "UPDATE journal_command SET first_position = 0 WHERE command_key = 'spend'",
    "ledger.audit-key-missing",
    "spend",
    null,
  ],
  [
    "a limit was passed on the way",
    figure(cash, "ceiling = 99"),
    "ledger.audit-limit-passed",
    "sale",
    cash,
  ],
  [
    "a balance was changed",
    figure(cash, "posted = 101"),
    "ledger.audit-balance-differs",
    null,
    cash,
    { field: "posted", seen: 101, follows: 100 },
  ],
  [
    "what is held to leave was changed",
    figure(points, "held_out = 0"),
    "ledger.audit-balance-differs",
    null,
    points,
    { field: "heldOut" },
  ],
  [
    "what is held to arrive was changed",
    figure(issued, "held_in = 3"),
    "ledger.audit-balance-differs",
    null,
    issued,
    { field: "heldIn" },
  ],
  [
    "an open hold was forgotten",
    "DELETE FROM journal_hold",
    "ledger.audit-holds-differ",
    "open hold",
    points,
  ],
  [
    "what remains of a lot was changed",
    setLot("remaining = 5"),
    "ledger.audit-lot-differs",
    null,
    points,
    { field: "remaining", seen: 5, follows: 3 },
  ],
  [
    "a lot was made to last",
    setLot("expires_at = 9007199254740991"),
    "ledger.audit-lot-differs",
    null,
    points,
  ],
  [
    "the source of a lot was changed",
    setLot("source = 'null'"),
    "ledger.audit-lot-differs",
    null,
    points,
  ],
  [
    "a lot is missing",
    "DELETE FROM journal_lot WHERE lot_id = 'A'",
    "ledger.audit-lot-differs",
    null,
    points,
  ],
  [
    "a lot came from nowhere",
    `INSERT INTO journal_lot VALUES ('member:M1', '${points}', 'Z', 5, 5, 0, ${noon + hour}, ${noon}, 0, 0, 'null')`,
    "ledger.audit-lot-differs",
    null,
    points,
    { lotId: "Z", field: null },
  ],
];

describe("the audit of a file names the first thing that is wrong", () => {
  async function journalOfADay() {
    const driver = await journalDriver();
    const journal = createSqlJournal(driver);
    const answer = await journal.executeAll(day);
    if (!answer.ok) throw new Error(answer.refusal.message);
    return { driver, journal };
  }

  test("a sound file has nothing", async () => {
    const { journal } = await journalOfADay();
    expect(await journal.audit()).toEqual({ entries: 9, accounts: 7, lots: 2, finding: null });
  });

  for (const [what, damage, code, entryId, account, facts = {}] of cases) {
    test(what, async () => {
      const { driver, journal } = await journalOfADay();
      driver.exec(damage);
      const { finding } = await journal.audit();
      expect(finding).toMatchObject({ code, entryId, account, facts });
    });
  }

  test("more entries than one page are read", async () => {
    const { journal } = await journalOfADay();
    for (let sale = 0; sale < 450; sale += 1) {
      const postings = [
        { account: sales, amount: -1 },
        { account: cash, amount: 1 },
      ];
      const id = `s${sale}`;
      await journal.execute({ kind: "post", key: id, entryId: id, at: noon, memo: null, postings });
    }
    expect(await journal.audit()).toMatchObject({ entries: 459, finding: null });
  });

  test("a damaged body is a coded error, not a wrong figure", async () => {
    const { driver, journal } = await journalOfADay();
    driver.exec("UPDATE journal_entry SET body = '{' WHERE entry_id = 'sale'");
    await expect(journal.audit()).rejects.toMatchObject({ code: "store.corrupt" });
    driver.exec("UPDATE journal_entry SET body = '{}', kind = 'pay' WHERE entry_id = 'sale'");
    await expect(journal.entry("sale")).rejects.toMatchObject({ code: "store.corrupt" });
  });
});
