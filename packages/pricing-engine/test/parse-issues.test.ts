import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { describe, expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";

/** Code and path of each problem of a document. */
function ofRules(more: object): readonly string[] {
  const result = parseRules({ ...rules([]), ...more });
  return result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path.join(".")}`);
}

function ofBasket(more: object): readonly string[] {
  const result = parseBasket({ ...basket(lines(1)), ...more });
  return result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path.join(".")}`);
}

const off = { kind: "amount-off", id: "m", off: "1.00" };
const deep = (levels: number): unknown => {
  let value: unknown = { member: "any" };
  for (let level = 0; level < levels; level++) value = { not: value };
  return value;
};

describe("each problem has the code that programs branch on, and its path", () => {
  test("of the document", () => {
    expect(ofRules({ lanes: ["unit-price"] })).toEqual(["pricing.wrong-value lanes"]);
    expect(ofRules({ currency: 7 })).toEqual(["pricing.wrong-type currency"]);
    expect(ofRules({ currency: undefined })).toEqual(["pricing.missing-field currency"]);
    expect(ofRules({ pricePolicy: "best" })).toEqual(["pricing.wrong-value pricePolicy"]);
    expect(ofRules({ exclusions: [["a"]] })).toEqual(["pricing.out-of-range exclusions.0"]);
    expect(ofRules({ promotions: undefined })).toEqual(["pricing.missing-field promotions"]);
  });

  test("of the document as a whole", () => {
    const result = parseRules(7);
    expect(result.ok ? [] : result.issues).toMatchObject([
      {
        code: "pricing.wrong-type",
        path: [],
        message: "the document must be an object, but is 7",
      },
    ]);
  });

  test("of promotions", () => {
    expect(ofRules({ promotions: [{ ...off, id: "points" }] })).toEqual([
      "pricing.wrong-value promotions.0.id",
    ]);
    expect(ofRules({ promotions: [{ ...off, id: "" }] })).toEqual([
      "pricing.out-of-range promotions.0.id",
    ]);
    expect(ofRules({ promotions: [{ ...off, needs: "luck" }] })).toEqual([
      "pricing.wrong-value promotions.0.needs",
    ]);
    expect(ofRules({ promotions: [off, off] })).toEqual(["pricing.duplicate-id promotions.1.id"]);
  });

  test("of fees", () => {
    const fee = { kind: "service", id: "f", rate: "10%" };
    const tax = {
      prices: "added",
      classes: [
        { id: "a", rate: "1%" },
        { id: "b", rate: "2%" },
      ],
    };
    expect(ofRules({ fees: [fee, fee] })).toEqual(["pricing.duplicate-id fees.1.id"]);
    expect(ofRules({ fees: [fee], promotions: [{ ...off, id: "f" }] })).toEqual([
      "pricing.duplicate-id fees.0.id",
    ]);
    expect(ofRules({ fees: [{ ...fee, amount: "1.00" }] })).toEqual([
      "pricing.wrong-value fees.0.amount",
    ]);
    expect(ofRules({ fees: [{ ...fee, taxId: "c" }], tax })).toEqual([
      "pricing.wrong-value fees.0.taxId",
    ]);
    expect(ofRules({ fees: [{ ...fee, taxId: "b" }], tax })).toEqual([]);
    const { id: _id, ...anonymous } = fee;
    expect(ofRules({ fees: [anonymous, anonymous] })).toEqual([
      "pricing.missing-field fees.0.id",
      "pricing.missing-field fees.1.id",
    ]);
    expect(ofRules({ fees: [fee], promotions: [null] })).toEqual([
      "pricing.wrong-type promotions.0",
    ]);
  });

  test("of a tax", () => {
    const tax = (more: object) => ofRules({ tax: { prices: "added", classes: [], ...more } });
    const one = { id: "a", rate: "1%" };
    expect(ofRules({ tax: 7 })).toEqual(["pricing.wrong-type tax"]);
    expect(tax({ classes: "all" })).toEqual(["pricing.wrong-type tax.classes"]);
    expect(tax({ classes: [7] })).toEqual(["pricing.wrong-type tax.classes.0"]);
    expect(tax({ classes: [one, one] })).toEqual(["pricing.duplicate-id tax.classes.1.id"]);
    expect(tax({ classes: [{ rate: "1%" }, { rate: "2%" }] })).toEqual([
      "pricing.missing-field tax.classes.0.id",
      "pricing.missing-field tax.classes.1.id",
    ]);
    expect(tax({ classes: [{ ...one, goods: { tier: "gold" } }] })).toEqual([
      "pricing.unknown-condition tax.classes.0.goods.tier",
    ]);
    expect(tax({ classes: [{ id: "a" }] })).toEqual(["pricing.wrong-value tax.classes.0.rate"]);
    const fine = { rate: "12.345678%", compound: true };
    const parts = ["p", "q", "r"].map((id) => ({ id, ...fine }));
    expect(tax({ classes: [{ id: "a", parts }] })).toEqual([
      "pricing.out-of-range tax.classes.0.parts",
    ]);
    expect(tax({ classes: [one], exempt: { when: { tag: "x" } } })).toEqual([
      "pricing.unknown-condition tax.exempt.when.tag",
    ]);
    expect(tax({ classes: [one], exempt: { when: { tier: "x" } } })).toEqual([]);
  });

  test("of floors, gates and what may be given by hand", () => {
    expect(ofRules({ floors: [{ price: "1.00", goods: { tier: "gold" } }] })).toEqual([
      "pricing.unknown-condition floors.0.goods.tier",
    ]);
    const gate = { id: "g", goods: { tag: "wine" }, atMost: 6 };
    expect(ofRules({ gates: [gate] })).toEqual([]);
    expect(ofRules({ gates: [{ ...gate, goods: { tier: "gold" } }] })).toEqual([
      "pricing.unknown-condition gates.0.goods.tier",
    ]);
    expect(ofRules({ gates: [{ ...gate, when: { tag: "wine" } }] })).toEqual([
      "pricing.unknown-condition gates.0.when.tag",
    ]);
    expect(ofRules({ gates: [gate, gate] })).toEqual(["pricing.duplicate-id gates.1.id"]);
    expect(ofRules({ gates: [{ ...gate, codes: ["X"] }] })).toEqual([
      "pricing.wrong-value gates.0.codes",
    ]);
    const { id: _id, ...anonymous } = gate;
    expect(ofRules({ gates: [anonymous, anonymous, 7] })).toEqual([
      "pricing.missing-field gates.0.id",
      "pricing.missing-field gates.1.id",
      "pricing.wrong-type gates.2",
      "pricing.wrong-value gates.2.when",
    ]);
    expect(ofRules({ manual: { roles: {}, goods: { tier: "gold" } } })).toEqual([
      "pricing.unknown-condition manual.goods.tier",
    ]);
    expect(ofRules({ manual: { roles: { clerk: { pay: 0.7 } } } })).toEqual([
      "pricing.wrong-type manual.roles.clerk.pay",
    ]);
  });

  test("of a basket", () => {
    expect(ofBasket({ currency: "XQQ", zone: "Mars/Base" })).toEqual([
      "pricing.wrong-value currency",
      "pricing.wrong-value zone",
    ]);
    const tea = line("tea", 1);
    expect(ofBasket({ lines: [tea, tea] })).toEqual(["pricing.duplicate-id lines.1.lineId"]);
    const [message] = (() => {
      const result = parseBasket(basket([tea, tea]));
      return result.ok ? [] : result.issues.map((one) => one.message);
    })();
    expect(message).toBe('lines[1].lineId: "tea" occurs twice');
    const unit = { micros: 1, per: 1, unit: "piece" };
    expect(ofBasket({ lines: [{ ...tea, price: { unit, amount: 1 } }] })).toEqual([
      "pricing.wrong-value lines.0.price",
    ]);
    expect(ofBasket({ lines: [{ ...tea, price: { unit: { ...unit, unit: "g" } } }] })).toEqual([
      "pricing.wrong-value lines.0.price",
    ]);
    const hand = { id: "x", role: "clerk", amount: 100 };
    expect(ofBasket({ manual: [hand, hand] })).toEqual(["pricing.duplicate-id manual.1.id"]);
    expect(ofBasket({ manual: [{ ...hand, lineIds: ["p1", "p9"] }] })).toEqual([
      "pricing.wrong-value manual.0.lineIds.1",
    ]);
    const back = {
      returnId: "r",
      lineId: "l",
      taxIncluded: true,
      runs: [{ count: 1, paid: 1, tax: 0, pointsOffset: 0, points: 0 }],
    };
    expect(ofBasket({ returns: [back, back] })).toEqual([
      "pricing.duplicate-id returns.1.returnId",
    ]);
  });

  test("of what is nested too deep: it is said of the whole document, at the first level too many", () => {
    const nested = (levels: number) => ofRules({ promotions: [{ ...off, when: deep(levels) }] });
    // The document, the list and the promotion are three levels, and the innermost condition one.
    expect(nested(36)).toEqual([]);
    expect(nested(37)).toEqual(["pricing.too-deep "]);
    const list = (levels: number): unknown => (levels === 0 ? "x" : [list(levels - 1)]);
    expect(ofBasket({ lines: list(11) })).not.toContain("pricing.too-deep ");
    expect(ofBasket({ lines: list(12) })).toEqual(["pricing.too-deep "]);
  });

  test("of a key that would change an object's nature: once, at its place", () => {
    const prices: unknown = JSON.parse('{"tea":"1.00","__proto__":{"tea":"0.00"}}');
    const promotion = { kind: "member-price", id: "m", prices };
    expect(ofRules({ promotions: [promotion] })).toEqual([
      "pricing.unknown-field promotions.0.prices.__proto__",
    ]);
    const counted: unknown = JSON.parse('{"kind":"pieces","count":1,"__proto__":null}');
    expect(ofBasket({ lines: [{ ...line("tea", 1), quantity: counted }] })).toEqual([
      "pricing.unknown-field lines.0.quantity.__proto__",
    ]);
  });

  test("of texts that are too long", () => {
    expect(ofRules({ promotions: [{ ...off, id: "x".repeat(201) }] })).toEqual([
      "pricing.out-of-range promotions.0.id",
    ]);
    expect(ofRules({ promotions: [{ ...off, id: "x".repeat(200) }] })).toEqual([]);
  });
});

