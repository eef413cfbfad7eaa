import * as z from "zod/mini";
import type { PromotionSyntax } from "../../rules-syntax.js";
import { everyProblems, giftOption } from "./gift-option.js";
import type { Problems } from "./promotion-syntax.js";
import { count, moneyText } from "./texts.js";

export const giftSyntax: PromotionSyntax = {
  kind: "gift",
  fields: (currency) => ({
    amount: z.optional(moneyText(currency)),
    count: z.optional(count(1)),
    counts: z.optional(z.enum(["deal", "running"])),
    every: z.optional(z.boolean()),
    gifts: z.array(giftOption(currency)).check(z.minLength(1), z.maxLength(1000)),
    pieces: z.optional(count(1)),
    atMost: z.optional(count(1)),
  }),
  problems: ({ amount, count: pieces, gifts }) => [
    ...(amount === undefined && pieces === undefined
      ? [{ field: "amount", message: "give amount, count or both" }]
      : everyProblems(true, amount)),
    ...repeatedGifts(gifts),
  ],
};

function repeatedGifts(gifts: unknown): Problems {
  if (!Array.isArray(gifts)) return [];
  const products = gifts.map((one: { readonly product?: unknown } | null) => one?.product);
  return new Set(products).size === products.length
    ? []
    : [{ field: "gifts", message: "a product occurs twice" }];
}
