import { chinese58, chinese80, previewSvg } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";

/** The modules of 4006381333931, an example of the standard. */
const BARS =
  "10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101";

const [ESC, FS, GS, LF] = [0x1b, 0x1c, 0x1d, 0x0a];
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
const HANZI = [0xd6, 0xd0];

/** What is drawn on 80 mm paper, line by line, without the frame around it. White paper is 32 wide on each side and above. */
function drawn(...parts: (number | readonly number[])[]): string[] {
  const svg = previewSvg(Uint8Array.from(parts.flat()), chinese80).trimEnd().split("\n");
  return svg
    .slice(3, -2)
    .map((line) => line.replace(/^<g transform="translate\(32 0\)">(.*)<\/g>$/, "$1"));
}

describe("the sheet", () => {
  test("is as wide as the roll, or as what is printed if that is wider, and as long as what is fed", () => {
    const head = (profile: typeof chinese58, ...bytes: number[]) =>
      previewSvg(Uint8Array.from(bytes), profile).split("\n").slice(0, 2);
    expect(head(chinese58, LF)).toEqual([
      '<svg xmlns="http://www.w3.org/2000/svg" width="464" height="94" viewBox="0 0 464 94">',
      '<rect width="464" height="94" fill="#fff"/>',
    ]);
    expect(head({ ...chinese58, dots: 500 })[0]).toContain('width="500" height="64"');
    expect(previewSvg(Uint8Array.of(0x41, LF), { ...chinese58, dots: 500 })).toContain(
      '<g transform="translate(0 0)"><text',
    );
  });

  test("ends its lines and its elements", () => {
    expect(previewSvg(new Uint8Array(0), chinese58).split("\n").slice(3)).toEqual([
      "",
      "</g>",
      "</svg>",
      "",
    ]);
  });
});

