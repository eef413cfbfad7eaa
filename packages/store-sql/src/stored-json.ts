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
      return value === null || (Array.isArray(value) ? value.every(isJson) : isJsonRecord(value));
    default:
      return false;
  }
}

function isJsonRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const member of Object.values(value)) if (!isJson(member)) return false;
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
