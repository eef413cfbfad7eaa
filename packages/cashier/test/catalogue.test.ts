import { ean13, findByBarcode, isEan13, parseCatalogue, searchProducts } from "@tillwright/cashier";
import { measure, pieces } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { answered, catalogue, codeOf, config, openDay } from "./shop.js";

const { scaleLabels } = config;

function coded(digits: string): string {
  return ean13(digits) ?? "";
}

describe("scanning", () => {
  test("a barcode of the catalogue", () => {
    const found = answered(findByBarcode(catalogue, " 6900000000014 ", scaleLabels));
    expect(found.product.productId).toBe("milk");
    expect(found.quantity).toBeNull();
  });

  test("a weight label 21.....{NNDDD}: 0.452 kg of PLU 00021", () => {
    const found = answered(findByBarcode(catalogue, coded("210002100452"), scaleLabels));
    expect(found.product.productId).toBe("apple");
    expect(found.quantity).toEqual(measure(452, "g"));
  });

  test("a price label 22.....{NNNDD}: 6.50 for the whole line", () => {
    const found = answered(findByBarcode(catalogue, coded("220002100650"), scaleLabels));
    expect(found).toMatchObject({ quantity: pieces(1), price: { amount: 650 } });
  });

  test("a PLU as it is typed", () => {
    expect(answered(findByBarcode(catalogue, "00021", scaleLabels)).product.productId).toBe(
      "apple",
    );
  });

  test("an unknown barcode is refused with the code that was seen", () => {
    const outcome = findByBarcode(catalogue, "6901028075763", scaleLabels);
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: "cashier.unknown-barcode", facts: { code: "6901028075763" } },
    });
  });

  test.each([
    ["6901028075764", "cashier.barcode-check-digit"],
    [coded("210009900452"), "cashier.unknown-barcode"],
    [coded("210002100000"), "cashier.label-amount-zero"],
    [coded("290002100452"), "cashier.unknown-barcode"],
    ["", "cashier.unknown-barcode"],
    ["６９０１", "cashier.unknown-barcode"],
  ])("%s -> %s", (code, expected) => {
    expect(codeOf(findByBarcode(catalogue, code, scaleLabels))).toBe(expected);
  });

  test("law: a wrong digit never passes for another code", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }).map((n) => String(n).padStart(12, "0")),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, by) => {
          const code = coded(digits);
          expect(isEan13(code)).toBe(true);
          const wrong = [...code];
          wrong[at] = String((Number(wrong[at]) + by) % 10);
          expect(isEan13(wrong.join(""))).toBe(false);
        },
      ),
      { numRuns: runs },
    );
  });

  test("law: what the scale weighs is what the till reads", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (grams) => {
        const code = coded(`2100021${String(grams).padStart(5, "0")}`);
        const found = answered(findByBarcode(catalogue, code, scaleLabels));
        expect(found.quantity).toEqual(measure(grams, "g"));
      }),
      { numRuns: runs },
    );
  });
});