describe("letters", () => {
  const plain = 'text-anchor="middle" font-size="20" fill="#000"';

  test("each in the middle of its cell, those beside each other in one element, spaces left out", () => {
    expect(drawn(text("a b"), LF)).toEqual([
      `<text transform="translate(0 50)" ${plain}><tspan x="6">a</tspan><tspan x="30">b</tspan></text>`,
    ]);
    expect(drawn(text("  "), LF)).toEqual([""]);
  });

  test("a gap, another size, another mark begins a new element", () => {
    const starts = (...parts: (number | readonly number[])[]) =>
      [...(drawn(...parts, LF)[0] ?? "").matchAll(/translate\((\d+) /g)].map(([, x]) => Number(x));
    expect(starts(text("ab"))).toEqual([0]);
    expect(starts(text("a"), ESC, 0x24, 13, 0, text("b"))).toEqual([0, 13]);
    expect(starts(text("a"), HANZI, text("b"))).toEqual([0, 12, 36]);
    expect(starts(text("a"), ESC, 0x45, 1, text("b"))).toEqual([0, 12]);
    expect(starts(text("a"), ESC, 0x2d, 1, text("b"))).toEqual([0, 12]);
    expect(starts(text("a"), GS, 0x42, 1, text("b"))).toEqual([0, 12]);
    expect(starts(text("a"), GS, 0x21, 1, text("b"))).toEqual([0, 12]);
    expect(starts(text("a"), GS, 0x21, 16, text("b"))).toEqual([0, 12]);
  });

  test("Hanzi are as large as their cell and stand a little lower", () => {
    expect(drawn(HANZI, LF)).toEqual([
      '<text transform="translate(0 52.5)" text-anchor="middle" font-size="24" fill="#000"><tspan x="12">中</tspan></text>',
    ]);
  });

  test("enlarged ones and those of font B are scaled from the normal size, and stand on one line", () => {
    expect(drawn(GS, 0x21, 0x12, text("A"), GS, 0x21, 0, text("b"), LF)).toEqual([
      `<text transform="translate(0 86) scale(2 3)" ${plain}><tspan x="6">A</tspan></text>` +
        `<text transform="translate(24 98)" ${plain}><tspan x="6">b</tspan></text>`,
    ]);
    expect(drawn(GS, 0x21, 0x10, text("A"), LF)[0]).toContain("scale(2 1)");
    expect(drawn(GS, 0x21, 0x01, text("A"), LF)[0]).toContain("scale(1 2)");
    // 9 of 12 dots wide, 17 of 24 high; its base 6 × 17/24 above its bottom at 49.
    expect(drawn(ESC, 0x4d, 1, text("A"), LF)).toEqual([
      `<text transform="translate(0 44.75) scale(0.75 0.708)" ${plain}><tspan x="6">A</tspan></text>`,
    ]);
  });

  test("bold is heavier, an underline lies at the bottom, inverted is white on a black cell", () => {
    expect(drawn(ESC, 0x45, 1, text("A"), LF)).toEqual([
      `<text transform="translate(0 50)" ${plain} font-weight="bold" stroke="#000" stroke-width="0.6"><tspan x="6">A</tspan></text>`,
    ]);
    expect(drawn(ESC, 0x2d, 1, text("AB"), LF)).toEqual([
      `<text transform="translate(0 50)" ${plain}><tspan x="6">A</tspan><tspan x="18">B</tspan></text>` +
        '<rect x="0" y="54.5" width="24" height="1.5" fill="#000"/>',
    ]);
    expect(drawn(GS, 0x42, 1, ESC, 0x2d, 1, text("A"), LF)).toEqual([
      '<rect x="0" y="32" width="12" height="24" fill="#000"/>' +
        '<text transform="translate(0 50)" text-anchor="middle" font-size="20" fill="#fff"><tspan x="6">A</tspan></text>' +
        '<rect x="0" y="54.5" width="12" height="1.5" fill="#fff"/>',
    ]);
    expect(drawn(GS, 0x42, 1, ESC, 0x45, 1, text("A"), LF)[0]).toContain('stroke="#fff"');
    expect(drawn(GS, 0x42, 1, text(" "), LF)).toEqual([
      '<rect x="0" y="32" width="12" height="24" fill="#000"/>',
    ]);
  });

  test("signs that mean something to a browser are written out", () => {
    expect(drawn(text(`<&>"`), LF)[0]).toContain(
      '<tspan x="6">&lt;</tspan><tspan x="18">&amp;</tspan><tspan x="30">&gt;</tspan><tspan x="42">&quot;</tspan>',
    );
  });
});

describe("lines of a rule", () => {
  const SINGLE = [0xa9, 0xa4];
  const DOUBLE = [0xa8, 0x54];

  test("are drawn from edge to edge, through the middle or around it", () => {
    expect(drawn(SINGLE, SINGLE, LF)).toEqual([
      '<rect x="0" y="43" width="48" height="2" fill="#000"/>',
    ]);
    expect(drawn(DOUBLE, LF)).toEqual([
      '<rect x="0" y="40" width="24" height="2" fill="#000"/><rect x="0" y="46" width="24" height="2" fill="#000"/>',
    ]);
    // Twice as high, the middle lies 24 dots above the bottom.
    expect(drawn(GS, 0x21, 1, SINGLE, LF)).toEqual([
      '<rect x="0" y="55" width="24" height="2" fill="#000"/>',
    ]);
  });

  test("beside letters each is drawn by itself; inverted they are text", () => {
    const beside = drawn(HANZI, SINGLE, LF)[0] ?? "";
    expect(beside).toContain("中");
    expect(beside).toContain('<rect x="24" y="43" width="24" height="2" fill="#000"/>');
    expect(drawn(GS, 0x42, 1, SINGLE, LF)[0]).toContain("─");
  });
});

describe("codes, pictures, labels and cuts", () => {
  const EAN = [GS, 0x6b, 2, ...text("400638133393"), 0];
  const bars = (from: number, top: number, height: number, module: number) =>
    [...BARS.matchAll(/1+/g)]
      .map(({ 0: { length }, index }) => {
        const width = length * module;
        return `M${from + index * module} ${top}h${width}v${height}h${-width}z`;
      })
      .join("");

  test("a barcode is a path of its bars, its caption in the middle above, below or both", () => {
    const caption = (y: number) =>
      `<text x="127" y="${y}" font-size="20" text-anchor="middle">4006381333931</text>`;
    const form = (where: number) => [GS, 0x68, 40, GS, 0x77, 2, GS, 0x48, where];
    const path = (top: number) =>
      `<path d="${bars(32, top, 40, 2)}" shape-rendering="crispEdges"/>`;
    expect(drawn(form(0), EAN)).toEqual([path(32)]);
    expect(drawn(form(1), EAN)).toEqual([caption(54) + path(60)]);
    expect(drawn(form(2), EAN)).toEqual([path(32) + caption(94)]);
    expect(drawn(form(3), EAN)).toEqual([caption(54) + path(60) + caption(122)]);
  });

  test("a justified barcode begins where its width leaves room", () => {
    // 576 - 95 × 3 = 291 dots are free.
    expect(drawn(ESC, 0x61, 2, GS, 0x68, 40, EAN)[0]).toContain(`d="${bars(32 + 291, 32, 40, 3)}"`);
  });

  test("a picture is a path of strokes, row by row; a white one is nothing", () => {
    const raster = (...bits: number[]) => drawn(GS, 0x76, 0x30, 0, 1, 0, bits.length, 0, bits);
    expect(raster(0b11100101, 0, 0b00000001)).toEqual([
      '<path d="M32 32h3v1h-3zM37 32h1v1h-1zM39 32h1v1h-1zM39 34h1v1h-1z" shape-rendering="crispEdges"/>',
    ]);
    expect(raster(0, 0)).toEqual([""]);
    // On the right of 576 dots.
    const right = drawn(ESC, 0x61, 2, [GS, 0x76, 0x30, 0, 1, 0, 1, 0, 0x80]);
    expect(right[0]).toContain(`"M${32 + 568} 32h1v1h-1z"`);
  });

  test("what is not drawn is named in a frame, by its first sixty letters", () => {
    expect(drawn(FS, 0x70, 3, 0)).toEqual([
      '<rect x="33" y="34" width="574" height="26" fill="none" stroke="#888" stroke-dasharray="6 4"/>' +
        '<text x="320" y="54" font-size="20" text-anchor="middle">FS p image 3</text>',
    ]);
    const long = [GS, 0x6b, 70, 61, ...text("1".repeat(61))];
    expect(drawn(long)[0]).toContain(`>itf ${"1".repeat(56)}<`);
  });

  test("a cut goes over the whole sheet, broken where a point stays", () => {
    expect(drawn(GS, 0x56, 0)).toEqual(['<path d="M0 44H640" stroke="#888" stroke-width="2"/>']);
    expect(drawn(GS, 0x56, 1)).toEqual([
      '<path d="M0 44H640" stroke="#888" stroke-width="2" stroke-dasharray="12 8"/>',
    ]);
  });

  test("each thing is below the one before", () => {
    const ys = drawn(text("a"), LF, [GS, 0x76, 0x30, 0, 1, 0, 1, 0, 0x80], GS, 0x56, 0);
    expect(ys[1]).toContain("M32 62h1");
    expect(ys[2]).toContain("M0 75H640");
  });

  test("what XML cannot hold becomes the sign for an unknown character", () => {
    const four = { ...chinese58, text: { ...chinese58.text, fourByteCodes: true } as const };
    // U+FFFF in four bytes.
    expect(previewSvg(Uint8Array.of(0x84, 0x31, 0xa4, 0x39, LF), four)).toContain(">\ufffd<");
    // Code 128 in set A holds control characters, which its caption would show.
    expect(drawn(GS, 0x48, 2, GS, 0x6b, 73, 4, ...text("{A"), 0x01, 0x41)[0]).toContain(
      ">\ufffdA<",
    );
  });
});
