import { canonicalJson, type Json } from "@tillwright/values";

/** Throws when two plain values differ; `undefined` fields count as absent. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [seen, wanted] = [textOf(actual), textOf(expected)];
  if (seen !== wanted) throw new Error(`${what}\n  expected ${wanted}\n  but was  ${seen}`);
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) return "undefined";
  const plain: Json = JSON.parse(text);
  return canonicalJson(plain);
}
