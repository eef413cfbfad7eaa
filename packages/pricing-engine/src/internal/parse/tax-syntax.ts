import { type Issue, issue } from "@tillwright/values";
import * as z from "zod/mini";
import { areRatesExact } from "../charges/compile-tax.js";
import { placedIssues } from "./condition-syntax.js";
import { named, schemaIssues, show } from "./plain-issues.js";
import type { DocumentRules, Fields } from "./syntax-parts.js";
import { goodsTerm, nameText, shareText, whenTerm } from "./texts.js";

const taxClass = z.strictObject({
  id: nameText,
  name: z.optional(nameText),
  goods: z.optional(goodsTerm),
  rate: z.optional(shareText),
  parts: z.optional(
    z
      .array(
        z.strictObject({
          id: nameText,
          name: z.optional(nameText),
          rate: shareText,
          compound: z.optional(z.boolean()),
        }),
      )
      .check(z.minLength(1), z.maxLength(10)),
  ),
});

export const taxTerms: z.ZodMiniType = z.strictObject({
  prices: z.enum(["included", "added"]),
  classes: z.array(taxClass).check(z.minLength(1), z.maxLength(1000)),
  rounding: z.optional(
    z.strictObject({
      per: z.optional(z.enum(["order", "line"])),
      mode: z.optional(
        z.enum(["down", "up", "floor", "ceiling", "half-up", "half-down", "half-even"]),
      ),
    }),
  ),
  exempt: z.optional(z.strictObject({ when: whenTerm, pays: z.optional(z.enum(["net", "same"])) })),
  fundedDiscountsLowerIt: z.optional(z.enum(["no", "yes"])),
});

/** Every problem of the tax of a document. */
export function taxIssues({ tax }: Fields, rules: DocumentRules): readonly Issue[] {
  if (tax === undefined) return [];
  const issues = schemaIssues(taxTerms, tax, ["tax"]);
  if (typeof tax !== "object" || tax === null) return issues;
  const { exempt, classes } = tax as {
    readonly exempt?: { readonly when?: unknown } | null;
    readonly classes?: unknown;
  };
  issues.push(...placedIssues({ when: exempt?.when }, ["tax", "exempt"], rules));
  if (Array.isArray(classes)) issues.push(...classesIssues(classes, rules));
  return issues;
}

function classesIssues(classes: readonly unknown[], rules: DocumentRules): readonly Issue[] {
  const seen = new Set<string>();
  return classes.flatMap((one, i): readonly Issue[] => {
    if (typeof one !== "object" || one === null) return [];
    const path = ["tax", "classes", i];
    const { id, goods, rate, parts } = one as Fields;
    const issues: Issue[] = [];
    if (typeof id === "string") {
      if (seen.has(id)) {
        const message = `${named([...path, "id"])}: ${show(id)} occurs twice`;
        issues.push(issue("pricing.duplicate-id", [...path, "id"], message));
      }
      seen.add(id);
    }
    issues.push(...placedIssues({ goods }, path, rules));
    const own = taxClass.safeParse(one);
    if (own.success) issues.push(...partIssues(own.data.parts ?? [], path));
    if ((rate === undefined) === (parts === undefined)) {
      const message = `${named([...path, "rate"])}: give exactly one of rate and parts`;
      issues.push(issue("pricing.wrong-value", [...path, "rate"], message));
    }
    return issues;
  });
}

function partIssues(
  parts: readonly {
    readonly id: string;
    readonly rate: string;
    readonly compound?: boolean | undefined;
  }[],
  path: readonly (string | number)[],
): readonly Issue[] {
  const at = [...path, "parts"];
  const issues: Issue[] = [];
  parts.forEach(({ id }, i) => {
    if (parts.findIndex((one) => one.id === id) === i) return;
    const message = `${named([...at, i, "id"])}: ${show(id)} occurs twice`;
    issues.push(issue("pricing.duplicate-id", [...at, i, "id"], message));
  });
  if (!areRatesExact(parts)) {
    const message = `${named(at)}: the rates together are too fine to be computed exactly`;
    issues.push(issue("pricing.out-of-range", at, message));
  }
  return issues;
}
