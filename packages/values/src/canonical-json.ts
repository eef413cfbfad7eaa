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
  return write(value, []);
}

type Path = (string | number)[];

function write(value: unknown, path: Path): string {
  switch (typeof value) {
    case "string":
      return writeText(value, path);
    case "boolean":
      return value ? "true" : "false";
    case "number":
      // JSON.stringify turns -0 into 0, as RFC 8785 asks.
      if (Number.isFinite(value)) return JSON.stringify(value);
      throw notJson(String(value), path);
    case "object":
      return value === null ? "null" : writeNested(value, path);
    default:
      throw notJson(typeof value, path);
  }
}

function writeText(text: string, path: Path): string {
  // Nearly every name and value needs no escape, and then quotes are all that is added.
  if (plainText.test(text)) return `"${text}"`;
  if (!loneSurrogate.test(text)) return JSON.stringify(text);
  throw new ValuesError(
    "values.lone-surrogate",
    `canonicalJson: the text at ${place(path)} is not well-formed Unicode`,
    { path: [...path] },
  );
}

function writeNested(value: object, path: Path): string {
  // A value that holds itself is infinitely deep, so one limit stops both.
  if (path.length >= deepest) throw notJson("nesting without end", path.slice(0, 8));
  if (Array.isArray(value)) return writeList(value, path);
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another realm has that realm's Object.prototype, which has no prototype itself.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw notJson("an instance of a class", path);
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw notJson("a symbol as name", path);
  return writeRecord(value as Readonly<Record<string, unknown>>, path);
}

function writeList(list: readonly unknown[], path: Path): string {
  let text = "[";
  for (let index = 0; index < list.length; index += 1) {
    path.push(index);
    text += (index === 0 ? "" : ",") + write(list[index], path);
    path.pop();
  }
  return `${text}]`;
}

function writeRecord(record: Readonly<Record<string, unknown>>, path: Path): string {
  let text = "{";
  // Without a comparison function, sort goes by UTF-16 units.
  for (const name of Object.keys(record).sort()) {
    path.push(name);
    const member = `${writeText(name, path)}:${write(record[name], path)}`;
    text += text.length === 1 ? member : `,${member}`;
    path.pop();
  }
  return `${text}}`;
}

function place(path: Path): string {
  return path.length === 0 ? "the root" : path.map(String).join(".");
}

function notJson(what: string, path: Path): ValuesError {
  return new ValuesError(
    "values.not-json",
    `canonicalJson: ${what} at ${place(path)} is not JSON`,
    {
      path: [...path],
    },
  );
}
