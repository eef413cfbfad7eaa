import { expectSame } from "./expect.js";
import {
  type ContractCase,
  card,
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
    name: "everything that a command asks for belongs to its body",
    async run(make) {
      const shop = await openShop(make);
      const lot = { lotId: "A", amount: 2 };
      const end = noon + hour;
      await shop.do(post("earn", earn("A", 10, end)));
      await shop.do(post("spend", spend(2, [lot])));
      await shop.do(hold("hold", spend(3), end));
      await shop.do(hold("hold 2", spend(1), end));
      await shop.do(settle("settle", "hold", spend(1)));
      await shop.do(release("release", "hold 2"));
      await shop.do(reverse("reverse", "spend"));
      await shop.do(lapse("lapse", points, issued, end));
      const others = [
        post("earn", earn("A", 10, end + 1)),
        post("earn", earn("B", 10, end)),
        post("spend", spend(2)),
        post("spend", spend(2, [{ ...lot, amount: 1 }])),
        { ...post("spend", spend(2, [lot])), memo: "another" },
        { ...post("spend", spend(2, [lot])), entryId: "another" },
        hold("hold", spend(3), end + 1),
        hold("hold", spend(3)),
        settle("settle", "hold"),
        settle("settle", "hold 2", spend(1)),
        release("release", "hold"),
        reverse("reverse", "earn"),
        lapse("lapse", points, cash, end),
        lapse("lapse", card, issued, end),
      ];
      for (const other of others)
        await shop.refuses(other, "ledger.key-reused", { key: other.key });
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
    name: "a lot that one command opens or gives back into is spent in its place by the next",
    async run(make) {
      const shop = await openShop(make);
      const end = (hours: number) => noon + hours * hour;
      await shop.do(post("b", earn("B", 5, end(2))));
      await shop.do(post("d", earn("D", 5, end(4))));
      await shop.do(post("e", earn("E", 5, end(5))));
      await shop.do(post("s", spend(5)));
      const answer = await shop.journal.executeAll([
        post("f", earn("F", 5, end(6))),
        post("c", earn("C", 5, end(3))),
        post("a", earn("A", 5, end(1))),
        post("g", giveBack(2, [part("B", 2)])),
        post("spend", spend(21)),
      ]);
      const moves = answer.ok ? answer.value.at(-1)?.lotMoves : [];
      const seen = moves?.map(({ lotId, amount }) => [lotId, amount]);
      const wanted = [
        ["A", -5],
        ["B", -2],
        ["C", -5],
        ["D", -5],
        ["E", -4],
      ];
      expectSame(seen, wanted, "the lots that were spent");
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
