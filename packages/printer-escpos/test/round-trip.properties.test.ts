import {
  type ColumnsBlock,
  chinese58,
  chinese80,
  columnsOf,
  decodeStrict,
  encode,
  previewSvg,
  previewText,
  printedColumnsOf,
  type ReceiptDocument,
  western80,
} from "@tillwright/printer-escpos";
import { parseReceiptDocument } from "@tillwright/printer-escpos/parse";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { code128Of } from "../src/barcode-modules.js";
import { runPrinter } from "../src/run-printer.js";
import { textOfUtf8 } from "../src/utf8.js";
import { anyText, codePoints, documentsOf, printableText } from "./arbitraries.js";
import { documentOf } from "./documents.js";
import { commandsNamed, linesOf, partsOf } from "./reading.js";
import { RUNS } from "./runs.js";

const profiles = fc.constantFrom(chinese58, chinese80, western80, {
  ...chinese58,
  id: "odd",
  columns: 31,
  dots: 372,
});

/** The characters that leave ink, as a Chinese printer has them. */
function inkOf(text: string): string {
  return text.replaceAll("¥", "￥").replace(/\s/g, "");
}

function printedInk(document: ReceiptDocument): string {
  const { bytes } = encode(document, chinese80);
  return inkOf(
    linesOf(bytes, chinese80)
      .map((line) => line.text)
      .join(""),
  );
}

