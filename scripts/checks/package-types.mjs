import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { readPackages } from "../workspace/packages.mjs";
import { root } from "../workspace/root.mjs";

// npm run check:types: each package compiles under its own tsconfigs, which know neither Node nor a browser unless they
// say so; a pure package that reaches for the platform stops here.

const parsed = new Map();
let problems = 0;
const packages = readPackages();

// A package with a few parts for Node lists them in tsconfig.node.json; its other parts compile without Node's types.
const configs = packages
  .flatMap(({ directory }) =>
    ["tsconfig.json", "tsconfig.node.json"].map((name) => join(directory, name)),
  )
  .filter((path) => existsSync(path));

for (const configPath of configs) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: report };
  const config = ts.getParsedCommandLineOfConfigFile(configPath, {}, host);
  const { fileNames, options } = config;
  const program = ts.createProgram(fileNames, options, sharingHost(options));
  const found = [
    ...config.errors,
    ...program.getOptionsDiagnostics(),
    ...inFiles(program, fileNames),
  ];
  found.forEach(report);
  const platform = options.types?.length ? `, with ${options.types.join(", ")}` : "";
  console.log(
    `${relative(root, configPath)}: ${fileNames.length} files${platform}, ${found.length} problems`,
  );
}
process.exitCode = problems === 0 ? 0 : 1;

/** What is wrong in the package's own files; those of the packages it imports are looked at as their own. */
function inFiles(program, fileNames) {
  return fileNames.flatMap((name) => {
    const file = program.getSourceFile(name);
    return [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...program.getDeclarationDiagnostics(file),
    ];
  });
}

/** Most files, the libraries among them, are the same for every package; each is parsed once. */
function sharingHost(options) {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (path, ...rest) => {
    const key = `${path} ${JSON.stringify(rest[0])}`;
    if (!parsed.has(key)) parsed.set(key, getSourceFile(path, ...rest));
    return parsed.get(key);
  };
  return host;
}

function report(diagnostic) {
  problems += 1;
  const { file, start, messageText } = diagnostic;
  const at = file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0;
  const place = file ? `${relative(root, file.fileName)}:${at}  ` : "";
  console.log(`${place}${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
}
