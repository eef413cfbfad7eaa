import type { Issue, Result } from "@tillwright/values";
import * as z from "zod/mini";
import { fromBase64 } from "./base64.js";
import { DEEPEST_GROUP, tooDeepGroups } from "./group-depth.js";
import { linearCodeOf } from "./linear-codes.js";
import { issuesOf, type ReceiptIssueCode } from "./parse-issues.js";

export type { ReceiptIssueCode } from "./parse-issues.js";

import type { BarcodeSymbology, ReceiptBlock, ReceiptDocument } from "./receipt-document.js";

/** A receipt of this many blocks is some hundred metres long; more is a mistake. */
const MOST_BLOCKS = 20_000;
const MOST_CELLS = 32;
const LONGEST_TEXT = 20_000;
const LONGEST_QR = 2953;
const LONGEST_PDF417 = 1000;

/** Line feeds and tabs are meant; any other control character would be lost, and may be meant as a command. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;

const text = z.string().check(
  z.maxLength(LONGEST_TEXT),
  z.refine((value) => !CONTROL.test(value), "must not contain control characters"),
);
const align = z.exactOptional(z.enum(["left", "center", "right"]));
const overflow = z.exactOptional(z.enum(["wrap", "clip", "ellipsis"]));

function whole(least: number, most: number): z.ZodMiniNumber {
  return z.int().check(z.minimum(least), z.maximum(most));
}

const marks = {
  bold: z.exactOptional(z.boolean()),
  underline: z.exactOptional(z.boolean()),
  invert: z.exactOptional(z.boolean()),
};
const style = {
  ...marks,
  width: z.exactOptional(whole(1, 8)),
  height: z.exactOptional(whole(1, 8)),
};

const cellWidth = z.union(
  [
    z.literal("content"),
    z.strictObject({ columns: whole(1, 512) }),
    z.strictObject({ share: whole(1, 512) }),
  ],
  'must be "content", { "columns": 1 to 512 } or { "share": 1 to 512 }',
);

const cell = z.strictObject({ text, width: z.exactOptional(cellWidth), align, overflow, ...marks });

/** What each symbology takes, in the words of a message. */
const BARCODE_DATA: Readonly<Record<BarcodeSymbology, string>> = {
  ean13: "must be 12 digits, or 13 whose last one is the check digit",
  ean8: "must be 7 digits, or 8 whose last one is the check digit",
  "upc-a": "must be 11 digits, or 12 whose last one is the check digit",
  "upc-e":
    "must be 6 digits, or 8 with number system 0 and the check digit, or a UPC-A with a short form",
  itf: "must be an even number of digits, at most 120",
  code39: "must be 1 to 80 digits, capitals, spaces and $%+-./",
  code93: "must be 1 to 80 digits, capitals, spaces and $%+-./",
  codabar: "must be 1 to 80 digits and $+-./: between two letters A to D",
  code128: "must be 1 to 120 characters of printable ASCII",
  "gs1-128": "must be elements such as (01)06901234567892",
};

const symbology = z.enum([
  "ean13",
  "ean8",
  "upc-a",
  "upc-e",
  "itf",
  "code39",
  "code93",
  "codabar",
  "code128",
  "gs1-128",
]);

const barcode = z
  .strictObject({
    type: z.literal("barcode"),
    symbology,
    data: z.string(),
    heightDots: z.exactOptional(whole(1, 255)),
    moduleDots: z.exactOptional(whole(2, 6)),
    caption: z.exactOptional(z.enum(["none", "above", "below", "both"])),
    align,
  })
  .check(
    z.superRefine((value, context) => {
      const { symbology: kind, data } = value;
      if (data.length <= 120 && linearCodeOf(kind, data) !== undefined) return;
      context.addIssue({
        code: "custom",
        path: ["data"],
        message: BARCODE_DATA[kind],
        input: value,
      });
    }),
  );

const image = z
  .strictObject({
    type: z.literal("image"),
    width: whole(1, 4096),
    height: whole(1, 8192),
    gray: z.string(),
    dither: z.exactOptional(z.enum(["floyd-steinberg", "atkinson", "bayer", "threshold"])),
    threshold: z.exactOptional(whole(1, 255)),
    widthDots: z.exactOptional(whole(1, 2048)),
    align,
  })
  .check(
    z.refine(({ width, height, gray }) => fromBase64(gray)?.length === width * height, {
      path: ["gray"],
      error: "must be base64 of width × height bytes",
    }),
  );

