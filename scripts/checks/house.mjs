import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgeSource } from "../house/source-rules.mjs";
import { judgeName, judgeText } from "../house/text-rules.mjs";
import { root } from "../workspace/root.mjs";

// npm run check:house: the rules of CONTRIBUTING.md that the linter does not know, over every file that git knows
// or would add.

const listed = execFileSync(
  "git",
  ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
  {
    cwd: root,
    encoding: "utf8",
  },
);
const files = [...new Set(listed.split("\0"))].filter((path) => isFile(path)).sort();

const wrong = files.flatMap((path) => {
  const bytes = readFileSync(join(root, path));
  const text = bytes.includes(0) ? "" : bytes.toString("utf8");
  const isSource = /^packages\/[^/]+\/src\/.*\.ts$/.test(path);
  return [
    ...judgeName(path),
    ...judgeText(text, path, root),
    ...(isSource ? judgeSource(text, path) : []),
  ].map(({ line, message }) => `${path}:${line}  ${message}`);
});

for (const line of wrong) console.log(line);
console.log(`${files.length} files, ${wrong.length} problems`);
process.exitCode = wrong.length === 0 ? 0 : 1;

function isFile(path) {
  if (path === "") return false;
  return lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false;
}
