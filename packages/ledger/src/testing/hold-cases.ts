import { expectSame } from "./expect.js";
import {
  type ContractCase,
  cash,
  earn,
  giveBack,
  hold,
  hour,
  issued,
  lapse,
  move,
  noon,
  openShop,
  points,
  post,
  release,
  safe,
  sales,
  sell,
  settle,
  spend,
} from "./shop.js";

const part = (lotId: string, amount: number) => ({ lotId, amount });

/** Reserving, settling and releasing. */
export const holdCases: readonly ContractCase[] = [
  {
    name: "a hold reserves what leaves and what arrives, and moves nothing",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      const [entry] = await shop.do(hold("h", move(cash, safe, 60)));
      expectSame([entry?.kind, entry?.postings], ["hold", move(cash, safe, 60)], "the entry");
      await shop.has(cash, { posted: 100, heldOut: 60, heldIn: 0, available: 40 });
      await shop.has(safe, { posted: 0, heldOut: 0, heldIn: 60, available: 0 });
    },
  },
  {
    name: "what is reserved cannot be spent, and what is to arrive counts towards the ceiling",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(2000)));
      await shop.do(hold("h", move(cash, safe, 900)));
      const floor = { posted: 2000, heldOut: 900, would: -1 };
      await shop.refuses(post("p", move(cash, sales, 1101)), "ledger.below-floor", floor);
      const ceiling = { posted: 0, heldIn: 900, would: 1001 };
      await shop.refuses(post("p", move(sales, safe, 101)), "ledger.above-ceiling", ceiling);
    },
  },
  {
    name: "a hold settled whole moves what it reserved",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(hold("h", move(cash, safe, 60)));
      const [entry] = await shop.do(settle("s", "h"));
      const seen = [entry?.kind, entry?.refersTo, entry?.postings];
      expectSame(seen, ["settle", "h", move(cash, safe, 60)], "the entry");
      await shop.has(cash, { posted: 40, heldOut: 0, available: 40 });
      await shop.has(safe, { posted: 60, heldIn: 0 });
    },
  },
  {
    name: "a hold settled in part releases the rest",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(hold("h", move(cash, safe, 60)));
      await shop.do(settle("s", "h", move(cash, safe, 25)));
      await shop.has(cash, { posted: 75, heldOut: 0, available: 75 });
      await shop.has(safe, { posted: 25, heldIn: 0 });
      await shop.refuses(settle("t", "h"), "ledger.hold-closed", { hold: "h", by: "s" });
    },
  },
  {
    name: "a settlement stays within its hold, balanced and not empty",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(hold("h", move(cash, safe, 60)));
      const code = "ledger.settle-exceeds-hold";
      const more = { account: cash, wanted: 61, held: 60 };
      await shop.refuses(settle("s", "h", move(cash, safe, 61)), code, more);
      const back = { account: safe, held: 0 };
      await shop.refuses(settle("s", "h", move(safe, cash, 5)), code, back);
      await shop.refuses(settle("s", "h", move(cash, sales, 5)), code, { account: sales });
      await shop.refuses(settle("s", "h", []), "ledger.empty-entry");
      const [half] = move(cash, safe, 5);
      await shop.refuses(settle("s", "h", half === undefined ? [] : [half]), "ledger.unbalanced");
    },
  },
  {
    name: "a hold is closed once: settled or released",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(hold("h", move(cash, safe, 60)));
      const [entry] = await shop.do(release("r", "h"));
      const seen = [entry?.kind, entry?.refersTo, entry?.postings];
      expectSame(seen, ["release", "h", move(cash, safe, 60)], "the entry");
      await shop.has(cash, { posted: 100, heldOut: 0, available: 100 });
      await shop.has(safe, { posted: 0, heldIn: 0 });
      const facts = { hold: "h", by: "r" };
      await shop.refuses(settle("s", "h"), "ledger.hold-closed", facts);
      await shop.refuses(release("q", "h"), "ledger.hold-closed", facts);
    },
  },
  {
    name: "only a hold can be settled or released",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.refuses(settle("s", "in"), "ledger.not-a-hold", { hold: "in", kind: "post" });
      await shop.refuses(release("r", "in"), "ledger.not-a-hold");
      await shop.refuses(settle("s", "no"), "ledger.entry-unknown", { entry: "no" });
      await shop.refuses(release("r", "no"), "ledger.entry-unknown");
    },
  },
  {
    name: "a hold reserves the very lots, in their order, and settles from them",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("b", earn("B", 10)));
      await shop.do(hold("h", spend(12)));
      await shop.hasLots(points, [
        ["A", 10, 10],
        ["B", 10, 2],
      ]);
      const named = post("p", spend(1, [part("A", 1)]));
      await shop.refuses(named, "ledger.lot-short", { lotId: "A", available: 0 });
      await shop.do(post("q", spend(8)));
      await shop.do(settle("s", "h"));
      await shop.hasLots(points, []);
      await shop.has(points, { posted: 0, heldOut: 0, available: 0 });
    },
  },
  {
    name: "a settlement in part takes the hold's lots in their order, or those it names",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("b", earn("B", 10)));
      await shop.do(hold("h", spend(12)));
      const exceeding = settle("x", "h", spend(3, [part("B", 3)]));
      await shop.refuses(exceeding, "ledger.settle-exceeds-hold", { lotId: "B", held: 2 });
      const twice = settle("x", "h", spend(12, [part("A", 6), part("A", 6)]));
      await shop.refuses(twice, "ledger.settle-exceeds-hold", { lotId: "A", wanted: 6, held: 4 });
      const differing = settle("x", "h", spend(3, [part("B", 2)]));
      await shop.refuses(differing, "ledger.lot-parts-differ");
      await shop.do(settle("s", "h", spend(3, [part("B", 2), part("A", 1)])));
      await shop.hasLots(points, [
        ["A", 9, 0],
        ["B", 8, 0],
      ]);
      await shop.do(hold("i", spend(12)));
      await shop.do(settle("t", "i", spend(10)));
      await shop.hasLots(points, [["B", 7, 0]]);
    },
  },
  {
    name: "a held lot that expires can still be settled, and lapses only when it is released",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(hold("h", spend(4)));
      await shop.do(hold("i", spend(3)));
      const later = noon + 2 * hour;
      await shop.has(points, { posted: 10, heldOut: 7, available: 0 }, later);
      const [lapsed] = await shop.do(lapse("l", points, issued, later));
      expectSame(lapsed?.postings, move(points, issued, 3), "what lapsed");
      await shop.do(settle("s", "h", null, later));
      await shop.do(release("r", "i", later));
      await shop.hasLots(points, [["A", 3, 0]], later);
      await shop.do(lapse("m", points, issued, later));
      await shop.has(points, { posted: 0, available: 0 }, later);
    },
  },
  {
    name: "a hold may bring in a new lot, which opens when it is settled",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(hold("h", earn("A", 10, noon + 9 * hour)));
      await shop.hasLots(points, []);
      await shop.has(points, { posted: 0, heldIn: 10, available: 0 });
      await shop.do(settle("s", "h", move(issued, points, 6), noon + hour));
      const lot = { account: points, lotId: "A", issued: 6, remaining: 6, held: 0 };
      const terms = { expiresAt: noon + 9 * hour, openedAt: noon + hour, source: { sale: "A" } };
      expectSame(await shop.journal.lots(points, noon), [{ ...lot, ...terms }], "the lot");
    },
  },
  {
    name: "what a hold brings into lots is checked when it is made and when it is settled",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10)));
      await shop.refuses(hold("h", earn("A", 1)), "ledger.lot-taken");
      await shop.do(hold("h", earn("B", 1)));
      await shop.do(post("b", earn("B", 5)));
      await shop.refuses(settle("s", "h"), "ledger.lot-taken", { lotId: "B" });
      await shop.do(post("spent", spend(2)));
      await shop.do(hold("g", giveBack(2, [part("A", 2)])));
      await shop.do(post("given", giveBack(1, [part("A", 1)])));
      await shop.refuses(settle("t", "g"), "ledger.lot-overfull", { lotId: "A", room: 1 });
    },
  },
];
