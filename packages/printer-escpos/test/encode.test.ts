import {
  charsetFromTable,
  chinese58,
  chinese80,
  encode,
  isPrinterError,
  type PrinterProfile,
  platformCharset,
  western80,
} from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { documentOf, saleLine } from "./documents.js";
import { commandsNamed, linesOf, partsOf } from "./reading.js";

const text = (value: string) => documentOf({ type: "text", text: value });

describe("the first bytes", () => {
  test("a Chinese printer is initialised and put into Chinese mode", () => {
    expect([...encode(text("中"), chinese80).bytes]).toEqual([
      0x1b, 0x40, 0x1c, 0x26, 0xd6, 0xd0, 0x0a,
    ]);
  });

  test("a Western printer leaves Chinese mode before its first text, since clones wake up in it", () => {
    expect([...encode(text("é"), western80).bytes]).toEqual([
      0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 0, 0x82, 0x0a,
    ]);
  });
});

describe("characters", () => {
  test("¥ prints as A3 A4 and never as the digits 06", () => {
    const { bytes, unprintable } = encode(text("¥"), chinese58);
    expect([...bytes].slice(4)).toEqual([0xa3, 0xa4, 0x0a]);
    expect(linesOf(bytes, chinese58)).toEqual([{ text: "￥", columns: 2 }]);
    expect(unprintable).toEqual([]);
  });

  test("¥ and ￥ both print on a Western printer, in one column", () => {
    expect(linesOf(encode(text("¥5 ￥5"), western80).bytes, western80)).toEqual([
      { text: "¥5 ¥5", columns: 5 },
    ]);
  });

  test("€ is A2 E3, 80 or EUR, as the profile says", () => {
    const withEuro = (euro: "a2e3" | "80" | "none"): PrinterProfile => ({
      ...chinese58,
      text: { kind: "chinese", startsInChinese: true, fourByteCodes: false, euro },
    });
    const bytesOf = (profile: PrinterProfile) => [...encode(text("€"), profile).bytes].slice(4);
    expect(bytesOf(withEuro("a2e3"))).toEqual([0xa2, 0xe3, 0x0a]);
    expect(bytesOf(withEuro("80"))).toEqual([0x80, 0x0a]);
    expect(bytesOf(withEuro("none"))).toEqual([0x45, 0x55, 0x52, 0x0a]);
    expect(encode(text("€"), withEuro("none")).unprintable).toEqual([
      { character: "€", replacement: "EUR", where: ["blocks", 0, "text"] },
    ]);
  });

  test("a Western printer changes its code page where the text needs it", () => {
    const parts = partsOf(encode(text("é€é"), western80).bytes, western80);
    expect(commandsNamed(parts, "ESC t").map((part) => [...part.parameters])).toEqual([
      [0],
      [19],
      [0],
    ]);
    expect(linesOf(encode(text("é€é"), western80).bytes, western80)[0]?.text).toBe("é€é");
  });

  test("an emoji is one question mark, reported once with its place", () => {
    const family = "👨‍👩‍👧";
    const document = documentOf(
      { type: "rule" },
      { type: "columns", cells: [{ text: "甲" }, { text: `乙${family}😀` }] },
    );
    const { bytes, unprintable } = encode(document, chinese58);
    expect(unprintable).toEqual([
      { character: family, replacement: "?", where: ["blocks", 1, "cells", 1, "text"] },
      { character: "😀", replacement: "?", where: ["blocks", 1, "cells", 1, "text"] },
    ]);
    expect(linesOf(bytes, chinese58)[1]?.text.trimEnd()).toBe("甲               乙??");
  });

  test("four-byte codes are sent only to a printer that has them", () => {
    const rare = "\u{20000}";
    expect(encode(text(rare), chinese58).unprintable).toHaveLength(1);
    const full: PrinterProfile = {
      ...chinese58,
      text: { kind: "chinese", startsInChinese: true, fourByteCodes: true, euro: "a2e3" },
    };
    const { bytes, unprintable } = encode(text(`${rare}ő`), full);
    expect([...bytes].slice(4, 8)).toEqual([0x95, 0x32, 0x82, 0x36]);
    expect(unprintable).toEqual([]);
    expect(linesOf(bytes, full)).toEqual([{ text: `${rare}ő`, columns: 4 }]);
  });

  test("a letter loses its accent before it becomes a question mark, and that is reported", () => {
    const { bytes, unprintable } = encode(text("Őñ"), chinese58);
    expect(linesOf(bytes, chinese58)[0]?.text).toBe("On");
    expect(unprintable.map(({ character, replacement }) => [character, replacement])).toEqual([
      ["Ő", "O"],
      ["ñ", "n"],
    ]);
  });

  test("an accent in two code points prints like the letter in one", () => {
    expect(encode(text("cafe\u0301"), chinese58).bytes).toEqual(
      encode(text("café"), chinese58).bytes,
    );
  });

  test("what leaves no ink is left out without a word", () => {
    const { bytes, unprintable } = encode(text("\ufeff甲\u200b乙\u00ad丙\ufe0f"), chinese58);
    expect(linesOf(bytes, chinese58)[0]?.text).toBe("甲乙丙");
    expect(unprintable).toEqual([]);
    // Page 858 has a code for the soft hyphen, which would print a dash.
    expect(linesOf(encode(text("ab\u00adc"), western80).bytes, western80)[0]?.text).toBe("abc");
  });

  test("half of a surrogate pair is a question mark", () => {
    const { bytes, unprintable } = encode(text("a\ud83db"), chinese58);
    expect(linesOf(bytes, chinese58)[0]?.text).toBe("a?b");
    expect(unprintable).toHaveLength(1);
  });

  test("a name cannot command the printer", () => {
    // ESC p would open the drawer, GS V cut the paper.
    const { bytes, unprintable } = encode(
      text("牛奶\u001bp\u0000\u0019\u0019\u001dV\u0000"),
      chinese58,
    );
    const parts = partsOf(bytes, chinese58);
    expect(commandsNamed(parts, "ESC p")).toEqual([]);
    expect(commandsNamed(parts, "GS V")).toEqual([]);
    expect(linesOf(bytes, chinese58)[0]?.text).toBe("牛奶?p????V?");
    expect(unprintable).toHaveLength(6);
  });
});

