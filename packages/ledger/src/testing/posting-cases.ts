import type { PostingRequest } from "../entry.js";
import { expectSame } from "./expect.js";
import {
  type ContractCase,
  card,
  cardIssued,
  cash,
  hold,
  issued,
  move,
  noon,
  openShop,
  points,
  post,
  safe,
  sales,
  sell,
  shopAccounts,
} from "./shop.js";

/** Accounts, amounts, sums and limits. */
export const postingCases: readonly ContractCase[] = [
  {
    name: "an entry moves its amounts and is answered as it is kept",
    async run(make) {
      const shop = await openShop(make);
      const entries = await shop.do(post("sale", sell(1230)));
      const postings = move(sales, cash, 1230);
      expectSame(
        entries,
        [
          {
            entryId: "sale",
            key: "sale",
            kind: "post",
            at: noon,
            postings,
            lotMoves: [],
            refersTo: null,
            expiresAt: null,
            memo: null,
          },
        ],
        "the answer",
      );
      expectSame(await shop.journal.entry("sale"), entries[0], "the entry");
      await shop.has(cash, { posted: 1230, heldOut: 0, heldIn: 0, available: 1230, asset: "CNY" });
      await shop.has(sales, { posted: -1230, available: -1230 });
    },
  },
  {
    name: "an account opened again with the same terms stays as it is",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("sale", sell(5)));
      const open = { kind: "open", at: noon, accounts: shopAccounts } as const;
      expectSame(await shop.do({ ...open, key: "again" }), [], "the answer");
      await shop.has(cash, { posted: 5 });
      expectSame(await shop.journal.account(cash), shopAccounts[0], "the account");
      expectSame(await shop.journal.account("nobody"), null, "an account that is not open");
    },
  },
  {
    name: "an account opened again with other terms is refused, and none of the command's accounts is opened",
    async run(make) {
      const shop = await openShop(make);
      const [first] = shopAccounts;
      const other = { ...(first ?? fail()), floor: -5 };
      const fresh = { ...other, accountId: "store:S1/fresh" };
      await shop.refuses(
        { kind: "open", key: "k", at: noon, accounts: [fresh, other] },
        "ledger.account-differs",
        { account: cash, field: "floor", open: 0, wanted: -5 },
      );
      expectSame(await shop.journal.account(fresh.accountId), null, "the fresh account");
    },
  },
  {
    name: "limits that an empty account would break are refused",
    async run(make) {
      const shop = await openShop(make);
      const [first] = shopAccounts;
      const base = { ...(first ?? fail()), accountId: "store:S1/fresh" };
      const open = (floor: number | null, ceiling: number | null) =>
        ({ kind: "open", key: "k", at: noon, accounts: [{ ...base, floor, ceiling }] }) as const;
      await shop.refuses(open(1, null), "ledger.limits-invalid", { field: "floor" });
      await shop.refuses(open(0.5, null), "ledger.limits-invalid", { field: "floor" });
      await shop.refuses(open(null, -1), "ledger.limits-invalid", { field: "ceiling" });
    },
  },
  {
    name: "an entry without postings is refused",
    async run(make) {
      await (await openShop(make)).refuses(post("e", []), "ledger.empty-entry");
    },
  },
  {
    name: "amounts that are zero, broken or out of range are refused",
    async run(make) {
      const shop = await openShop(make);
      for (const amount of [0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
        const code = "ledger.amount-invalid";
        await shop.refuses(post("e", move(sales, cash, amount)), code, { account: sales });
      }
      const parts = [{ lotId: "A", amount: -1 }];
      const postings: readonly PostingRequest[] = [
        { account: points, amount: -1, lotParts: parts },
        { account: issued, amount: 1 },
      ];
      await shop.refuses(post("e", postings), "ledger.amount-invalid", { lotId: "A" });
    },
  },
  {
    name: "an account that is not open is refused",
    async run(make) {
      const shop = await openShop(make);
      const facts = { account: "nobody" };
      await shop.refuses(post("e", move("nobody", cash, 5)), "ledger.unknown-account", facts);
      expectSame(await shop.journal.balance("nobody", noon), null, "its balance");
      expectSame(await shop.journal.balanceAt("nobody", noon), null, "its balance at an instant");
      expectSame(await shop.journal.lots("nobody", noon), [], "its lots");
    },
  },
  {
    name: "postings that do not sum to zero for each owner and asset are refused",
    async run(make) {
      const shop = await openShop(make);
      const short = [
        { account: sales, amount: -5 },
        { account: cash, amount: 4 },
      ];
      const facts = { owner: "store:S1", asset: "CNY", sum: "-1" };
      await shop.refuses(post("e", short), "ledger.unbalanced", facts);
      const acrossOwners = move(cash, issued, 5);
      await shop.refuses(post("e", acrossOwners), "ledger.unbalanced", { owner: "store:S1" });
      const acrossAssets = move(issued, cardIssued, 5);
      await shop.refuses(post("e", acrossAssets), "ledger.unbalanced", { asset: "points" });
    },
  },
  {
    name: "one entry may post for several owners and assets, each part summing to zero",
    async run(make) {
      const shop = await openShop(make);
      const newLot = { lotId: "A", expiresAt: null, source: null };
      const postings = [...sell(100), { account: issued, amount: -3 }];
      await shop.do(post("e", [...postings, { account: points, amount: 3, newLot }]));
      await shop.has(cash, { posted: 100 });
      await shop.has(points, { posted: 3 });
    },
  },
  {
    name: "an account never falls below its floor",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(post("out", move(cash, sales, 100)));
      const facts = { account: cash, floor: 0, posted: 0, would: -1 };
      await shop.refuses(post("more", move(cash, sales, 1)), "ledger.below-floor", facts);
      await shop.has(cash, { posted: 0 });
      expectSame(await shop.journal.entry("more"), null, "the refused entry");
    },
  },
  {
    name: "an account never rises above its ceiling",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("fill", move(sales, safe, 1000)));
      const facts = { account: safe, ceiling: 1000, would: 1001 };
      await shop.refuses(post("more", move(sales, safe, 1)), "ledger.above-ceiling", facts);
      await shop.refuses(hold("held", move(sales, safe, 1)), "ledger.above-ceiling", facts);
    },
  },
  {
    name: "limits are judged after the whole entry",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("through", [...move(cash, sales, 50), ...move(sales, cash, 50)]));
      await shop.has(cash, { posted: 0 });
    },
  },
  {
    name: "a balance beyond the safe integers is refused",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("much", move(sales, cash, Number.MAX_SAFE_INTEGER)));
      await shop.refuses(post("more", move(sales, cash, 1)), "ledger.out-of-range", {
        account: sales,
      });
    },
  },
  {
    name: "an account without lots takes no lots, and one with lots needs them",
    async run(make) {
      const shop = await openShop(make);
      const newLot = { lotId: "A", expiresAt: null, source: null };
      const [from, to] = [
        { account: sales, amount: -5 },
        { account: cash, amount: 5 },
      ];
      const code = "ledger.lot-not-allowed";
      await shop.refuses(post("e", [from, { ...to, newLot }]), code, { account: cash });
      await shop.refuses(post("e", [{ ...from, lotParts: [] }, to]), code, { account: sales });
      await shop.refuses(post("e", move(cardIssued, card, 5)), "ledger.lot-required", {
        account: card,
      });
    },
  },
];

function fail(): never {
  throw new Error("the shop has no accounts");
}
