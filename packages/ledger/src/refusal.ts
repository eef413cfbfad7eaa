import type { Json } from "@tillwright/values";
import type { LedgerRefusal, LedgerRefusalCode } from "./journal.js";

/** A refusal of this package. */
export function refusal(
  code: LedgerRefusalCode,
  message: string,
  facts: Readonly<Record<string, Json>>,
): LedgerRefusal {
  return { code, message, facts };
}
