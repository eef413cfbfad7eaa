import { type CurrencyCode, type Issue, issue } from "@tillwright/values";
import * as z from "zod/mini";
import type { Basket } from "../../basket.js";
import { idText, wholeAmount, wordText } from "./basket-texts.js";
import { placedIssues } from "./condition-syntax.js";
import { named, schemaIssues, show } from "./plain-issues.js";
import type { DocumentRules, Fields } from "./syntax-parts.js";
import { goodsTerm, moneyText, nameText, shareText } from "./texts.js";

export function manualSchema(currency: CurrencyCode): z.ZodMiniType {
  return z.strictObject({
    goods: z.optional(goodsTerm),
    roles: z.record(
      nameText,
      z.strictObject({
        pay: z.optional(shareText),
        amount: z.optional(moneyText(currency)),
        belowMargin: z.optional(z.boolean()),
      }),
    ),
    margin: z.optional(shareText),
  });
}

/** Every problem of what a document says may be given by hand. */
export function manualTermsIssues({ manual }: Fields, rules: DocumentRules): readonly Issue[] {
  if (manual === undefined) return [];
  const goods = (manual as Fields | null)?.["goods"];
  return [
    ...schemaIssues(manualSchema(rules.currency), manual, ["manual"]),
    ...placedIssues({ goods }, ["manual"], rules),
  ];
}

/** The discounts that a basket asks for by hand. */
export const manualDiscounts: z.ZodMiniType = z
  .array(
    z
      .strictObject({
        id: idText,
        role: wordText,
        lineIds: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(100_000))),
        pay: z.optional(shareText),
        off: z.optional(shareText),
        amount: z.optional(wholeAmount),
        price: z.optional(wholeAmount),
      })
      .check((context) => {
        const { pay, off, amount, price, lineIds } = context.value;
        const input = context.value;
        if ([pay, off, amount, price].filter((one) => one !== undefined).length !== 1) {
          const message = "give exactly one of pay, off, amount and price";
          context.issues.push({ code: "custom", message, input });
        } else if (price !== undefined && lineIds === undefined) {
          context.issues.push({ code: "custom", message: "a price goes with lineIds", input });
        }
      }),
  )
  .check(z.maxLength(1000));

/** Ids that occur twice, and lines that are not there. */
export function manualDiscountsIssues({ manual = [], lines }: Basket): readonly Issue[] {
  const known = new Set(lines.map(({ lineId }) => lineId));
  const seen = new Set<string>();
  return manual.flatMap((one, i): readonly Issue[] => {
    const issues: Issue[] = [];
    const at = ["manual", i, "id"];
    if (seen.has(one.id)) {
      const message = `${named(at)}: ${show(one.id)} occurs twice`;
      issues.push(issue("pricing.duplicate-id", at, message));
    }
    seen.add(one.id);
    for (const [j, lineId] of (one.lineIds ?? []).entries()) {
      if (known.has(lineId)) continue;
      const path = ["manual", i, "lineIds", j];
      const message = `${named(path)}: there is no line ${show(lineId)}`;
      issues.push(issue("pricing.wrong-value", path, message));
    }
    return issues;
  });
}
