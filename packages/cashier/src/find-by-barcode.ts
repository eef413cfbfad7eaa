import { currencyOf, measure, type Outcome, pieces, type Quantity } from "@tillwright/values";
import type { Catalogue } from "./catalogue.js";
import { isEan13 } from "./ean13.js";
import type { Product } from "./product.js";
import { labelDecimals, readScaleLabel, type ScaleLabel } from "./read-scale-label.js";
import { type CashierRefusal, refuse } from "./refusal.js";
import type { LinePrice } from "./sale.js";
import type { ScaleLabelRule } from "./scale-label.js";

/**
 * What a scanned code stands for.
 *
 * @public
 */
export interface ScannedCode {
  readonly product: Product;
  /** What the code itself says of the quantity; `null` when it says nothing. */
  readonly quantity: Quantity | null;
  /** The price of the whole line, from a label that states it; `null`: the product's own price holds. */
  readonly price: LinePrice | null;
}

/**
 * Finds the product of a code: first a barcode of the catalogue, then a scale's label by the shop's rules (weight or price
 * embedded, check digit verified), then a PLU as it is typed.
 *
 * Refuses `cashier.unknown-barcode` with the `code` that was seen, `cashier.barcode-check-digit` for 13 digits that were
 * misread, and `cashier.label-amount-zero` for a label that says 0. A price label of goods that are sold by measure counts
 * as one piece at that price: the weight is not on it.
 *
 * @example
 * ```ts
 * import { ean13, findByBarcode, parseCatalogue } from "@tillwright/cashier";
 *
 * const read = parseCatalogue({
 *   format: "tillwright.catalogue/1",
 *   currency: "CNY",
 *   products: [{ productId: "P1", name: "苹果", department: "fresh", price: "12.80", per: "1 kg", plu: "00021" }],
 * });
 * if (!read.ok) throw new Error("no catalogue");
 * const rules = [{ pattern: "21.....{NNDDD}", value: "measure" as const, unit: "g" as const }];
 * const found = findByBarcode(read.value, ean13("210002100452") ?? "", rules);
 * found.ok && found.value.quantity; //=> { "kind": "measure", "amount": 452, "unit": "g" }
 * ```
 *
 * @public
 */
export function findByBarcode(
  catalogue: Catalogue,
  code: string,
  scaleLabels: readonly ScaleLabelRule[],
): Outcome<ScannedCode, CashierRefusal> {
  const seen = code.trim();
  const product = catalogue.byBarcode.get(seen);
  if (product !== undefined) return found(product, null, null);
  if (/^[0-9]{13}$/.test(seen) && !isEan13(seen)) {
    return refuse(
      "cashier.barcode-check-digit",
      `findByBarcode: ${seen} does not end in its check digit`,
      { code: seen },
    );
  }
  const label = readScaleLabel(seen, scaleLabels);
  if (label !== null) return findByLabel(catalogue, seen, label);
  const byPlu = catalogue.byPlu.get(seen);
  if (byPlu !== undefined) return found(byPlu, null, null);
  return unknown(seen);
}

function found(
  product: Product,
  quantity: Quantity | null,
  price: LinePrice | null,
): Outcome<ScannedCode, CashierRefusal> {
  return { ok: true, value: { product, quantity, price } };
}

function unknown(code: string): Outcome<never, CashierRefusal> {
  return refuse("cashier.unknown-barcode", `findByBarcode: no product has the code ${code}`, {
    code,
  });
}

function findByLabel(
  catalogue: Catalogue,
  code: string,
  label: ScaleLabel,
): Outcome<ScannedCode, CashierRefusal> {
  const product = catalogue.byPlu.get(label.plu);
  if (product === undefined) return unknown(code);
  if (label.value === 0) {
    return refuse("cashier.label-amount-zero", `findByBarcode: the label ${code} says 0`, { code });
  }
  const { rule, value } = label;
  if (rule.value === "measure" && rule.unit !== undefined) {
    return product.price.unit === rule.unit
      ? found(product, measure(value, rule.unit), null)
      : refuse("cashier.unit-differs", `findByBarcode: ${code} gives ${rule.unit}`, {
          productId: product.productId,
          expected: product.price.unit,
          seen: rule.unit,
        });
  }
  const digits = currencyOf(catalogue.currency).minorDigits - labelDecimals(rule);
  if (digits < 0) return unknown(code);
  return found(product, pieces(1), { amount: value * 10 ** digits });
}
