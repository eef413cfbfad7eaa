import type { BitmapFont, GlyphDots } from "../bitmap-font.js";
import { readFontTables } from "./font-file.js";
import { readGlyphIndex } from "./glyph-index.js";
import { createOutlines, type Edge } from "./outline.js";

/** Whether a point is inside an outline: how often the outline goes round it is not zero. */
function isInside(edges: readonly Edge[], x: number, y: number): boolean {
  let winding = 0;
  for (const { x0, y0, x1, y1 } of edges) {
    if (y0 <= y === y1 <= y) continue;
    const crossing = x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
    if (crossing > x) winding += y1 > y0 ? 1 : -1;
  }
  return winding !== 0;
}

/** A glyph is drawn once for each size. */
const MOST_REMEMBERED = 10_000;

/**
 * Reads a font for pictures of receipts: a WOFF (version 1) or TrueType file. Unifont, a free font of bitmaps with all Hanzi, is the
 * one to take; it comes as the package `@fontsource/unifont`, in its file `files/unifont-latin-400-normal.woff`.
 *
 * Throws `printer.file-invalid` for a file that is no such font.
 *
 * @public
 */
export function readFont(file: Uint8Array): BitmapFont {
  const tables = readFontTables(file);
  const glyphIndex = readGlyphIndex(tables);
  const outlineOf = createOutlines(tables);
  const hhea = tables("hhea");
  const [top, bottom] = [hhea.getInt16(4), hhea.getInt16(6)];
  const hmtx = tables("hmtx");
  const metrics = hhea.getUint16(34);
  const advanceOf = (glyph: number): number =>
    hmtx.getUint16(Math.min(glyph, Math.max(0, metrics - 1)) * 4);
  const drawn = new Map<string, GlyphDots>();

  function draw(glyph: number, width: number, height: number): GlyphDots {
    const edges = outlineOf(glyph);
    const advance = advanceOf(glyph);
    const dots = new Uint8Array(width * height);
    for (let y = 0; y < height; y += 1) {
      // The middle of a dot, a little beside the lines of the font's own grid.
      const fontY = top - ((y + 0.501) / height) * (top - bottom);
      for (let x = 0; x < width; x += 1)
        dots[y * width + x] = isInside(edges, ((x + 0.501) / width) * advance, fontY) ? 1 : 0;
    }
    return (x, y) => x >= 0 && y >= 0 && x < width && y < height && dots[y * width + x] === 1;
  }

  return {
    glyph(character, width, height) {
      const point = character.codePointAt(0) ?? 0;
      const glyph = [...character].length === 1 ? glyphIndex(point) : 0;
      if (glyph === 0) return undefined;
      const key = `${glyph} ${width} ${height}`;
      const known = drawn.get(key) ?? draw(glyph, width, height);
      if (drawn.size >= MOST_REMEMBERED) drawn.clear();
      drawn.set(key, known);
      return known;
    },
  };
}
