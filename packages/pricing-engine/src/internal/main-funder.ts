import type { Rate } from "@tillwright/values";
import type { PromotionTerms } from "../rules-document.js";
import type { TermReader } from "../term-reader.js";
import { compareText } from "./order.js";

/** The one name that stands for a promotion as a whole: of several the one with the largest share. */
export function mainFunder({ fundedBy = "shop" }: PromotionTerms): string {
  if (typeof fundedBy === "string") return fundedBy;
  const shares = Object.entries(fundedBy).map(
    ([name, share]) => [name, Number.parseFloat(share)] as const,
  );
  const sorted = shares.sort(([a, x], [b, y]) => y - x || compareText(a, b));
  return sorted[0]?.[0] ?? "shop";
}

/** What the shop itself pays of a promotion. */
export function shopShareOf({ fundedBy = "shop" }: PromotionTerms, reader: TermReader): Rate {
  if (typeof fundedBy !== "string") return reader.rate(fundedBy["shop"] ?? "0%");
  return reader.rate(fundedBy === "shop" ? "100%" : "0%");
}
