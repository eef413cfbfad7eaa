import {
  type Cell,
  chinese58,
  type EscposPart,
  encode,
  type PrinterProfile,
  type ReceiptBlock,
  type ReceiptDocument,
} from "@tillwright/printer-escpos";
import { expect, test } from "vitest";

test("what must not compile", () => {
  // @ts-expect-error a document says its version
  const noVersion: ReceiptDocument = { kind: "receipt-document", blocks: [] };
  // @ts-expect-error money is written out before it comes here
  const number: Cell = { text: 12.3 };
  // @ts-expect-error a width is a number of columns or a share, not both
  const both: Cell = { text: "a", width: { columns: 1, share: "1" } };
  // @ts-expect-error there is no such block
  const picture: ReceiptBlock = { type: "picture" };
  // @ts-expect-error a field is left out, not undefined
  const undefinedField: ReceiptBlock = { type: "text", text: "a", bold: undefined };
  // @ts-expect-error a Chinese printer says how it prints the euro
  const noEuro: PrinterProfile = { ...chinese58, text: { kind: "chinese", startsInChinese: true } };
  const readOnly = (document: ReceiptDocument): void => {
    // @ts-expect-error documents are not changed
    document.blocks.push({ type: "cut" });
  };
  const everyPart = (part: EscposPart): string => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "command":
        return part.name;
      case "unknown":
        return `${part.bytes.length}`;
    }
  };
  expect([
    noVersion,
    number,
    both,
    picture,
    undefinedField,
    noEuro,
    readOnly,
    everyPart,
  ]).toHaveLength(8);
  expect(encode({ kind: "receipt-document", version: 1, blocks: [] }, chinese58).issues).toEqual(
    [],
  );
});
