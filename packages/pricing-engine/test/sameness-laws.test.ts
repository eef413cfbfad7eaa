import type {
  Basket,
  BasketLine,
  PricedBasket,
  PricingEngine,
  Promotion,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { laws } from "@tillwright/pricing-engine/testing";
import { describe, expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";
import { withAt } from "./forged.js";

const off: Promotion = { kind: "threshold", id: "off", amount: "10.00", off: "1.00" };
const plain = compile(rules([off]));
const points = {
  balance: 200,
  pointsPerMajorUnit: 100,
  step: 1,
  cap: null,
  requested: "max" as const,
};

/** An engine that prices as another does and then says something of the basket that it was given. */
function saying(of: PricingEngine, what: (basket: Basket, call: number) => string): PricingEngine {
  let call = 0;
  return {
    ...of,
    price: (one): PricedBasket => ({ ...of.price(one), configuration: what(one, call++) }),
  };
}

describe("sameInputSameBytes", () => {
  const tea = basket(lines(12));

  test("tells an engine that answers otherwise the second time", () => {
    const counting = saying(plain, (_one, call) => String(call));
    expect(laws.sameInputSameBytes(counting, tea, { compile: () => plain })).toEqual([
      "a second time other bytes came",
      "copies of the rules and the basket gave other bytes",
    ]);
  });

  test("tells an engine that answers otherwise to a copy", () => {
    const knows = saying(plain, (one) => (one === tea ? "mine" : "another"));
    expect(laws.sameInputSameBytes(knows, tea, { compile: () => knows })).toEqual([
      "copies of the rules and the basket gave other bytes",
    ]);
  });

  test("tells an engine that changes its basket, or its rules", () => {
    const codes: string[] = [];
    const touched = { ...tea, codes };
    const writing: PricingEngine = {
      ...plain,
      price: (one) => {
        if (one === touched && codes.length === 0) codes.push("seen");
        return plain.price(tea);
      },
    };
    expect(laws.sameInputSameBytes(writing, touched)).toEqual([
      "pricing changed the rules or the basket",
    ]);
    expect(laws.sameInputSameBytes(plain, tea)).toEqual([]);
  });
});

describe("orderOfLines", () => {
  const three = basket(lines(3, 4, 5));
  const order = ({ lines: all }: Basket): string => all.map(({ lineId }) => lineId).join();

  test("tries the lines from the last to the first, and from their middle on", () => {
    const seen: string[] = [];
    const watched = saying(plain, (one) => {
      seen.push(order(one));
      return "";
    });
    expect(laws.orderOfLines(watched, three)).toEqual([]);
    expect(seen).toEqual(["p1,p2,p3", "p3,p2,p1", "p3,p1,p2"]);
  });

  test("tells totals that depend on the order", () => {
    expect(laws.orderOfLines(saying(plain, order), three)).toEqual([
      "the lines in another order cost something else",
      "the lines in another order cost something else",
    ]);
  });

  test("tells which line costs something else", () => {
    const first: PricingEngine = {
      ...plain,
      price: (one) => withAt(plain.price(one), "lines.0.taxId", "first"),
    };
    expect(laws.orderOfLines(first, three)).toEqual([
      "the lines in another order: line p1 costs something else",
      "the lines in another order: line p3 costs something else",
      "the lines in another order: line p1 costs something else",
      "the lines in another order: line p3 costs something else",
    ]);
  });

  test("has nothing to try with a single line", () => {
    let calls = 0;
    const counting = saying(plain, () => String(calls++));
    expect(laws.orderOfLines(counting, basket(lines(3)))).toEqual([]);
    expect(calls).toBe(1);
  });
});

describe("orderOfRules", () => {
  test("tells promotions whose order counts, by what they cost and by line", () => {
    const two = compile(rules([off, { ...off, id: "more" }]));
    const of = basket(lines(12));
    const told = (path: string) =>
      laws.orderOfRules(two, of, {
        compile: (document) => ({
          ...two,
          price: (one) => withAt(two.price(one), path, document.promotions[0]?.id),
        }),
      });
    expect(told("configuration")).toEqual([
      "the promotions in another order cost something else",
      "the promotions in another order cost something else",
    ]);
    expect(told("lines.0.taxId")).toEqual([
      "the promotions in another order: line p1 costs something else",
      "the promotions in another order: line p1 costs something else",
    ]);
    expect(laws.orderOfRules(two, of)).toEqual([]);
  });
});

/** What a law shows an engine besides the basket itself, as lines of id and count. */
function shown(law: "splittingLines" | "mergingLines", of: readonly BasketLine[]): string {
  const seen: string[] = [];
  const watched = saying(plain, ({ lines: all }) => {
    seen.push(
      all
        .map(({ lineId, quantity }) =>
          quantity.kind === "pieces" ? `${lineId} × ${quantity.count}` : lineId,
        )
        .join(", "),
    );
    return "";
  });
  laws[law](watched, basket(of));
  return seen[0] ?? "";
}

const fish = (lineId: string): BasketLine =>
  line("fish", 0, 1, {
    lineId,
    quantity: { kind: "measure", amount: 500, unit: "g" },
    price: { unit: { micros: 20_000_000, per: 500, unit: "g" } },
  });
const own = (lineId: string, count: number, more: Partial<BasketLine>): BasketLine =>
  line("tea", 10, count, { lineId, ...more });

describe("splittingLines", () => {
  test("cuts one piece off every line that has several at a price each", () => {
    expect(shown("splittingLines", [own("a", 3, {}), own("b", 2, {}), own("c", 1, {})])).toBe(
      "a × 1, a (2) × 2, b × 1, b (2) × 1, c × 1",
    );
  });

  test("leaves lines that were weighed or brought amounts for all of their pieces", () => {
    const whole = [
      fish("a"),
      own("b", 2, { price: { amount: 500 } }),
      own("c", 2, { listPrices: { card: 500 } }),
      own("d", 2, { offered: { off: 5 } }),
    ];
    expect(shown("splittingLines", whole)).toBe("a, b × 2, c × 2, d × 2");
  });

  test("tells an engine that counts lines", () => {
    const counting = saying(plain, ({ lines: all }) => String(all.length));
    const three = basket([line("tea", 5, 3)]);
    expect(laws.splittingLines(counting, three)).toEqual([
      "the basket costs something else when its lines are split",
    ]);
    expect(laws.splittingLines(plain, three)).toEqual([]);
  });

  test("does not mind how a fee is shared between the lines", () => {
    const fees = compile(rules([], { fees: [{ kind: "service", id: "s", rate: "10%" }] }));
    expect(laws.splittingLines(fees, basket([line("tea", 5, 3)]))).toEqual([]);
  });
});

describe("mergingLines", () => {
  test("puts equal goods at a price each into the first of their lines", () => {
    const equal = [own("a", 1, {}), line("pen", 2, 1), own("b", 2, {}), own("c", 4, {})];
    expect(shown("mergingLines", equal)).toBe("a × 7, pen × 1");
  });

  test("leaves goods that differ in anything, were weighed, or brought amounts of their own", () => {
    const apart = [
      own("a", 1, {}),
      own("b", 1, { tags: ["t"] }),
      own("c", 1, { price: { amount: 500 } }),
      own("d", 1, { price: { amount: 500 } }),
      own("e", 1, { listPrices: { card: 500 } }),
      own("f", 1, { listPrices: { card: 500 } }),
      own("g", 1, { offered: { off: 5 } }),
      own("h", 1, { offered: { off: 5 } }),
      fish("i"),
      fish("j"),
    ];
    const kept = apart.map(({ lineId, quantity }) =>
      quantity.kind === "pieces" ? `${lineId} × 1` : lineId,
    );
    expect(shown("mergingLines", apart)).toBe(kept.join(", "));
  });

  test("tells an engine that counts lines", () => {
    const counting = saying(plain, ({ lines: all }) => String(all.length));
    const two = basket([own("a", 1, {}), own("b", 2, {})]);
    expect(laws.mergingLines(counting, two)).toEqual([
      "the basket costs something else when equal lines are one",
    ]);
    expect(laws.mergingLines(plain, two)).toEqual([]);
  });
});

describe("unrelatedLineChangesNothing", () => {
  const narrow: Promotion = { kind: "percent-off", id: "p", pay: "50%", goods: { product: "p1" } };
  const engine = compile(rules([narrow]));
  const two = basket(lines(3, 4));
  const changed = ["a line that no promotion concerns changed the others"];
  /** An engine by which the first line of a basket of three is another. */
  const jealous = (of: PricingEngine): PricingEngine => ({
    ...of,
    price: (one) => {
      const priced = of.price(one);
      return one.lines.length === 3 ? withAt(priced, "lines.0.taxId", "jealous") : priced;
    },
  });

  test("tells what a bag for 0.61 changes", () => {
    expect(laws.unrelatedLineChangesNothing(engine, two)).toEqual([]);
    expect(laws.unrelatedLineChangesNothing(jealous(engine), two)).toEqual(changed);
    const bags: BasketLine[] = [];
    const watched = saying(engine, ({ lines: all }) => {
      bags.push(...all.slice(2));
      return "";
    });
    laws.unrelatedLineChangesNothing(watched, two);
    const [bag] = bags;
    expect([bag?.price, bag?.quantity]).toEqual([{ amount: 61 }, { kind: "pieces", count: 2 }]);
    expect([bag?.department, bag?.categories, bag?.brand, bag?.tags]).toEqual(["", [], null, []]);
  });

  test("without points, which pay a share of the bag", () => {
    expect(laws.unrelatedLineChangesNothing(engine, { ...two, points })).toEqual([]);
    const asked: unknown[] = [];
    const watched = saying(engine, (one) => {
      asked.push(one.points);
      return "";
    });
    laws.unrelatedLineChangesNothing(watched, { ...two, points });
    expect(asked).toEqual([null, null]);
  });

  test("says nothing where the bag may take part: for all goods, for all but some, or when it was touched", () => {
    for (const goods of [undefined, { not: { product: "p1" } }] as const) {
      const wide = compile(rules([goods === undefined ? off : { ...off, goods }]));
      expect(laws.unrelatedLineChangesNothing(jealous(wide), two)).toEqual([]);
    }
    const touching = (path: string, value: unknown): PricingEngine => ({
      ...engine,
      price: (one) => {
        const priced = jealous(engine).price(one);
        return one.lines.length === 3 ? withAt(priced, path, value) : priced;
      },
    });
    expect(laws.unrelatedLineChangesNothing(touching("lines.2.runs.0.takenBy", "p"), two)).toEqual(
      [],
    );
    const taken = [{ promotionId: "p", lane: "item", amount: 1, fundedBy: "shop" }];
    expect(laws.unrelatedLineChangesNothing(touching("lines.2.adjustments", taken), two)).toEqual(
      [],
    );
    const partly = touching("lines.2.runs", [{ takenBy: null }, { takenBy: "p" }]);
    expect(laws.unrelatedLineChangesNothing(partly, two)).toEqual([]);
  });

  test("is silent only where one of several promotions may take the bag", () => {
    const both = compile(rules([narrow, { ...off, goods: { product: "p2" } }]));
    expect(laws.unrelatedLineChangesNothing(jealous(both), two)).toEqual(changed);
    const one = compile(rules([narrow, off]));
    expect(laws.unrelatedLineChangesNothing(jealous(one), two)).toEqual([]);
  });
});

test("standsVerification tells what verify found, in words", () => {
  const forged: PricingEngine = {
    ...plain,
    price: (one) => withAt(plain.price(one), "totals.due", 5),
  };
  expect(laws.standsVerification(forged, basket(lines(12)))).toEqual([
    "totals.due is 5, but the figures beside it make 1100",
  ]);
});
