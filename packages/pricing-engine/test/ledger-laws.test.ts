import type { PricedBasket, PricingEngine } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { type Laws, laws } from "@tillwright/pricing-engine/testing";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";
import { valueAt, withAt } from "./forged.js";

const engine = compile(
  rules(
    [
      { kind: "nth-item", id: "half", nth: 2, pay: "50%" },
      { kind: "gift", id: "mug", amount: "10.00", gifts: [{ product: "mug", value: "2.00" }] },
      { kind: "threshold", id: "off", amount: "10.00", off: "1.00" },
    ],
    {
      fees: [{ kind: "service", id: "service", rate: "10%" }],
      tax: { prices: "added", classes: [{ id: "a", rate: "9%" }] },
    },
  ),
);
const of = basket([line("tea", 5, 3), line("pen", 2)], {
  points: { balance: 200, pointsPerMajorUnit: 100, step: 1, cap: null, requested: "max" },
  returns: [
    {
      returnId: "r",
      lineId: "hat",
      taxIncluded: false,
      runs: [{ count: 2, paid: 100, tax: 9, pointsOffset: 10, points: 10 }],
    },
  ],
});

/** An engine whose results have something else at a path. */
function forging(path: string, change: (seen: unknown) => unknown): PricingEngine {
  return {
    ...engine,
    price: (one) => {
      const priced = engine.price(one);
      return withAt(priced, path, change(valueAt(priced, path)));
    },
  };
}

const plus = (by: number) => (seen: unknown) => Number(seen) + by;
const to = (value: unknown) => () => value;
const told = (law: keyof Laws, path: string, change: (seen: unknown) => unknown) =>
  laws[law](forging(path, change), of);

/** The figures that the laws are shown: 3 × 5.00 and 2.00, half off twice, 1.00 off, 2.00 by points. */
test("the result as it is keeps both laws", () => {
  const { lines, totals, points } = engine.price(of);
  expect(lines.map(({ list, paid, pointsOffset }) => [list, paid, pointsOffset])).toEqual([
    [1500, 976, 186],
    [200, 74, 14],
  ]);
  expect(points).toEqual({ used: 200, amount: 200 });
  expect(totals).toMatchObject({ fees: 105, tax: 104, returned: 218, due: 1041 });
  expect(laws.sharesSumExactly(engine, of)).toEqual([]);
  expect(laws.lineBetweenZeroAndList(engine, of)).toEqual([]);
});

describe("sharesSumExactly tells a figure that others do not make", () => {
  test.each<[string, (seen: unknown) => unknown, readonly string[]]>([
    [
      "lines.1.list",
      plus(1),
      [
        "line pen: list - 126 is not paid",
        "line pen: list of its units is 200",
        "totals.list is not that of the lines",
      ],
    ],
    ["lines.1.runs.0.list", plus(1), ["line pen: list of its units is 201"]],
    ["lines.1.runs.0.deal", plus(1), ["line pen: deal of its units is 201"]],
    ["lines.1.runs.0.paid", plus(1), ["line pen: paid of its units is 75"]],
    ["lines.1.runs.0.tax", plus(1), ["line pen: tax of its units is 8"]],
    ["lines.1.runs.0.pointsOffset", plus(1), ["line pen: pointsOffset of its units is 15"]],
    [
      "lines.1.deal",
      plus(-1),
      ["line pen: deal of its units is 200", "totals.deal is not that of the lines"],
    ],
    [
      "lines.1.tax",
      plus(1),
      ["line pen: tax of its units is 7", "totals.tax is not that of the lines and fees"],
    ],
    ["fees.0.tax", plus(1), ["totals.tax is not that of the lines and fees"]],
    ["fees.0.paid", plus(1), ["totals.due is 1041, not 1260"]],
    ["totals.list", plus(1), ["totals.list is not that of the lines"]],
    ["totals.deal", plus(1), ["totals.deal is not that of the lines"]],
    [
      "totals.tax",
      plus(1),
      ["totals.tax is not that of the lines and fees", "totals.due is 1041, not 1260"],
    ],
    ["totals.returned", plus(1), ["totals.due is 1041, not 1259"]],
    ["totals.due", plus(-1), ["totals.due is 1040, not 1259"]],
    ["taxIncluded", to(true), ["totals.due is 1041, not 1155"]],
    [
      "applied.0.amount",
      plus(1),
      [
        "promotions and points gave 651, the lines tell of 650",
        "half gave 351, its shares are 350",
        "half gave 351, its claim is another",
      ],
    ],
    ["applied.0.lane", to("coupon"), ["half gave 350, its shares are 0"]],
    ["claims.0.amount", plus(1), ["half gave 350, its claim is another"]],
    ["claims.1.amount", plus(-1), ["mug gave 0, its claim is another"]],
    [
      "claims",
      to([]),
      [
        "half gave 350, its claim is another",
        "mug gave 0, its claim is another",
        "off gave 100, its claim is another",
      ],
    ],
    ["gifts.0.count", plus(1), ["mug gave 0, its claim is another"]],
    ["gifts.0.value", plus(1), ["mug gave 0, its claim is another"]],
    ["points.amount", plus(1), ["promotions and points gave 651, the lines tell of 650"]],
    ["points.used", plus(1), ["200 points are pinned, 201 were used"]],
    [
      "points",
      to(null),
      [
        "promotions and points gave 450, the lines tell of 650",
        "200 points are pinned, 0 were used",
      ],
    ],
    ["lines.1.runs.0.points", plus(1), ["201 points are pinned, 200 were used"]],
    ["fees.0.runs.0.points", plus(1), ["201 points are pinned, 200 were used"]],
  ])("%s", (path, change, broken) => {
    expect(told("sharesSumExactly", path, change)).toEqual(broken);
  });

  test("an adjustment of nothing, or of less than nothing that another makes up for", () => {
    const nothing = { promotionId: "off", lane: "order", amount: 0, fundedBy: "shop" };
    const with1 =
      (...more: readonly object[]) =>
      (seen: unknown) => [...(seen as []), ...more];
    expect(told("sharesSumExactly", "lines.1.adjustments", with1(nothing))).toEqual([
      "line pen: an adjustment of nothing",
    ]);
    const pair = [
      { ...nothing, amount: 1 },
      { ...nothing, amount: -1 },
    ];
    expect(told("sharesSumExactly", "lines.1.adjustments", with1(...pair))).toEqual([
      "line pen: an adjustment of nothing",
    ]);
  });

  test("a share that lies on another promotion of the lane", () => {
    expect(told("sharesSumExactly", "lines.1.adjustments.1.promotionId", to("mug"))).toEqual([
      "mug gave 0, its shares are 12",
      "off gave 100, its shares are 88",
    ]);
  });

  test("and nothing where an exempt customer pays no tax, or a line has several units in a run", () => {
    const exempt = compile(
      rules([], {
        tax: {
          prices: "included",
          classes: [{ id: "a", rate: "9%" }],
          exempt: { when: { channel: "till" } },
        },
      }),
    );
    expect(laws.sharesSumExactly(exempt, basket([line("tea", 5, 3)]))).toEqual([]);
  });
});

