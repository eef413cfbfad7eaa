/** A point of an outline; a control point of a curve where it is not on it. */
export interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly off?: true;
}

type Bytes = readonly number[];

export const word = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
export const long = (value: number): number[] => [...word(value >>> 16), ...word(value & 0xffff)];

/** A glyph of closed contours, its coordinates as words unless `packed`: then as bytes, with flags that say how often they count. */
export function glyphOf(contours: readonly (readonly OutlinePoint[])[], packed = false): number[] {
  const points = contours.flat();
  const ends = contours.map((_, index) => contours.slice(0, index + 1).flat().length - 1);
  const head = [...word(contours.length), ...word(0), ...word(0), ...word(0), ...word(0)];
  const body = [...head, ...ends.flatMap(word), ...word(3), 1, 2, 3];
  const differences = (axis: "x" | "y") =>
    points.map((point, index) => point[axis] - (points[index - 1]?.[axis] ?? 0));
  const [dx, dy] = [differences("x"), differences("y")];
  if (!packed) {
    const flags = points.map(({ off }) => (off ? 0 : 1));
    return [...body, ...flags, ...dx.flatMap(word), ...dy.flatMap(word)];
  }
  // One byte with its sign in the flag, or none at all where nothing changes.
  const flags = points.map(
    ({ off }, index) =>
      (off ? 0 : 1) | flagOf(dx[index] ?? 0, 2, 16) | flagOf(dy[index] ?? 0, 4, 32),
  );
  return [...body, ...repeated(flags), ...shortBytes(dx), ...shortBytes(dy)];
}

function flagOf(difference: number, short: number, same: number): number {
  return difference === 0 ? same : difference > 0 ? short | same : short;
}

const shortBytes = (differences: Bytes): number[] =>
  differences.filter((one) => one !== 0).map(Math.abs);

function repeated(flags: Bytes): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < flags.length; ) {
    const flag = flags[at] ?? 0;
    let count = 1;
    while (flags[at + count] === flag) count += 1;
    bytes.push(...(count === 1 ? [flag] : [flag | 8, count - 1]));
    at += count;
  }
  return bytes;
}

/** A `cmap` with one table of format 4 or 12, written down as the format has it. */
export function cmapOf(...tables: readonly Bytes[]): number[] {
  let at = 4 + tables.length * 8;
  const offsets = tables.flatMap((table) => {
    const entry = [...word(3), ...word(1), ...long(at)];
    at += table.length;
    return entry;
  });
  return [...word(0), ...word(tables.length), ...offsets, ...tables.flat()];
}

export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly delta: number;
  /** Glyph numbers of the segment, looked up before the difference is added. */
  readonly glyphs?: Bytes;
}

/** Format 4. */
export function segmentsOf(segments: readonly Segment[]): number[] {
  const all = [...segments, { from: 0xffff, to: 0xffff, delta: 1 }];
  const glyphs: number[] = [];
  const offsets = all.map((segment, index) => {
    if (!("glyphs" in segment) || segment.glyphs === undefined) return 0;
    const offset = (all.length - index + glyphs.length) * 2;
    glyphs.push(...segment.glyphs);
    return offset;
  });
  return [
    ...[4, 0, 0, all.length * 2, 0, 0, 0].flatMap(word),
    ...all.flatMap(({ to }) => word(to)),
    ...word(0),
    ...all.flatMap(({ from }) => word(from)),
    ...all.flatMap(({ delta }) => word(delta)),
    ...offsets.flatMap(word),
    ...glyphs.flatMap(word),
  ];
}

/** Format 12. */
export function groupsOf(groups: readonly (readonly [number, number, number])[]): number[] {
  return [
    ...word(12),
    ...word(0),
    ...long(0),
    ...long(0),
    ...long(groups.length),
    ...groups.flat().flatMap(long),
  ];
}

export interface TinyFont {
  readonly glyphs: readonly Bytes[];
  readonly cmap: Bytes;
  /** The width of each glyph; the last one counts for the rest. */
  readonly advances?: readonly number[];
  readonly ascender?: number;
  readonly descender?: number;
  /** Whether places of glyphs are written in four bytes. */
  readonly longPlaces?: boolean;
}

/** The tables of a font whose cells are 16 units wide and high unless told otherwise. */
export function fontTables(font: TinyFont): Record<string, number[]> {
  const { glyphs, cmap, advances = [16], ascender = 16, descender = 0, longPlaces } = font;
  const even = glyphs.map((glyph) => (glyph.length % 2 === 0 ? [...glyph] : [...glyph, 0]));
  const places = [0];
  for (const glyph of even) places.push((places.at(-1) ?? 0) + glyph.length);
  return {
    cmap: [...cmap],
    glyf: even.flat(),
    head: [...new Array<number>(50).fill(0), ...word(longPlaces ? 1 : 0), 0, 0],
    hhea: [
      ...word(1),
      ...word(0),
      ...word(ascender),
      ...word(descender),
      ...new Array<number>(26).fill(0),
      ...word(advances.length),
    ],
    hmtx: advances.flatMap((advance) => [...word(advance), ...word(0)]),
    loca: places.flatMap((place) => (longPlaces ? long(place) : word(place / 2))),
  };
}

/** A TrueType file of these tables. */
export function fileOf(tables: Record<string, Bytes>, signature = 0x00010000): Uint8Array {
  const entries = Object.entries(tables);
  let at = 12 + entries.length * 16;
  const directory = entries.flatMap(([tag, table]) => {
    const entry = [...Buffer.from(tag), ...long(0), ...long(at), ...long(table.length)];
    at += table.length;
    return entry;
  });
  return Uint8Array.from([
    ...long(signature),
    ...word(entries.length),
    ...new Array<number>(6).fill(0),
    ...directory,
    ...entries.flatMap(([, table]) => table),
  ]);
}
