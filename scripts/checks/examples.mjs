import { collectFences } from "../examples/collect.mjs";
import { executeExamples } from "../examples/execute.mjs";
import { readExamples } from "../examples/read-example.mjs";
import { typeCheckExamples } from "../examples/type-check.mjs";
import { readPackages } from "../workspace/packages.mjs";
import { root } from "../workspace/root.mjs";

// npm run check:examples: what the pages and the doc comments show is type-checked, executed and compared.
// Parameters limit it to the files whose path contains one of them.

const wanted = process.argv.slice(2);
const chosen = ({ file }) => wanted.length === 0 || wanted.some((part) => file.includes(part));
const sources = new Map(
  readPackages().flatMap((one) => one.entries.map((entry) => [entry.specifier, entry.source])),
);

const { examples, problems } = readExamples(collectFences(root).filter(chosen));
problems.push(...typeCheckExamples(examples, root, sources));
const wrong = (example) =>
  problems.some(({ file, line }) => {
    const { fence } = example;
    return file === fence.file && line >= fence.line && line < fence.line + linesOf(fence);
  });
const linesOf = (fence) => fence.code.split("\n").length;

const sound = examples.filter((example) => !wrong(example));
problems.push(...(await executeExamples(sound.filter((example) => example.fence.runs))));

for (const { file, line, message } of problems) console.log(`${file}:${line}  ${message}`);
const failed = examples.filter(wrong).length;
const claims = examples.reduce((sum, example) => sum + example.claims.length, 0);
console.log(`${examples.length} examples, ${claims} values compared, ${problems.length} problems`);
console.log(`counted: ${examples.length - failed} passed, ${failed} failed`);
// An example may have left a timer or a connection behind; it has been judged, so it need not be waited for.
process.exit(problems.length === 0 ? 0 : 1);
