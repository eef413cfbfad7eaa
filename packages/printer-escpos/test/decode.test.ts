import { chinese58, decode, decodeStrict, western80 } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.split(" "), (pair) => Number.parseInt(pair, 16));
}

const names = (hex: string, profile = western80): string[] =>
  decode(bytesOf(hex), profile).parts.map((part) =>
    part.kind === "text" ? JSON.stringify(part.text) : part.kind === "command" ? part.name : "?",
  );

describe("text", () => {
  test("Chinese mode is on from the start, off by FS . and on again by FS &", () => {
    const stream = bytesOf("d6 d0 1c 2e 82 1c 26 ce c4");
    expect(
      decode(stream, chinese58).parts.flatMap((part) =>
        part.kind === "text" ? [[part.text, part.encoding, part.columns]] : [],
      ),
    ).toEqual([
      ["中", "gb18030", [2]],
      ["é", "cp437", [1]],
      ["文", "gb18030", [2]],
    ]);
  });

  test("initialising brings back the mode of the profile", () => {
    expect(names("1c 26 d6 d0 1b 40 82")).toEqual(["FS &", '"中"', "ESC @", '"é"']);
    expect(names("1c 2e 1b 40 d6 d0", chinese58)).toEqual(["FS .", "ESC @", '"中"']);
  });

  test("a four-byte code reads as it prints on a printer without them: the digits 06", () => {
    const { parts, issues } = decode(bytesOf("81 30 84 36"), chinese58);
    const [part] = parts;
    expect(part?.kind === "text" && [part.text, part.columns]).toEqual([
      "\ufffd0\ufffd6",
      [0, 1, 0, 1],
    ]);
    expect(issues.map((issue) => issue.code)).toEqual([
      "printer.unknown-character",
      "printer.unknown-character",
    ]);
  });

  test("a code page that is not known is named", () => {
    const { parts, issues } = decode(bytesOf("1b 74 07 e0 41"), western80);
    expect(parts[1]).toMatchObject({ kind: "text", encoding: "unknown", text: "\ufffdA" });
    expect(issues[0]).toEqual({
      code: "printer.unknown-character",
      path: ["bytes", 3],
      message: "1 byte(s) from 3 on are no character in code page 7: E0.",
    });
  });
});

describe("commands", () => {
  test.each([
    [
      "status",
      "10 04 01 10 05 02 1d 72 01 1d 61 ff 1d 49 01",
      ["DLE EOT", "DLE ENQ", "GS r", "GS a", "GS I"],
    ],
    ["real time", "10 14 01 00 02 10 14 08 01 03 14 01 06 02 08 41", ["DLE DC4", "DLE DC4", '"A"']],
    ["buzzer", "1b 42 03 05 1b 28 41 02 00 30 31", ["ESC B", "ESC ( A"]],
    ["tabs until zero", "1b 44 08 10 00 09 41", ["ESC D", "HT", '"A"']],
    ["column image", "1b 2a 21 02 00 01 02 03 04 05 06 0a", ["ESC *", "LF"]],
    ["8-dot image", "1b 2a 00 02 00 01 02 41", ["ESC *", '"A"']],
    ["raster image", "1d 76 30 00 01 00 02 00 1b 40 41", ["GS v 0", '"A"']],
    [
      "graphics",
      "1d 28 4c 02 00 30 32 1d 38 4c 03 00 00 00 30 70 30 41",
      ["GS ( L", "GS 8 L", '"A"'],
    ],
    ["barcode A and B", "1d 6b 02 31 32 00 1d 6b 49 03 7b 42 41 41", ["GS k", "GS k", '"A"']],
    ["cuts", "1d 56 00 1d 56 42 05 1b 69 1b 6d 41", ["GS V", "GS V", "ESC i", "ESC m", '"A"']],
    ["clone QR", "1d 5a 02 1b 5a 03 4d 04 02 00 68 69 0a", ["GS Z", "ESC Z", "LF"]],
    ["user characters", "1b 26 01 41 42 01 ff 02 ff ff 41", ["ESC &", '"A"']],
    ["stored image", "1c 71 01 01 00 01 00 01 02 03 04 05 06 07 08 1c 70 01 00", ["FS q", "FS p"]],
    ["downloaded image", "1d 2a 01 01 01 02 03 04 05 06 07 08 1d 2f 00", ["GS *", "GS /"]],
    ["process id", "1d 28 48 06 00 30 30 31 32 33 34 41", ["GS ( H", '"A"']],
    [
      "page mode",
      "1b 4c 1b 57 00 00 00 00 00 02 00 02 1b 54 00 1b 0c 1b 53",
      ["ESC L", "ESC W", "ESC T", "ESC FF", "ESC S"],
    ],
    [
      "Hanzi",
      "1c 21 0c 1c 57 01 1c 53 00 02 1c 43 01 1c 2d 01",
      ["FS !", "FS W", "FS S", "FS C", "FS -"],
    ],
  ])("%s", (_, hex, expected) => {
    expect(names(hex)).toEqual(expected);
    expect(decodeStrict(bytesOf(hex), western80).ok).toBe(true);
  });

  test("each command is named as the manual does, with its parameters", () => {
    const [part] = decode(bytesOf("1d 28 6b 03 00 31 51 30"), western80).parts;
    expect(part).toEqual({
      kind: "command",
      offset: 0,
      length: 8,
      name: "GS ( k",
      title: "Function with a length",
      parameters: Uint8Array.of(0x6b, 3, 0, 0x31, 0x51, 0x30),
    });
  });
});

describe("what cannot be read", () => {
  test("an unknown command is named and reading goes on behind it", () => {
    const { parts, issues } = decode(bytesOf("41 1b 7a 42 0a"), western80);
    expect(parts.map((part) => [part.kind, part.offset, part.length])).toEqual([
      ["text", 0, 1],
      ["unknown", 1, 2],
      ["text", 3, 1],
      ["command", 4, 1],
    ]);
    expect(issues).toEqual([
      {
        code: "printer.unknown-command",
        path: ["bytes", 1],
        message: "No command 1B 7A is known (at 1).",
      },
    ]);
  });

  test("stray control bytes beside each other are one issue", () => {
    const { issues } = decode(bytesOf("00 00 7f 41"), western80);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["printer.stray-byte", ["bytes", 0]],
    ]);
  });

  test.each([
    "1b",
    "1b 40 1b",
    "1d 21",
    "1d 28 6b 10 00 31",
    "1d 6b 04 41",
    "1d 76 30 00 ff ff ff ff 00",
  ])("a stream that ends inside a command: %s", (hex) => {
    const { issues, parts } = decode(bytesOf(hex), western80);
    expect(issues).toHaveLength(1);
    expect(parts.at(-1)?.kind).toBe("unknown");
  });

  test("strict reading refuses and lists every problem", () => {
    const answer = decodeStrict(bytesOf("1b 7a 00 41 1d 21"), western80);
    expect(answer.ok ? [] : answer.issues.map((issue) => [issue.code, issue.path[1]])).toEqual([
      ["printer.unknown-command", 0],
      ["printer.stray-byte", 2],
      ["printer.truncated-command", 4],
    ]);
  });
});
