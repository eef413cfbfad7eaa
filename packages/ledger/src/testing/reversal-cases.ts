import { expectSame } from "./expect.js";
import {
  type ContractCase,
  card,
  cardIssued,
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
  reverse,
  sales,
  sell,
  settle,
  spend,
  topUp,
} from "./shop.js";

const part = (lotId: string, amount: number) => ({ lotId, amount });

/** Taking entries back. */
export const reversalCases: readonly ContractCase[] = [
  {
    name: "a reversal turns the signs and points at what it reverses",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("sale", sell(100)));
      const [entry] = await shop.do(reverse("r", "sale"));
      const seen = [entry?.kind, entry?.refersTo, entry?.postings];
      const postings = [
        { account: sales, amount: 100 },
        { account: cash, amount: -100 },
      ];
      expectSame(seen, ["reverse", "sale", postings], "the entry");
      await shop.has(cash, { posted: 0 });
      await shop.has(sales, { posted: 0 });
    },
  },
  {
    name: "an entry is reversed once, and a reversal, a hold and a release are not",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("sale", sell(100)));
      await shop.do(reverse("r", "sale"));
      const facts = { entry: "sale", by: "r" };
      await shop.refuses(reverse("q", "sale"), "ledger.already-reversed", facts);
      await shop.refuses(reverse("q", "r"), "ledger.not-reversible", { kind: "reverse" });
      await shop.do(hold("h", sell(1)));
      await shop.refuses(reverse("q", "h"), "ledger.not-reversible", { kind: "hold" });
      await shop.do(release("x", "h"));
      await shop.refuses(reverse("q", "x"), "ledger.not-reversible", { kind: "release" });
      await shop.refuses(reverse("q", "no"), "ledger.entry-unknown", { entry: "no" });
    },
  },
  {
    name: "a reversal that would pass a limit is refused",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("sale", sell(100)));
      await shop.do(post("out", move(cash, sales, 1)));
      await shop.refuses(reverse("r", "sale"), "ledger.below-floor", { account: cash, would: -1 });
    },
  },
  {
    name: "reversing a spend restores the very lots, even those that have expired",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(post("b", earn("B", 10)));
      await shop.do(post("s", spend(15)));
      await shop.do(reverse("r", "s", noon + 2 * hour));
      await shop.hasLots(points, [
        ["A", 10, 0],
        ["B", 10, 0],
      ]);
      await shop.has(points, { posted: 20, available: 10 }, noon + 2 * hour);
    },
  },
  {
    name: "reversing what opened a lot takes it back as never begun",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10)));
      await shop.do(reverse("r", "a"));
      await shop.hasLots(points, []);
      await shop.refuses(post("g", giveBack(1, [part("A", 1)])), "ledger.lot-overfull", {
        room: 0,
      });
      await shop.refuses(post("b", earn("A", 10)), "ledger.lot-taken");
    },
  },
  {
    name: "what opened a lot cannot be reversed once something is spent or held",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10)));
      await shop.do(post("b", earn("B", 10)));
      await shop.do(post("s", spend(1, [part("A", 1)])));
      const short = { lotId: "A", needed: 10, available: 9 };
      await shop.refuses(reverse("r", "a"), "ledger.lot-short", short);
      await shop.do(hold("h", spend(1, [part("B", 1)])));
      await shop.refuses(reverse("r", "b"), "ledger.lot-short", { lotId: "B" });
    },
  },
  {
    name: "a spend whose lots were given back another way cannot be reversed on top of it",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10)));
      await shop.do(post("s", spend(6)));
      await shop.do(post("g", giveBack(2, [part("A", 2)])));
      await shop.refuses(reverse("r", "s"), "ledger.lot-overfull", { lotId: "A", room: 4 });
      await shop.do(reverse("q", "g"));
      await shop.do(reverse("r", "s"));
    },
  },
  {
    name: "an entry that opened a lot and spent from it is reversed from its end",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("both", [...topUp("A", 10), ...move(card, cardIssued, 4)]));
      await shop.do(reverse("r", "both"));
      await shop.has(card, { posted: 0 });
      await shop.hasLots(card, []);
    },
  },
  {
    name: "settlements and lapses can be reversed",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(hold("h", spend(6)));
      await shop.do(settle("s", "h"));
      await shop.do(reverse("r", "s"));
      await shop.do(lapse("l", points, issued, noon + hour));
      await shop.do(reverse("q", "l", noon + hour));
      await shop.hasLots(points, [["A", 10, 0]]);
      await shop.has(issued, { posted: -10 });
    },
  },
];
