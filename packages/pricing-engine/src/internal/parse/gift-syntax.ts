import type { CurrencyCode } from "@tillwright/values";
import * as z from "zod/mini";
import type { PromotionSyntax } from "../../rules-syntax.js";
import { count, goodsTerm, moneyText, nameText, shareText } from "./texts.js";

type Problems = readonly { readonly field: string; readonly message: string }[];

/** One open block is a digit of the search's state; beyond this nobody writes a promotion by hand. */
export const largestBlock = 100;

function giftOption(currency: CurrencyCode): z.ZodMiniType {
  return z.strictObject({ product: nameText, value: moneyText(currency) });
}

export const buyGetSyntax: PromotionSyntax = {
  kind: "buy-n-get-m",
  fields: (currency) => ({
    buy: count(1, largestBlock / 2),
    get: count(1, largestBlock / 2),
    mode: z.optional(z.enum(["in-basket", "add-on"])),
    free: z.optional(z.enum(["cheapest", "dearest"])),
    getGoods: z.optional(goodsTerm),
    pay: z.optional(shareText),
    gift: z.optional(giftOption(currency)),
    atMost: z.optional(count(1)),
  }),
  goods: ({ getGoods }) =>
    getGoods === undefined ? [] : [{ path: ["getGoods"], condition: getGoods }],
  problems: buyGetProblems,
};

/** Each field goes with one way of giving; together they would be read in two ways. */
function buyGetProblems(promotion: Readonly<Record<string, unknown>>): Problems {
  const addOn = promotion["mode"] === "add-on";
  const pools = promotion["getGoods"] !== undefined;
  const problems: { field: string; message: string }[] = [];
  const refuse = (field: string, refused: boolean, message: string): void => {
    if (promotion[field] !== undefined && refused) problems.push({ field, message });
  };
  refuse("gift", !addOn, 'gift goes with "mode": "add-on"');
  refuse("getGoods", addOn, "what is added on is a gift, so getGoods has no meaning");
  refuse("pay", !pools, "pay goes with getGoods; nth-item has shares within one pool");
  refuse("free", addOn || pools, "free chooses within a block of the basket, so it goes alone");
  return problems;
}

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

/** From nothing on there is no telling how often. */
export function everyProblems(every: unknown, amount: unknown): Problems {
  return every === true && typeof amount === "string" && Number(amount) === 0
    ? [{ field: "amount", message: "the amount must be above zero" }]
    : [];
}

function repeatedGifts(gifts: unknown): Problems {
  if (!Array.isArray(gifts)) return [];
  const products = gifts.map((one: { readonly product?: unknown } | null) => one?.product);
  return new Set(products).size === products.length
    ? []
    : [{ field: "gifts", message: "a product occurs twice" }];
}
