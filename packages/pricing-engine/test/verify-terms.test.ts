import type { Basket, RulesDocument, TaxTerms } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { describe, expect, test } from "vitest";
import { basket, line, lines, member, rules } from "./build.js";
import { codes, unnoticed } from "./forged.js";

/** What a customer was charged by one set of terms, and other terms that would have charged something else. */
interface Story {
  readonly title: string;
  readonly terms: Partial<RulesDocument>;
  readonly of: Basket;
  readonly others: readonly (readonly [Partial<RulesDocument>, readonly string[]])[];
}

const fee = ["pricing.wrong-fee"];
const tax = ["pricing.wrong-tax"];
const off = { kind: "threshold", id: "m", amount: "20.00", off: "5.00" } as const;
const document = (terms: Partial<RulesDocument>): RulesDocument => rules([off], terms);
const meal = basket([line("rice", 12, 2), line("soup", 9.99), line("wine", 80)]);
const gold = { ...meal, member: member({ tier: "gold" }) };

const service = { kind: "service", id: "f", rate: "10%" } as const;
const box = { kind: "packaging", id: "f", perPiece: "0.50" } as const;
const ride = { kind: "delivery", id: "f", amount: "8.00" } as const;
const fees: readonly Story[] = [
  {
    title: "a share of what is left",
    terms: { fees: [service] },
    of: meal,
    others: [
      [{ fees: [{ ...service, of: "deal" }] }, fee],
      [{ fees: [{ ...service, rate: "9%" }] }, fee],
      [{ fees: [{ ...service, goods: { product: "rice" } }] }, fee],
      [{ fees: [{ ...service, id: "g" }] }, fee],
      [{ fees: [] }, fee],
      [{ fees: [{ ...service, comesBack: true }] }, fee],
    ],
  },
  {
    title: "a share of the price before promotions",
    terms: { fees: [{ ...service, of: "deal" }] },
    of: meal,
    others: [[{ fees: [service] }, fee]],
  },
  {
    title: "for each piece of some goods",
    terms: { fees: [{ ...box, goods: { product: ["rice", "soup"] } }] },
    of: meal,
    others: [
      [{ fees: [box] }, fee],
      [{ fees: [{ ...box, goods: { product: "rice" } }] }, fee],
    ],
  },
  {
    title: "once, below the amount from which it is free",
    terms: { fees: [{ ...ride, freeFrom: "110.00", counts: "running" }] },
    of: meal,
    others: [
      [{ fees: [{ ...ride, freeFrom: "110.00" }] }, fee],
      [{ fees: [{ ...ride, freeFrom: "108.99", counts: "running" }] }, fee],
      [{ fees: [{ ...ride, freeFrom: "109.00", counts: "running" }] }, []],
      [{ fees: [{ ...ride, when: { tier: "gold" } }] }, fee],
    ],
  },
  {
    title: "none, from that amount on",
    terms: { fees: [{ ...ride, freeFrom: "113.99" }] },
    of: meal,
    others: [
      [{ fees: [{ ...ride, freeFrom: "114.00" }] }, fee],
      [{ fees: [{ ...ride, when: { tier: "gold" } }] }, []],
      [{ fees: [{ ...ride, goods: { product: "tea" } }] }, []],
    ],
  },
  {
    title: "a fee that discounts see",
    terms: { fees: [{ ...ride, discounted: true }] },
    of: meal,
    others: [[{ fees: [{ ...ride, amount: "9.00", discounted: true }] }, fee]],
  },
];

