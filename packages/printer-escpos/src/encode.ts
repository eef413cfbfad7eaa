import type { Issue } from "@tillwright/values";
import { createByteWriter } from "./byte-writer.js";
import type { ChineseCharset } from "./charset.js";
import * as commands from "./commands.js";
import { encodeImage } from "./encode-image.js";
import { encodeRow, encodeRule, encodeText } from "./encode-lines.js";
import { encodeBarcode, encodePdf417, encodeQr } from "./encode-symbols.js";
import { encodeTable } from "./encode-table.js";
import { DEEPEST_GROUP } from "./group-depth.js";
import { createPen, type Pen } from "./pen.js";
import { checkProfile, type Unprintable } from "./print-unit.js";
import type { PrinterProfile } from "./profile.js";
import type {
  BuzzerBlock,
  CutBlock,
  DrawerBlock,
  GroupBlock,
  ReceiptBlock,
  ReceiptDocument,
} from "./receipt-document.js";
import { createTypesetter } from "./typesetter.js";

/**
 * What does not print as the document asks, besides single characters.
 *
 * @public
 */
export type PrintIssueCode =
  /** The paper is too narrow for a row; its cells are printed below each other. */
  | "printer.row-too-wide"
  /** A character of two columns does not fit a cell of one; it is left out. */
  | "printer.cell-too-narrow"
  /** Wrong characters or check digit in a barcode; its data is printed as text. */
  | "printer.barcode-data"
  /** The barcode is wider than the paper; its data is printed as text. */
  | "printer.barcode-too-wide"
  /** The data does not fit a QR code of this paper; it is printed as text. */
  | "printer.qr-too-large"
  /** The printer draws no PDF417 codes or the data does not fit one; it is printed as text. */
  | "printer.pdf417-as-text"
  /** The printer prints no pictures, or the picture is none; it is left out. */
  | "printer.image-left-out"
  /** A group inside sixteen others; it is left out. */
  | "printer.group-too-deep"
  /** The profile has no buzzer; it stays quiet. */
  | "printer.no-buzzer"
  /** The profile has no drawer; none is opened. */
  | "printer.no-drawer"
  /** A figure outside its range; the nearest one is used. */
  | "printer.out-of-range";

/**
 * A document as a printer takes it.
 *
 * @public
 */
export interface EncodedReceipt {
  readonly bytes: Uint8Array;
  /** Every character that was replaced, in the order of the document. */
  readonly unprintable: readonly Unprintable[];
  /** What else does not print as asked. The receipt is printed in any case. */
  readonly issues: readonly Issue<PrintIssueCode>[];
}

/**
 * What may be handed in beside the document.
 *
 * @public
 */
export interface EncodeOptions {
  /** For platforms without `TextDecoder("gb18030")`. */
  readonly charset?: ChineseCharset;
  /** The conditions that hold, for groups with `when` and `unless`. */
  readonly conditions?: readonly string[];
}

function encodeCut(pen: Pen, block: CutBlock): void {
  const { cuts, linesToCutter } = pen.profile;
  const wanted = block.mode ?? "partial";
  pen.write(commands.feedLines(linesToCutter));
  const possible = cuts.includes(wanted) ? wanted : cuts[0];
  if (possible !== undefined) pen.write(commands.cut(possible));
}

function encodeDrawer(pen: Pen, block: DrawerBlock): void {
  if (!pen.profile.drawer) {
    pen.issue("printer.no-drawer", [], `The printer ${pen.profile.id} has no drawer to open.`);
    return;
  }
  const milliseconds = pen.within(block.pulseMilliseconds ?? 100, 2, 510, "pulseMilliseconds");
  pen.write(commands.drawerPulse(block.pin ?? 2, milliseconds));
}

function encodeBuzzer(pen: Pen, block: BuzzerBlock): void {
  const { buzzer, id } = pen.profile;
  if (buzzer === undefined) {
    pen.issue("printer.no-buzzer", [], `The printer ${id} has no buzzer.`);
    return;
  }
  const times = pen.within(block.times ?? 1, 1, 9, "times");
  const isClone = buzzer === "ESC B";
  const [least, most] = isClone ? [50, 450] : [100, 2000];
  const milliseconds = pen.within(block.milliseconds ?? 200, least, most, "milliseconds");
  pen.write((isClone ? commands.cloneBuzzer : commands.epsonBuzzer)(times, milliseconds));
}

