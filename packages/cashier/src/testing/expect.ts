import { canonicalJson, type Json } from "@tillwright/values";
import { CashierError } from "../errors.js";
import { plainJson } from "../internal/plain-json.js";

/** Throws, naming what was expected, unless both are the same plain data. */
export function expectSame(what: string, seen: unknown, expected: unknown): void {
  const left = text(seen);
  const right = text(expected);
  if (left === right) return;
  throw new CashierError("cashier.store-inconsistent", `${what}: expected ${right}, saw ${left}`);
}

function text(value: unknown): string {
  if (typeof value === "object") return canonicalJson(plainJson(value));
  return canonicalJson(value === undefined ? { undefined: true } : (value as Json));
}

/** Reads an async iterable to its end. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const read: Item[] = [];
  for await (const item of items) read.push(item);
  return read;
}
