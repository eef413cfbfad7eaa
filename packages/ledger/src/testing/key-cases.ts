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

/** Keys, ids and commands that are done together. */
export const keyCases: readonly ContractCase[] = [
  {
    name: "the same key and body gets the first answer again and changes nothing",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(hold("h", sell(1), noon + hour));
      const sale = post("sale", sell(100), noon + 2 * hour);
      const first = await shop.do(sale);
      await shop.do(post("other", sell(7)));
      expectSame(await shop.do(sale), first, "the second answer");
      expectSame(first.length, 2, "the number of entries of the answer");
      await shop.has(cash, { posted: 107 });
    },
  },
  {
    name: "the same key with another body is refused",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("sale", sell(100)));
      await shop.refuses(post("sale", sell(101)), "ledger.key-reused", { key: "sale" });
      await shop.refuses(release("sale", "sale"), "ledger.key-reused");
      await shop.refuses({ ...post("sale", sell(100)), at: noon + 1 }, "ledger.key-reused");
    },
  },
  {
    name: "a refused command leaves its key free",
    async run(make) {
      const shop = await openShop(make);
      const spending = post("k", move(cash, sales, 5));
      await shop.refuses(spending, "ledger.below-floor");
      await shop.do(post("in", sell(5)));
      await shop.do(spending);
      await shop.has(cash, { posted: 0 });
    },
  },
  {
    name: "an entry id is used once",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("sale", sell(100)));
      const again = { ...post("sale", sell(100)), key: "another" };
      await shop.refuses(again, "ledger.entry-exists", { entry: "sale" });
    },
  },
  {
    name: "ids that are empty, too long, reserved or unprintable are refused with the name of the field",
    async run(make) {
      const shop = await openShop(make);
      const code = "ledger.id-invalid";
      const sale = post("e", sell(1));
      await shop.refuses({ ...sale, key: "" }, code, { field: "key" });
      await shop.refuses({ ...sale, key: "k".repeat(201) }, code, { field: "key", length: 201 });
      await shop.do({ ...sale, key: "k".repeat(200) });
      await shop.refuses({ ...sale, key: "expired:h" }, code, { field: "key" });
      await shop.refuses({ ...sale, key: "a\u0000b" }, code, { field: "key" });
      await shop.refuses(post("\ud800", sell(1)), code, { field: "key" });
      await shop.refuses(settle("s", ""), code, { field: "hold" });
      await shop.refuses(post("f", move("", cash, 1)), code, { field: "postings.0.account" });
      await shop.refuses(post("f", earn("", 1)), code, { field: "postings.1.newLot.lotId" });
    },
  },
  {
    name: "keys and ids in any script work",
    async run(make) {
      const shop = await openShop(make);
      const [entry] = await shop.do(post("销售-😀", sell(1)));
      expectSame((await shop.journal.entry("销售-😀"))?.entryId, entry?.entryId, "the entry");
    },
  },
  {
    name: "all commands are done or none, and the refusal says which one",
    async run(make) {
      const shop = await openShop(make);
      const commands = [
        post("a", sell(10)),
        post("b", move(cash, sales, 10)),
        post("c", move(cash, sales, 1)),
      ];
      const answer = await shop.journal.executeAll(commands);
      const seen = answer.ok ? null : [answer.refusal.code, answer.refusal.facts["index"]];
      expectSame(seen, ["ledger.below-floor", 2], "the refusal");
      expectSame(await shop.journal.entries({}), [], "the entries");
      await shop.do(post("a", sell(3)));
    },
  },
  {
    name: "commands done together see each other",
    async run(make) {
      const shop = await openShop(make);
      const answer = await shop.journal.executeAll([
        post("a", earn("A", 10)),
        hold("h", spend(6)),
        settle("s", "h", spend(4)),
        post("a", earn("A", 10)),
        reverse("r", "s"),
      ]);
      const ids = answer.ok ? answer.value.map((entry) => entry.entryId) : answer.refusal;
      expectSame(ids, ["a", "h", "s", "a", "r"], "the answer");
      await shop.hasLots(points, [["A", 10, 0]]);
      expectSame((await shop.journal.entries({})).length, 4, "the number of entries");
    },
  },
  {
    name: "no commands are done at once",
    async run(make) {
      const shop = await openShop(make);
      expectSame(await shop.journal.executeAll([]), { ok: true, value: [] }, "the answer");
    },
  },
];

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
