import ts from "typescript";

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line counted from 1
 * @property {boolean} typeOnly whether nothing of it is left in the JavaScript
 */

/**
 * Every module that a source names: imports, exports from, `import()` as a value and as a type, `require`.
 *
 * @param {string} text
 * @param {string} path
 * @returns {Import[]}
 */
export function readImports(text, path) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const imports = [];
  const visit = (node) => {
    const found = importIn(node);
    if (found) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      imports.push({ ...found, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return imports;
}

function importIn(node) {
  if (ts.isImportDeclaration(node)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: isTypeOnlyImport(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause);
    const typeOnly =
      node.isTypeOnly || (named && node.exportClause.elements.every((one) => one.isTypeOnly));
    return { specifier: node.moduleSpecifier.text, typeOnly: Boolean(typeOnly) };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: node.argument.literal.text, typeOnly: true };
  }
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  if (!argument || !ts.isStringLiteralLike(argument)) return null;
  const called = node.expression;
  const imports = called.kind === ts.SyntaxKind.ImportKeyword || called.getText() === "require";
  return imports ? { specifier: argument.text, typeOnly: false } : null;
}

function isTypeOnlyImport(clause) {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return Boolean(
    !clause.name &&
      named &&
      ts.isNamedImports(named) &&
      named.elements.every((one) => one.isTypeOnly),
  );
}
