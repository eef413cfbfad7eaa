import type { FontTables } from "./font-file.js";
import { fontInvalid } from "./font-file.js";

/** The number of the glyph of a code point, 0 where there is none. */
export type GlyphIndex = (point: number) => number;

/** Format 4: segments of the basic plane. */
function segmented(view: DataView, at: number): GlyphIndex {
  const count = view.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + count * 2 + 2;
  return (point) => {
    for (let index = 0; index < count; index += 1) {
      if (view.getUint16(ends + index * 2) < point) continue;
      const start = view.getUint16(starts + index * 2);
      if (start > point) return 0;
      const delta = view.getUint16(starts + (count + index) * 2);
      const offsetAt = starts + (2 * count + index) * 2;
      const offset = view.getUint16(offsetAt);
      if (offset === 0) return (point + delta) & 0xffff;
      const glyph = view.getUint16(offsetAt + offset + (point - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

/** Format 12: groups of all planes. */
function grouped(view: DataView, at: number): GlyphIndex {
  const count = view.getUint32(at + 12);
  return (point) => {
    for (let index = 0; index < count; index += 1) {
      const group = at + 16 + index * 12;
      if (view.getUint32(group + 4) < point) continue;
      const start = view.getUint32(group);
      return start > point ? 0 : view.getUint32(group + 8) + point - start;
    }
    return 0;
  };
}

/** The `cmap` of a font, the widest of those that can be read. */
export function readGlyphIndex(tables: FontTables): GlyphIndex {
  const view = tables("cmap");
  const offsets = Array.from({ length: view.getUint16(2) }, (_, index) =>
    view.getUint32(8 + index * 8),
  );
  const wide = offsets.find((at) => view.getUint16(at) === 12);
  if (wide !== undefined) return grouped(view, wide);
  const basic = offsets.find((at) => view.getUint16(at) === 4);
  if (basic !== undefined) return segmented(view, basic);
  throw fontInvalid("it has no cmap of format 4 or 12");
}