const tableCell = z.union(
  [
    text,
    z.strictObject({
      text,
      span: z.exactOptional(whole(1, MOST_CELLS)),
      align,
      overflow,
      ...marks,
    }),
  ],
  "must be a text without control characters, or a cell with text, span, align, overflow and marks",
);

const table = z.strictObject({
  type: z.literal("table"),
  columns: z
    .array(z.strictObject({ width: z.exactOptional(cellWidth), align, overflow }))
    .check(z.minLength(1), z.maxLength(MOST_CELLS)),
  rows: z.array(z.array(tableCell).check(z.maxLength(MOST_CELLS))).check(z.maxLength(MOST_BLOCKS)),
  gap: z.exactOptional(whole(0, 16)),
  ...style,
});

const condition = z.exactOptional(z.string().check(z.minLength(1), z.maxLength(64)));

const group = z.strictObject({
  type: z.literal("group"),
  when: condition,
  unless: condition,
  get blocks(): z.ZodMiniType<readonly ReceiptBlock[]> {
    return z.array(block).check(z.maxLength(MOST_BLOCKS));
  },
});

const block: z.ZodMiniType<ReceiptBlock> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text, align, overflow, ...style }),
  z.strictObject({
    type: z.literal("columns"),
    cells: z.array(cell).check(z.minLength(1), z.maxLength(MOST_CELLS)),
    gap: z.exactOptional(whole(0, 16)),
    ...style,
  }),
  z.strictObject({
    type: z.literal("rule"),
    line: z.exactOptional(z.enum(["dash", "solid", "double"])),
  }),
  z.strictObject({ type: z.literal("feed"), lines: whole(1, 255) }),
  z.strictObject({
    type: z.literal("qr"),
    data: z.string().check(z.minLength(1), z.maxLength(LONGEST_QR)),
    moduleDots: z.exactOptional(whole(2, 16)),
    errorCorrection: z.exactOptional(z.enum(["L", "M", "Q", "H"])),
    align,
  }),
  z.strictObject({
    type: z.literal("pdf417"),
    data: z.string().check(z.minLength(1), z.maxLength(LONGEST_PDF417)),
    moduleDots: z.exactOptional(whole(2, 8)),
    columns: z.exactOptional(whole(1, 30)),
    errorCorrection: z.exactOptional(whole(0, 8)),
    align,
  }),
  barcode,
  image,
  table,
  group,
  z.strictObject({
    type: z.literal("buzzer"),
    times: z.exactOptional(whole(1, 9)),
    milliseconds: z.exactOptional(whole(50, 2000)),
  }),
  z.strictObject({ type: z.literal("cut"), mode: z.exactOptional(z.enum(["partial", "full"])) }),
  z.strictObject({
    type: z.literal("drawer"),
    pin: z.exactOptional(z.union([z.literal(2), z.literal(5)])),
    pulseMilliseconds: z.exactOptional(whole(2, 510)),
  }),
]);

const receiptDocument: z.ZodMiniType<ReceiptDocument> = z.strictObject({
  kind: z.literal("receipt-document"),
  version: z.literal(1),
  copies: z.exactOptional(whole(1, 10)),
  blocks: z.array(block).check(z.maxLength(MOST_BLOCKS)),
});

function tooDeepIssue(path: readonly (string | number)[]): Issue<ReceiptIssueCode> {
  const message = `${path.join(".")}: must not stand in more than ${DEEPEST_GROUP} groups.`;
  return { code: "printer.invalid-field", path, message };
}

/**
 * Reads a receipt document that came from outside: a file, a request, another program.
 *
 * Every problem is reported at its path. Unknown fields are refused, since a misspelt one would silently change the receipt;
 * control characters in texts are refused, since a printer would take them for commands.
 *
 * @example
 * ```ts
 * import { parseReceiptDocument } from "@tillwright/printer-escpos/parse";
 *
 * const answer = parseReceiptDocument({
 *   kind: "receipt-document",
 *   version: 1,
 *   blocks: [{ type: "feed", lines: 0 }],
 * });
 * answer.ok ? [] : answer.issues.map((issue) => issue.path); //=> [["blocks", 0, "lines"]]
 * ```
 *
 * @public
 */
export function parseReceiptDocument(input: unknown): Result<ReceiptDocument> {
  // Looked at first, since a schema that follows groups without end would use up the stack.
  const tooDeep = tooDeepGroups(input);
  if (tooDeep.length > 0) return { ok: false, issues: tooDeep.map(tooDeepIssue) };
  const parsed = receiptDocument.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    issues: parsed.error.issues.flatMap((problem) => issuesOf(problem, input)),
  };
}
