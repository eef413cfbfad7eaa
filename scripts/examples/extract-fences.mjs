/**
 * @typedef {object} Fence
 * @property {string} file     the path it was read from
 * @property {number} line     the line of its first line of code, counted from 1
 * @property {string} language what stands behind the opening marks: `ts`
 * @property {boolean} runs    false for `no-run`, which is type-checked only
 * @property {string} code
 */

const opening = /^(\s*)(`{3,})\s*([\w-]*)\s*(.*)$/;

/**
 * The code fences of a Markdown page.
 *
 * @param {string} text
 * @param {string} file
 * @param {number} [firstLine] the line in the file at which the text begins
 * @returns {Fence[]}
 */
export function fencesOfMarkdown(text, file, firstLine = 1) {
  const fences = [];
  let open = null;
  for (const [index, line] of text.split("\n").entries()) {
    if (open === null) {
      const marks = opening.exec(line);
      if (!marks) continue;
      const [, indent, ticks, language, rest] = marks;
      const runs = !/\bno-run\b/.test(rest);
      open = { indent, ticks, language, runs, line: firstLine + index + 1, code: [] };
    } else if (line.trim() === open.ticks) {
      const { line: start, language, runs, code } = open;
      fences.push({ file, line: start, language, runs, code: code.join("\n") });
      open = null;
    } else {
      open.code.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    }
  }
  return fences;
}

/**
 * The fences that stand below an `@example` in the doc comments of a TypeScript file. An `@example` without a
 * fence is one without a language.
 *
 * @param {string} text
 * @param {string} file
 * @returns {Fence[]}
 */
export function fencesOfSource(text, file) {
  const fences = [];
  for (const comment of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const firstLine = text.slice(0, comment.index).split("\n").length;
    const lines = comment[0].split("\n").map((line) => line.replace(/^\s*(\/\*\*|\*(?!\/)) ?/, ""));
    const isExample = sectionsOf(lines, "@example");
    const found = fencesOfMarkdown(lines.join("\n"), file, firstLine).filter(
      (fence) => isExample[fence.line - firstLine],
    );
    const tag = lines.findIndex((line) => /^\s*@example\b/.test(line));
    const bare = { file, line: firstLine + tag, language: "", runs: true, code: "" };
    fences.push(...(tag >= 0 && found.length === 0 ? [bare] : found));
  }
  return fences;
}

/** For each line of a doc comment, whether the block tag it belongs to is the one named. */
function sectionsOf(lines, tag) {
  let inside = false;
  let fenced = false;
  return lines.map((line) => {
    const block = /^@\w+/.exec(line.trim());
    if (/^\s*```/.test(line)) fenced = !fenced;
    else if (block && !fenced) inside = block[0] === tag;
    return inside;
  });
}
