import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const { ModuleKind, ModuleResolutionKind, ScriptTarget } = ts;

/** Every way in which users' compilers look for types, each with the form of file that it reads. */
const settings = [
  { title: "node16, import", module: ModuleKind.Node16, extension: "mts" },
  { title: "node16, require", module: ModuleKind.Node16, extension: "cts" },
  { title: "nodenext, import", module: ModuleKind.NodeNext, extension: "mts" },
  { title: "bundler", module: ModuleKind.ESNext, extension: "ts" },
];

/**
 * Compiles, in a project that installed the packed packages, a file that imports everything from every entry. The
 * pure packages are compiled without the types of Node or of a browser.
 *
 * @param {string} folder the project
 * @param {readonly { specifiers: readonly string[], types: readonly string[] }[]} groups
 * @returns {{ title: string, problems: string[] }[]}
 */
export function typeCheckConsumer(folder, groups) {
  return settings.map(({ title, module, extension }) => {
    const problems = groups.flatMap(({ specifiers, types }, at) => {
      const path = join(folder, `group-${at}.${extension}`);
      writeFileSync(path, programImporting(specifiers));
      return compile(path, folder, {
        module,
        moduleResolution:
          module === ModuleKind.ESNext
            ? ModuleResolutionKind.Bundler
            : ModuleResolutionKind[ModuleKind[module]],
        types: [...types],
      });
    });
    return { title, problems };
  });
}

function programImporting(specifiers) {
  const names = specifiers.map((_, at) => `entry${at}`);
  const imports = specifiers.map((one, at) => `import * as ${names[at]} from "${one}";`);
  return `${imports.join("\n")}\nexport const all: object[] = [${names.join(", ")}];\n`;
}

/** The complaints about the file and about the packages' own types; other packages' types are not ours to mend. */
function compile(path, folder, options) {
  const program = ts.createProgram([path], {
    target: ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    ...options,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => !file || isOurs(relative(folder, file.fileName)))
    .map(({ file, messageText }) => {
      const place = file ? relative(folder, file.fileName) : "";
      return `${place}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}

const isOurs = (path) =>
  !path.startsWith("..") &&
  path.replace(/^node_modules\/@tillwright\/[^/]+\//, "").indexOf("node_modules") < 0;
