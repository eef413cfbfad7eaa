import type { FontTables } from "./font-file.js";

/** A straight piece of an outline, in font units. */
export interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

/** Curves are drawn as so many straight pieces; at 24 dots nobody sees them. */
const PIECES = 4;
const DEEPEST_COMPOUND = 4;

function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, onCurve: true };
}

/** A contour with its points between two control points written out, beginning on the curve. */
function explicit(points: readonly Point[]): Point[] {
  const all = points.flatMap((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return !point.onCurve && !next.onCurve ? [point, middle(point, next)] : [point];
  });
  const first = all.findIndex((point) => point.onCurve);
  return first < 0 ? [] : [...all.slice(first), ...all.slice(0, first + 1)];
}

function addCurve(from: Point, control: Point, to: Point, edges: Edge[]): void {
  let [x0, y0] = [from.x, from.y];
  for (let piece = 1; piece <= PIECES; piece += 1) {
    const t = piece / PIECES;
    const s = 1 - t;
    const x1 = s * s * from.x + 2 * s * t * control.x + t * t * to.x;
    const y1 = s * s * from.y + 2 * s * t * control.y + t * t * to.y;
    edges.push({ x0, y0, x1, y1 });
    [x0, y0] = [x1, y1];
  }
}

function addContour(points: readonly Point[], edges: Edge[]): void {
  const path = explicit(points);
  let from = path[0];
  for (let index = 1; index < path.length && from !== undefined; index += 1) {
    const point = path[index];
    if (point === undefined) return;
    if (point.onCurve) edges.push({ x0: from.x, y0: from.y, x1: point.x, y1: point.y });
    else {
      index += 1;
      const to = path[index] ?? from;
      addCurve(from, point, to, edges);
      from = to;
      continue;
    }
    from = point;
  }
}

/** Coordinates as differences of one byte, two bytes or none, as their flags say. */
function readCoordinates(
  view: DataView,
  from: number,
  flags: readonly number[],
  short: number,
  same: number,
): { values: number[]; at: number } {
  let at = from;
  let value = 0;
  const values = flags.map((flag) => {
    if ((flag & short) !== 0) {
      value += (flag & same) !== 0 ? view.getUint8(at) : -view.getUint8(at);
      at += 1;
    } else if ((flag & same) === 0) {
      value += view.getInt16(at);
      at += 2;
    }
    return value;
  });
  return { values, at };
}

function simpleGlyph(view: DataView, start: number, contours: number): Edge[] {
  const ends = Array.from({ length: contours }, (_, i) => view.getUint16(start + 10 + i * 2));
  let at = start + 10 + contours * 2;
  at += 2 + view.getUint16(at);
  const count = (ends.at(-1) ?? -1) + 1;
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = view.getUint8(at);
    at += 1;
    flags.push(flag);
    if ((flag & 8) === 0) continue;
    for (let times = view.getUint8(at); times > 0; times -= 1) flags.push(flag);
    at += 1;
  }
  const x = readCoordinates(view, at, flags, 2, 16);
  const y = readCoordinates(view, x.at, flags, 4, 32);
  const edges: Edge[] = [];
  let from = 0;
  for (const end of ends) {
    const points = flags.slice(from, end + 1).map((flag, index) => ({
      x: x.values[from + index] ?? 0,
      y: y.values[from + index] ?? 0,
      onCurve: (flag & 1) !== 0,
    }));
    addContour(points, edges);
    from = end + 1;
  }
  return edges;
}

/** Reads the outlines of a font: its `glyf` table. */
export function createOutlines(tables: FontTables): (glyph: number) => readonly Edge[] {
  const glyf = tables("glyf");
  const loca = tables("loca");
  const isLong = tables("head").getInt16(50) !== 0;
  const offset = (glyph: number): number =>
    isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2;
  const outline = (glyph: number, depth: number): Edge[] => {
    const [start, end] = [offset(glyph), offset(glyph + 1)];
    if (end <= start || depth > DEEPEST_COMPOUND) return [];
    const contours = glyf.getInt16(start);
    return contours >= 0 ? simpleGlyph(glyf, start, contours) : compound(start + 10, depth);
  };
  /** Other glyphs, moved. Scaled parts are drawn unscaled. */
  const compound = (from: number, depth: number): Edge[] => {
    const edges: Edge[] = [];
    for (let at = from, flags = 0x20; (flags & 0x20) !== 0; ) {
      flags = glyf.getUint16(at);
      const glyph = glyf.getUint16(at + 2);
      const words = (flags & 1) !== 0;
      const isOffset = (flags & 2) !== 0;
      const dx = !isOffset ? 0 : words ? glyf.getInt16(at + 4) : glyf.getInt8(at + 4);
      const dy = !isOffset ? 0 : words ? glyf.getInt16(at + 6) : glyf.getInt8(at + 5);
      for (const { x0, y0, x1, y1 } of outline(glyph, depth + 1))
        edges.push({ x0: x0 + dx, y0: y0 + dy, x1: x1 + dx, y1: y1 + dy });
      const scale =
        (flags & 0x08) !== 0 ? 2 : (flags & 0x40) !== 0 ? 4 : (flags & 0x80) !== 0 ? 8 : 0;
      at += (words ? 8 : 6) + scale;
    }
    return edges;
  };
  return (glyph) => outline(glyph, 0);
}