describe("quantities", () => {
  test("goods that are weighed need their weight, goods by the piece their pieces", async () => {
    const { till, key } = await openDay();
    const add = async (
      productId: string,
      quantity: Parameters<typeof till.addProduct>[0]["quantity"],
    ) => codeOf(await till.addProduct({ key: key(), productId, quantity }));
    expect(await add("apple", pieces(1))).toBe("cashier.measure-required");
    expect(await add("apple", measure(1, "ml"))).toBe("cashier.unit-differs");
    expect(await add("milk", measure(500, "g"))).toBe("cashier.pieces-required");
    expect(await add("nothing", pieces(1))).toBe("cashier.product-unknown");
    expect(codeOf(await till.scan({ key: key(), code: "00021" }))).toBe("cashier.measure-required");
    const label = coded("210002100452");
    expect(codeOf(await till.scan({ key: key(), code: label, quantity: pieces(2) }))).toBe(
      "cashier.line-fixed-amount",
    );
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "%s is no quantity",
    async (count) => {
      const { till, key } = await openDay();
      const quantity = { kind: "pieces", count } as const;
      expect(codeOf(await till.addProduct({ key: key(), productId: "milk", quantity }))).toBe(
        "cashier.quantity-invalid",
      );
      answered(await till.addProduct({ key: key(), productId: "milk", quantity: pieces(1) }));
      expect(codeOf(await till.changeQuantity({ key: key(), lineId: "1", quantity }))).toBe(
        "cashier.quantity-invalid",
      );
      const line = { product: "milk", quantity };
      const sale = { key: key(), lines: [line], tenders: [{ kind: "cash" }] } as const;
      expect(codeOf(await till.settleSale(sale))).toBe("cashier.quantity-invalid");
    },
  );

  test("a price with three decimals is extended before it is rounded: 100 screws at 0.035 are 3.50", async () => {
    const { till, key } = await openDay();
    const view = answered(
      await till.addProduct({ key: key(), productId: "screw", quantity: pieces(100) }),
    );
    expect(view.priced.totals.due).toBe(350);
  });

  test("lines keep their names when others go", async () => {
    const { till, key } = await openDay();
    for (const productId of ["milk", "beer", "tea"]) {
      answered(await till.addProduct({ key: key(), productId, quantity: pieces(1) }));
    }
    answered(await till.removeLine({ key: key(), lineId: "2" }));
    const view = answered(
      await till.addProduct({ key: key(), productId: "gum", quantity: pieces(1) }),
    );
    expect(view.sale.lines.map(({ lineId }) => lineId)).toEqual(["1", "3", "4"]);
    expect(codeOf(await till.removeLine({ key: key(), lineId: "2" }))).toBe("cashier.line-unknown");
    const named = { key: key(), productId: "gum", quantity: pieces(1), lineId: "3" };
    expect(codeOf(await till.addProduct(named))).toBe("cashier.line-exists");
  });
});

describe("a catalogue document", () => {
  const good = { productId: "P1", name: "牛奶", department: "dairy", price: "5.90" };
  const document = (...products: object[]) => ({
    format: "tillwright.catalogue/1",
    currency: "CNY",
    products,
  });

  test("every problem is told at its path", () => {
    const parsed = parseCatalogue(
      document(
        { ...good, price: "5.9000001", barcodes: ["6900000000015"] },
        { ...good, barcodes: ["A", "A"], plu: "7" },
        { ...good, productId: "P3", per: "1 bag", plu: "7" },
      ),
    );
    const issues = parsed.ok ? [] : parsed.issues;
    expect(issues.map(({ code, path }) => [code, path.join(".")]).sort()).toEqual([
      ["cashier.check-digit", "products.0.barcodes.0"],
      ["cashier.duplicate", "products.1.barcodes.1"],
      ["cashier.duplicate", "products.1.productId"],
      ["cashier.duplicate", "products.2.plu"],
      ["values.measure-format", "products.2.per"],
      ["values.unit-price-format", "products.0.price"],
    ]);
  });

  test.each([
    [null],
    ["text"],
    [{}],
    [{ ...document(good), currency: "XXX1" }],
    [{ ...document(good), more: 1 }],
    [document({ ...good, name: { en: "Milk" } })],
    [document({ ...good, price: 5.9 })],
    [document({ ...good, plu: "12a" })],
  ])("%j is refused with reasons", (source) => {
    const parsed = parseCatalogue(source);
    expect(parsed.ok ? [] : parsed.issues.map(({ message }) => message)).not.toEqual([]);
  });

  test("goods are found by a part of their name in any language, by id and by code", () => {
    const found = (text: string) =>
      searchProducts(catalogue, text, 3).map((each) => each.productId);
    expect(found("苹果")).toEqual(["apple"]);
    expect(found("YOG")).toEqual(["yoghurt"]);
    expect(found("商品")).toEqual(["milk", "yoghurt", "beer"]);
    expect(found("0000052")).toEqual(["tea"]);
    expect(found("  ")).toEqual([]);
  });
});
