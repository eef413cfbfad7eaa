import type { Language, UnitPrice } from "@tillwright/values";

/** One name for all, or a name per language. @public */
export type ProductName = string | Readonly<Record<Language, string>>;

/**
 * What a shop sells, as the till needs it.
 *
 * @public
 */
export interface Product {
  readonly productId: string;
  readonly name: ProductName;
  /** Each of them unique in the catalogue. */
  readonly barcodes: readonly string[];
  /** The number a scale prints into its labels (PLU); `null` for goods that are not weighed there. */
  readonly plu: string | null;
  /** Per piece, or per measure for weighed goods. */
  readonly price: UnitPrice;
  readonly department: string;
  /** From wide to narrow. */
  readonly categories: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
  /** What the shop pays for it, by the same unit as `price`; for the margin of discounts given by hand. */
  readonly cost?: UnitPrice;
  /** The class of the rules' `tax` it falls under; absent: the first class whose goods it fits. */
  readonly taxId?: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The name in a language. A product that carries one name has it in every language.
 *
 * @example
 * ```ts
 * import { productName } from "@tillwright/cashier";
 *
 * productName({ "zh-CN": "红富士苹果", en: "Fuji apples" }, "en"); //=> "Fuji apples"
 * productName("Fuji", "zh-CN"); //=> "Fuji"
 * ```
 *
 * @public
 */
export function productName(name: ProductName, language: Language): string {
  return typeof name === "string" ? name : name[language];
}