const added: TaxTerms = { prices: "added", classes: [{ id: "a", rate: "9%" }] };
const two: TaxTerms = {
  prices: "included",
  classes: [
    { id: "drink", rate: "13%", goods: { product: "wine" } },
    { id: "food", rate: "9%" },
  ],
};
const parts = (compound: boolean): TaxTerms => ({
  prices: "added",
  classes: [
    {
      id: "a",
      parts: [
        { id: "state", rate: "6.25%" },
        { id: "city", rate: "2%", compound },
      ],
    },
  ],
});
const exempt = (pays: "net" | "same"): TaxTerms => ({
  ...two,
  exempt: { when: { tier: "gold" }, pays },
});
const taxes: readonly Story[] = [
  {
    title: "one rate, added",
    terms: { tax: added },
    of: meal,
    others: [
      [{ tax: { ...added, classes: [{ id: "a", rate: "9.1%" }] } }, tax],
      [{ tax: { ...added, classes: [{ id: "b", rate: "9%" }] } }, tax],
      [{ tax: { ...added, prices: "included" } }, tax],
      [{ tax: { ...added, classes: [{ id: "a", rate: "9%", goods: { product: "rice" } }] } }, tax],
      [{}, tax],
    ],
  },
  {
    title: "two rates, included",
    terms: { tax: two },
    of: meal,
    others: [
      [{ tax: { ...two, classes: [...two.classes].reverse() } }, tax],
      [{ tax: { ...two, prices: "added" } }, tax],
      [{ tax: { ...two, classes: two.classes.slice(1) } }, tax],
    ],
  },
  {
    title: "a line that names its class",
    terms: { tax: two },
    of: { ...meal, lines: meal.lines.map((one) => ({ ...one, taxId: "drink" })) },
    others: [],
  },
  ...[true, false].map(
    (compound): Story => ({
      title: compound ? "a tax on a tax" : "two taxes side by side",
      terms: { tax: parts(compound) },
      of: meal,
      others: [[{ tax: parts(!compound) }, tax]],
    }),
  ),
  {
    title: "rounded for each line, up",
    terms: { tax: { ...added, rounding: { per: "line", mode: "up" } } },
    of: basket(lines(1.01, 1.01, 1.02)),
    others: [
      [{ tax: { ...added, rounding: { per: "order", mode: "up" } } }, tax],
      [{ tax: { ...added, rounding: { per: "line", mode: "down" } } }, tax],
    ],
  },
  {
    title: "an exempt customer who pays the net price",
    terms: { tax: exempt("net") },
    of: gold,
    others: [
      [{ tax: exempt("same") }, tax],
      [{ tax: two }, tax],
    ],
  },
  {
    title: "an exempt customer who pays the same",
    terms: { tax: exempt("same") },
    of: gold,
    others: [
      [{ tax: exempt("net") }, tax],
      [{ tax: two }, tax],
    ],
  },
  {
    title: "fees in a class of their own, and a deposit outside of it",
    terms: {
      tax: two,
      fees: [
        { ...service, id: "s", taxId: "drink" },
        { kind: "deposit", id: "d", perPiece: "1.00", goods: { product: "wine" } },
      ],
    },
    of: meal,
    others: [
      [
        {
          tax: two,
          fees: [
            { ...service, id: "s" },
            { kind: "deposit", id: "d", perPiece: "1.00", goods: { product: "wine" } },
          ],
        },
        tax,
      ],
      [
        {
          tax: two,
          fees: [
            { ...service, id: "s", taxId: "drink" },
            {
              kind: "deposit",
              id: "d",
              perPiece: "1.00",
              goods: { product: "wine" },
              taxId: "food",
            },
          ],
        },
        tax,
      ],
    ],
  },
];

const hands = { roles: { clerk: {}, boss: {} } };
const byHand = (more: object): Basket => ({
  ...meal,
  manual: [{ id: "h", role: "clerk", ...more }],
});
const guards: readonly Story[] = [
  {
    title: "a gate that bars a line",
    terms: { gates: [{ id: "g", goods: { product: "wine" }, when: { tier: "gold" } }] },
    of: meal,
    others: [
      [{}, ["pricing.wrong-bars"]],
      [
        { gates: [{ id: "g", goods: { product: "soup" }, when: { tier: "gold" } }] },
        ["pricing.wrong-bars"],
      ],
      [
        { gates: [{ id: "other", goods: { product: "wine" }, when: { tier: "gold" } }] },
        ["pricing.wrong-bars"],
      ],
    ],
  },
  {
    title: "88折 by hand on what is left",
    terms: { manual: hands },
    of: byHand({ pay: "88%" }),
    others: [[{}, ["pricing.wrong-discount"]]],
  },
  {
    title: "12% off by hand",
    terms: { manual: hands },
    of: byHand({ off: "12%" }),
    others: [[{ manual: { roles: { boss: {} } } }, ["pricing.wrong-discount"]]],
  },
  {
    title: "an amount by hand on some lines",
    terms: { manual: hands },
    of: byHand({ amount: 300, lineIds: ["rice"] }),
    others: [],
  },
  {
    title: "an amount by hand above all that is left",
    terms: { manual: hands },
    of: byHand({ amount: 99_999 }),
    others: [],
  },
  {
    title: "what was refused",
    terms: { manual: { roles: { clerk: { pay: "90%" } } } },
    of: byHand({ pay: "50%" }),
    others: [],
  },
];

