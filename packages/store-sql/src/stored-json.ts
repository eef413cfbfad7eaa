import { canonicalJson, type Json } from "@tillwright/values";

/** The one text of a document made of plain data. Throws `values.not-json` for anything else. */
export function jsonText(document: object | null): string {
  return canonicalJson(document as Json);
}
