import { decode, western80 } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";

/** Each command with parameters as its manual has them, in hexadecimal: the name, then the bytes behind it. */
const EXAMPLES = `
DLE EOT|01
DLE ENQ|02
DLE DC4|01 00 05
DLE DC4|02 01 08
DLE DC4|07 01
DLE DC4|08 01 03 14 01 06 02 08
DLE DC4|03
ESC FF|
ESC SP|02
ESC !|30
ESC $|10 01
ESC %|01
ESC &|02 41 42 01 ff ff 02 0f 0f 0f 0f
ESC ( A|02 00 30 31
ESC *|00 02 00 01 02
ESC *|01 03 00 01 02 03
ESC *|20 02 00 01 02 03 04 05 06
ESC *|21 01 01 ${"07 ".repeat(771)}
ESC -|01
ESC 2|
ESC 3|18
ESC 4|01
ESC =|01
ESC ?|41
ESC @|
ESC B|03 05
ESC D|08 10 18 00
ESC D|00
ESC E|01
ESC G|01
ESC J|10
ESC K|10
ESC L|
ESC M|01
ESC R|0f
ESC S|
ESC T|02
ESC V|01
ESC W|00 00 00 00 00 02 40 01
ESC Z|03 4d 04 02 00 68 69
ESC \\|f0 ff
ESC a|01
ESC c|35 00
ESC d|03
ESC e|01
ESC i|
ESC m|
ESC p|00 32 fa
ESC r|01
ESC t|13
ESC u|00
ESC v|
ESC {|01
FS !|0c
FS &|
FS ( A|02 00 30 31
FS -|01
FS .|
FS 2|fe a1 ${"3c ".repeat(72)}
FS ?|fe a1
FS C|01
FS S|00 02
FS W|01
FS p|01 00
FS q|02 01 00 01 00 01 02 03 04 05 06 07 08 01 00 02 00 ${"09 ".repeat(16)}
GS !|11
GS $|10 00
GS ( H|06 00 30 30 31 32 33 34
GS ( k|03 00 31 51 30
GS ( L|02 00 30 32
GS *|01 02 ${"55 ".repeat(16)}
GS /|00
GS :|
GS 8 L|04 00 00 00 30 70 30 41
GS 8 L|00 00 01 00 ${"44 ".repeat(65_536)}
GS B|01
GS H|02
GS I|43
GS L|10 00
GS P|cb cb
GS T|00
GS V|00
GS V|31
GS V|41 05
GS V|42 05
GS V|61 05
GS V|62 05
GS V|67 05
GS V|68 05
GS W|40 02
GS Z|02
GS \\|10 00
GS ^|01 02 01
GS a|ff
GS b|01
GS f|01
GS g|30 00 14 00
GS h|50
GS k|04 41 42 00
GS k|00 31 00
GS k|06 41 31 42 00
GS k|41 0b 30 31 32 33 34 35 36 37 38 39 30
GS k|49 02 7b 42
GS r|01
GS v 0|00 02 00 03 00 01 02 03 04 05 06
GS v 0|00 00 01 01 00 ${"77 ".repeat(256)}
GS w|02
`;

const CODES: Readonly<Record<string, number>> = {
  DLE: 0x10,
  ESC: 0x1b,
  FS: 0x1c,
  GS: 0x1d,
  EOT: 0x04,
  ENQ: 0x05,
  DC4: 0x14,
  FF: 0x0c,
  SP: 0x20,
};

const codeOf = (word: string): number => CODES[word] ?? word.charCodeAt(0);

const examples = EXAMPLES.trim()
  .split("\n")
  .map((line) => {
    const [name = "", hex = ""] = line.split("|");
    const parameters = hex
      .split(" ")
      .flatMap((one) => (one === "" ? [] : [Number.parseInt(one, 16)]));
    return { name, bytes: [...name.split(" ").map(codeOf), ...parameters] };
  });

describe("the commands of the manuals", () => {
  test.each(examples.map(({ name, bytes }) => [name, bytes.length, bytes] as const))(
    "%s of %i bytes ends where the manual says",
    (name, length, bytes) => {
      const { parts, issues } = decode(Uint8Array.from([...bytes, 0x41]), western80);
      expect(issues).toEqual([]);
      expect(parts.map((part) => [part.kind, part.offset, part.length])).toEqual([
        ["command", 0, length],
        ["text", length, 1],
      ]);
      const [first] = parts;
      expect(first?.kind === "command" ? first.name : first?.kind).toBe(name);
      expect(first?.kind === "command" ? first.title : "").toMatch(/^[A-Z]\S/);
    },
  );

  test.each(examples.map(({ name, bytes }) => [name, bytes.length, bytes] as const))(
    "%s of %i bytes is named as broken off wherever it ends too early",
    (name, length, bytes) => {
      const ends =
        length < 200 ? Array.from({ length: length - 2 }, (_, end) => end + 2) : [2, 9, length - 1];
      for (const end of ends) {
        const { parts, issues } = decode(Uint8Array.from(bytes.slice(0, end)), western80);
        expect(issues.map((issue) => [issue.code, issue.path])).toEqual([
          ["printer.truncated-command", ["bytes", 0]],
        ]);
        expect(issues[0]?.message).toMatch(/^The stream ends inside .* at 0\.$/);
        expect(issues[0]?.message).toContain(name.split(" ").slice(0, 2).join(" "));
        expect(parts).toMatchObject([{ kind: "unknown", offset: 0, length: end }]);
      }
    },
  );

  test("each has the title of its manual", async () => {
    const titles = examples.flatMap(({ name, bytes }) =>
      decode(Uint8Array.from(bytes), western80).parts.map((part) =>
        part.kind === "command" ? `${name}  ${part.title}` : part.kind,
      ),
    );
    await expect(`${[...new Set(titles)].join("\n")}\n`).toMatchFileSnapshot(
      "golden/command-titles.txt",
    );
  });

  test.each([
    ["HT", 0x09],
    ["LF", 0x0a],
    ["FF", 0x0c],
    ["CR", 0x0d],
    ["CAN", 0x18],
  ])("%s is a command of one byte", (name, byte) => {
    const { parts, issues } = decode(Uint8Array.of(byte, 0x41), western80);
    expect(issues).toEqual([]);
    expect(parts).toMatchObject([{ kind: "command", name, length: 1 }, { text: "A" }]);
  });
});
