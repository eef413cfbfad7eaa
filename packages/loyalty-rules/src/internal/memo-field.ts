import type { Json } from "@tillwright/values";

/** A field of a memo or of a lot's source; `undefined` when there is none. */
export function memoField(memo: Json, name: string): Json | undefined {
  if (typeof memo !== "object" || memo === null || Array.isArray(memo)) return undefined;
  return Object.entries(memo).find(([key]) => key === name)?.[1];
}

/** What a memo says it is. */
export function memoKind(memo: Json): string | null {
  const kind = memoField(memo, "kind");
  return typeof kind === "string" ? kind : null;
}
