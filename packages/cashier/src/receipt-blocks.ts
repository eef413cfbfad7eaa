import type { ReceiptBlock } from "@tillwright/printer-escpos";
import { type Instant, localTimeOf, type ZoneId } from "@tillwright/values";
import type { ReceiptShop } from "./till-parts.js";

/** A label on the left and a figure on the right. */
export function row(label: string, figure: string, bold = false): ReceiptBlock {
  return {
    type: "columns",
    cells: [{ text: label }, { text: figure, width: "content", align: "right" }],
    ...(bold ? { bold: true } : {}),
  };
}

/** A line of text in the middle. */
export function centered(text: string): ReceiptBlock {
  return { type: "text", text, align: "center" };
}

/** The head of everything that a shop prints. */
export function shopHead(shop: ReceiptShop): readonly ReceiptBlock[] {
  const contact = [shop.address, shop.phone].filter((text) => text !== null);
  return [
    { type: "text", text: shop.name, align: "center", bold: true, width: 2, height: 2 },
    ...contact.map(centered),
  ];
}

/** Date and time on the store's clock: `2027-01-15 09:08`. */
export function clockText(at: Instant, zone: ZoneId): string {
  const { date, hour, minute } = localTimeOf(at, zone);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date} ${two(hour)}:${two(minute)}`;
}
