import { expectSame } from "./expect.js";
import {
  type ContractCase,
  card,
  cardIssued,
  cash,
  earn,
  giveBack,
  hour,
  issued,
  lapse,
  move,
  noon,
  openShop,
  points,
  post,
  safe,
  sales,
  sell,
  spend,
  topUp,
} from "./shop.js";

const part = (lotId: string, amount: number) => ({ lotId, amount });

/** Opening, spending, giving back and lapsing lots. */
export const lotCases: readonly ContractCase[] = [
  {
    name: "the lot that expires first is spent first, one without an end last, of equals the older",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("n", earn("never", 10)));
      await shop.do(post("l", earn("late", 10, noon + 9 * hour)));
      await shop.do(post("y", earn("young", 10, noon + 5 * hour), noon));
      await shop.do(post("o", earn("old", 10, noon + 5 * hour), noon - hour));
      const all = [
        ["old", 10, 0],
        ["young", 10, 0],
        ["late", 10, 0],
        ["never", 10, 0],
      ] as const;
      await shop.hasLots(points, all);
      const [entry] = await shop.do(post("s", spend(25)));
      const moves = [
        { account: points, lotId: "old", amount: -10 },
        { account: points, lotId: "young", amount: -10 },
        { account: points, lotId: "late", amount: -5 },
      ];
      expectSame(entry?.lotMoves, moves, "the lots that were spent");
    },
  },
  {
    name: "an account may spend the oldest lot first",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", topUp("first", 10), noon - hour));
      await shop.do(post("b", topUp("second", 10, noon + hour), noon));
      await shop.do(post("s", move(card, cardIssued, 12)));
      await shop.hasLots(card, [["second", 8, 0]]);
    },
  },
  {
    name: "a lot keeps what it was opened with",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("s", spend(4)));
      const lot = { account: points, lotId: "A", issued: 10, remaining: 6, held: 0 };
      const terms = { expiresAt: noon + hour, openedAt: noon, source: { sale: "A" } };
      expectSame(await shop.journal.lots(points, noon), [{ ...lot, ...terms }], "the lot");
    },
  },
  {
    name: "a lot id is used once in its account, even when the lot is spent",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10)));
      await shop.do(post("s", spend(10)));
      await shop.refuses(post("b", earn("A", 5)), "ledger.lot-taken", { lotId: "A" });
      await shop.do(post("c", topUp("A", 5)));
    },
  },
  {
    name: "named parts are spent from the named lots",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("b", earn("B", 10)));
      await shop.do(post("s", spend(7, [part("B", 4), part("A", 3)])));
      await shop.hasLots(points, [
        ["A", 7, 0],
        ["B", 6, 0],
      ]);
    },
  },
  {
    name: "parts must sum to the posting, lots must exist and have enough",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10)));
      await shop.do(post("b", earn("B", 10)));
      const differ = post("s", spend(7, [part("A", 6)]));
      await shop.refuses(differ, "ledger.lot-parts-differ", { amount: -7, parts: "6" });
      await shop.refuses(post("s", spend(7, [part("X", 7)])), "ledger.lot-unknown", { lotId: "X" });
      const short = { lotId: "A", needed: 11, available: 10 };
      await shop.refuses(post("s", spend(11, [part("A", 11)])), "ledger.lot-short", short);
      const twice = spend(12, [part("A", 6), part("A", 6)]);
      await shop.refuses(post("s", twice), "ledger.lot-short", { needed: 6, available: 4 });
    },
  },
  {
    name: "an expired lot is not spent: its end is the first instant at which it cannot be",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("in time", spend(1), noon + hour - 1));
      const facts = { needed: 1, available: 0, lotId: null };
      await shop.refuses(post("late", spend(1), noon + hour), "ledger.lot-short", facts);
      const named = post("named", spend(1, [part("A", 1)]), noon + hour);
      await shop.refuses(named, "ledger.lot-expired", { lotId: "A", expiresAt: noon + hour });
      await shop.has(points, { posted: 9, available: 9 }, noon + hour - 1);
      await shop.has(points, { posted: 9, available: 0 }, noon + hour);
    },
  },
  {
    name: "overspending is refused by the floor, before the lots are asked",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10)));
      await shop.refuses(post("s", spend(11)), "ledger.below-floor", { would: -1 });
    },
  },
  {
    name: "what is given back returns to the old lot, and no more than was taken",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("s", spend(10)));
      await shop.do(post("g", giveBack(4, [part("A", 4)])));
      await shop.hasLots(points, [["A", 4, 0]]);
      const facts = { lotId: "A", amount: 7, room: 6 };
      await shop.refuses(post("h", giveBack(7, [part("A", 7)])), "ledger.lot-overfull", facts);
      await shop.refuses(post("h", giveBack(1, [part("X", 1)])), "ledger.lot-unknown");
    },
  },
  {
    name: "what is given back into an expired lot is there, but cannot be spent",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("s", spend(10)));
      const later = noon + 2 * hour;
      await shop.do(post("g", giveBack(4, [part("A", 4)]), later));
      await shop.has(points, { posted: 4, available: 0 }, later);
      await shop.refuses(post("t", spend(1), later), "ledger.lot-short", { available: 0 });
    },
  },
  {
    name: "expired lots come last in the list",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("b", earn("B", 10)));
      const lots = [
        ["B", 10, 0],
        ["A", 10, 0],
      ] as const;
      await shop.hasLots(points, lots, noon + hour);
    },
  },
  {
    name: "a new lot and a spend in one entry: the spend may use the new lot",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("both", [...earn("A", 10), ...spend(4)]));
      await shop.hasLots(points, [["A", 6, 0]]);
    },
  },
  {
    name: "a new lot goes with an incoming amount and no parts",
    async run(make) {
      const shop = await openShop(make);
      const newLot = { lotId: "A", expiresAt: null, source: null };
      const out = [
        { account: points, amount: -1, newLot },
        { account: issued, amount: 1 },
      ];
      await shop.refuses(post("e", out), "ledger.lot-not-allowed", { account: points });
      const both = [
        { account: issued, amount: -1 },
        { account: points, amount: 1, newLot, lotParts: [part("A", 1)] },
      ];
      await shop.refuses(post("e", both), "ledger.lot-not-allowed", { account: points });
    },
  },
  {
    name: "lapsing moves what is left of expired lots, and only that",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("b", earn("B", 10, noon + 2 * hour)));
      await shop.do(post("s", spend(3)));
      const [entry] = await shop.do(lapse("l", points, issued, noon + hour));
      expectSame(entry?.postings, move(points, issued, 7), "the postings");
      expectSame(entry?.lotMoves, [{ account: points, lotId: "A", amount: -7 }], "the lots");
      await shop.hasLots(points, [["B", 10, 0]], noon + hour);
      const again = lapse("m", points, issued, noon + hour);
      await shop.refuses(again, "ledger.nothing-to-lapse", { account: points });
    },
  },
  {
    name: "lapsing needs an account of the same owner and asset that is not held in lots",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon)));
      await shop.refuses(lapse("l", points, sales), "ledger.owner-mismatch", { to: sales });
      await shop.refuses(lapse("l", points, cardIssued), "ledger.asset-mismatch");
      await shop.refuses(lapse("l", points, points), "ledger.lot-required");
      await shop.refuses(lapse("l", points, "nobody"), "ledger.unknown-account");
      await shop.refuses(lapse("l", "nobody", issued), "ledger.unknown-account");
      await shop.do(post("sale", sell(5)));
      await shop.refuses(lapse("l", cash, safe), "ledger.nothing-to-lapse", { account: cash });
    },
  },
];
