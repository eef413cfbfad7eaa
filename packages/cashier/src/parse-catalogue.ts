import {
  type Issue,
  isCurrencyCode,
  issue,
  issuesAt,
  parseUnitPrice,
  type Result,
  reject,
  succeed,
  type UnitPrice,
} from "@tillwright/values";
import * as z from "zod/mini";
import { type Catalogue, createCatalogue } from "./catalogue.js";
import { isEan13 } from "./ean13.js";
import type { Product } from "./product.js";

const text = z.string().check(z.minLength(1), z.maxLength(200));
const texts = z._default(z.array(text), []);
const name = z.union([text, z.strictObject({ "zh-CN": text, en: text })]);

const productSchema = z.strictObject({
  productId: text,
  name,
  barcodes: texts,
  plu: z._default(z.nullable(z.string().check(z.regex(/^[0-9]{1,12}$/))), null),
  price: z.unknown(),
  per: z.optional(z.unknown()),
  cost: z.optional(z.unknown()),
  taxId: z.optional(text),
  department: text,
  categories: texts,
  brand: z._default(z.nullable(text), null),
  tags: texts,
  attributes: z._default(z.record(text, z.union([z.string(), z.number(), z.boolean()])), {}),
});

const catalogueSchema = z.strictObject({
  format: z.literal("tillwright.catalogue/1"),
  currency: z.string().check(z.refine(isCurrencyCode, "expected a currency code such as CNY")),
  products: z.array(productSchema),
});

type ProductDocument = z.infer<typeof productSchema>;

/**
 * Reads a catalogue document: `{ "format": "tillwright.catalogue/1", "currency": "CNY", "products": […] }`.
 *
 * A product has `productId`, `name` (one text, or `{"zh-CN": …, "en": …}`), `price` in decimals with up to six digits after
 * the point, for one piece or `per` a measure (`"1 kg"`, `"500 g"`), `department`, and may have `barcodes`, `plu`, `categories`,
 * `brand`, `tags`, `attributes`, a `cost` by the same measure as the price, and the `taxId` of a class of the rules. Answers every problem at its path: what zod finds, prices that are none
 * (`values.unit-price-format`), codes that stand twice (`cashier.duplicate`), and 13-digit barcodes with a wrong check
 * digit (`cashier.check-digit`).
 *
 * @example
 * ```ts
 * import { parseCatalogue } from "@tillwright/cashier";
 *
 * const read = parseCatalogue({
 *   format: "tillwright.catalogue/1",
 *   currency: "CNY",
 *   products: [{ productId: "P1", name: "苹果", department: "fresh", price: "12.80", per: "1 kg", plu: "00021" }],
 * });
 * read.ok && read.value.byPlu.get("00021")?.price; //=> { "micros": 12800000, "per": 1000, "unit": "g" }
 * ```
 *
 * @public
 */
export function parseCatalogue(source: unknown): Result<Catalogue> {
  const parsed = catalogueSchema.safeParse(source);
  if (!parsed.success) return reject(parsed.error.issues.map(schemaIssue));
  const { currency, products } = parsed.data;
  const read = products.map(readProduct);
  const issues = [
    ...read.flatMap((product, index) =>
      product.ok ? [] : issuesAt(["products", index], product.issues),
    ),
    ...duplicateIssues(products),
    ...products.flatMap(checkDigitIssues),
  ];
  if (issues.length > 0) return reject(issues);
  return succeed(
    createCatalogue(
      currency,
      read.flatMap((product) => (product.ok ? [product.value] : [])),
    ),
  );
}

function schemaIssue(found: z.core.$ZodIssue): Issue {
  const path = found.path.map((step) => (typeof step === "number" ? step : String(step)));
  return issue("cashier.catalogue-format", path, found.message);
}

function readProduct(document: ProductDocument): Result<Product> {
  const price: Result<UnitPrice> = parseUnitPrice({
    price: document.price,
    ...(document.per === undefined ? {} : { per: document.per }),
  });
  if (!price.ok) return price;
  const cost = readCost(document);
  if (!cost.ok) return cost;
  const { productId, name: productName, barcodes, plu, department } = document;
  const { categories, brand, tags, taxId, attributes } = document;
  return succeed(
    Object.freeze({
      productId,
      name: productName,
      barcodes,
      plu,
      price: price.value,
      department,
      categories,
      brand,
      tags,
      ...(cost.value === null ? {} : { cost: cost.value }),
      ...(taxId === undefined ? {} : { taxId }),
      attributes,
    }),
  );
}

/** What a product costs the shop, by the measure of its price; `null` when the document does not say. */
function readCost({ cost, per }: ProductDocument): Result<UnitPrice | null> {
  if (cost === undefined) return succeed(null);
  const read = parseUnitPrice({ price: cost, ...(per === undefined ? {} : { per }) });
  return read.ok ? read : reject(read.issues.map((one) => ({ ...one, path: ["cost"] })));
}

function duplicateIssues(products: readonly ProductDocument[]): Issue[] {
  const seen = new Map<string, number>();
  const issues: Issue[] = [];
  const note = (key: string, value: string, index: number, path: (string | number)[]): void => {
    const first = seen.get(`${key} ${value}`);
    if (first === undefined) seen.set(`${key} ${value}`, index);
    else
      issues.push(
        issue(
          "cashier.duplicate",
          path,
          `the ${key} ${value} stands in products[${first}] already`,
        ),
      );
  };
  products.forEach((product, index) => {
    note("product id", product.productId, index, ["products", index, "productId"]);
    product.barcodes.forEach((barcode, at) => {
      note("barcode", barcode, index, ["products", index, "barcodes", at]);
    });
    if (product.plu !== null) note("PLU", product.plu, index, ["products", index, "plu"]);
  });
  return issues;
}

function checkDigitIssues(product: ProductDocument, index: number): Issue[] {
  return product.barcodes.flatMap((barcode, at) =>
    /^[0-9]{13}$/.test(barcode) && !isEan13(barcode)
      ? [
          issue(
            "cashier.check-digit",
            ["products", index, "barcodes", at],
            `${barcode} has 13 digits but not the check digit of an EAN-13`,
          ),
        ]
      : [],
  );
}
