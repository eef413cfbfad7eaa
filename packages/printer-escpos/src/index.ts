export { type ChineseCharset, charsetFromTable, platformCharset } from "./charset.js";
export type { CodePageName } from "./code-pages.js";
export {
  type DecodedBytes,
  type DecodeIssueCode,
  type DecodeOptions,
  decode,
  decodeStrict,
} from "./decode.js";
export { columnsOf, padColumns, terminalTable } from "./display-width.js";
export { type EncodedReceipt, type EncodeOptions, encode, type PrintIssueCode } from "./encode.js";
export { isPrinterError, PrinterError, type PrinterErrorCode } from "./errors.js";
export type { CommandPart, EscposPart, TextPart, UnknownPart } from "./escpos-command.js";
export { previewSvg } from "./preview-svg.js";
export { type PreviewTextOptions, previewText } from "./preview-text.js";
export type { Unprintable } from "./print-unit.js";
export { printedColumnsOf } from "./printed-width.js";
export type { ChineseText, PrinterProfile, WesternText } from "./profile.js";
export { chinese58, chinese80 } from "./profiles/chinese.js";
export { printerProfiles, profileOf } from "./profiles/index.js";
export { western80 } from "./profiles/western.js";
export type {
  Alignment,
  BarcodeBlock,
  Cell,
  CellWidth,
  ColumnsBlock,
  CutBlock,
  DrawerBlock,
  FeedBlock,
  Overflow,
  QrBlock,
  ReceiptBlock,
  ReceiptDocument,
  RuleBlock,
  TextBlock,
  TextMarks,
  TextStyle,
} from "./receipt-document.js";
export {
  type MemoryTransport,
  memoryTransport,
  type PrinterTransport,
  type TwoWayTransport,
} from "./transport.js";
