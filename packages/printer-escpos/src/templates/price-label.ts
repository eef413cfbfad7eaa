import type { Language } from "@tillwright/values";
import type { BarcodeSymbology, ReceiptDocument } from "../receipt-document.js";
import { documentOf, pair } from "./pieces.js";
import { wordsOf } from "./words.js";

/**
 * What stands on a label at the shelf or on the goods.
 *
 * @public
 */
export interface PriceLabel {
  readonly name: string;
  /** `500 g · 产地 山东`. */
  readonly detail?: string;
  readonly price: string;
  /** `/kg`, `/盒`. */
  readonly unit?: string;
  readonly memberPrice?: string;
  readonly barcode?: { readonly symbology: BarcodeSymbology; readonly data: string };
  readonly copies?: number;
}

/**
 * A label with the name, the price large, the price for members and the barcode.
 *
 * @public
 */
export function priceLabel(label: PriceLabel, language: Language): ReceiptDocument {
  const words = wordsOf(language);
  const { barcode } = label;
  const document = documentOf([
    { type: "text", text: label.name, bold: true, height: 2, overflow: "wrap" },
    label.detail === undefined ? undefined : { type: "text", text: label.detail },
    {
      type: "text",
      text: `${label.price}${label.unit ?? ""}`,
      align: "right",
      width: 2,
      height: 3,
      bold: true,
    },
    pair(words.memberPrice, label.memberPrice, true),
    barcode === undefined ? undefined : { type: "barcode", ...barcode, heightDots: 64 },
    { type: "cut" },
  ]);
  return label.copies === undefined ? document : { ...document, copies: label.copies };
}
