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
  // The path is kept only once something is wrong, because this is what every hash waits for. With a path it throws.
  return write(value, 0, null) ?? write(value, 0, []) ?? "";
}

type Path = readonly (string | number)[];

/** The text; for what has none `null`, or an error that says where and why when there is a path. */
function write(value: unknown, depth: number, path: Path | null): string | null {
  switch (typeof value) {
    case "string":
      return writeText(value, path);
    case "boolean":
      return value ? "true" : "false";
    case "number":
      // JSON.stringify turns -0 into 0, as RFC 8785 asks.
      return Number.isFinite(value) ? JSON.stringify(value) : notJson(String(value), path);
    case "object":
      return value === null ? "null" : writeNested(value, depth, path);
    default:
      return notJson(typeof value, path);
  }
}

function writeText(text: string, path: Path | null): string | null {
  // Nearly every name and value needs no escape, and then quotes are all that is added.
  if (plainText.test(text)) return `"${text}"`;
  if (!loneSurrogate.test(text)) return JSON.stringify(text);
  return refused("values.lone-surrogate", "the text", "not well-formed Unicode", path);
}

function writeNested(value: object, depth: number, path: Path | null): string | null {
  // A value that holds itself is infinitely deep, so one limit stops both.
  if (depth >= deepest) return notJson("nesting without end", path?.slice(0, 8) ?? null);
  if (Array.isArray(value)) return writeList(value, depth, path);
  if (!hasPlainPrototype(value)) return notJson("an instance of a class", path);
  if (Object.getOwnPropertySymbols(value).length > 0) return notJson("a symbol as name", path);
  return writeRecord(value as Readonly<Record<string, unknown>>, depth, path);
}

function hasPlainPrototype(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // A plain object of another realm has that realm's Object.prototype, which has no prototype itself.
  return Object.getPrototypeOf(prototype) === null;
}

function writeList(list: readonly unknown[], depth: number, path: Path | null): string | null {
  let text = "[";
  for (let index = 0; index < list.length; index += 1) {
    const item = write(list[index], depth + 1, path && [...path, index]);
    if (item === null) return null;
    text += index === 0 ? item : `,${item}`;
  }
  return `${text}]`;
}

function writeRecord(
  record: Readonly<Record<string, unknown>>,
  depth: number,
  path: Path | null,
): string | null {
  let text = "{";
  for (const name of sortedNames(record)) {
    const here = path && [...path, name];
    const key = writeText(name, here);
    const member = write(record[name], depth + 1, here);
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

function notJson(what: string, path: Path | null): null {
  return refused("values.not-json", what, "not JSON", path);
}

function refused(
  code: "values.lone-surrogate" | "values.not-json",
  what: string,
  problem: string,
  path: Path | null,
): null {
  if (path === null) return null;
  const place = path.length === 0 ? "the root" : path.join(".");
  throw new ValuesError(code, `canonicalJson: ${what} at ${place} is ${problem}`, {
    path: [...path],
  });
}
