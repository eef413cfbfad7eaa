import {
  type ChineseCharset,
  chinese58,
  decode,
  japan80,
  type PrinterProfile,
  platformCharset,
  taiwan80,
  western80,
} from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";

type Read = readonly [text: string, encoding: string, columns: readonly number[]];

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.split(" "), (pair) => Number.parseInt(pair, 16));
}

/** The texts of a stream, each with its encoding and the columns of its characters. */
function textsOf(hex: string, profile: PrinterProfile, charset?: ChineseCharset): Read[] {
  const { parts } = decode(bytesOf(hex), profile, charset === undefined ? {} : { charset });
  return parts.flatMap((part) =>
    part.kind === "text" ? [[part.text, part.encoding, part.columns] as const] : [],
  );
}

const messagesOf = (hex: string, profile: PrinterProfile): string[] =>
  decode(bytesOf(hex), profile).issues.map(({ message }) => message);

const withFourBytes: PrinterProfile = {
  ...chinese58,
  text: { kind: "chinese", startsInChinese: true, fourByteCodes: true, euro: "a2e3" },
};
const withEuroOf936: PrinterProfile = {
  ...chinese58,
  text: { kind: "chinese", startsInChinese: true, fourByteCodes: false, euro: "80" },
};

describe("plain ASCII", () => {
  test("is called ASCII in every mode, and a text by what its last other character was read as", () => {
    expect(textsOf("41 42", chinese58)).toEqual([["AB", "ascii", [1, 1]]]);
    expect(textsOf("41 42", western80)).toEqual([["AB", "ascii", [1, 1]]]);
    expect(textsOf("80 42", western80)).toEqual([["ÇB", "cp437", [1, 1]]]);
  });
});

describe("the euro sign of code page 936", () => {
  test("is the byte 80 on a printer that says so, and only that byte", () => {
    expect(textsOf("80 35 d6 d0", withEuroOf936)).toEqual([["€5中", "gb18030", [1, 1, 2]]]);
  });

  test("is no character on other printers", () => {
    expect(textsOf("80 35", chinese58)).toEqual([["\ufffd5", "gb18030", [0, 1]]]);
  });
});

describe("four-byte codes", () => {
  test("are one character of two columns on a printer that has them", () => {
    // U+3400 㐀, the first of extension A, and U+20000, the first of extension B.
    expect(textsOf("81 39 ee 39 95 32 82 36 41", withFourBytes)).toEqual([
      ["㐀\u{20000}A", "gb18030", [2, 2, 1]],
    ]);
  });

  test("a four-byte code that stands for no character is read as a printer without it prints it", () => {
    expect(textsOf("fe 39 fe 39", withFourBytes)).toEqual([
      ["\ufffd9\ufffd9", "gb18030", [0, 1, 0, 1]],
    ]);
  });

  test("a charset from a table has none", () => {
    const { table, encode, decode: decodePair } = platformCharset();
    const charset = { table, encode, decode: decodePair };
    expect(textsOf("81 39 ee 39", withFourBytes, charset)).toEqual([
      ["\ufffd9\ufffd9", "gb18030", [0, 1, 0, 1]],
    ]);
  });

  /** A charset that would take any four bytes, to see which it is shown. */
  const greedy: ChineseCharset = {
    table: "",
    encode: () => 0,
    decode: () => undefined,
    decodeFour: () => "四",
  };

  test.each(["81 30 81 30", "fe 39 fe 39", "81 39 fe 30"])("%s has the form of one", (hex) => {
    expect(textsOf(hex, withFourBytes, greedy)).toEqual([["四", "gb18030", [2]]]);
  });

  test.each([
    "80 30 81 30",
    "ff 30 81 30",
    "81 2f 81 30",
    "81 3a 81 30",
    "81 30 80 30",
    "81 30 81 2f",
    "81 30 81 3a",
    "81 30 81",
  ])("%s has not", (hex) => {
    const [[text] = [""]] = textsOf(hex, withFourBytes, greedy);
    expect(text).not.toContain("四");
    expect(text).toContain("\ufffd");
  });
});

