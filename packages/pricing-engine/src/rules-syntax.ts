import type { CurrencyCode } from "@tillwright/values";
import type * as z from "zod/mini";
import type { PricingExtension } from "./extension.js";
import type { FeatureSyntax } from "./feature-syntax.js";

/**
 * How one field of a rule document is written: a schema of zod 4, `zod/mini` or not. For what the house's documents write there
 * are `moneyText`, `shareText` and the others of this entry, which tell a problem in plain words.
 *
 * @public
 */
export type TermSyntax = z.core.$ZodType;

/** The fields of one kind of promotion, besides those that every promotion has. @public */
export interface PromotionSyntax {
  readonly kind: string;
  readonly fields: (currency: CurrencyCode) => Readonly<Record<string, TermSyntax>>;
  /** Conditions on goods among the fields of the kind: where they stand, and what stands there. */
  readonly goods?: (
    promotion: Readonly<Record<string, unknown>>,
  ) => readonly { readonly path: readonly (string | number)[]; readonly condition: unknown }[];
  /** What fields together may break: the field to blame and the sentence. */
  readonly problems?: (
    promotion: Readonly<Record<string, unknown>>,
  ) => readonly { readonly field: string; readonly message: string }[];
}

/** Which conditions a field takes. @public */
export type ConditionPlace = "goods" | "when";

/** How the value of one condition is written. @public */
export interface ConditionSyntax {
  readonly key: string;
  readonly place: ConditionPlace;
  readonly schema: (currency: CurrencyCode) => TermSyntax;
}

/**
 * How documents with a vendor's kinds and conditions are written, for `parseRules`. A kind or condition that has no syntax here
 * is refused as unknown.
 *
 * @public
 */
export interface SyntaxExtension {
  readonly name: string;
  readonly promotionSyntaxes?: readonly PromotionSyntax[];
  readonly conditionSyntaxes?: readonly ConditionSyntax[];
}

/** What `parseRules` needs besides the document. @public */
export interface ParseOptions {
  /** How what the lean engine does not know is written, each syntax from the entry `/parse/` with its feature's name. */
  readonly features?: readonly FeatureSyntax[];
  /** The extensions with their syntax. Needs the feature `vendors`. */
  readonly extensions?: readonly (PricingExtension & SyntaxExtension)[];
}
