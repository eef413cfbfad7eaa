import type { CodeModules } from "../code-painter.js";

type Point = readonly [x: number, y: number];

/** The drawing interface of bwip-js, as far as codes without letters need it. */
export interface DotDrawing {
  readonly scale: () => [number, number];
  readonly measure: () => { width: number; ascent: number; descent: number };
  readonly init: (width: number, height: number) => void;
  readonly line: (x0: number, y0: number, x1: number, y1: number, width: number) => void;
  readonly polygon: (points: readonly Point[]) => void;
  readonly hexagon: (points: readonly Point[]) => void;
  readonly ellipse: (x: number, y: number, radiusX: number, radiusY: number) => void;
  readonly fill: () => void;
  readonly text: () => void;
  readonly end: () => CodeModules;
}

/** Corners that stand for a circle of a few dozen dots. */
const CIRCLE_CORNERS = 48;

function circle(x: number, y: number, radiusX: number, radiusY: number): Point[] {
  return Array.from({ length: CIRCLE_CORNERS }, (_, corner): Point => {
    const angle = (corner / CIRCLE_CORNERS) * 2 * Math.PI;
    return [x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)];
  });
}

/** Where the edges of outlines cross the middle of a row of dots, from left to right. */
function crossings(outlines: readonly (readonly Point[])[], y: number): number[] {
  const found: number[] = [];
  for (const outline of outlines)
    outline.forEach(([x0, y0], index) => {
      const [x1, y1] = outline[(index + 1) % outline.length] ?? [x0, y0];
      if (y0 <= y !== y1 <= y) found.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    });
  return found.sort((a, b) => a - b);
}

/**
 * Collects what is drawn as dots: a dot is dark where its middle lies in an odd number of outlines. `scale` is how many dots a unit of the
 * library becomes; at 1 that is one for each module of all codes but MaxiCode.
 */
export function createDotDrawing(scale: number): DotDrawing {
  let [columns, rows] = [0, 0];
  let dots = new Uint8Array(0);
  let outlines: (readonly Point[])[] = [];
  const paint = (x0: number, x1: number, y: number): void => {
    for (let x = Math.max(0, Math.ceil(x0 - 0.5)); x < Math.min(columns, x1 - 0.5); x += 1)
      dots[y * columns + x] = 1;
  };
  const outline = (points: readonly Point[]): void => {
    outlines.push(points);
  };
  return {
    scale: () => [scale, scale],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init(width, height) {
      columns = Math.ceil(width);
      rows = Math.ceil(height);
      dots = new Uint8Array(columns * rows);
    },
    line(x0, y0, _, y1, width) {
      // Bars of barcodes. An even number of dots lies one more to the right of the middle than to its left.
      const from = x0 - Math.floor((width - 1) / 2);
      for (let y = Math.min(y0, y1); y <= Math.max(y0, y1); y += 1) paint(from, from + width, y);
    },
    polygon: outline,
    hexagon: outline,
    ellipse: (x, y, radiusX, radiusY) => outline(circle(x, y, radiusX, radiusY)),
    fill() {
      for (let y = 0; y < rows; y += 1) {
        const at = crossings(outlines, y + 0.5);
        for (let pair = 0; pair + 1 < at.length; pair += 2)
          paint(at[pair] ?? 0, at[pair + 1] ?? 0, y);
      }
      outlines = [];
    },
    text: () => undefined,
    end: () => ({
      columns,
      rows,
      isDark: (column, row) =>
        column >= 0 && column < columns && dots[row * columns + column] === 1,
    }),
  };
}
