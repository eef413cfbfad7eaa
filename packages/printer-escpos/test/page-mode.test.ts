import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chinese80, previewSvg, previewText } from "@tillwright/printer-escpos";
import { previewPng, readPng } from "@tillwright/printer-escpos/png";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { symbolFunction } from "./printed-codes.js";
import { RUNS } from "./runs.js";

const word = (value: number) => [value & 255, (value >> 8) & 255];
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
/** `ESC W`: left, top, width, height. */
const area = (...edges: number[]) => [0x1b, 0x57, ...edges.flatMap(word)];
/** `GS $` and `ESC $`. */
const down = (y: number) => [0x1d, 0x24, ...word(y)];
const along = (x: number) => [0x1b, 0x24, ...word(x)];
const turn = (direction: number) => [0x1b, 0x54, direction];
const PAGE = [0x1b, 0x4c];
const STANDARD = [0x1b, 0x53];
const PRINT_AND_KEEP = [0x1b, 0x0c];
const [LF, FF, CAN] = [0x0a, 0x0c, 0x18];
const bytes = (...parts: (number | readonly number[])[]) => Uint8Array.from(parts.flat());

/** Goods on the left, their price on the right, further down. */
const label = bytes(
  text("before\n"),
  PAGE,
  area(0, 0, 288, 120),
  text("Milk\n12 boxes\n"),
  area(288, 0, 288, 120),
  down(81),
  text("$59.90"),
  FF,
  text("behind\n"),
);

