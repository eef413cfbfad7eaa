import { chinese58, chinese80, encode, previewSvg, western80 } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { qrModules } from "../src/qr-modules.js";
import { utf8Bytes } from "../src/utf8.js";
import { documentOf, smallReceipt } from "./documents.js";

const svg = (document: Parameters<typeof encode>[0], profile = chinese80) =>
  previewSvg(encode(document, profile).bytes, profile);

describe("a drawn preview", () => {
  test.each([chinese58, chinese80, western80])("the small receipt: $id", async (profile) => {
    await expect(svg(smallReceipt, profile)).toMatchFileSnapshot(
      `golden/receipt-${profile.id}.svg`,
    );
  });

  test("the paper is as wide as the roll", () => {
    expect(svg(documentOf(), chinese58)).toContain('width="464"');
    expect(svg(documentOf(), chinese80)).toContain('width="640"');
  });

  test("a Hanzi takes exactly two cells of a letter", () => {
    const drawn = svg(documentOf({ type: "text", text: "中a文" }));
    expect(drawn.match(/translate\((\d+) [\d.]+\)" text-anchor/g)).toEqual([
      'translate(0 61.5)" text-anchor'.replace("61.5", "52.5"),
      'translate(24 50)" text-anchor',
      'translate(36 52.5)" text-anchor',
    ]);
  });

  test("every dark module of a QR code is drawn and no other", () => {
    const data = "https://example.com/";
    const drawn = svg(documentOf({ type: "qr", data, moduleDots: 4, align: "left" }));
    const code = qrModules(utf8Bytes(data), "M");
    const path = drawn.match(/<path d="([^"]+)" shape/)?.[1] ?? "";
    const dark = new Set<string>();
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      for (let dot = 0; dot < Number(width); dot += 4) {
        dark.add(`${(Number(x) - 32 + dot) / 4},${(Number(y) - 32 - 16) / 4}`);
      }
    }
    const expected = new Set<string>();
    for (let row = 0; row < (code?.size ?? 0); row += 1)
      for (let column = 0; column < (code?.size ?? 0); column += 1)
        if (code?.isDark(column, row) === true) expected.add(`${column},${row}`);
    expect(dark).toEqual(expected);
    expect(expected.size).toBeGreaterThan(200);
  });

  test("marks are drawn: bold, underline, white on black, enlarged", () => {
    const drawn = svg(
      documentOf(
        { type: "text", text: "a", bold: true },
        { type: "text", text: "b", underline: true },
        { type: "text", text: "c", invert: true },
        { type: "text", text: "d", width: 2, height: 3 },
      ),
    );
    expect(drawn).toContain('font-weight="bold"');
    expect(drawn).toContain('height="1.5" fill="#000"');
    expect(drawn).toContain('fill="#fff"><tspan x="6">c');
    expect(drawn).toContain("scale(2 3)");
  });

  test("names cannot break out of the picture", () => {
    const drawn = svg(documentOf({ type: "text", text: `</text><script>"&'` }));
    expect(drawn).not.toContain("<script");
    expect(drawn.match(/<tspan/g)).toHaveLength(18);
    const stray = previewSvg(Uint8Array.of(0x81, 0x41, 0xff, 0x0a), { ...chinese58 });
    expect(stray).not.toMatch(/\ufffe|\uffff/);
  });
});
