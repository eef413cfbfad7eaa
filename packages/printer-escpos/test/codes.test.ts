import { chinese58, chinese80, encode } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { code128Data, code128Of, completeEan13, ean13Modules } from "../src/barcode-modules.js";
import { qrModules, qrSize } from "../src/qr-modules.js";
import { textOfUtf8, utf8Bytes } from "../src/utf8.js";
import { documentOf } from "./documents.js";
import { commandsNamed, linesOf, partsOf } from "./reading.js";

describe("QR codes", () => {
  test("the length counts bytes, not characters", () => {
    const data = "发票-开票";
    const parts = partsOf(encode(documentOf({ type: "qr", data }), chinese80).bytes, chinese80);
    const store = commandsNamed(parts, "GS ( k").find((part) => part.parameters[4] === 80);
    expect([...(store?.parameters ?? [])].slice(0, 6)).toEqual([0x6b, 13 + 3, 0, 49, 80, 48]);
    expect(textOfUtf8(store?.parameters.slice(6) ?? [])).toBe(data);
  });

  test("a printer without a QR command gets the picture, placed in the middle of the paper", () => {
    const { bytes } = encode(documentOf({ type: "qr", data: "a", moduleDots: 4 }), chinese58);
    const [strip] = commandsNamed(partsOf(bytes, chinese58), "GS v 0");
    // 21 modules of 4 dots are 84; 150 dots are free on their left, so 234 dots are 30 bytes wide.
    expect([...(strip?.parameters ?? [])].slice(0, 6)).toEqual([0x30, 0, 30, 0, 84, 0]);
    expect(strip?.parameters.length).toBe(6 + 30 * 84);
  });

  test("modules get smaller until the code and its quiet zone fit the paper", () => {
    const data = "x".repeat(300);
    const parts = partsOf(
      encode(documentOf({ type: "qr", data, moduleDots: 16 }), chinese80).bytes,
      chinese80,
    );
    const size = commandsNamed(parts, "GS ( k").find((part) => part.parameters[4] === 67);
    // Version 13 at level M: 69 modules and 4 of quiet in 576 dots.
    expect(size?.parameters[5]).toBe(7);
  });

  test("more than a code can hold is printed as text and reported", () => {
    const data = "x".repeat(3000);
    const { bytes, issues } = encode(documentOf({ type: "qr", data }), chinese80);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["printer.qr-too-large", ["blocks", 0, "data"]],
    ]);
    expect(
      linesOf(bytes, chinese80)
        .map((line) => line.text)
        .join(""),
    ).toBe(data);
  });

  test("the sizes of the standard's table are those of the encoder", () => {
    for (const level of ["L", "M", "Q", "H"] as const) {
      for (const bytes of [1, 17, 18, 106, 107, 271, 1000, 1273]) {
        expect(qrModules(new Array<number>(bytes).fill(65), level)?.size).toBe(
          qrSize(bytes, level),
        );
      }
    }
    expect(qrSize(2953, "L")).toBe(177);
    expect(qrSize(2954, "L")).toBeUndefined();
    expect(qrModules(new Array<number>(2954).fill(65), "L")).toBeUndefined();
  });
});

describe("EAN-13", () => {
  test("the check digit is added to twelve digits and checked in thirteen", () => {
    expect(completeEan13("690123456789")).toBe("6901234567892");
    expect(completeEan13("6901234567892")).toBe("6901234567892");
    expect(completeEan13("6901234567893")).toBeUndefined();
    expect(completeEan13("69012345678")).toBeUndefined();
    expect(completeEan13("69012345678９")).toBeUndefined();
  });

  test("the bars of the example in the standard", () => {
    expect(ean13Modules("4006381333931")).toBe(
      "10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101",
    );
  });

  test("it goes out by function B with its thirteen digits", () => {
    const document = documentOf({ type: "barcode", symbology: "ean13", data: "690123456789" });
    const parts = partsOf(encode(document, chinese58).bytes, chinese58);
    const [code] = commandsNamed(parts, "GS k");
    expect([...(code?.parameters ?? [])].slice(0, 2)).toEqual([67, 13]);
    expect(textOfUtf8(code?.parameters.slice(2) ?? [])).toBe("6901234567892");
  });

  test("a wrong one is printed as text and reported", () => {
    const document = documentOf({ type: "barcode", symbology: "ean13", data: "6901234567890" });
    const { bytes, issues } = encode(document, chinese58);
    expect(issues.map((issue) => issue.code)).toEqual(["printer.barcode-data"]);
    expect(linesOf(bytes, chinese58)[0]?.text).toBe("6901234567890");
  });
});

describe("Code 128", () => {
  test("an even number of digits goes out in set C, other text in set B with its braces doubled", () => {
    expect(code128Data("2026")).toEqual([0x7b, 0x43, 20, 26]);
    expect(code128Data("R{7}")).toEqual([0x7b, 0x42, 0x52, 0x7b, 0x7b, 0x37, 0x7d]);
    expect(code128Data("中")).toBeUndefined();
    expect(code128Data("")).toBeUndefined();
  });

  test("the bars of a known code: start B, P, J, J, 1, 2, 3, C, check 55, stop", () => {
    const code = code128Of(code128Data("PJJ123C") ?? []);
    expect(code?.caption).toBe("PJJ123C");
    expect(code?.modules).toBe(
      [
        "11010010000",
        "11101110110",
        "10110111000",
        "10110111000",
        "10011100110",
        "11001110010",
        "11001011100",
        "10001000110",
        "11101000110",
        "1100011101011",
      ].join(""),
    );
  });

  test("the sets can be changed inside a code, as other programs do", () => {
    const bytes = [..."{BNo."].map((letter) => letter.charCodeAt(0)).concat(0x7b, 0x43, 12, 34);
    expect(code128Of(bytes)?.caption).toBe("No.1234");
    expect(code128Of([0x7b, 0x42, 0x7b, 0x39])).toBeUndefined();
    expect(code128Of([0x41, 0x42])).toBeUndefined();
  });

  test("a code that is wider than the paper is printed as text and reported", () => {
    const data = "ORDER-2026-11-21-000123";
    const document = documentOf({ type: "barcode", symbology: "code128", data });
    const { bytes, issues } = encode(document, chinese58);
    expect(issues.map((issue) => issue.code)).toEqual(["printer.barcode-too-wide"]);
    expect(linesOf(bytes, chinese58)[0]?.text).toBe(data);
    expect(encode(document, chinese80).issues).toEqual([]);
  });
});

describe("UTF-8", () => {
  test("bytes and back, and half a pair becomes U+FFFD", () => {
    expect(textOfUtf8(utf8Bytes("aé中😀"))).toBe("aé中😀");
    expect(utf8Bytes("中")).toEqual([0xe4, 0xb8, 0xad]);
    expect(textOfUtf8(utf8Bytes("\ud83d"))).toBe("\ufffd");
    expect(textOfUtf8([0xff, 0x41])).toBe("ÿA");
  });
});
