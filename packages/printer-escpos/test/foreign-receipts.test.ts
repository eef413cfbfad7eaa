import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chinese80, decode, previewSvg, previewText, western80 } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";

const folder = new URL("../../../../shared/data/escpos/", import.meta.url);
const present = existsSync(folder);
const files = present ? readdirSync(folder).filter((name) => name.endsWith(".bin")) : [];

const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const profileFor = (name: string) => (name.startsWith("chinese") ? chinese80 : western80);

describe.skipIf(!present)(
  `receipts of other programs${present ? "" : " (skipped: the sample files are not on this machine)"}`,
  () => {
    test("there are twelve of them", () => {
      expect(files).toHaveLength(12);
    });

    test.each(files)(
      "%s is read to its last byte; only code pages that we lack are named",
      (name) => {
        const { parts, issues } = decode(bytesOf(name), profileFor(name));
        const read = parts.reduce((sum, part) => sum + part.length, 0);
        expect(read).toBe(bytesOf(name).length);
        expect(parts.filter((part) => part.kind === "unknown")).toEqual([]);
        for (const issue of issues) {
          expect(issue.code).toBe("printer.unknown-character");
          expect(issue.message).toMatch(
            /in (code page \d+|Chinese mode|cp\d+|(iso|windows)-[\d-]+|katakana):/,
          );
        }
        expect(previewText(bytesOf(name), profileFor(name)).length).toBeGreaterThan(3);
        expect(previewSvg(bytesOf(name), profileFor(name))).toContain("</svg>");
      },
    );

    test("a Chinese receipt that places its columns by dots lines up", () => {
      const lines = previewText(bytesOf("chinese-receipt-a.bin"), chinese80);
      expect(lines).toContain("红富士苹果                     x1           3.50");
      expect(lines).toContain("Snickers巧克力棒               x2          96.30");
    });
  },
);
