export { type ChineseCharset, charsetFromTable, platformCharset } from "./charset.js";
export type { CodePageName, NumberedCodePage } from "./code-pages.js";
export type {
  CodeModules,
  CodePainter,
  CodeToPaint,
  PaintedSymbology,
  PreviewOptions,
} from "./code-painter.js";
export {
  type DecodedBytes,
  type DecodeIssueCode,
  type DecodeOptions,
  decode,
  decodeStrict,
} from "./decode.js";
export { columnsOf, padColumns, terminalTable } from "./display-width.js";
export { type Bitmap, type Dithering, dither, type GrayImage } from "./dither.js";
export type { EastAsianCharsetName } from "./double-byte.js";
export { type EncodedReceipt, type EncodeOptions, encode, type PrintIssueCode } from "./encode.js";
export { isPrinterError, PrinterError, type PrinterErrorCode } from "./errors.js";
export type { CommandPart, EscposPart, TextPart, UnknownPart } from "./escpos-command.js";
export { grayOf, type RgbaImage } from "./gray-image.js";
export { previewSvg } from "./preview-svg.js";
export { type PreviewTextOptions, previewText } from "./preview-text.js";
export type { Unprintable } from "./print-unit.js";
export { printedColumnsOf } from "./printed-width.js";
export type {
  ChineseText,
  EastAsianText,
  PrinterProfile,
  WesternText,
} from "./profile.js";
export { chinese58, chinese80 } from "./profiles/chinese.js";
export { japan80, korea80, taiwan80 } from "./profiles/east-asian.js";
export { printerProfiles, profileOf } from "./profiles/index.js";
export { western80 } from "./profiles/western.js";
export type {
  Alignment,
  BarcodeBlock,
  BarcodeSymbology,
  BuzzerBlock,
  Cell,
  CellWidth,
  ColumnsBlock,
  CutBlock,
  DrawerBlock,
  FeedBlock,
  GroupBlock,
  ImageBlock,
  Overflow,
  Pdf417Block,
  QrBlock,
  ReceiptBlock,
  ReceiptDocument,
  RuleBlock,
  TableBlock,
  TableCell,
  TableColumn,
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
