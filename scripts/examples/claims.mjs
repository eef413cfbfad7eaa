import ts from "typescript";
import { readLiteral } from "./literal.mjs";

/**
 * @typedef {object} Claim what a line of an example says of the statement before it
 * @property {number} line  the line of the statement's end inside the fence, counted from 0
 * @property {"value" | "throws"} kind
 * @property {unknown} expected the value, or the code of the error
 */

const mark = "//=>";

/**
 * Finds what an example claims (`expression; //=> value`, `const name = expression; //=> value`,
 * `expression; //=> throws "code"`) and writes the module that reports what really came.
 *
 * The module calls `__claim(index, () => value)` or `await __claim(index, async () => value)`; every line keeps its
 * number, so an error's position is the position in the example.
 *
 * @param {string} code
 * @returns {{ module: string, claims: Claim[], problems: { line: number, message: string }[] }}
 */
export function readClaims(code) {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const lines = code.split("\n");
  const lineOf = (position) => file.getLineAndCharacterOfPosition(position).line;
  const statements = new Map(statementsOf(file).map((node) => [lineOf(node.getEnd()), node]));
  const claims = [];
  const problems = [];
  const edits = [];
  for (const comment of markedComments(file, lines)) {
    const { line, text } = comment;
    const said = readSaying(text, lines.slice(line + 1));
    const node = statements.get(comment.alone ? lastLineWithCode(lines, line) : line);
    const edit = node && said && editFor(node, claims.length, said.kind);
    if (!said) problems.push({ line, message: `"${text}" is neither a literal nor throws "code"` });
    else if (!edit)
      problems.push({ line, message: `nothing before this "${mark}" can be checked` });
    else {
      claims.push({ line: lineOf(node.getEnd()), ...said });
      edits.push(...edit);
    }
  }
  return { module: applyEdits(code, edits), claims, problems };
}

/** Every statement of the example, those inside of functions and blocks too, inner ones last. */
function statementsOf(file) {
  const found = [];
  const visit = (node) => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The `//=>` that are comments; the same characters inside a string are not. */
function markedComments(file, lines) {
  return lines.flatMap((content, line) => {
    const start = file.getPositionOfLineAndCharacter(line, 0);
    const columns = [...content.matchAll(/\/\/=>/g)].map((match) => match.index);
    const column = columns.find((one) => !isInsideToken(file, start + one));
    if (column === undefined) return [];
    const alone = content.slice(0, column).trim() === "";
    return [{ line, alone, text: content.slice(column + mark.length).trim() }];
  });
}

function isInsideToken(file, position) {
  const token = ts.getTokenAtPosition(file, position);
  return token.getStart() <= position && position < token.getEnd();
}

function lastLineWithCode(lines, line) {
  let at = line - 1;
  while (at >= 0 && (lines[at].trim() === "" || lines[at].trim().startsWith("//"))) at -= 1;
  return at;
}

/** Reads what stands behind the mark; a value may go on over the comment lines that follow. */
function readSaying(text, following) {
  const thrown = /^throws\s+"([^"]+)"$/.exec(text);
  if (thrown) return { kind: "throws", expected: thrown[1] };
  let written = text;
  for (const next of ["", ...following]) {
    const comment = /^\s*\/\/(?!=>)(.*)$/.exec(next);
    if (next !== "" && !comment) return null;
    if (comment) written += `\n${comment[1]}`;
    const literal = readLiteral(written);
    if (literal.ok) return { kind: "value", expected: literal.value };
  }
  return null;
}

/** What to insert where, so that the statement reports its value; nothing for a statement that has none. */
function editFor(node, index, kind) {
  if (ts.isExpressionStatement(node)) {
    const { expression } = node;
    const [call, close] = hasAwait(expression)
      ? [`await __claim(${index}, async () => (`, "))"]
      : [`__claim(${index}, () => (`, "))"];
    return [
      { at: expression.getStart(), text: call },
      { at: expression.getEnd(), text: close },
    ];
  }
  const [declaration, ...others] = node.declarationList.declarations;
  if (kind === "throws" || others.length > 0 || !ts.isIdentifier(declaration.name)) return null;
  const end = node.getEnd();
  return [{ at: end, text: `; __claim(${index}, () => ${declaration.name.text});` }];
}

function hasAwait(node) {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, hasAwait) ?? false;
}

function applyEdits(code, edits) {
  let result = code;
  for (const { at, text } of [...edits].sort((a, b) => b.at - a.at)) {
    result = result.slice(0, at) + text + result.slice(at);
  }
  return result;
}
