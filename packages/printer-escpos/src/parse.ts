import type { Issue, Result } from "@tillwright/values";
import * as z from "zod/mini";
import { code128Data, completeEan13 } from "./barcode-modules.js";
import type { ReceiptDocument } from "./receipt-document.js";

/** A receipt of this many blocks is some hundred metres long; more is a mistake. */
const MOST_BLOCKS = 20_000;
const MOST_CELLS = 32;
const LONGEST_TEXT = 20_000;
const LONGEST_QR = 2953;

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

const barcode = z
  .strictObject({
    type: z.literal("barcode"),
    symbology: z.enum(["ean13", "code128"]),
    data: z.string(),
    heightDots: z.exactOptional(whole(1, 255)),
    moduleDots: z.exactOptional(whole(2, 6)),
    caption: z.exactOptional(z.enum(["none", "above", "below", "both"])),
    align,
  })
  .check(
    z.refine(({ symbology, data }) => symbology !== "ean13" || completeEan13(data) !== undefined, {
      path: ["data"],
      error: "must be 12 digits, or 13 whose last one is the check digit",
    }),
    z.refine(
      ({ symbology, data }) =>
        symbology !== "code128" || (code128Data(data) !== undefined && data.length <= 120),
      { path: ["data"], error: "must be 1 to 120 characters of printable ASCII" },
    ),
  );

const block = z.discriminatedUnion("type", [
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
  barcode,
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
  blocks: z.array(block).check(z.maxLength(MOST_BLOCKS)),
});

/**
 * What is wrong with a document that came from outside.
 *
 * @public
 */
export type ReceiptIssueCode =
  /** A field has the wrong type, an unknown word or a figure outside its range. */
  | "printer.invalid-field"
  /** A field that this version does not know. */
  | "printer.unknown-field"
  /** A field is missing. */
  | "printer.missing-field";

type Problem = z.core.$ZodIssue;

function expected(problem: Problem): string {
  switch (problem.code) {
    case "invalid_type":
      return `must be ${problem.expected === "int" ? "a whole number" : `of the type ${problem.expected}`}`;
    case "invalid_value":
      return `must be ${problem.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return `must be at least ${problem.minimum}${problem.origin === "number" ? "" : " long"}`;
    case "too_big":
      return `must be at most ${problem.maximum}${problem.origin === "number" ? "" : " long"}`;
    case "invalid_union":
      return "must be a block with a known type";
    default:
      return "is not valid";
  }
}

function seen(value: unknown): string {
  if (value === undefined) return "it is missing";
  const text = JSON.stringify(value) ?? String(value);
  return `it is ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    input,
  );
}

function issuesOf(problem: Problem, input: unknown): Issue<ReceiptIssueCode>[] {
  const path = problem.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (problem.code === "unrecognized_keys")
    return problem.keys.map((key) => ({
      code: "printer.unknown-field",
      path: [...path, key],
      message: `${[...path, key].join(".")} is not a field of a receipt document.`,
    }));
  const value = valueAt(input, problem.path);
  const name = path.length === 0 ? "The document" : path.join(".");
  const said = problem.message === DEFAULT_MESSAGE ? expected(problem) : problem.message;
  return [
    {
      code: value === undefined ? "printer.missing-field" : "printer.invalid-field",
      path,
      message: `${name}: ${said}; ${seen(value)}.`,
    },
  ];
}

/** What zod says when no language is loaded, which this package does not do. */
const DEFAULT_MESSAGE = "Invalid input";

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
  const parsed = receiptDocument.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    issues: parsed.error.issues.flatMap((problem) => issuesOf(problem, input)),
  };
}
