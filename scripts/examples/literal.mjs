import ts from "typescript";

/**
 * Reads a value that is written as a literal: JSON, and beside it `undefined`, `NaN`, `Infinity`, `-0`, bigints,
 * single quotes, bare keys, trailing commas and `new Uint8Array([…])`. Nothing is executed.
 *
 * @param {string} text
 * @returns {{ ok: true, value: unknown } | { ok: false }}
 */
export function readLiteral(text) {
  const file = ts.createSourceFile("literal.ts", `(${text}\n)`, ts.ScriptTarget.ES2022, true);
  const [statement, ...others] = file.statements;
  const broken = file.parseDiagnostics.length > 0 || others.length > 0;
  if (broken || !statement || !ts.isExpressionStatement(statement)) return { ok: false };
  try {
    return { ok: true, value: literalOf(statement.expression) };
  } catch {
    return { ok: false };
  }
}

const names = new Map([
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
]);

/** @param {ts.Expression} node */
function literalOf(node) {
  if (ts.isParenthesizedExpression(node)) return literalOf(node.expression);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isBigIntLiteral(node)) return BigInt(node.text.replaceAll("_", "").slice(0, -1));
  if (ts.isStringLiteralLike(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isIdentifier(node) && names.has(node.text)) return names.get(node.text);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    return -literalOf(node.operand);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literalOf);
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(node.properties.map(propertyOf));
  }
  if (ts.isNewExpression(node) && node.expression.getText() === "Uint8Array") {
    return Uint8Array.from(literalOf(node.arguments[0]));
  }
  throw new Error("not a literal");
}

function propertyOf(property) {
  if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) {
    throw new Error("not a literal");
  }
  return [property.name.text, literalOf(property.initializer)];
}
