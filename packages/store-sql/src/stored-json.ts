import { canonicalJson, type Json } from "@tillwright/values";

/** Whether JSON holds the value unchanged. */
function isJson(value: unknown): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || (Array.isArray(value) ? isJsonList(value) : isJsonRecord(value));
    default:
      return false;
  }
}

function isJsonList(list: readonly unknown[]): boolean {
  for (let index = 0; index < list.length; index += 1) if (!isJson(list[index])) return false;
  return true;
}

/** With a plain prototype, `for in` visits the members themselves and makes no list of them. */
function isJsonRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  for (const name in members) if (!isJson(members[name])) return false;
  return true;
}

/**
 * The text under which a document is stored. Its members keep the order they were made in: nothing hashes or compares this text,
 * and the one canonical order takes several times as long to write.
 *
 * Throws `values.not-json`, with the path, for what JSON cannot hold unchanged: nothing is dropped or turned into `null`.
 */
export function jsonText(document: object | Json): string {
  return isJson(document) ? JSON.stringify(document) : canonicalJson(document as Json);
}
