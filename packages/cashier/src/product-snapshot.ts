import type { Product } from "./product.js";
import type { ProductSnapshot } from "./sale.js";

/** What a line remembers of a product: everything that prices, tax, reports and receipts read. */
export function snapshotOf(product: Product | ProductSnapshot): ProductSnapshot {
  const { productId, name, department, categories, brand, tags, cost, taxId, attributes } = product;
  return {
    productId,
    name,
    department,
    categories,
    brand,
    tags,
    ...(cost === undefined ? {} : { cost }),
    ...(taxId === undefined ? {} : { taxId }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}
