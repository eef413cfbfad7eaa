import { expectSame } from "./expect.js";
import {
  type ContractCase,
  cash,
  earn,
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
  safe,
  sales,
  sell,
  settle,
  spend,
} from "./shop.js";

/** What happens to a hold whose end has come. */
export const expiredHoldCases: readonly ContractCase[] = [
  {
    name: "an expired hold is released by an entry of its own before the next command on its accounts is judged",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(hold("h", move(cash, safe, 100), noon + hour));
      await shop.refuses(post("p", move(cash, sales, 1)), "ledger.below-floor");
      const entries = await shop.do(post("q", move(cash, sales, 100), noon + hour));
      const seen = entries.map(({ entryId, key, kind, refersTo, at }) => [
        entryId,
        key,
        kind,
        refersTo,
        at,
      ]);
      const wanted = [
        ["expired:h", "expired:h", "release", "h", noon + hour],
        ["q", "q", "post", null, noon + hour],
      ];
      expectSame(seen, wanted, "the entries");
      await shop.has(safe, { posted: 0, heldIn: 0 });
      const closed = { hold: "h", by: "expired:h" };
      await shop.refuses(settle("s", "h", null, noon + hour), "ledger.hold-closed", closed);
    },
  },
  {
    name: "reversing, lapsing, settling and releasing release expired holds on their accounts too",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(post("a", earn("A", 10, noon + hour)));
      await shop.do(hold("cash", move(cash, safe, 100), noon + hour));
      await shop.do(hold("points", spend(4), noon + hour));
      await shop.do(hold("points too", spend(2), noon + hour));
      await shop.do(hold("kept", spend(1)));
      const later = noon + hour;
      const ids = async (command: Parameters<typeof shop.do>[0]) =>
        (await shop.do(command)).map((entry) => entry.entryId);
      expectSame(await ids(reverse("r", "in", later)), ["expired:cash", "r"], "the reversal");
      const lapsed = ["expired:points", "expired:points too", "l"];
      expectSame(await ids(lapse("l", points, issued, later)), lapsed, "the lapse");
      await shop.hasLots(points, [["A", 1, 1]], later);
      await shop.do(hold("brief", sell(1), later + hour, later));
      await shop.do(hold("sold", sell(1), null, later));
      const settled = await ids(settle("s", "sold", null, later + hour));
      expectSame(settled, ["expired:brief", "s"], "the settlement");
      await shop.do(hold("brief 2", sell(1), later + hour, later));
      await shop.do(hold("left", sell(1), null, later));
      const released = await ids(release("x", "left", later + hour));
      expectSame(released, ["expired:brief 2", "x"], "the release");
    },
  },
  {
    name: "commands done together release an expired hold once",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(hold("h", sell(1), noon + hour));
      const later = noon + hour;
      const answer = await shop.journal.executeAll([
        post("a", sell(1), later),
        post("b", sell(1), later),
        hold("i", sell(1), later + hour, later),
        post("c", sell(1), later + hour),
        post("d", sell(1), later + hour),
      ]);
      const ids = answer.ok ? answer.value.map((entry) => entry.entryId) : answer.refusal;
      expectSame(ids, ["expired:h", "a", "b", "i", "expired:i", "c", "d"], "the answer");
    },
  },
  {
    name: "a refused command releases nothing",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(hold("h", earn("A", 1), noon + hour));
      const late = post("p", spend(1), noon + hour);
      await shop.refuses(late, "ledger.below-floor");
      expectSame(await shop.journal.entry("expired:h"), null, "the release");
    },
  },
  {
    name: "an expired hold no longer counts in balances and lots, and cannot be settled; it can be released",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("a", earn("A", 10)));
      await shop.do(hold("h", spend(4), noon + hour));
      await shop.has(points, { heldOut: 4, available: 6 }, noon + hour - 1);
      await shop.has(points, { heldOut: 0, available: 10 }, noon + hour);
      await shop.hasLots(points, [["A", 10, 0]], noon + hour);
      const late = settle("s", "h", null, noon + hour);
      await shop.refuses(late, "ledger.hold-expired", { hold: "h" });
      const entries = await shop.do(release("r", "h", noon + hour));
      expectSame(
        entries.map((entry) => entry.entryId),
        ["r"],
        "the entries",
      );
    },
  },
  {
    name: "a hold without an end never expires",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(post("in", sell(100)));
      await shop.do(hold("h", move(cash, safe, 100)));
      const muchLater = noon + 1_000_000 * hour;
      await shop.refuses(post("p", move(cash, sales, 1), muchLater), "ledger.below-floor");
      await shop.do(settle("s", "h", null, muchLater));
    },
  },
  {
    name: "a hold that has expired before it begins is refused",
    async run(make) {
      const shop = await openShop(make);
      await shop.refuses(hold("h", sell(1), noon), "ledger.hold-expired", { expiresAt: noon });
    },
  },
  {
    name: "several expired holds are released in the order in which they expired",
    async run(make) {
      const shop = await openShop(make);
      await shop.do(hold("late", sell(1), noon + 2 * hour));
      await shop.do(hold("early", sell(1), noon + hour));
      await shop.do(hold("open", sell(1), noon + 4 * hour));
      const entries = await shop.do(post("p", sell(5), noon + 3 * hour));
      const ids = entries.map((entry) => entry.entryId);
      expectSame(ids, ["expired:early", "expired:late", "p"], "the entries");
    },
  },
];
