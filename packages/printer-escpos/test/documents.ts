import type { ReceiptBlock, ReceiptDocument } from "@tillwright/printer-escpos";

/** A document of these blocks. */
export function documentOf(...blocks: ReceiptBlock[]): ReceiptDocument {
  return { kind: "receipt-document", version: 1, blocks };
}

/** A line of a sale: name, pieces, amount. */
export function saleLine(name: string, pieces: string, amount: string): ReceiptBlock {
  return {
    type: "columns",
    cells: [
      { text: name, overflow: "ellipsis" },
      { text: pieces, width: { columns: 4 }, align: "right" },
      { text: amount, width: { columns: 10 }, align: "right" },
    ],
  };
}

/** A small receipt with everything in it. */
export const smallReceipt: ReceiptDocument = documentOf(
  { type: "text", text: "幸福里便利店", align: "center", width: 2, height: 2, bold: true },
  { type: "text", text: "单号 20261121-000123", align: "center" },
  { type: "rule" },
  saleLine("商品", "数量", "金额"),
  { type: "rule", line: "solid" },
  saleLine("特仑苏纯牛奶 250ml×24 盒装整箱", "2", "¥119.80"),
  saleLine("可口可乐", "1", "¥3.50"),
  {
    type: "columns",
    cells: [
      { text: "  第二件半价", underline: true },
      { text: "-¥1.75", width: "content", align: "right" },
    ],
  },
  { type: "rule", line: "double" },
  {
    type: "columns",
    width: 2,
    height: 2,
    bold: true,
    cells: [{ text: "合计" }, { text: "¥121.55", width: "content", align: "right" }],
  },
  { type: "text", text: " 会员 138****1234 ", invert: true },
  { type: "feed", lines: 1 },
  { type: "qr", data: "https://inv.example.com/r?id=20261121000123" },
  { type: "text", text: "扫码开发票", align: "center" },
  { type: "barcode", symbology: "ean13", data: "690123456789" },
  { type: "barcode", symbology: "code128", data: "R-20261121", align: "right" },
  { type: "cut" },
  { type: "drawer" },
);
