/*
 * What went wrong with other libraries, each as users of theirs have told it, and does not here. The names are those of the
 * repositories and of the threads in which it is told. known-bugs-delivery.test.ts has what went wrong on the way to the paper.
 */
import {
  chinese58,
  chinese80,
  decode,
  encode,
  type PrinterProfile,
  previewText,
  printedColumnsOf,
  type ReceiptBlock,
  western80,
} from "@tillwright/printer-escpos";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dosPages, epson80 } from "../src/code-pages-entry.js";
import { holdsRealTime } from "../src/real-time-bytes.js";
import { anyText, documentsOf } from "./arbitraries.js";
import { documentOf, saleLine } from "./documents.js";
import { commandsNamed, linesOf, partsOf } from "./reading.js";
import { RUNS } from "./runs.js";

const bytesOf = (profile: PrinterProfile, ...blocks: ReceiptBlock[]) => [
  ...encode(documentOf(...blocks), profile).bytes,
];
const textOf = (profile: PrinterProfile, text: string) =>
  bytesOf(profile, { type: "text", text }).slice(4, -1);

describe("Chinese that comes out garbled", () => {
  // Klemen1337/node-thermal-printer#10, #57, #75, #176; NielsLeenheer/EscPosEncoder#103; NielsLeenheer/ReceiptPrinterEncoder#3, #20;
  // receiptline/receiptline#20; mike42/escpos-php#37, #63; python-escpos/python-escpos#269, #491; lukevp/ESC-POS-.NET#86.
  test("Chinese mode is on before the first character, and the bytes are GB18030", () => {
    expect(bytesOf(chinese58, { type: "text", text: "收据" })).toEqual([
      0x1b, 0x40, 0x1c, 0x26, 0xca, 0xd5, 0xbe, 0xdd, 0x0a,
    ]);
  });

  test("Latin text is not read as Hanzi by a printer that wakes up in Chinese mode (lukevp/ESC-POS-.NET#245)", () => {
    const clone = { ...western80, text: { ...western80.text, startsInChinese: true } };
    const { bytes } = encode(documentOf({ type: "text", text: "Müsli" }), clone);
    expect(linesOf(bytes, clone)).toEqual([{ text: "Müsli", columns: 5 }]);
  });

  test("¥ is not printed as 0 6 (lsongdev/node-escpos#332)", () => {
    expect(textOf(chinese58, "¥5")).toEqual([0xa3, 0xa4, 0x35]);
  });
});

describe("the euro and other code pages", () => {
  // Klemen1337/node-thermal-printer#70; lsongdev/node-escpos#97; mike42/escpos-php#39, #385; DantSu/ESCPOS-ThermalPrinter-Android#6;
  // wwandreww/esc_pos_printer#82.
  test("€ goes out in the page that has it, which is chosen before it", () => {
    expect(textOf(western80, "€")).toEqual([0x1b, 0x74, 19, 0xd5]);
    expect(textOf(chinese80, "€")).toEqual([0xa2, 0xe3]);
  });

  test("letters of Central and Eastern Europe come out, each from a page of the printer", () => {
    const text = "Zażółć gęślą jaźń, Ψ Ж";
    const { bytes, unprintable } = encode(documentOf({ type: "text", text }), epson80);
    expect(unprintable).toEqual([]);
    expect(linesOf(bytes, epson80)[0]?.text).toBe(text);
    expect(dosPages.every((page) => page.characters?.length === 128)).toBe(true);
  });
});

describe("columns that do not line up", () => {
  test("a price is not broken in two (wwandreww/esc_pos_utils#103, mjafartp/flutter_esc_pos_utils#16)", () => {
    const price: ReceiptBlock = {
      type: "columns",
      cells: [{ text: "x".repeat(22) }, { text: "￥1,990", width: "content" }],
    };
    const lines = linesOf(encode(documentOf(price), chinese58).bytes, chinese58);
    expect(lines.map((line) => line.text)).toEqual([`${"x".repeat(22)}   ￥1,990`]);
  });

  test("Chinese names do not run into the figures (wwandreww/esc_pos_printer#141, emreeren/SambaPOS-3#232)", () => {
    const { bytes } = encode(
      documentOf(saleLine("特仑苏纯牛奶250ml盒装整箱促销", "12", "119.80")),
      chinese58,
    );
    const [line] = linesOf(bytes, chinese58);
    expect(line?.columns).toBe(32);
    expect(line?.text).toMatch(/… {3}12 {5}119\.80$/);
  });

  test("double width does not shift the row (lsongdev/node-escpos#268)", () => {
    const wide: ReceiptBlock = {
      type: "columns",
      width: 2,
      cells: [{ text: "合计" }, { text: "9.90", width: "content" }],
    };
    expect(linesOf(encode(documentOf(wide), chinese58).bytes, chinese58)[0]?.columns).toBe(16);
  });

  test("rows are as wide as the paper whatever is in them (NielsLeenheer/ReceiptPrinterEncoder#29, mike42/escpos-php#239)", () => {
    expect(printedColumnsOf("é·αЖ", chinese58)).toBe(8);
    const { bytes } = encode(documentOf(saleLine("é·αЖ", "1", "2.00")), chinese58);
    expect(linesOf(bytes, chinese58)[0]?.columns).toBe(32);
  });
});

