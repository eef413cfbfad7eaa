import type { PromotionTerms } from "../../rules-document.js";

/** The code of what a promotion gave; those that state a share come as paid or as taken off. */
export function gaveCode(promotion: PromotionTerms & { readonly kind?: string }): string {
  const kind = promotion.kind ?? "other";
  const share = promotion as {
    readonly pay?: string;
    readonly off?: string;
    readonly rates?: unknown;
  };
  switch (kind) {
    case "percent-off":
      return `pricing.gave.${shareCode(kind, share)}`;
    case "member-rate":
      return share.off === undefined
        ? "pricing.gave.member-rate-pay"
        : "pricing.gave.member-rate-off";
    case "nth-item":
      return share.rates === undefined
        ? `pricing.gave.${shareCode(kind, share)}`
        : "pricing.gave.nth-item-rates";
    case "threshold-rate": {
      const terms = promotion as { readonly amount?: string };
      const by = terms.amount === undefined ? "pieces" : "amount";
      return `pricing.gave.${shareCode(`threshold-rate-${by}`, share)}`;
    }
    default:
      return `pricing.gave.${kind}`;
  }
}

function shareCode(kind: string, { pay }: { readonly pay?: string }): string {
  return pay === undefined ? `${kind}-off` : `${kind}-pay`;
}
