import { ValuesError } from "./errors.js";
import type { Json } from "./outcome.js";

// With the flag `u` a pair counts as one character, so this finds only surrogates without their other half.
const loneSurrogate = /[\uD800-\uDFFF]/u;
const plainText = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const deepest = 500;

/**
 * The one text of a JSON value (RFC 8785): members sorted by the UTF-16 units of their names, no blanks, numbers and strings
 * as ECMAScript writes them. Equal values have equal texts, whatever order they were built in.
 *
 * It takes any object, because an interface is no `Json` to the compiler though its values are; each member is checked as it
 * is written. Throws `values.not-json`, with the path, for what JSON cannot hold unchanged: `undefined`, numbers that are not finite,
 * big integers, functions, symbols, instances of classes, a value that holds itself, nesting beyond 500; and
 * `values.lone-surrogate` for text that is not well-formed Unicode.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "@tillwright/values";
 *
 * canonicalJson({ b: [1.0, "€"], a: null }); //=> "{\"a\":null,\"b\":[1,\"€\"]}"
 * ```
 *
 * @public
 */
export function canonicalJson(value: Json | object): string {
  const text = write(value, 0);
  if (text === null) throw firstProblem(value, []) ?? notJson("something else", []);
  return text;
}

type Path = readonly (string | number)[];

/** The text, or `null` for what has none: where and why is looked for only then, because this is what every hash waits for. */
function write(value: unknown, depth: number): string | null {
  switch (typeof value) {
    case "string":
      return writeText(value);
    case "boolean":
      return value ? "true" : "false";
    case "number":
      // JSON.stringify turns -0 into 0, as RFC 8785 asks.
      return Number.isFinite(value) ? JSON.stringify(value) : null;
    case "object":
      if (value === null) return "null";
      // A value that holds itself is infinitely deep, so one limit stops both.
      if (depth >= deepest) return null;
      if (Array.isArray(value)) return writeList(value, depth);
      return isPlain(value) ? writeRecord(value, depth) : null;
    default:
      return null;
  }
}

function writeText(text: string): string | null {
  // Nearly every name and value needs no escape, and then quotes are all that is added.
  if (plainText.test(text)) return `"${text}"`;
  return loneSurrogate.test(text) ? null : JSON.stringify(text);
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  return hasPlainPrototype(value) && Object.getOwnPropertySymbols(value).length === 0;
}

function hasPlainPrototype(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // A plain object of another realm has that realm's Object.prototype, which has no prototype itself.
  return Object.getPrototypeOf(prototype) === null;
}

function writeList(list: readonly unknown[], depth: number): string | null {
  let text = "[";
  for (let index = 0; index < list.length; index += 1) {
    const item = write(list[index], depth + 1);
    if (item === null) return null;
    text += index === 0 ? item : `,${item}`;
  }
  return `${text}]`;
}

function writeRecord(record: Readonly<Record<string, unknown>>, depth: number): string | null {
  let text = "{";
  for (const name of sortedNames(record)) {
    const key = writeText(name);
    const member = write(record[name], depth + 1);
    if (key === null || member === null) return null;
    text += text.length === 1 ? `${key}:${member}` : `,${key}:${member}`;
  }
  return `${text}}`;
}

/** The names by their UTF-16 units, which is how strings compare. */
function sortedNames(record: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.keys(record);
  for (let index = 1; index < names.length; index += 1) {
    if ((names[index - 1] ?? "") > (names[index] ?? "")) return names.sort();
  }
  return names;
}

/** The first thing in the order of the text that JSON cannot hold. */
function firstProblem(value: unknown, path: Path): ValuesError | null {
  switch (typeof value) {
    case "string":
      return loneSurrogate.test(value) ? loneSurrogateAt(path) : null;
    case "boolean":
      return null;
    case "number":
      return Number.isFinite(value) ? null : notJson(String(value), path);
    case "object":
      return value === null ? null : nestedProblem(value, path);
    default:
      return notJson(typeof value, path);
  }
}

function nestedProblem(value: object, path: Path): ValuesError | null {
  if (path.length >= deepest) return notJson("nesting without end", path.slice(0, 8));
  if (Array.isArray(value)) {
    return firstOf(value.length, (index) => firstProblem(value[index], [...path, index]));
  }
  if (!hasPlainPrototype(value)) return notJson("an instance of a class", path);
  if (!isPlain(value)) return notJson("a symbol as name", path);
  const names = sortedNames(value);
  return firstOf(names.length, (index) => {
    const name = names[index] ?? "";
    const here = [...path, name];
    return loneSurrogate.test(name) ? loneSurrogateAt(here) : firstProblem(value[name], here);
  });
}

function firstOf(
  count: number,
  problemAt: (index: number) => ValuesError | null,
): ValuesError | null {
  for (let index = 0; index < count; index += 1) {
    const problem = problemAt(index);
    if (problem !== null) return problem;
  }
  return null;
}

function place(path: Path): string {
  return path.length === 0 ? "the root" : path.map(String).join(".");
}

function loneSurrogateAt(path: Path): ValuesError {
  return new ValuesError(
    "values.lone-surrogate",
    `canonicalJson: the text at ${place(path)} is not well-formed Unicode`,
    { path: [...path] },
  );
}

function notJson(what: string, path: Path): ValuesError {
  return new ValuesError(
    "values.not-json",
    `canonicalJson: ${what} at ${place(path)} is not JSON`,
    { path: [...path] },
  );
}