describe("styles", () => {
  test("each mark is sent for letters and Hanzi, and taken back for the next block", () => {
    const document = documentOf(
      { type: "text", text: "a", bold: true, underline: true, invert: true },
      { type: "text", text: "b" },
    );
    expect(
      partsOf(encode(document, chinese58).bytes, chinese58)
        .slice(2)
        .map((part) =>
          part.kind === "text"
            ? part.text
            : part.kind === "command"
              ? [part.name, ...part.parameters].join(" ")
              : "?",
        ),
    ).toEqual([
      "ESC E 1",
      "ESC - 1",
      "FS - 1",
      "GS B 1",
      "a",
      "LF",
      "ESC E 0",
      "ESC - 0",
      "FS - 0",
      "GS B 0",
      "b",
      "LF",
    ]);
  });

  test("size goes out twice on a Chinese printer: FS ! for those that want it, then GS !", () => {
    const document = documentOf({ type: "text", text: "合计", width: 2, height: 3 });
    const parts = partsOf(encode(document, chinese58).bytes, chinese58);
    const sizes = parts.filter(
      (part) => part.kind === "command" && ["FS !", "GS !"].includes(part.name),
    );
    expect(sizes.map((part) => part.kind === "command" && [part.name, ...part.parameters])).toEqual(
      [
        ["FS !", 12],
        ["GS !", 0x12],
      ],
    );
  });

  test("a figure outside its range is brought into it and reported", () => {
    const { issues } = encode(documentOf({ type: "text", text: "x", width: 9 }), chinese58);
    expect(issues).toEqual([
      {
        code: "printer.out-of-range",
        path: ["blocks", 0, "width"],
        message: "width is 9; it must be a whole number from 1 to 8, so 8 is used.",
      },
    ]);
  });
});

describe("the mechanism", () => {
  const cutting = documentOf({ type: "cut", mode: "full" });

  test("a knife cuts after the paper is fed to it", () => {
    expect([...encode(cutting, chinese80).bytes].slice(4)).toEqual([0x1b, 0x64, 5, 0x1d, 0x56, 0]);
  });

  test("a printer with a tear bar only feeds", () => {
    expect([...encode(cutting, chinese58).bytes].slice(4)).toEqual([0x1b, 0x64, 4]);
  });

  test("a knife that can only leave a point does that", () => {
    const partial: PrinterProfile = { ...chinese80, cuts: ["partial"] };
    expect([...encode(cutting, partial).bytes].slice(-3)).toEqual([0x1d, 0x56, 1]);
  });

  test("the drawer pulse is in units of 2 ms on the pin that was asked for", () => {
    const document = documentOf({ type: "drawer", pin: 5, pulseMilliseconds: 120 });
    expect([...encode(document, chinese58).bytes].slice(4)).toEqual([0x1b, 0x70, 1, 60, 120]);
  });

  test("a drawer that is not there is reported, and the receipt goes on", () => {
    const document = documentOf({ type: "drawer" }, { type: "text", text: "a" });
    const { bytes, issues } = encode(document, { ...chinese58, drawer: false });
    expect(issues.map((issue) => [issue.code, issue.path])).toEqual([
      ["printer.no-drawer", ["blocks", 0]],
    ]);
    expect(linesOf(bytes, chinese58)).toHaveLength(1);
  });
});

describe("misuse and missing parts", () => {
  test("a charset that is handed in prints the same bytes as that of the platform", () => {
    const document = documentOf(saleLine("纯牛奶·é", "2", "¥119.80"));
    const charset = charsetFromTable(platformCharset().table);
    expect(encode(document, chinese58, { charset }).bytes).toEqual(
      encode(document, chinese58).bytes,
    );
  });

  test("a profile that cannot print is refused by code", () => {
    const broken: PrinterProfile = { ...chinese58, columns: 0 };
    const caught = (() => {
      try {
        return encode(text("a"), broken);
      } catch (error) {
        return error;
      }
    })();
    expect(isPrinterError(caught, "printer.profile-invalid")).toBe(true);
  });

  test("encoding leaves the document as it was", () => {
    const document = documentOf(saleLine("纯牛奶", "2", "¥119.80"), { type: "cut" });
    const before = JSON.stringify(document);
    encode(document, chinese58);
    expect(JSON.stringify(document)).toBe(before);
  });
});