test("tax comes last of the lanes", () => {
  const lanes = ["unit-price", "item", "order", "coupon", "manual", "points", "tax", "fee"];
  const result = parseRules({ ...rules([]), lanes });
  expect(result.ok ? [] : result.issues.map(({ message }) => message)).toEqual([
    'lanes: "tax" comes last',
  ]);
  const before = ["unit-price", "item", "order", "coupon", "manual", "fee", "points", "tax"];
  expect(parseRules({ ...rules([]), lanes: before }).ok).toBe(true);
  const missing = parseRules({ ...rules([]), lanes: lanes.slice(0, 5) });
  expect(missing.ok ? [] : missing.issues.map(({ message }) => message)).toEqual([
    "lanes: points, fee, tax is missing",
  ]);
});

test("the currency of the document says how many decimals an amount has", () => {
  const yen = (amount: string) =>
    ofRules({ currency: "JPY", promotions: [{ ...off, off: amount }] });
  expect(yen("100")).toEqual([]);
  expect(yen("100.5")).toEqual(["pricing.wrong-value promotions.0.off"]);
  const fees = [{ kind: "service", id: "f", amount: "1.5" }];
  expect(ofRules({ currency: "JPY", fees })).toEqual(["pricing.wrong-value fees.0.amount"]);
  expect(ofRules({ currency: "KWD", promotions: [{ ...off, off: "0.125" }] })).toEqual([]);
});
