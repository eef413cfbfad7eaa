import { chinese58, chinese80, encode, previewText, western80 } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { documentOf, smallReceipt } from "./documents.js";

const preview = (document: Parameters<typeof encode>[0], profile = chinese58) =>
  previewText(encode(document, profile).bytes, profile);

describe("a preview on the terminal", () => {
  test("the small receipt on 58 mm", async () => {
    await expect(`${preview(smallReceipt).join("\n")}\n`).toMatchFileSnapshot(
      "golden/receipt-chinese-58.txt",
    );
  });

  test("the small receipt on 80 mm", async () => {
    await expect(`${preview(smallReceipt, chinese80).join("\n")}\n`).toMatchFileSnapshot(
      "golden/receipt-chinese-80.txt",
    );
  });

  test("enlarged text keeps its place: at the edges and in the middle", () => {
    expect(
      preview(
        documentOf(
          { type: "text", text: "中文", align: "center", width: 2 },
          {
            type: "columns",
            width: 2,
            cells: [{ text: "合计 x" }, { text: "¥5.00", width: "content", align: "right" }],
          },
        ),
      ),
    ).toEqual(["              中文", "合计 x                    ￥5.00"]);
  });

  test("a letter that prints two columns wide keeps the columns behind it in place", () => {
    expect(
      preview(documentOf({ type: "text", text: "é|é" }, { type: "text", text: "牛|奶" })),
    ).toEqual(["é |é", "牛|奶"]);
  });

  test("a QR code looks the same whether the printer draws it or is sent its picture", () => {
    const code = documentOf({ type: "qr", data: "https://example.com/发票" });
    const raster = preview(code, { ...chinese80, qr: "raster" });
    expect(raster).toEqual(preview(code, chinese80));
    expect(raster).toHaveLength(15);
    expect(new Set(raster.join("").replaceAll(" ", ""))).toEqual(new Set(["█", "▀", "▄"]));
  });

  test("on a light terminal the dark modules are the blocks", () => {
    const { bytes } = encode(documentOf({ type: "qr", data: "a", align: "left" }), chinese80);
    const [dark] = previewText(bytes, chinese80);
    const [light, second] = previewText(bytes, chinese80, { background: "light" });
    expect(dark).toBe("█".repeat(25));
    expect(light?.trim()).toBe("");
    expect(second).toMatch(/^ {2}█▀▀▀▀▀█ /);
  });

  test("what is not drawn stands there by its name", () => {
    const bytes = Uint8Array.of(
      0x1d,
      0x6b,
      4,
      0x61,
      0x62,
      0,
      0x1c,
      0x70,
      1,
      0,
      0x1d,
      0x28,
      0x6b,
      3,
      0,
      48,
      81,
      48,
    );
    expect(previewText(bytes, western80).map((line) => line.trim())).toEqual([
      "[code39 ab]",
      "[FS p image 1]",
      "[PDF417]",
    ]);
  });

  test("absolute and relative positions, tabs and margins put text where they say", () => {
    const at = (...bytes: number[]) => previewText(Uint8Array.from(bytes), western80);
    expect(at(0x41, 0x1b, 0x24, 120, 0, 0x42)).toEqual(["A         B"]);
    expect(at(0x41, 0x1b, 0x5c, 24, 0, 0x42, 0x1b, 0x5c, 0xdc, 0xff, 0x43)).toEqual(["AC B"]);
    expect(at(0x09, 0x41)).toEqual(["        A"]);
    expect(at(0x1d, 0x4c, 24, 0, 0x41, 0x0a)).toEqual(["  A"]);
  });

  test("text without line feeds breaks at the edge, as in the printer", () => {
    expect(previewText(new Uint8Array(50).fill(0x41), western80)).toEqual(["A".repeat(48), "AA"]);
  });
});