function encodeGroup(
  pen: Pen,
  { when, unless, blocks }: GroupBlock,
  holds: ReadonlySet<string>,
  depth: number,
): void {
  if (when !== undefined && !holds.has(when)) return;
  if (unless !== undefined && holds.has(unless)) return;
  if (depth > DEEPEST_GROUP) {
    pen.issue(
      "printer.group-too-deep",
      [],
      `It stands in ${DEEPEST_GROUP} groups; it is left out.`,
    );
    return;
  }
  blocks.forEach((block, index) => {
    pen.below(["blocks", index], () => encodeBlock(pen, block, holds, depth));
  });
}

function encodeBlock(
  pen: Pen,
  block: ReceiptBlock,
  holds: ReadonlySet<string>,
  depth: number,
): void {
  switch (block.type) {
    case "text":
      encodeText(pen, block);
      break;
    case "columns":
      encodeRow(pen, block);
      break;
    case "rule":
      encodeRule(pen, block);
      break;
    case "feed":
      pen.write(commands.feedLines(pen.within(block.lines, 1, 255, "lines")));
      break;
    case "qr":
      encodeQr(pen, block);
      break;
    case "barcode":
      encodeBarcode(pen, block);
      break;
    case "pdf417":
      encodePdf417(pen, block);
      break;
    case "image":
      encodeImage(pen, block);
      break;
    case "table":
      encodeTable(pen, block);
      break;
    case "group":
      encodeGroup(pen, block, holds, depth + 1);
      break;
    case "buzzer":
      encodeBuzzer(pen, block);
      break;
    case "cut":
      encodeCut(pen, block);
      break;
    case "drawer":
      encodeDrawer(pen, block);
      break;
  }
}

/** Paper of fewer columns is narrow; 58 mm has 32, 80 mm 42 or 48. */
const WIDE_COLUMNS = 40;

function ownConditions({ columns, cuts }: PrinterProfile, copy: number): string[] {
  return [
    copy === 1 ? "first" : "copy",
    columns < WIDE_COLUMNS ? "narrow" : "wide",
    ...(cuts.length > 0 ? ["cutter"] : []),
  ];
}

/**
 * The bytes that print a document on a printer of this profile (ESC/POS).
 *
 * Widths are counted in the bytes that are sent, as the printer counts them: a code of two bytes takes two columns. No text can
 * reach the printer as a command: control characters are replaced. `¥` goes out as A3 A4 on a Chinese printer. A character that
 * the printer lacks is replaced by one that looks the same, by a name (`EUR`), by its letter without the accent, or by
 * `?`; all but the first kind are reported in `unprintable`. A document never fails to print: what cannot be done as
 * asked is done as well as possible and reported in `issues`.
 *
 * Throws `printer.charset-unavailable` for a Chinese profile where the platform knows no GB18030 and no charset is handed
 * in, `printer.profile-invalid` for a profile that cannot print.
 *
 * @example
 * ```ts
 * import { chinese58, encode } from "@tillwright/printer-escpos";
 *
 * const receipt = encode(
 *   { kind: "receipt-document", version: 1, blocks: [{ type: "text", text: "合计 ¥5 😀" }] },
 *   chinese58,
 * );
 * receipt.unprintable; //=> [{ character: "😀", replacement: "?", where: ["blocks", 0, "text"] }]
 * [...receipt.bytes.slice(2, 8)]; //=> [0x1c, 0x26, 0xba, 0xcf, 0xbc, 0xc6]
 * ```
 *
 * @public
 */
export function encode(
  document: ReceiptDocument,
  profile: PrinterProfile,
  options: EncodeOptions = {},
): EncodedReceipt {
  checkProfile(profile);
  const writer = createByteWriter();
  const pen = createPen(profile, createTypesetter(profile, options.charset), writer);
  pen.write(commands.initialize);
  pen.write(profile.text.kind === "western" ? commands.chineseModeOff : commands.chineseModeOn);
  const copies = pen.within(document.copies ?? 1, 1, 10, "copies");
  for (let copy = 1; copy <= copies; copy += 1) {
    const holds = new Set([...(options.conditions ?? []), ...ownConditions(profile, copy)]);
    document.blocks.forEach((block, index) => {
      pen.enter(["blocks", index]);
      encodeBlock(pen, block, holds, 0);
    });
  }
  return { bytes: writer.bytes(), unprintable: pen.unprintable, issues: pen.issues };
}
