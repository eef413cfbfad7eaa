import { expectSame } from "./expect.js";
import {
  type ContractCase,
  cash,
  earn,
  hold,
  hour,
  issued,
  move,
  noon,
  openShop,
  points,
  post,
  release,
  reverse,
  safe,
  sales,
  sell,
  settle,
  shopAccounts,
  spend,
} from "./shop.js";

/** Balances and entries of the past, the trial balance, the audit. */
export const readingCases: readonly ContractCase[] = [
  {
    name: "a balance at an instant counts what happened before or at it, whenever it was appended",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("late", sell(10), noon + hour));
      await shop.do(post("early", sell(5), noon - hour));
      await shop.do(hold("h", move(cash, safe, 3), null, noon - hour));
      const at = (instant: number) => shop.journal.balanceAt(cash, instant);
      const seen = [await at(noon - hour - 1), await at(noon - hour), await at(noon + hour)];
      expectSame(seen, [0, 5, 15], "the balances");
    },
  },
  {
    name: "entries are read in the order of appending, by account and by when they happened",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("late", sell(10), noon + hour));
      await shop.do(post("early", sell(5), noon - hour));
      await shop.do(post("a", earn("A", 10), noon));
      const ids = async (query: Parameters<typeof shop.journal.entries>[0]) =>
        (await shop.journal.entries(query)).map((entry) => entry.entryId);
      expectSame(await ids({}), ["late", "early", "a"], "all");
      expectSame(await ids({ account: cash }), ["late", "early"], "of an account");
      expectSame(await ids({ from: noon, until: noon + hour }), ["a"], "of a time");
      const both = { account: cash, from: noon };
      expectSame(await ids(both), ["late"], "of an account and a time");
      expectSame(await ids({ account: "nobody" }), [], "of an account that is not open");
    },
  },
  {
    name: "the entries of an account include those that reserve, release and settle on it",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(hold("h", [...move(cash, safe, 5), ...move(cash, sales, 5)]));
      await shop.do(settle("s", "h", move(cash, sales, 5)));
      await shop.do(hold("i", move(cash, safe, 5)));
      await shop.do(release("r", "i"));
      const entries = await shop.journal.entries({ account: safe });
      const ids = entries.map((entry) => entry.entryId);
      expectSame(ids, ["h", "s", "i", "r"], "the entries of the safe");
    },
  },
  {
    name: "the trial balance sums to zero for each asset, now and at any instant",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("sale", sell(100), noon - hour));
      await shop.do(post("a", earn("A", 10), noon));
      await shop.do(post("s", spend(4), noon + hour));
      await shop.do(reverse("r", "sale", noon + hour));
      await shop.do(hold("h", move(sales, safe, 1)));
      const now = await shop.journal.trialBalance(null);
      const line = (account: string, asset: string, balance: number) => ({
        account,
        asset,
        balance,
      });
      const sums = [
        { asset: "CNY", sum: 0 },
        { asset: "points", sum: 0 },
      ];
      const lines = [
        line(points, "points", 6),
        line(issued, "points", -6),
        line(cash, "CNY", 0),
        line(sales, "CNY", 0),
      ];
      expectSame(now, { lines, sums }, "the trial balance");
      const before = [line(cash, "CNY", 100), line(sales, "CNY", -100)];
      const then = { lines: before, sums: sums.slice(0, 1) };
      expectSame(await shop.journal.trialBalance(noon - hour), then, "the one of an hour before");
    },
  },
  {
    name: "what is read cannot change the books",
    async run(make) {
      const shop = await openShop(make);
      const memo = { sale: ["S1-0001"] };
      await shop.do({ ...post("sale", sell(100)), memo } as Parameters<typeof shop.do>[0]);
      memo.sale.push("tampered");
      const entry = await shop.journal.entry("sale");
      expectSame(entry?.memo, { sale: ["S1-0001"] }, "the memo");
    },
  },
  {
    name: "the audit of a journal that was used finds nothing wrong and says what it read",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("sale", sell(100)));
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(hold("h", spend(3), noon + hour));
      await shop.do(hold("i", spend(2)));
      await shop.do(settle("s", "i", spend(1)));
      await shop.do(post("b", earn("B", 10), noon + hour));
      await shop.do(reverse("r", "sale"));
      const report = { entries: 8, accounts: shopAccounts.length, lots: 2, finding: null };
      expectSame(await shop.journal.audit(), report, "the report");
    },
  },
];
