import type { CurrencyCode, Issue } from "@tillwright/values";
import type * as z from "zod/mini";
import type { Basket } from "../../basket.js";
import type { PricingExtension } from "../../extension.js";
import type { FeatureName } from "../../feature.js";
import type { FeatureSyntax } from "../../feature-syntax.js";
import type { PromotionKind } from "../../promotion-kind.js";
import type { ConditionSyntax, PromotionSyntax } from "../../rules-syntax.js";
import type { Registry } from "../registry.js";

/** What was given, field by field, not yet known to be sound. */
export type Fields = Readonly<Record<string, unknown>>;

/** What conditions within a document are read with. */
export interface DocumentRules {
  readonly currency: CurrencyCode;
  readonly syntaxes: readonly ConditionSyntax[];
}

/** A list in a basket that is a feature's own. */
export interface BasketPart {
  readonly field: "manual" | "returns";
  readonly list: z.ZodMiniType;
  /** What a sound basket may break. */
  readonly issues: (basket: Basket) => readonly Issue[];
}

/** What the syntax of a feature brings to the parsers. */
export interface SyntaxParts {
  readonly kinds?: readonly PromotionKind[];
  readonly promotions?: readonly PromotionSyntax[];
  /** Fields that every promotion has, in place of the narrower ones that the parser knows by itself. */
  readonly terms?: Readonly<Record<string, z.ZodMiniType>>;
  /** Every problem of the fields of a document that are the feature's own. */
  readonly documentIssues?: (document: Fields, rules: DocumentRules) => readonly Issue[];
  readonly basket?: BasketPart;
  readonly registryOf?: (
    kinds: readonly PromotionKind[],
    extensions: readonly PricingExtension[],
  ) => Registry;
}

/** The syntax of a feature with its parts. */
export function featureSyntax(name: FeatureName, syntax: SyntaxParts): FeatureSyntax {
  return { name, syntax };
}

/** The syntax that was handed in, by its feature. */
export type FeatureParts = ReadonlyMap<FeatureName, SyntaxParts>;

/** The parts of several features, each feature once; a feature without its syntax brings nothing. */
export function syntaxPartsOf(features: readonly FeatureSyntax[]): FeatureParts {
  const read = features.filter(({ syntax }) => syntax !== undefined);
  return new Map(read.map(({ name, syntax }) => [name, syntax]));
}

/** The fields of what may be anything. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
