import ts from "typescript";

const longestFile = 300;
const longestFunction = 70;

/**
 * What the sources of a package keep to, beyond what the linter knows: nothing of the machine is read inside (clock,
 * chance and settings are handed in), nothing escapes the type checker, and no file or function is too long to review.
 *
 * @param {string} text
 * @param {string} path
 * @returns {{ line: number, message: string }[]}
 */
export function judgeSource(text, path) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const lineOf = (position) => file.getLineAndCharacterOfPosition(position).line + 1;
  const found = [];
  const lines = text.trimEnd().split("\n");
  if (lines.length > longestFile) {
    const message = `${lines.length} lines; a file has at most ${longestFile}`;
    found.push({ line: lines.length, message });
  }
  for (const [index, line] of lines.entries()) {
    if (/@ts-(ignore|nocheck)/.test(line)) {
      found.push({ line: index + 1, message: "escapes the type checker" });
    }
  }
  const visit = (node) => {
    const message = complaintAbout(node, lineOf);
    if (message) found.push({ line: lineOf(node.getStart()), message });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function complaintAbout(node, lineOf) {
  if (ts.isExportDeclaration(node) && !node.exportClause) {
    return "exports everything; name what is exported";
  }
  if (ts.isImportDeclaration(node)) return complaintAboutZod(node);
  if (ts.isAsExpression(node) && ts.isAsExpression(node.expression)) {
    return "casts twice, which escapes the type checker";
  }
  if (ts.isFunctionLike(node) && node.body) {
    const length = lineOf(node.getEnd()) - lineOf(node.getStart()) + 1;
    if (length > longestFunction)
      return `${length} lines; a function has at most ${longestFunction}`;
  }
  return readsTheMachine(node) ? `${node.getText()} reads the machine; have it handed in` : null;
}

/** From zod comes `import * as z from "zod/mini"` and nothing else: the named form is eight times the size. */
function complaintAboutZod(node) {
  const specifier = node.moduleSpecifier.text;
  if (!/^zod(\/|$)/.test(specifier)) return null;
  const bindings = node.importClause?.namedBindings;
  const namespace = bindings && ts.isNamespaceImport(bindings) && bindings.name.text === "z";
  return specifier === "zod/mini" && namespace
    ? null
    : 'imports zod in a costly form; write import * as z from "zod/mini"';
}

const machine = new Set([
  "Date.now",
  "Math.random",
  "process.env",
  "performance.now",
  "crypto.randomUUID",
  "crypto.getRandomValues",
]);

function readsTheMachine(node) {
  if (ts.isPropertyAccessExpression(node)) {
    return machine.has(node.getText().replace(/^globalThis\./, ""));
  }
  const isDate = (expression) => ts.isIdentifier(expression) && expression.text === "Date";
  if (ts.isNewExpression(node)) return isDate(node.expression) && !node.arguments?.length;
  return ts.isCallExpression(node) && isDate(node.expression);
}
