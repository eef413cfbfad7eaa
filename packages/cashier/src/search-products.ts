import type { Catalogue } from "./catalogue.js";
import type { Product } from "./product.js";

/**
 * Products whose name, id, PLU or barcode holds the text, in any language, whatever the case; names that begin with it
 * first, else in the order of the catalogue. An empty text finds nothing.
 *
 * @example
 * ```ts
 * import { parseCatalogue, searchProducts } from "@tillwright/cashier";
 *
 * const read = parseCatalogue({
 *   format: "tillwright.catalogue/1",
 *   currency: "CNY",
 *   products: [
 *     { productId: "P1", name: { "zh-CN": "青苹果", en: "Green apples" }, department: "fresh", price: "9.80" },
 *     { productId: "P2", name: { "zh-CN": "苹果", en: "Apples" }, department: "fresh", price: "7.80" },
 *   ],
 * });
 * read.ok && searchProducts(read.value, "apple", 5).map((product) => product.productId); //=> ["P2", "P1"]
 * ```
 *
 * @public
 */
export function searchProducts(
  catalogue: Catalogue,
  text: string,
  limit: number,
): readonly Product[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const first: Product[] = [];
  const others: Product[] = [];
  for (const product of catalogue.products) {
    const names = namesOf(product);
    if (names.some((name) => name.startsWith(wanted))) first.push(product);
    else if (names.some((name) => name.includes(wanted))) others.push(product);
  }
  return [...first, ...others].slice(0, limit);
}

function namesOf(product: Product): string[] {
  const { name } = product;
  const names = typeof name === "string" ? [name] : [name["zh-CN"], name.en];
  const codes = [product.productId, ...(product.plu === null ? [] : [product.plu])];
  return [...names, ...codes, ...product.barcodes].map((each) => each.toLowerCase());
}
