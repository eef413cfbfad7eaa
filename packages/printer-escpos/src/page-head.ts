import type { Glyph, Paper, PaperRow } from "./paper.js";
import { glyphsOf, type PrintHead, spacesOf } from "./print-head.js";

/** The base line of a character lies so far below its top, of 24 dots. */
const BASE_LINE = 21;

/** A head that writes into an area of a page and keeps what it writes. */
export interface PageHead extends PrintHead {
  /** `GS $`: the base line of text, the lower edge of pictures and barcodes, the upper one of other codes. */
  readonly moveDown: (y: number) => void;
  readonly down: () => number;
}

/** A head over an area of this size in the direction of its text. It shares its settings with the head over the paper. */
export function createPageHead(outer: PrintHead, width: number, height: number): PageHead {
  const rows: PaperRow[] = [];
  let glyphs: Glyph[] = [];
  let x = 0;
  let y = BASE_LINE;
  const write = (): void => {
    const tallest = Math.max(0, ...glyphs.map((glyph) => glyph.height));
    const top = y - Math.round((tallest * BASE_LINE) / 24);
    if (tallest > 0) rows.push({ kind: "text", y: top, height: tallest, glyphs });
    glyphs = [];
  };
  const head: PageHead = {
    get state() {
      return outer.state;
    },
    set state(state) {
      outer.state = state;
    },
    codes: outer.codes,
    areaWidth: () => width,
    justified: () => x,
    print(part) {
      for (const glyph of glyphsOf(outer.state, part)) {
        const [before, behind] = spacesOf(outer.state, glyph.wide);
        if (x > 0 && x + before + glyph.width > width) head.endLine();
        glyphs.push({ ...glyph, x: x + before });
        x += before + glyph.width + behind;
      }
    },
    endLine() {
      head.feed(outer.state.lineSpacing);
      x = 0;
    },
    flush: write,
    feed: (dots) => head.moveDown(y + dots),
    moveTo(position) {
      x = Math.max(0, Math.min(width, position));
    },
    position: () => x,
    picture: (dots) => head.put({ ...dots, kind: "raster", x }),
    put(row) {
      write();
      const isMatrix = row.kind === "matrix";
      rows.push({ ...row, y: isMatrix ? (y === BASE_LINE ? 0 : y) : y - row.height });
    },
    moveDown(position) {
      write();
      y = Math.max(0, position);
    },
    down: () => y,
    paper(): Paper {
      write();
      // What lies behind the end of its area is not printed.
      return { dots: width, height, rows: rows.filter((row) => row.y < height) };
    },
  };
  return head;
}