describe("lineBetweenZeroAndList tells a price that is none", () => {
  const pen = "line pen: paid 74, deal 200, list 200";
  const unit = "a unit of line pen: paid 74 + points 14, deal 200, list 200";
  const figures: readonly [string, unknown, string][] = [
    ["lines.1.paid", -1, pen.replace("paid 74", "paid -1")],
    ["lines.1.paid", 201, pen.replace("paid 74", "paid 201")],
    ["lines.1.deal", 201, pen.replace("deal 200", "deal 201")],
    ["lines.1.runs.0.paid", -1, unit.replace("paid 74", "paid -1")],
    ["lines.1.runs.0.paid", 187, unit.replace("paid 74", "paid 187")],
    ["lines.1.runs.0.pointsOffset", 127, unit.replace("points 14", "points 127")],
    ["lines.1.runs.0.deal", 201, unit.replace("deal 200", "deal 201")],
    ["lines.1.runs.0.paid", 73.5, unit.replace("paid 74", "paid 73.5")],
    ["lines.1.runs.0.pointsOffset", 13.5, unit.replace("points 14", "points 13.5")],
    ["lines.1.runs.0.deal", 199.5, unit.replace("deal 200", "deal 199.5")],
    ["lines.1.runs.0.list", 200.5, unit.replace("list 200", "list 200.5")],
  ];
  test.each(figures)("%s is %d", (path, value, broken) => {
    expect(told("lineBetweenZeroAndList", path, to(value))).toEqual([broken]);
  });

  test.each<[string, unknown]>([
    ["lines.1.paid", 0],
    ["lines.1.paid", 200],
    ["lines.1.runs.0.paid", 0],
    ["lines.1.runs.0.paid", 186],
    ["lines.1.runs.0.pointsOffset", 126],
  ])("and none at its ends: %s is %d", (path, value) => {
    expect(told("lineBetweenZeroAndList", path, to(value))).toEqual([]);
  });
});

describe("refundsSumToPaid tells what the units of a line pay back", () => {
  const paid = (lineId: string, left: number, of: number): string =>
    `line ${lineId} pays back ${left} of ${of}`;
  test.each<[string, (seen: unknown) => unknown, readonly string[]]>([
    ["lines.1.paid", plus(1), [paid("pen", 74, 75)]],
    ["lines.1.paid", plus(-1), ["line pen pays back more than 73"]],
    ["lines.0.runs.0.paid", plus(-1), [paid("tea", 975, 976)]],
    ["lines.1.runs.0.points", plus(1), ["201 points would come back"]],
    ["points.used", plus(1), ["200 points would come back"]],
    ["points", to(null), ["200 points would come back"]],
  ])("%s", (path, change, broken) => {
    expect(told("refundsSumToPaid", path, change)).toEqual(broken);
  });

  test("runs of several units, and one that was paid with nothing", () => {
    const plain = compile(rules([]));
    const three = basket([line("tea", 5, 3), line("air", 0, 2)]);
    expect(laws.refundsSumToPaid(plain, three)).toEqual([]);
    const price = (one: typeof three): PricedBasket =>
      withAt(plain.price(one), "lines.0.runs.0.count", 2);
    expect(laws.refundsSumToPaid({ ...plain, price }, three)).toEqual([paid("tea", 1000, 1500)]);
  });
});
