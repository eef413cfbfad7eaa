import { type Issue, issue } from "@tillwright/values";
import { PricingError } from "../../errors.js";
import type { Need } from "../needs.js";
import { named, show } from "./plain-issues.js";
import type { FeatureParts, Fields } from "./syntax-parts.js";

const entries = "@tillwright/pricing-engine/parse/";

/** What is told of fields that only missing features understand. */
export interface MissingFeatures {
  /** One for each such field. */
  readonly issues: Issue[];
  readonly has: (field: string) => boolean;
  /** Of what else was found, what is not about those fields: nobody here can read them. */
  readonly beside: (found: readonly Issue[]) => readonly Issue[];
}

/** The fields at a path that need features whose syntax was not handed in. */
export function missingFeatures(
  needs: readonly Need[],
  fields: Fields,
  path: readonly (string | number)[],
  features: FeatureParts,
): MissingFeatures {
  const issues: Issue[] = [];
  const unread = new Set<unknown>();
  for (const { feature, by: field } of needs) {
    if (features.has(feature)) continue;
    const at = [...path, field];
    const message = `${named(at)} is ${show(fields[field])}, which needs ${feature}Syntax of ${entries}${feature} among the features`;
    issues.push(issue("pricing.missing-feature", at, message));
    unread.add(field);
  }
  return {
    issues,
    has: (field) => unread.has(field),
    beside: (found) => found.filter((one) => !unread.has(one.path[path.length])),
  };
}

/** Thrown, for it is no problem of the document. */
export function vendorsMissing(): PricingError {
  const entry = `${entries}vendors`;
  return new PricingError(
    "pricing.missing-feature",
    `parseRules: extensions need vendorsSyntax of ${entry} among the features`,
    { missing: [{ feature: "vendors", entry, neededBy: ["extensions"] }] },
  );
}
