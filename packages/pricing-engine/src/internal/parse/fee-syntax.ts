import { type CurrencyCode, type Issue, issue } from "@tillwright/values";
import * as z from "zod/mini";
import { placedIssues } from "./condition-syntax.js";
import { named, schemaIssues, show } from "./plain-issues.js";
import type { DocumentRules, Fields } from "./syntax-parts.js";
import { goodsTerm, moneyText, nameText, positiveMoneyText, shareText, whenTerm } from "./texts.js";

const base = z.enum(["deal", "running"]);

export function feeSchema(currency: CurrencyCode): z.ZodMiniType {
  return z.strictObject({
    id: nameText,
    kind: z.enum(["service", "packaging", "delivery", "deposit"]),
    name: z.optional(nameText),
    amount: z.optional(positiveMoneyText(currency)),
    perPiece: z.optional(positiveMoneyText(currency)),
    rate: z.optional(shareText),
    of: z.optional(base),
    when: z.optional(whenTerm),
    goods: z.optional(goodsTerm),
    freeFrom: z.optional(moneyText(currency)),
    counts: z.optional(base),
    taxId: z.optional(nameText),
    discounted: z.optional(z.boolean()),
    comesBack: z.optional(z.boolean()),
  });
}

/** Every problem of the fees of a document; ids are told apart from those of the promotions, which share their namespace. */
export function feesIssues(
  { fees, promotions, tax }: Fields,
  rules: DocumentRules,
): readonly Issue[] {
  if (!Array.isArray(fees)) return [];
  const schema = feeSchema(rules.currency);
  const taken = new Set(Array.isArray(promotions) ? promotions.map(idOf) : []);
  return fees.flatMap((fee: unknown, i): readonly Issue[] => {
    const path = ["fees", i];
    const issues = schemaIssues(schema, fee, path);
    if (typeof fee !== "object" || fee === null) return issues;
    const terms = fee as Fields;
    issues.push(...placedIssues(terms, path, rules));
    const id = idOf(fee);
    const twice = typeof id === "string" && taken.has(id);
    taken.add(id);
    const problems = [
      ...jointProblems(terms, tax),
      ...(twice ? [{ field: "id", message: `${show(id)} is the id of something else too` }] : []),
    ];
    return [
      ...issues,
      ...problems.map(({ field, message }) => {
        const code = field === "id" ? "pricing.duplicate-id" : "pricing.wrong-value";
        return issue(code, [...path, field], `${named([...path, field])}: ${message}`);
      }),
    ];
  });
}

function idOf(one: unknown): unknown {
  return (one as { readonly id?: unknown } | null)?.id;
}

function jointProblems(
  fee: Fields,
  tax: unknown,
): readonly { readonly field: string; readonly message: string }[] {
  const { amount, perPiece, rate, of, kind, discounted, counts, freeFrom, taxId } = fee;
  const problems: { field: string; message: string }[] = [];
  const given = [amount, perPiece, rate].filter((one) => one !== undefined).length;
  if (given !== 1) {
    problems.push({ field: "amount", message: "give exactly one of amount, perPiece and rate" });
  }
  if (of !== undefined && rate === undefined) {
    problems.push({ field: "of", message: "of goes with rate" });
  }
  if (counts !== undefined && freeFrom === undefined) {
    problems.push({ field: "counts", message: "counts goes with freeFrom" });
  }
  if (discounted === true) {
    if (kind === "deposit")
      problems.push({ field: "discounted", message: "a deposit has no discounts" });
    for (const [field, base] of [
      ["of", of],
      ["counts", counts],
    ] as const) {
      if (base !== "running") continue;
      const message = "what discounts see is known before them: only deal fits";
      problems.push({ field, message });
    }
  }
  if (typeof taxId === "string" && !namesClass(tax, taxId)) {
    problems.push({ field: "taxId", message: `${show(taxId)} is no class of tax.classes` });
  }
  return problems;
}

function namesClass(tax: unknown, taxId: string): boolean {
  const classes = (tax as { readonly classes?: unknown } | null | undefined)?.classes;
  return Array.isArray(classes) && classes.some((one) => idOf(one) === taxId);
}
