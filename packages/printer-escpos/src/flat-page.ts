import type { PageRow, Paper, PaperRow, TextRow } from "./paper.js";

/** Dots between the tops of two lines of a terminal. */
const LINE_DOTS = 30;

/** Texts beside each other on one line of a terminal become one row. */
function joined(rows: readonly PaperRow[]): PaperRow[] {
  const lines = new Map<number, TextRow>();
  const others: PaperRow[] = [];
  for (const row of rows) {
    if (row.kind !== "text") {
      others.push(row);
      continue;
    }
    // Enlarged letters stand on the line that they end on.
    const line = Math.round((row.y + row.height - 24) / LINE_DOTS);
    const before = lines.get(line)?.glyphs ?? [];
    const glyphs = [...before, ...row.glyphs].sort((a, b) => a.x - b.x);
    lines.set(line, { kind: "text", y: line * LINE_DOTS, height: LINE_DOTS, glyphs });
  }
  return [...others, ...lines.values()].sort((a, b) => a.y - b.y);
}

/**
 * A page as rows from top to bottom, for a terminal, which turns no letters: areas that are read from left to right stand in their place,
 * and those with another direction follow below, each from left to right.
 */
export function flatPage(page: PageRow, dots: number): Paper {
  const placed: PaperRow[] = [];
  const turned: PaperRow[] = [];
  let below = page.height;
  for (const { direction, paper, x, y } of page.areas) {
    const isUpright = direction === 0;
    const [left, top] = isUpright ? [x, y] : [0, below];
    const rows = paper.rows.map((row): PaperRow => {
      const moved = { ...row, y: row.y + top };
      if (moved.kind === "text")
        return { ...moved, glyphs: moved.glyphs.map((glyph) => ({ ...glyph, x: glyph.x + left })) };
      return "x" in moved ? { ...moved, x: moved.x + left } : moved;
    });
    (isUpright ? placed : turned).push(...rows);
    if (!isUpright) below += Math.max(...paper.rows.map((row) => row.y + row.height));
  }
  return { dots, height: below, rows: [...joined(placed), ...joined(turned)] };
}