/** Where there is ink: the columns and rows of the frame around it, by dots from the corner of the printable paper. */
function inked(stream: Uint8Array): number[] {
  const { width, data } = readPng(previewPng(stream, chinese80).png);
  const dark: [number, number][] = [];
  for (let at = 0; at < data.length / 4; at += 1)
    if ((data[at * 4] ?? 255) < 128) dark.push([(at % width) - 32, Math.floor(at / width) - 32]);
  const xs = dark.map(([x]) => x);
  const ys = dark.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

describe("page mode", () => {
  test("two areas stand beside each other in a terminal, between what is printed before and behind", () => {
    expect(previewText(label, chinese80)).toEqual([
      "before",
      "Milk",
      "12 boxes",
      `${" ".repeat(24)}$59.90`,
      "behind",
    ]);
  });

  test("texts of two areas on one line are one line", () => {
    const beside = bytes(
      PAGE,
      area(0, 0, 288, 60),
      text("left"),
      area(300, 0, 200, 60),
      text("right"),
      FF,
    );
    expect(previewText(beside, chinese80)[0]).toBe(`left${" ".repeat(21)}right`);
  });

  test("an SVG puts each area in its place and turns it about the corner where it begins", () => {
    const drawn = (direction: number) =>
      previewSvg(
        bytes(PAGE, area(100, 40, 200, 80), turn(direction), text("A"), FF),
        chinese80,
      ).match(/<g transform="([^"]+)">/)?.[1];
    expect([0, 1, 2, 3, 48, 51].map(drawn)).toEqual([
      "translate(132 72) rotate(0)",
      "translate(132 152) rotate(-90)",
      "translate(332 152) rotate(180)",
      "translate(332 72) rotate(90)",
      "translate(132 72) rotate(0)",
      "translate(332 72) rotate(90)",
    ]);
    expect(previewSvg(label, chinese80)).toContain(">b</tspan>");
  });

  test("an SVG shows nothing beyond the edges of an area, which has the sides of its text", () => {
    const frame = (direction: number) =>
      previewSvg(bytes(PAGE, area(0, 0, 200, 80), turn(direction), text("A"), FF), chinese80).match(
        /rotate\(-?\d+\)"><(svg width="\d+" height="\d+")>/,
      )?.[1];
    expect(frame(0)).toBe('svg width="200" height="80"');
    expect(frame(1)).toBe('svg width="80" height="200"');
  });

  test("Hanzi of a page keep the distance of FS S", () => {
    const lines = previewSvg(
      bytes(PAGE, [0x1c, 0x26, 0x1c, 0x53, 6, 6], [0xd6, 0xd0, 0xce, 0xc4], FF),
      chinese80,
    );
    expect(
      [...lines.matchAll(/translate\((\d+) [\d.]+\)" text-anchor/g)].map(([, x]) => x),
    ).toEqual(["6", "42"]);
  });

  test("the dots of a PNG lie in the area, in the corner that the direction names", () => {
    const frame = (direction: number) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = inked(
        bytes(PAGE, area(100, 40, 200, 80), turn(direction), text("|"), FF),
      );
      return [
        left < 200 ? "left" : "right",
        top < 80 ? "top" : "bottom",
        right - left > bottom - top,
      ];
    };
    expect([0, 1, 2, 3].map(frame)).toEqual([
      ["left", "top", false],
      ["left", "bottom", true],
      ["right", "bottom", false],
      ["right", "top", true],
    ]);
  });

  test("a bar and the same bar upside down are mirrored about the middle of the area", () => {
    const bar = (direction: number) =>
      inked(bytes(PAGE, area(0, 0, 100, 60), turn(direction), text("|"), FF));
    const [left = 0, top = 0, right = 0, bottom = 0] = bar(0);
    expect(bar(2)).toEqual([99 - right, 59 - bottom, 99 - left, 59 - top]);
  });

  test("the position is the base line: tall letters grow upwards, and pictures stand on it", () => {
    const [, top = 0, , bottom = 0] = inked(bytes(PAGE, down(100), text("H"), FF));
    const tall = inked(bytes(PAGE, down(100), [0x1d, 0x21, 0x11], text("H"), FF));
    expect(tall[3]).toBeLessThanOrEqual(bottom + 2);
    expect((tall[3] ?? 0) - (tall[1] ?? 0)).toBeGreaterThan((bottom - top) * 1.8);
    const code = [...[0x1d, 0x68, 40], 0x1d, 0x6b, 2, ...text("690123456789"), 0];
    expect(inked(bytes(PAGE, down(100), code, FF)).filter((_, at) => at % 2 === 1)).toEqual([
      60, 99,
    ]);
    const raster = [0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0xff, 0xff];
    expect(inked(bytes(PAGE, along(24), down(50), raster, FF))).toEqual([24, 48, 31, 49]);
  });

  test("positions: absolute, relative and along the line; a line feed goes to the start of the next", () => {
    const at = (...parts: (number | readonly number[])[]) => {
      const place = previewSvg(bytes(PAGE, ...parts, text("A"), FF), chinese80).match(
        /<text transform="translate\((\d+) (\d+)\)/,
      );
      return place === null ? [] : [Number(place[1]), Number(place[2])];
    };
    const [x = 0, y = 0] = at();
    expect(at(down(51))).toEqual([x, y + 30]);
    expect(at(down(51), [0x1d, 0x5c, ...word(20)])).toEqual([x, y + 50]);
    expect(at(down(51), [0x1d, 0x5c, ...word(-20)])).toEqual([x, y + 10]);
    expect(at(along(120))).toEqual([x + 120, y]);
    expect(at(along(120), [0x1b, 0x5c, ...word(-24)])).toEqual([x + 96, y]);
    expect(at(along(120), LF)).toEqual([x, y + 30]);
    expect(at([0x1b, 0x33, 50], LF)).toEqual([x, y + 50]);
    expect(at([0x1b, 0x4a, 7])).toEqual([x, y + 7]);
  });

  test("text breaks at the edge of its area and is not printed behind its end", () => {
    const narrow = bytes(PAGE, area(0, 0, 60, 60), text("ABCDEFGHIJKLMNOP"), FF);
    expect(previewText(narrow, chinese80)).toEqual(["ABCDE", "FGHIJ"]);
  });

  test("CAN empties the area, ESC S and ESC @ leave without printing, ESC FF prints and keeps", () => {
    const lines = (...parts: (number | readonly number[])[]) =>
      previewText(bytes(...parts), chinese80).filter((line) => line !== "");
    const first = [PAGE, area(0, 0, 200, 40), text("one"), area(0, 60, 200, 40), text("two")];
    expect(lines(...first, FF)).toEqual(["one", "two"]);
    expect(lines(...first, CAN, text("new"), FF)).toEqual(["one", "new"]);
    expect(lines(...first, STANDARD, text("after\n"))).toEqual(["after"]);
    expect(lines(...first, [0x1b, 0x40], text("after\n"))).toEqual(["after"]);
    expect(lines(...first, PRINT_AND_KEEP, FF)).toEqual(["one", "two", "one", "two"]);
    expect(lines(...first)).toEqual([]);
    // A stream cannot make more of a page than its size allows: the same page comes out so often at most.
    expect(
      lines(PAGE, text("one"), ...Array.from({ length: 999 }, () => PRINT_AND_KEEP)).length,
    ).toBe(50);
  });

  test("turned text stands below, straight, in a terminal", () => {
    const turned = bytes(
      PAGE,
      area(0, 0, 100, 200),
      turn(1),
      text("up"),
      turn(0),
      text("flat"),
      FF,
    );
    expect(previewText(turned, chinese80).filter((line) => line !== "")).toEqual(["flat", "up"]);
  });

  test("any order of its commands, with any figures, is drawn without an error", () => {
    const figure = fc.integer({ min: 0, max: 255 });
    const command = fc.oneof(
      fc.constantFrom(
        PAGE,
        STANDARD,
        PRINT_AND_KEEP,
        [LF],
        [FF],
        [CAN],
        [0x1b, 0x40],
        text("Tea 5"),
      ),
      fc.array(figure, { minLength: 8, maxLength: 8 }).map((edges) => [0x1b, 0x57, ...edges]),
      fc
        .array(figure, { minLength: 2, maxLength: 2 })
        .chain((pair) =>
          fc.constantFrom(
            [0x1d, 0x24, ...pair],
            [0x1d, 0x5c, ...pair],
            [0x1b, 0x24, ...pair],
            [0x1b, 0x5c, ...pair],
          ),
        ),
      figure.map(turn),
      figure.map((size) => [0x1d, 0x21, size]),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const stream = bytes(PAGE, ...commands, FF);
        expect(previewSvg(stream, chinese80)).not.toMatch(/NaN|Infinity|undefined/);
        expect(previewText(stream, chinese80).length).toBeLessThan(10_000);
      }),
      { numRuns: RUNS },
    );
  });

  const reader = spawnSync("zbarimg", ["--version"]);
  test.skipIf(reader.error !== undefined)(
    `codes of a page are read back from its picture, also turned ones${reader.error === undefined ? "" : " (skipped: zbarimg is not on this machine)"}`,
    () => {
      const qr = [
        ...symbolFunction(49, 67, 5),
        ...symbolFunction(49, 80, 48, ...text("page 1")),
        ...symbolFunction(49, 81, 48),
      ];
      const ean = [0x1d, 0x77, 2, 0x1d, 0x6b, 2, ...text("690123456789"), 0];
      const page = bytes(
        PAGE,
        area(0, 0, 200, 300),
        qr,
        area(240, 0, 300, 300),
        turn(1),
        along(30),
        down(200),
        ean,
        FF,
      );
      const folder = mkdtempSync(join(tmpdir(), "page-"));
      writeFileSync(join(folder, "page.png"), previewPng(page, chinese80).png);
      const { stdout } = spawnSync("zbarimg", ["-q", "--nodbus", join(folder, "page.png")], {
        encoding: "utf8",
      });
      rmSync(folder, { recursive: true });
      expect(stdout.trim().split("\n").sort()).toEqual(["EAN-13:6901234567892", "QR-Code:page 1"]);
    },
  );
});