describe.each([
  ["fees", fees],
  ["taxes", taxes],
  ["gates and discounts by hand", guards],
])("%s", (_name, stories) => {
  test.each(stories.map((story) => [story.title, story] as const))("%s", (_title, story) => {
    const { terms, of, others } = story;
    const priced = compile(document(terms)).price(of);
    expect(codes(document(terms), of, priced)).toEqual([]);
    for (const [other, found] of others) {
      expect(codes(document(other), of, priced)).toEqual(found);
    }
  });

  test.each(stories.map((story) => [story.title, story] as const))(
    "each number of it: %s",
    (_title, { terms, of }) => {
      const own = document(terms);
      expect(unnoticed(own, of, compile(own).price(of))).toEqual([]);
    },
  );
});

describe("what was asked for at the till", () => {
  const own = document({ manual: hands });
  const priced = compile(own).price(byHand({ pay: "88%" }));

  test("another share, another amount, other lines than were asked for", () => {
    const wrong = ["pricing.wrong-discount"];
    expect(codes(own, byHand({ pay: "87%" }), priced)).toEqual(wrong);
    expect(codes(own, byHand({ off: "13%" }), priced)).toEqual(wrong);
    expect(codes(own, byHand({ off: "12%" }), priced)).toEqual([]);
    expect(codes(own, byHand({ amount: 1_000 }), priced)).toEqual(wrong);
    expect(codes(own, byHand({ pay: "88%", lineIds: ["rice"] }), priced)).toEqual([
      "pricing.not-eligible",
      ...wrong,
    ]);
  });

  test("a discount that the result calls refused, or that nobody asked for", () => {
    const refusals = [{ manualId: "h", because: "role-limit" as const, roles: [] }];
    expect(codes(own, byHand({ pay: "88%" }), { ...priced, refusals })).toEqual([
      "pricing.wrong-discount",
    ]);
    expect(codes(own, meal, priced)).toContain("pricing.not-eligible");
  });
});

test("a part of a tax under another name or rate", () => {
  const own = document({ tax: parts(true) });
  const priced = compile(own).price(meal);
  const [state, city] = priced.taxes;
  if (state === undefined || city === undefined) throw new Error("there are two parts");
  for (const told of [
    [state, { ...city, partId: "town" }],
    [{ ...state, rate: "6%" }, city],
    [city, state],
    [state, city, { ...city, amount: 0 }],
    [{ ...state, amount: state.amount + city.amount }],
  ]) {
    expect(codes(own, meal, { ...priced, taxes: told })).toEqual(["pricing.wrong-tax"]);
  }
});

test("bars in another order are the same bars", () => {
  const own = document({ gates: [{ id: "g", goods: { not: { product: "soup" } }, atMost: 0 }] });
  const priced = compile(own).price(meal);
  expect(priced.barred.length).toBe(2);
  expect(codes(own, meal, { ...priced, barred: [...priced.barred].reverse() })).toEqual([]);
  expect(codes(own, meal, { ...priced, barred: priced.barred.slice(1) })).toEqual([
    "pricing.wrong-bars",
  ]);
});

describe("the stamp", () => {
  const own = document({});
  const priced = compile(own).price(meal);

  test.each([
    ["version", { version: 2 }],
    ["currency", { currency: "USD" }],
    ["at", { at: 1 }],
  ])("another %s", (_field, change) => {
    expect(codes(own, meal, { ...priced, ...(change as object) })).toEqual(["pricing.wrong-stamp"]);
  });

  test("a claim of another promotion, another amount, one too many", () => {
    const [claim] = priced.claims;
    if (claim === undefined) throw new Error("there is one claim");
    for (const claims of [
      [{ ...claim, promotionId: "n" }],
      [{ ...claim, amount: 1 }],
      [{ ...claim, uses: 2 }],
      [claim, claim],
      [],
    ]) {
      expect(codes(own, meal, { ...priced, claims })).toEqual(["pricing.wrong-claim"]);
    }
  });

  test("a certificate that calls a gap proven, or has less than nothing", () => {
    for (const change of [{ gap: 1 }, { gap: -1, optimal: false }, { gap: 0.5, optimal: false }]) {
      const certificate = { ...priced.certificate, ...change };
      expect(codes(own, meal, { ...priced, certificate })).toEqual(["pricing.wrong-bound"]);
    }
  });

  test("promotions in another order than they ran", () => {
    const both = rules([off, { ...off, id: "n" }]);
    const result = compile(both).price(meal);
    const applied = [...result.applied].reverse();
    const claims = [...result.claims].reverse();
    expect(codes(both, meal, { ...result, applied, claims })).toEqual(["pricing.wrong-stamp"]);
  });
});
