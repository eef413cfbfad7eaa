import { type Issue, issue } from "@tillwright/values";
import * as z from "zod/mini";
import type { Basket } from "../../basket.js";
import { idText, positiveCount, wholeAmount } from "./basket-texts.js";
import { named, show } from "./plain-issues.js";

/** The lines of earlier sales that a basket takes back. */
export const returnedLines: z.ZodMiniType = z
  .array(
    z.strictObject({
      returnId: idText,
      saleId: z.optional(idText),
      lineId: idText,
      taxIncluded: z.boolean(),
      taxId: z.optional(idText),
      runs: z
        .array(
          z.strictObject({
            count: positiveCount,
            paid: wholeAmount,
            tax: wholeAmount,
            pointsOffset: wholeAmount,
            points: wholeAmount,
          }),
        )
        .check(z.minLength(1), z.maxLength(100_000)),
    }),
  )
  .check(z.maxLength(100_000));

/** Ids that occur twice. */
export function returnedIssues({ returns = [] }: Basket): readonly Issue[] {
  const seen = new Set<string>();
  return returns.flatMap(({ returnId }, i): readonly Issue[] => {
    const at = ["returns", i, "returnId"];
    const message = `${named(at)}: ${show(returnId)} occurs twice`;
    const issues = seen.has(returnId) ? [issue("pricing.duplicate-id", at, message)] : [];
    seen.add(returnId);
    return issues;
  });
}
