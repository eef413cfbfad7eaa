import { encode } from "uqr";
import { describe, expect, test } from "vitest";
import { qrModules } from "../src/qr-modules.js";
import { qrVersion } from "../src/qr-versions.js";

/** Bytes without a pattern, always the same. */
function bytesOf(length: number): number[] {
  return Array.from({ length }, (_, at) => (at * at * 7 + at * 31 + length) % 256);
}

function rowsOf(data: readonly number[], level: "L" | "M" | "Q" | "H"): string[] {
  const code = qrModules(data, level);
  const side = Array.from({ length: code?.size ?? 0 }, (_, at) => at);
  return side.map((y) => side.map((x) => (code?.isDark(x, y) === true ? "#" : ".")).join(""));
}

describe("QR codes module by module", () => {
  const levels = ["L", "M", "Q", "H"] as const;
  const sizes = [
    [1, 2, 3],
    [5, 6, 7],
    [9, 10, 14, 15],
    [21, 27, 32, 40],
  ];
  test.each(levels.flatMap((level) => sizes.map((versions) => [level, versions] as const)))(
    "another encoder draws the same code, mask and all, full to the last byte: level %s, versions %j",
    (level, versions) => {
      for (const version of versions) {
        let most = 0;
        for (let bytes = 1; bytes <= 2953; bytes += 1)
          if (qrVersion(bytes, level)?.version === version) most = bytes;
        const data = bytesOf(most);
        const other = encode(data, { ecc: level, boostEcc: false, border: 0 });
        expect(other.version).toBe(version);
        expect(rowsOf(data, level)).toEqual(
          other.data.map((row) => row.map((dark) => (dark ? "#" : ".")).join("")),
        );
      }
    },
    60_000,
  );

  test("the mask is the same for many small codes, between them all eight", () => {
    const masks = new Set<string>();
    for (let at = 0; at < 60; at += 1) {
      const data = bytesOf(at + 1).slice(0, 14 + (at % 12));
      const level = levels[at % 2] ?? "L";
      const other = encode(data, { ecc: level, boostEcc: false, border: 0 });
      const rows = other.data.map((row) => row.map((dark) => (dark ? "#" : ".")).join(""));
      expect(rowsOf(data, level)).toEqual(rows);
      // Three bits of the format beside the upper left square say which mask it is.
      masks.add(rows[8]?.slice(2, 5) ?? "");
    }
    expect(masks.size).toBe(8);
  });

  test("a code that is not full is padded as the standard says", () => {
    for (const length of [1, 2, 3, 13, 60, 240]) {
      const data = bytesOf(length);
      const other = encode(data, { ecc: "M", boostEcc: false, border: 0 });
      expect(rowsOf(data, "M")).toEqual(
        other.data.map((row) => row.map((dark) => (dark ? "#" : ".")).join("")),
      );
    }
  });

  test("squares, timing, format and version stand where the standard puts them", () => {
    const rows = rowsOf(bytesOf(120), "M");
    expect(rows.length).toBe(45);
    expect(rows[0]?.slice(0, 8)).toBe("#######.");
    expect(rows[6]).toMatch(/^#######(?:\.#)*\.#######$/);
    // Version 7 is 000111 110010 010100 (annex D), the last bit first, three bits a column.
    const version = [0, 1, 2, 3, 4, 5].map((y) => rows[y]?.slice(34, 37)).join("");
    expect(version).toBe(
      [..."001010010011111000"].map((bit) => (bit === "1" ? "#" : ".")).join(""),
    );
  });
});
