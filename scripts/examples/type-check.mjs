import { join } from "node:path";
import ts from "typescript";

/**
 * Type-checks the examples as users would write them: strict, with Node's types, importing packages by their names.
 *
 * @param {readonly import("./read-example.mjs").Example[]} examples
 * @param {string} root
 * @param {Map<string, string>} sources where each importable specifier has its source file
 * @returns {import("./read-example.mjs").Problem[]}
 */
export function typeCheckExamples(examples, root, sources) {
  const virtual = new Map(
    examples.map((example) => [virtualPathOf(example.fence, root), example.fence]),
  );
  const options = optionsFor(root, sources);
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => virtual.has(path) || fileExists(path);
  host.readFile = (path) => virtual.get(path)?.code ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) =>
    virtual.has(path)
      ? ts.createSourceFile(path, virtual.get(path).code, target, true)
      : getSourceFile(path, target, ...rest);
  const program = ts.createProgram([...virtual.keys()], options, host);
  return [...virtual].flatMap(([path, fence]) => {
    const file = program.getSourceFile(path);
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    return found.map(({ start, messageText }) => ({
      file: fence.file,
      line: fence.line + file.getLineAndCharacterOfPosition(start ?? 0).line,
      message: ts.flattenDiagnosticMessageText(messageText, " "),
    }));
  });
}

/** A file that is not there, beside the file that the example stands in, so that it imports what its neighbours can. */
function virtualPathOf(fence, root) {
  return join(root, `${fence.file}.example-${fence.line}.ts`).replaceAll("\\", "/");
}

/** @returns {ts.CompilerOptions} */
function optionsFor(root, sources) {
  return {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    customConditions: ["@tillwright/source"],
    paths: Object.fromEntries([...sources].map(([name, file]) => [name, [file]])),
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
  };
}
