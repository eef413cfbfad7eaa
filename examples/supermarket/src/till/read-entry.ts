import { parseMeasure, parsePieces, type Quantity } from "@tillwright/values";

/** What was typed at the prompt: goods, with a quantity where one stands before them. */
export interface Entry {
  readonly what: string;
  readonly quantity: Quantity | null;
}

/**
 * Reads `6900000000014`, `3*beer`, `0.452 kg * apples`. A quantity that is none is told in `problem`.
 */
export function readEntry(text: string): { readonly entry: Entry } | { readonly problem: string } {
  const [, before, what] = /^(.*?)\s*[*×]\s*(.+)$/.exec(text) ?? [];
  if (before === undefined || what === undefined) return { entry: { what: text, quantity: null } };
  const measured = /[^\d.\s-]/.test(before);
  // People type 0.452kg; documents write 0.452 kg.
  const parsed = measured
    ? parseMeasure(before.replace(/^(-?[\d.]+)\s*/, "$1 "))
    : parsePieces(before);
  if (parsed.ok) return { entry: { what, quantity: parsed.value } };
  return { problem: parsed.issues.map((one) => one.message).join("; ") };
}
