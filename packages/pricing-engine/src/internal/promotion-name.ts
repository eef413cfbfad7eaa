import type { PromotionTerms } from "../rules-document.js";

/** What people call a promotion. */
export function nameOf({ id, name }: PromotionTerms): string {
  return name ?? id;
}
