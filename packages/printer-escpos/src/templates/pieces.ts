import type { ReceiptBlock, ReceiptDocument } from "../receipt-document.js";

/** A document of these blocks. */
export function documentOf(blocks: readonly (ReceiptBlock | undefined)[]): ReceiptDocument {
  const given = blocks.filter((block) => block !== undefined);
  return { kind: "receipt-document", version: 1, blocks: given };
}

/** A name on the left and its figure at the right edge; nothing where there is no figure. */
export function pair(
  label: string,
  value: string | undefined,
  strong: boolean = false,
): ReceiptBlock | undefined {
  if (value === undefined) return undefined;
  return {
    type: "columns",
    cells: [{ text: label }, { text: value, width: "content", align: "right" }],
    ...(strong ? { bold: true, height: 2 } : {}),
  };
}

/** A centred title in double size. */
export function title(text: string): ReceiptBlock {
  return { type: "text", text, align: "center", width: 2, height: 2, bold: true };
}

/** A centred line. */
export function centred(text: string | undefined): ReceiptBlock | undefined {
  return text === undefined ? undefined : { type: "text", text, align: "center" };
}
