import type { CurrencyCode } from "@tillwright/values";
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
