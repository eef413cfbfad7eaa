import { readClaims } from "./claims.mjs";

/**
 * @typedef {object} Example
 * @property {import("./extract-fences.mjs").Fence} fence
 * @property {import("./claims.mjs").Claim[]} claims
 * @property {string} module the code that reports to `__claim`
 */

/**
 * @typedef {object} Problem
 * @property {string} file
 * @property {number} line
 * @property {string} message
 */

const oughtToRun = new Set(["", "typescript", "tsx", "js", "javascript", "mjs", "cjs"]);

/**
 * Turns the ts fences into examples, and says which fences escape the checks.
 *
 * @param {readonly import("./extract-fences.mjs").Fence[]} fences
 * @returns {{ examples: Example[], problems: Problem[] }}
 */
export function readExamples(fences) {
  const examples = [];
  const problems = [];
  for (const fence of fences) {
    const inSource = fence.file.endsWith(".ts");
    const complain = (message, line = 0) =>
      problems.push({ file: fence.file, line: fence.line + line, message });
    if (fence.language !== "ts") {
      if (inSource) complain("an @example needs a ```ts fence");
      else if (fence.language !== "" && oughtToRun.has(fence.language)) {
        complain(`write \`\`\`ts in place of \`\`\`${fence.language}, so that it is executed`);
      }
      continue;
    }
    const { module, claims, problems: unread } = readClaims(fence.code);
    for (const { line, message } of unread) complain(message, line);
    if (inSource && !fence.runs) complain("an @example is executed: no-run belongs to pages only");
    if (inSource && claims.length === 0)
      complain("the @example claims nothing: end a line in //=>");
    if (!fence.runs && claims.length > 0) complain("a no-run fence cannot claim values with //=>");
    examples.push({ fence, claims, module });
  }
  return { examples, problems };
}
