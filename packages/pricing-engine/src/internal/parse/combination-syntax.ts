import * as z from "zod/mini";
import type { PromotionSyntax } from "../../rules-syntax.js";
import { everyProblems, giftOption } from "./gift-option.js";
import { atMost, oneShare, type Problems, share } from "./promotion-syntax.js";
import { count, goodsTerm, moneyText, shareText } from "./texts.js";

/** One open block is a digit of the search's state; beyond this nobody writes a promotion by hand. */
const largestBlock = 100;
const largestBundle = 10;

const buyGetSyntax: PromotionSyntax = {
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

/** How the kinds that take several units together are written. */
export const combinationSyntaxes: readonly PromotionSyntax[] = [
  {
    kind: "nth-item",
    fields: () => ({
      nth: z.optional(count(2, largestBlock)),
      ...share,
      rates: z.optional(z.array(shareText).check(z.minLength(1), z.maxLength(largestBlock))),
      repeat: z.optional(z.boolean()),
      ...atMost,
    }),
    problems: nthProblems,
  },
  buyGetSyntax,
  {
    kind: "add-on-price",
    fields: (currency) => ({
      amount: moneyText(currency),
      addOn: goodsTerm,
      price: moneyText(currency),
      every: z.optional(z.boolean()),
      pieces: z.optional(count(1)),
      ...atMost,
    }),
    goods: ({ addOn }) => [{ path: ["addOn"], condition: addOn }],
    problems: ({ every, amount }) => everyProblems(every, amount),
  },
  {
    kind: "pick-m-for-price",
    fields: (currency) => ({
      pieces: count(2, largestBlock),
      price: moneyText(currency),
      ...atMost,
    }),
  },
  {
    kind: "bundle",
    fields: (currency) => ({
      parts: z
        .array(z.strictObject({ goods: goodsTerm, pieces: count(1, largestBlock) }))
        .check(z.minLength(1), z.maxLength(largestBundle)),
      price: moneyText(currency),
      ...atMost,
    }),
    goods: ({ parts }) =>
      Array.isArray(parts)
        ? parts.map((part: { readonly goods?: unknown } | null, i) => ({
            path: ["parts", i, "goods"],
            condition: part?.goods,
          }))
        : [],
  },
];

function nthProblems(promotion: Readonly<Record<string, unknown>>): Problems {
  const { nth, rates, repeat } = promotion;
  if ((nth === undefined) === (rates === undefined)) {
    return [{ field: "nth", message: "give exactly one of nth and rates" }];
  }
  if (nth !== undefined) {
    const again =
      repeat === false ? [{ field: "repeat", message: 'to give it once, write "atMost": 1' }] : [];
    return [...oneShare(promotion), ...again];
  }
  return promotion["pay"] === undefined && promotion["off"] === undefined
    ? []
    : [{ field: "rates", message: "pay and off go with nth; rates has its own shares" }];
}