describe("document -> bytes -> decoded", () => {
  test("wrapped text comes back whole, in its order", () => {
    fc.assert(
      fc.property(printableText, fc.integer({ min: 1, max: 8 }), (text, width) => {
        expect(printedInk(documentOf({ type: "text", text, width }))).toBe(inkOf(text));
      }),
      { numRuns: RUNS },
    );
  });

  test("each cell of a row comes back in its own columns", () => {
    fc.assert(
      fc.property(
        fc.array(printableText, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 2 }),
        (texts, gap) => {
          const width = Math.floor((48 - gap * (texts.length - 1)) / texts.length);
          const row: ColumnsBlock = {
            type: "columns",
            gap,
            cells: texts.map((text) => ({ text, width: { columns: width } })),
          };
          const { bytes } = encode(documentOf(row), chinese80);
          const read = texts.map(() => "");
          for (const part of runPrinter(bytes, chinese80).rows) {
            if (part.kind !== "text") continue;
            for (const glyph of part.glyphs) {
              const cell = Math.floor(glyph.x / 12 / (width + gap));
              read[cell] = (read[cell] ?? "") + glyph.text;
            }
          }
          expect(read.map(inkOf)).toEqual(texts.map(inkOf));
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("the data of QR codes and barcodes comes back byte for byte", () => {
    fc.assert(
      fc.property(
        fc.oneof(printableText, fc.webUrl()).filter((data) => data !== ""),
        fc.stringMatching(/^[\x20-\x7e]{1,14}$/),
        fc.stringMatching(/^\d{12}$/),
        (data, ascii, digits) => {
          const document = documentOf(
            { type: "qr", data },
            { type: "barcode", symbology: "code128", data: ascii },
            { type: "barcode", symbology: "ean13", data: digits },
          );
          const parts = partsOf(encode(document, chinese80).bytes, chinese80);
          const store = commandsNamed(parts, "GS ( k").find((part) => part.parameters[4] === 80);
          expect(textOfUtf8(store?.parameters.slice(6) ?? [])).toBe(data);
          const [code128, ean13] = commandsNamed(parts, "GS k");
          expect(code128Of(code128?.parameters.slice(2) ?? [])?.caption).toBe(ascii);
          expect(textOfUtf8(ean13?.parameters.slice(2) ?? []).slice(0, 12)).toBe(digits);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("whatever the text, our own bytes are read strictly, and only replaced characters are reported", () => {
    fc.assert(
      fc.property(documentsOf(anyText), profiles, (document, profile) => {
        const { bytes, unprintable } = encode(document, profile);
        const answer = decodeStrict(bytes, profile);
        expect(answer.ok ? [] : answer.issues).toEqual([]);
        for (const { character, replacement } of unprintable) {
          expect(character).not.toBe(replacement);
          expect(character).not.toBe("");
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("printable documents are printed without a report", () => {
    fc.assert(
      fc.property(documentsOf(printableText), (document) => {
        expect(encode(document, chinese58).unprintable).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("on the paper", () => {
  test("no line is wider than the paper, and no line breaks that we did not break", () => {
    fc.assert(
      fc.property(documentsOf(anyText), profiles, (document, profile) => {
        const { bytes } = encode(document, profile);
        const paper = runPrinter(bytes, profile);
        const rows = paper.rows.filter((row) => row.kind === "text");
        for (const row of rows)
          for (const glyph of row.glyphs) {
            expect(glyph.x).toBeGreaterThanOrEqual(0);
            expect(glyph.x + glyph.width).toBeLessThanOrEqual(profile.dots);
          }
        expect(rows).toHaveLength(commandsNamed(partsOf(bytes, profile), "LF").length);
      }),
      { numRuns: RUNS },
    );
  });

  test("a row is exactly as wide as the paper at its size", () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.integer({ min: 1, max: 4 }),
        profiles,
        (left, right, width, profile) => {
          const row = documentOf({
            type: "columns",
            width,
            cells: [{ text: left }, { text: right, align: "right" }],
          });
          const { bytes } = encode(row, profile);
          const expected = Math.floor(profile.columns / width);
          for (const line of linesOf(bytes, profile)) expect(line.columns).toBe(expected);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("the printed width of a text is the width of the line it prints", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const columns = printedColumnsOf(text.replace(/[\r\n]/g, ""), chinese80);
        fc.pre(columns <= 48);
        const { bytes } = encode(
          documentOf({ type: "text", text: text.replace(/[\r\n]/g, "") }),
          chinese80,
        );
        expect(linesOf(bytes, chinese80)[0]?.columns).toBe(columns);
      }),
      { numRuns: RUNS },
    );
  });

  test("nothing of a text can become a command", () => {
    const quiet = new Set(["ESC @", "FS &", "LF"]);
    fc.assert(
      fc.property(codePoints(60), (text) => {
        const { bytes } = encode(documentOf({ type: "text", text }), chinese58);
        for (const part of partsOf(bytes, chinese58))
          if (part.kind === "command") expect(quiet).toContain(part.name);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("previews", () => {
  test("are the same for the same bytes, and a row of Hanzi and letters ends at the edge", () => {
    fc.assert(
      fc.property(documentsOf(anyText), profiles, (document, profile) => {
        const { bytes } = encode(document, profile);
        expect(previewSvg(bytes, profile)).toBe(previewSvg(bytes, profile));
        expect(previewText(bytes, profile)).toEqual(previewText(bytes, profile));
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  test("text at normal size takes the same columns on the terminal as on the paper", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[苹果牛奶a-z0-9]{1,40}$/), (name) => {
        const row = documentOf({
          type: "columns",
          cells: [{ text: name }, { text: "¥1.00", width: "content" }],
        });
        const lines = previewText(encode(row, chinese80).bytes, chinese80);
        expect(columnsOf(lines[0] ?? "")).toBe(48);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(48);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("parsing", () => {
  test("a document that is made of the types is accepted as it is, unless its data is wrong", () => {
    fc.assert(
      fc.property(documentsOf(printableText), (document) => {
        const answer = parseReceiptDocument(JSON.parse(JSON.stringify(document)));
        if (answer.ok) expect(answer.value).toEqual(document);
        else for (const issue of answer.issues) expect(issue.path.at(-1)).toBe("data");
      }),
      { numRuns: RUNS },
    );
  });

  test("anything at all is answered without a crash", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        const answer = parseReceiptDocument(input);
        if (!answer.ok) expect(answer.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
  });
});
