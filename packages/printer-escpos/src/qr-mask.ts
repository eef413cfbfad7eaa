/** Which modules of the data each of the eight masks turns over (ISO/IEC 18004, table 10). */
export const MASKS: readonly ((column: number, row: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** A whole code, row by row. */
type Code = readonly (readonly boolean[])[];

/** Lengths of light and dark by turns, a light one first and last; the white around the code lengthens those. */
function runsOf(line: readonly boolean[]): number[] {
  const runs = [line.length];
  let isDark = false;
  for (const module of line) {
    if (module !== isDark) runs.push(0);
    isDark = module;
    runs.push((runs.pop() ?? 0) + 1);
  }
  if (isDark) runs.push(0);
  runs.push((runs.pop() ?? 0) + line.length);
  return runs;
}

/** What a reader might take for a large square: 1 1 3 1 1 with four of white on a side counts 40 for each such side. */
function squarePenalty(runs: readonly number[]): number {
  let penalty = 0;
  for (let at = 1; at + 5 < runs.length; at += 2) {
    const [before = 0, n = 0, second, middle, fourth, fifth, after = 0] = runs.slice(
      at - 1,
      at + 6,
    );
    if (second !== n || middle !== 3 * n || fourth !== n || fifth !== n) continue;
    if (before >= 4 * n && after >= n) penalty += 40;
    if (after >= 4 * n && before >= n) penalty += 40;
  }
  return penalty;
}

/** Five of one colour in a line count 3, each more 1. */
function linePenalty(line: readonly boolean[]): number {
  let penalty = 0;
  let length = 0;
  line.forEach((module, index) => {
    length = index > 0 && module === line[index - 1] ? length + 1 : 1;
    penalty += length === 5 ? 3 : length > 5 ? 1 : 0;
  });
  return penalty + squarePenalty(runsOf(line));
}

/** Four of one colour in a square count 3; each five percent away from half dark count 10. */
function areaPenalty(code: Code): number {
  let [penalty, dark] = [0, 0];
  code.forEach((line, y) => {
    const above = code[y - 1];
    line.forEach((module, x) => {
      if (module) dark += 1;
      const same = above?.[x] === module && above[x - 1] === module && line[x - 1] === module;
      if (same) penalty += 3;
    });
  });
  const total = code.length * code.length;
  return penalty + (Math.ceil(Math.abs(dark * 20 - total * 10) / total) - 1) * 10;
}

function penaltyOf(code: Code): number {
  const columns = code.map((_, x) => code.map((line) => line[x] === true));
  return [...code, ...columns].reduce((sum, line) => sum + linePenalty(line), areaPenalty(code));
}

/** The code that readers find easiest (7.8.3); the first of equals. */
export function choosePattern(codes: readonly Code[]): Code {
  const penalties = codes.map(penaltyOf);
  return codes[penalties.indexOf(Math.min(...penalties))] ?? [];
}