describe("pictures", () => {
  const image: ReceiptBlock = {
    type: "image",
    width: 8,
    height: 3027,
    gray: Buffer.alloc(8 * 3027).toString("base64"),
    widthDots: 8,
  };

  test("a long one goes out in strips (mike42/escpos-php#8, lukevp/ESC-POS-.NET#156, hennedo/escpos#3, xseignard/thermalPrinter#17)", () => {
    const { bytes } = encode(documentOf(image), chinese80);
    const heights = commandsNamed(partsOf(bytes, chinese80), "GS v 0").map(
      ({ parameters }) => (parameters[4] ?? 0) + (parameters[5] ?? 0) * 256,
    );
    expect(Math.max(...heights)).toBeLessThanOrEqual(64);
    expect(heights.reduce((sum, rows) => sum + rows, 0)).toBe(3027);
  });

  test("no white stripes between columns of dots (DantSu#451, python-escpos#48, #64, #687)", () => {
    const { bytes } = encode(documentOf(image), { ...chinese80, images: "column" });
    const parts = partsOf(bytes, chinese80).map((part) =>
      part.kind === "command" ? part : undefined,
    );
    expect(parts.find((part) => part?.name === "ESC 3")?.parameters).toEqual(Uint8Array.of(24));
    expect(parts.at(-1)?.name).toBe("ESC 2");
  });

  test("a stream that ends inside a picture is named and not printed as text (cognitivegears/ha-escpos-thermal-printer#45)", () => {
    const { bytes } = encode(documentOf(image), chinese80);
    const { parts, issues } = decode(bytes.slice(0, 200), chinese80);
    expect(issues.map((issue) => issue.code)).toEqual(["printer.truncated-command"]);
    expect(parts.some((part) => part.kind === "text")).toBe(false);
  });
});

describe("codes", () => {
  test("a printer without a QR command gets its picture (Klemen1337/node-thermal-printer#33, mike42/escpos-php#401, #584)", () => {
    const { bytes } = encode(documentOf({ type: "qr", data: "hello" }), chinese58);
    const parts = partsOf(bytes, chinese58);
    expect(commandsNamed(parts, "GS ( k")).toEqual([]);
    expect(commandsNamed(parts, "GS v 0").length).toBeGreaterThan(0);
  });

  test("the length of QR data counts bytes and not characters (anastaciocintra/escpos-coffee-samples#3)", () => {
    const { bytes } = encode(documentOf({ type: "qr", data: "发票" }), chinese80);
    const store = commandsNamed(partsOf(bytes, chinese80), "GS ( k").find(
      ({ parameters }) => parameters[4] === 80,
    );
    expect(store?.parameters[1]).toBe(6 + 3);
    expect(previewText(bytes, chinese80).join("")).not.toContain("010");
  });
});

describe("the cut", () => {
  // NielsLeenheer/ReceiptPrinterEncoder#18, #54; python-escpos#213; mike42/escpos-php#187.
  test("the last line is fed past the knife before the cut", () => {
    expect(bytesOf(chinese80, { type: "cut" }).slice(-6)).toEqual([0x1b, 0x64, 5, 0x1d, 0x56, 1]);
  });

  test("a printer without a knife is not told to cut", () => {
    expect(bytesOf(chinese58, { type: "cut" }).slice(4)).toEqual([0x1b, 0x64, 4]);
  });
});

describe("nothing in a receipt is obeyed as a real-time command", () => {
  test("a Code 128 of digits does not open the drawer", () => {
    const { bytes } = encode(
      documentOf({ type: "barcode", symbology: "code128", data: "1620016001" }),
      chinese80,
    );
    expect(holdsRealTime(bytes)).toBe(false);
    expect(previewText(bytes, chinese80).join("")).toContain("1620016001");
  });

  test("QR data with control characters, and of a length that looks like one, is drawn", () => {
    for (const data of ["a\u0010\u0014\u0001", "x".repeat(1040 - 3)]) {
      const { bytes } = encode(documentOf({ type: "qr", data, errorCorrection: "L" }), chinese80);
      expect(commandsNamed(partsOf(bytes, chinese80), "GS ( k")).toEqual([]);
      expect(holdsRealTime(bytes)).toBe(false);
    }
  });

  test("a picture in 1,040 columns, whose number in two bytes is DLE EOT, is sent in 1,041", () => {
    const wide: PrinterProfile = { ...chinese80, columns: 86, dots: 1040, images: "column" };
    const image = {
      type: "image",
      height: 1,
      gray: Buffer.alloc(1040).toString("base64"),
    } as const;
    const { bytes } = encode(documentOf({ ...image, width: 1040 }), wide);
    expect(holdsRealTime(bytes)).toBe(false);
    const [picture] = commandsNamed(partsOf(bytes, wide), "ESC *");
    expect([...(picture?.parameters.slice(1, 3) ?? [])]).toEqual([1041 & 0xff, 1041 >> 8]);
    // The last column of the picture is there, and the one behind it is white.
    expect([...(picture?.parameters.slice(-6) ?? [])]).toEqual([0x80, 0, 0, 0, 0, 0]);
  });

  test("whatever the document", () => {
    const image = fc
      .tuple(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.infiniteStream(fc.nat(255)),
      )
      .map(([width, height, shades]): ReceiptBlock => {
        const pixels = Uint8Array.from({ length: width * height }, () => shades.next().value ?? 0);
        return { type: "image", width, height, gray: Buffer.from(pixels).toString("base64") };
      });
    fc.assert(
      fc.property(
        documentsOf(anyText),
        image,
        fc.constantFrom(chinese58, chinese80, western80, {
          ...chinese58,
          images: "column" as const,
        }),
        (document, picture, profile) => {
          const { bytes } = encode({ ...document, blocks: [...document.blocks, picture] }, profile);
          expect(holdsRealTime(bytes)).toBe(false);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
