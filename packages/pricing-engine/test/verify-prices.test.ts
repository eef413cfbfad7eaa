import {
  type ExtensionPromotion,
  type PricingExtension,
  type Promotion,
  promotionKind,
  type RulesDocument,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";
import { basket, line, member, rules } from "./build.js";
import { accusations, withAt } from "./forged.js";

const gold = { member: member({ tier: "gold" }) };
const of = basket([line("tea", 100)], gold);
const card = (tea: string, more: object = {}): Promotion =>
  ({ kind: "member-price", id: "card", prices: { tea }, ...more }) as Promotion;
const rate = (id: string, pay: string, more: object = {}): Promotion =>
  ({ kind: "member-rate", id, pay, ...more }) as Promotion;
const list = (id: string, more: object = {}): Promotion =>
  ({ kind: "price-list", id, list: id, ...more }) as Promotion;
const order = (more: object): Promotion =>
  ({ kind: "threshold", id: "off", amount: "0.00", off: "10.00", ...more }) as Promotion;

/** What a basket costs by one document, and what is found wrong in that result by another. */
function judged(made: RulesDocument, claimed: RulesDocument, at = of): readonly string[] {
  return accusations(claimed, at, compile(made).price(at));
}

describe("what verify itself makes of the prices stands beside the engine's", () => {
  test.each<[string, RulesDocument, ReturnType<typeof basket>, number]>([
    [
      "the floor of three pieces is three floors",
      rules([card("8.00")], { floors: [{ price: "9.00" }] }),
      basket([line("tea", 10, 3)], gold),
      2_700,
    ],
    [
      "a price of other goods is none, and stands in no rate's way",
      rules([card("8.00", { prices: { hat: "8.00" } }), rate("r", "80%")], {
        pricePolicy: "priority",
      }),
      of,
      8_000,
    ],
    [
      "a price per kilogram says nothing of goods by the piece",
      rules([card("", { prices: { tea: { price: "8.00", per: "1kg" } } })]),
      of,
      10_000,
    ],
    [
      "under lowest the best rate counts, whatever its priority",
      rules([rate("a", "90%", { priority: 1 }), rate("b", "50%")]),
      of,
      5_000,
    ],
    [
      "under stack each rate stops at its own floor: 100 × 80% × 50% stops at 60",
      rules([rate("a", "80%"), rate("b", "50%", { floor: { price: "60.00" } })], {
        pricePolicy: "stack",
      }),
      of,
      6_000,
    ],
    [
      "under stack a floor of the first rate binds only it",
      rules([rate("a", "50%", { floor: { price: "60.00" } }), rate("b", "90%")], {
        pricePolicy: "stack",
      }),
      of,
      4_500,
    ],
    [
      "a condition on an amount is judged at the list price",
      rules([card("80.00", { when: { amount: { atLeast: "100.00" } } })]),
      of,
      8_000,
    ],
    [
      "a member's price for two of three pieces beside one for all",
      rules([card("8.00", { piecesPerMember: 2 }), { ...card("9.00"), id: "all" }]),
      basket([line("tea", 10, 3)], gold),
      2_500,
    ],
  ])("%s", (_what, document, at, due) => {
    const priced = compile(document).price(at);
    expect(priced.totals.due).toBe(due);
    expect(verify(at, document, priced)).toEqual([]);
  });

  test("a condition that the list price does not meet makes no price", () => {
    const from = (atLeast: string) => rules([card("80.00", { when: { amount: { atLeast } } })]);
    expect(judged(from("100.00"), from("100.01"))).toEqual([
      "pricing.wrong-price | tea: its price is 8000, the rules make 10000",
      "pricing.not-eligible | card: its conditions do not hold",
    ]);
  });

  test("an order promotion's condition is judged at the price that was made", () => {
    const from = (atLeast: string) =>
      rules([card("80.00"), order({ when: { amount: { atLeast } } })]);
    expect(judged(from("80.00"), from("80.00"))).toEqual([]);
    expect(judged(from("80.00"), from("80.01"))).toEqual([
      "pricing.not-eligible | off: its conditions do not hold",
      "pricing.wrong-discount | off: took 1000, its terms give 0",
    ]);
  });

  test("a list price that its unit price does not make, by a fen", () => {
    const dear = compile(rules([])).price(basket([line("tea", 100.01)], gold));
    expect(accusations(rules([]), of, dear)).toEqual([
      "pricing.wrong-price | tea: lists at 10001, not at 10000",
    ]);
  });
});

describe("a price for some pieces only", () => {
  const three = basket([line("tea", 10, 3)], gold);
  const few = rules([card("8.00", { piecesPerMember: 2 })]);

  test("lies between all pieces at it and none", () => {
    const plain = rules([]);
    expect(judged(few, few, three)).toEqual([]);
    expect(judged(rules([card("8.00")]), few, three)).toEqual([]);
    expect(judged(plain, few, three)).toEqual([]);
    expect(judged(rules([card("7.98")]), few, three)).toContain(
      "pricing.wrong-price | tea: its price is 2394, the rules make 2400 to 3000",
    );
  });

  test("beside one for all pieces that is the most", () => {
    const both = rules([card("8.00", { piecesPerMember: 2 }), { ...card("9.00"), id: "all" }]);
    expect(judged(rules([]), both, three)).toEqual([
      "pricing.wrong-price | tea: its price is 3000, the rules make 2400 to 2700",
    ]);
  });

  test("is told for one piece at least and for all at the most", () => {
    const priced = compile(few).price(three);
    const told = (times: number) =>
      accusations(
        few,
        three,
        withAt(withAt(priced, "applied.0.times", times), "claims.0.uses", times),
      );
    expect(told(2)).toEqual([]);
    expect([told(0), told(4)]).toEqual([
      ["pricing.wrong-units | card: 0 units are told, 3 have its price"],
      ["pricing.wrong-units | card: 4 units are told, 3 have its price"],
    ]);
    const alone = rules([card("8.00")]);
    const all = compile(alone).price(three);
    const forged = withAt(withAt(all, "applied.0.times", 2), "claims.0.uses", 2);
    expect(accusations(alone, three, forged)).toEqual([
      "pricing.wrong-units | card: 2 units are told, 3 have its price",
    ]);
  });

  test("and only the goods whose price it lowered are counted", () => {
    const two = basket([line("tea", 10, 3), line("pen", 5, 2)], gold);
    const document = rules([card("8.00")]);
    expect(compile(document).price(two).applied[0]?.times).toBe(3);
    expect(judged(document, document, two)).toEqual([]);
  });
});

describe("which of a group set the price", () => {
  const better = { ...card("85.00"), id: "better", group: "g" };
  const both = (more: Partial<RulesDocument> = {}) =>
    rules([card("88.00", { group: "g" }), better as Promotion], more);

  test("is what the result names; that another would have been better is the search's word", () => {
    const worse = rules([card("88.00", { group: "g" })]);
    expect(judged(worse, both())).toEqual([]);
    expect(judged(worse, both({ stacking: { g: "best-of" } }))).toEqual([]);
  });

  test("a price that only an unnamed rival makes is wrong", () => {
    expect(judged(rules([card("85.00", { group: "g" })]), both())).toEqual([
      "pricing.wrong-price | tea: its price is 8500, the rules make 8800",
    ]);
  });

  test("may be one that takes nothing off: a card price as high as the shelf's stands in a rate's way", () => {
    const stand = (stacking: RulesDocument["stacking"]) =>
      rules([card("100.00", { group: "g" }), rate("r", "80%", { group: "h" })], {
        pricePolicy: "priority",
        ...(stacking === undefined ? {} : { stacking }),
      });
    for (const stacking of [undefined, { g: "compound" }] as const) {
      const honest = stand(stacking);
      expect(judged(honest, honest)).toEqual([]);
      expect(judged(rules([card("99.00", { group: "g" })]), honest)).toContain(
        "pricing.wrong-price | tea: its price is 9900, the rules make 10000",
      );
    }
  });

  test("compounding ones all stand, those that took nothing off too", () => {
    const flash: Promotion = {
      kind: "flash-price",
      id: "flash",
      group: "g",
      prices: { pen: "5.00" },
      during: { from: "2027-06-01T00:00:00+08:00" },
    };
    const document = rules([card("100.00", { group: "g" }), flash, rate("r", "80%")], {
      pricePolicy: "priority",
      stacking: { g: "compound" },
    });
    const two = basket([line("tea", 100), line("pen", 6)], gold);
    expect(compile(document).price(two).totals.due).toBe(10_500);
    expect(judged(document, document, two)).toEqual([]);
  });

  test("a silent compounding group whose prices nothing explains is wrong", () => {
    const silent = rules([card("100.00", { group: "g" })], { stacking: { g: "compound" } });
    const cheaper = rules([rate("r", "99%")]);
    expect(judged(cheaper, silent)).toContain(
      "pricing.wrong-price | tea: its price is 9900, the rules make 10000",
    );
  });

  test("a compounding group may have given way as a whole", () => {
    const document = rules([card("88.00", { group: "g" }), order({ group: "m", off: "30.00" })], {
      stacking: { g: "compound" },
      exclusions: [["g", "m"]],
    });
    expect(compile(document).price(of).totals.due).toBe(7_000);
    expect(judged(document, document)).toEqual([]);
  });

  test("twenty-four silent groups are looked at in no time", () => {
    const groups = Array.from({ length: 24 }, (_, i) => list(`l${i}`, { group: `g${i}` }));
    const document = rules(groups);
    const plain = compile(rules([])).price(of);
    expect(accusations(document, of, plain)).toEqual([]);
    expect(accusations(document, of, compile(rules([rate("r", "99%")])).price(of))).toContain(
      "pricing.wrong-price | tea: its price is 9900, the rules make 10000",
    );
  });
});

describe("the price of a vendor's kind", () => {
  interface Late extends ExtensionPromotion {
    readonly kind: "acme:late-price";
    readonly fen: number;
  }
  /** So many fen a piece, and one less from noon on. */
  const acme: PricingExtension = {
    name: "acme",
    version: "1",
    kinds: [
      promotionKind<Late>("acme:late-price", {
        lanes: ["unit-price"],
        compile: ({ fen }) => ({
          form: "absolute-price",
          piecesPerMember: null,
          priceOf: (_goods, units, moment) =>
            units * (moment.localTime().hour < 12 ? fen : fen - 1),
        }),
      }),
    ],
  };
  const extensions = [acme];
  const late = (fen: number): RulesDocument =>
    rules([{ kind: "acme:late-price", id: "late", fen } as Promotion]);
  const two = basket([line("tea", 10, 2)]);

  test("is asked of it again, at the moment of the sale", () => {
    const priced = compile(late(800), { extensions }).price(two);
    expect(priced.totals.due).toBe(2 * 799);
    expect(verify(two, late(800), priced, { extensions })).toEqual([]);
  });

  test("another one is found", () => {
    const { configuration } = compile(late(801), { extensions });
    const priced = { ...compile(late(800), { extensions }).price(two), configuration };
    expect(verify(two, late(801), priced, { extensions }).map(({ message }) => message)).toEqual([
      "tea: its price is 1598, the rules make 1600",
    ]);
  });
});