describe("pairs without a character", () => {
  /** As on a platform that knows no Chinese at all. */
  const knowsNothing: ChineseCharset = {
    table: "",
    encode: () => 0,
    decode: () => undefined,
  };

  test("a pair of the users' area takes two columns, so that the rest stays in its place", () => {
    expect(textsOf("aa a1 41", chinese58)).toEqual([["\ufffdA", "gb18030", [2, 1]]]);
  });

  test.each(["81 40", "fe fe", "81 7e", "fe 80"])("%s is a pair", (hex) => {
    expect(textsOf(`${hex} 41`, chinese58, knowsNothing)).toEqual([["\ufffdA", "gb18030", [2, 1]]]);
  });

  test.each([
    ["80 40", "\ufffd@A", [0, 1, 1]],
    ["ff 40", "\ufffd@A", [0, 1, 1]],
    ["81 3f", "\ufffd?A", [0, 1, 1]],
    ["81 ff", "\ufffd\ufffdA", [0, 0, 1]],
  ] as const)("%s is none", (hex, text, columns) => {
    expect(textsOf(`${hex} 41`, chinese58, knowsNothing)).toEqual([[text, "gb18030", columns]]);
  });

  test("a lead byte before DEL is no pair", () => {
    expect(textsOf("81 7f 41", chinese58, knowsNothing)).toEqual([
      ["\ufffd", "gb18030", [0]],
      ["A", "ascii", [1]],
    ]);
  });

  test("a lead byte at the end of the stream stands alone", () => {
    expect(textsOf("d6", chinese58)).toEqual([["\ufffd", "gb18030", [0]]]);
  });
});

describe("East Asian printers", () => {
  test("text is named by the set of the printer and its pairs take two columns", () => {
    expect(textsOf("a4 a4 41", taiwan80)).toEqual([["中A", "big5", [2, 1]]]);
    expect(textsOf("1c 26 93 fa b1", japan80)).toEqual([["日ｱ", "shift-jis", [2, 1]]]);
  });

  test("a byte that is nothing takes no column and is told with the name of the set", () => {
    expect(textsOf("a0 41", taiwan80)).toEqual([["\ufffdA", "big5", [0, 1]]]);
    expect(messagesOf("a0 41", taiwan80)).toEqual([
      "1 byte(s) from 0 on are no character in big5: A0.",
    ]);
  });

  test("a pair without a character takes two columns", () => {
    expect(textsOf("c7 f3 41", taiwan80)).toEqual([["\ufffdA", "big5", [2, 1]]]);
  });
});

describe("code pages", () => {
  const renumbered: PrinterProfile = {
    ...western80,
    text: {
      kind: "western",
      startsInChinese: false,
      codePages: [{ name: "cp858", number: 0 }],
    },
  };

  test("a number means what the profile says it means", () => {
    expect(textsOf("d5", renumbered)).toEqual([["€", "cp858", [1]]]);
    expect(textsOf("1b 74 13 d5", western80)).toEqual([["€", "cp858", [1]]]);
  });

  test("a number that the profile does not name means what Epson means by it", () => {
    expect(textsOf("1b 74 11 80", renumbered)).toEqual([["А", "cp866", [1]]]);
  });
});

describe("messages name the mode that the bytes were read in", () => {
  test("Chinese mode", () => {
    expect(messagesOf("81 ff", chinese58)).toEqual([
      "2 byte(s) from 0 on are no character in Chinese mode: 81 FF.",
    ]);
  });

  test("a code page that is known", () => {
    // The Hebrew page leaves D9 out.
    expect(messagesOf("1b 74 31 d9", western80)).toEqual([
      "1 byte(s) from 3 on are no character in windows-1255: D9.",
    ]);
  });

  test("stray control bytes are written with two digits each", () => {
    expect(messagesOf("07 7f", western80)).toEqual([
      "2 control byte(s) from 0 on mean nothing: 07 7F.",
    ]);
  });
});

describe("stray control bytes end", () => {
  test.each([
    ["before text", "07 41", ["unknown", "text"]],
    ["before a line feed", "07 0a", ["unknown", "command"]],
    ["before a command", "07 1b 40", ["unknown", "command"]],
    ["before an unknown command", "07 1b 7a", ["unknown", "unknown"]],
  ])("%s", (_, hex, kinds) => {
    expect(decode(bytesOf(hex), western80).parts.map(({ kind }) => kind)).toEqual(kinds);
  });

  test("DEL is a control byte and never text", () => {
    expect(textsOf("7f", western80)).toEqual([]);
  });
});

test("a family of commands is named by its letter only where one follows", () => {
  const nameOf = (hex: string): unknown => {
    const [part] = decode(bytesOf(hex), western80).parts;
    return part?.kind === "command" ? part.name : part?.kind;
  };
  expect(nameOf("1d 28 21 00 00")).toBe("GS ( !");
  expect(nameOf("1d 28 7e 00 00")).toBe("GS ( ~");
  expect(nameOf("1d 28 20 00 00")).toBe("GS (");
  expect(nameOf("1d 28 7f 00 00")).toBe("GS (");
});
