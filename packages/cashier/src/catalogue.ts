import type { CurrencyCode } from "@tillwright/values";
import { CashierError } from "./errors.js";
import type { Product } from "./product.js";

/**
 * The goods of a shop, with what a till looks them up by. Made by `createCatalogue` or `parseCatalogue`.
 *
 * @public
 */
export interface Catalogue {
  readonly currency: CurrencyCode;
  readonly products: readonly Product[];
  readonly byId: ReadonlyMap<string, Product>;
  readonly byBarcode: ReadonlyMap<string, Product>;
  readonly byPlu: ReadonlyMap<string, Product>;
}

/**
 * A catalogue of products that were checked already; `parseCatalogue` reads one from outside.
 *
 * Throws `cashier.duplicate-product` when an id, a barcode or a PLU stands twice.
 *
 * @example
 * ```ts
 * import { createCatalogue } from "@tillwright/cashier";
 *
 * const milk = {
 *   productId: "P1", name: "Milk", barcodes: ["6900000000014"], plu: null,
 *   price: { micros: 5_900_000, per: 1, unit: "piece" as const },
 *   department: "dairy", categories: [], brand: null, tags: [], attributes: {},
 * };
 * createCatalogue("CNY", [milk]).byBarcode.get("6900000000014")?.productId; //=> "P1"
 * ```
 *
 * @public
 */
export function createCatalogue(currency: CurrencyCode, products: readonly Product[]): Catalogue {
  const byId = new Map<string, Product>();
  const byBarcode = new Map<string, Product>();
  const byPlu = new Map<string, Product>();
  for (const product of products) {
    put(byId, product.productId, product, "product id");
    for (const barcode of product.barcodes) put(byBarcode, barcode, product, "barcode");
    if (product.plu !== null) put(byPlu, product.plu, product, "PLU");
  }
  return Object.freeze({ currency, products, byId, byBarcode, byPlu });
}

function put(map: Map<string, Product>, key: string, product: Product, what: string): void {
  const other = map.get(key);
  if (other !== undefined) {
    throw new CashierError(
      "cashier.duplicate-product",
      `createCatalogue: the ${what} ${key} belongs to ${other.productId} and to ${product.productId}`,
      { key, first: other.productId, second: product.productId },
    );
  }
  map.set(key, product);
}
