import type { CurrencyCode } from "@tillwright/values";
import * as z from "zod/mini";
import type { PromotionSyntax } from "../../rules-syntax.js";
import {
  count,
  hours,
  instantText,
  moneyText,
  nameText,
  positiveMoneyText,
  priceText,
  shareText,
} from "./texts.js";

export const share: Readonly<Record<"pay" | "off", z.ZodMiniType>> = {
  pay: z.optional(shareText),
  off: z.optional(shareText),
};
const capped = (currency: CurrencyCode) => ({ cap: z.optional(positiveMoneyText(currency)) });
const counts = { counts: z.optional(z.enum(["deal", "running"])) };
export const atMost: Readonly<Record<"atMost", z.ZodMiniType>> = { atMost: z.optional(count(1)) };
const base = { base: z.optional(z.enum(["running", "list"])) };
const piecesPerMember = { piecesPerMember: z.optional(count(1)) };
const prices = z.record(nameText, priceText);

export const promotionSyntaxes: readonly PromotionSyntax[] = [
  {
    kind: "member-price",
    fields: () => ({
      prices: z.optional(prices),
      byTier: z.optional(z.record(nameText, prices)),
      ...piecesPerMember,
    }),
    problems: (promotion) =>
      promotion["prices"] === undefined && promotion["byTier"] === undefined
        ? [{ field: "prices", message: "give prices, byTier or both" }]
        : [],
  },
  {
    kind: "flash-price",
    fields: () => ({
      prices,
      during: z.strictObject({
        from: z.optional(instantText),
        until: z.optional(instantText),
        daily: z.optional(hours),
      }),
      ...piecesPerMember,
    }),
    problems: ({ during }) => windowProblems(during),
  },
  { kind: "price-list", fields: () => ({ list: nameText }) },
  {
    kind: "member-rate",
    fields: () => ({ ...share, byTier: z.optional(z.record(nameText, shareText)) }),
    problems: ({ byTier, pay, off }) =>
      [byTier, pay, off].filter((one) => one !== undefined).length === 1
        ? []
        : [{ field: "pay", message: "give exactly one of pay, off and byTier" }],
  },
  {
    kind: "percent-off",
    fields: () => ({ ...share, ...base }),
    problems: (promotion) => [...oneShare(promotion), ...baseProblems(promotion)],
  },
  { kind: "amount-off", fields: (currency) => ({ off: positiveMoneyText(currency) }) },
  { kind: "fixed-price", fields: (currency) => ({ price: moneyText(currency) }) },
  { kind: "offered-amount", fields: () => ({}) },
  {
    kind: "threshold",
    fields: (currency) => ({
      amount: moneyText(currency),
      off: positiveMoneyText(currency),
      ...counts,
      ...capped(currency),
    }),
  },
  {
    kind: "every",
    fields: (currency) => ({
      amount: positiveMoneyText(currency),
      off: positiveMoneyText(currency),
      ...atMost,
      ...counts,
      ...capped(currency),
    }),
  },
  {
    kind: "steps",
    fields: (currency) => ({
      steps: z
        .array(z.strictObject({ amount: moneyText(currency), off: positiveMoneyText(currency) }))
        .check(z.minLength(1), z.maxLength(1000)),
      ...counts,
      ...capped(currency),
    }),
    problems: ({ steps }) => stepProblems(steps),
  },
  {
    kind: "threshold-rate",
    fields: (currency) => ({
      amount: z.optional(moneyText(currency)),
      pieces: z.optional(count(1)),
      ...share,
      ...base,
      ...counts,
      ...capped(currency),
    }),
    problems: (promotion) => [
      ...oneShare(promotion),
      ...(promotion["amount"] === undefined && promotion["pieces"] === undefined
        ? [{ field: "amount", message: "give amount, pieces or both" }]
        : []),
    ],
  },
];

export type Problems = readonly { readonly field: string; readonly message: string }[];

export function oneShare({ pay, off }: Readonly<Record<string, unknown>>): Problems {
  return (pay === undefined) === (off === undefined)
    ? [{ field: "pay", message: "give exactly one of pay and off" }]
    : [];
}

function baseProblems({ base, lane }: Readonly<Record<string, unknown>>): Problems {
  return base === "list" && (lane === undefined || lane === "item")
    ? [{ field: "base", message: "a rate of the list price needs a lane after the items" }]
    : [];
}

function windowProblems(during: unknown): Problems {
  if (typeof during !== "object" || during === null) return [];
  const { from, until, daily } = during as Readonly<Record<string, unknown>>;
  if (from === undefined && until === undefined && daily === undefined) {
    return [{ field: "during", message: "give from, until or daily" }];
  }
  const late =
    typeof from === "string" && typeof until === "string" && Date.parse(from) >= Date.parse(until);
  return late ? [{ field: "during", message: "until must come after from" }] : [];
}

function stepProblems(steps: unknown): Problems {
  if (!Array.isArray(steps)) return [];
  // What is no text has an issue of its own, and may not even have a text to show.
  const amounts = steps
    .map((step: { readonly amount?: unknown } | null) => step?.amount)
    .filter((amount) => typeof amount === "string")
    .map(Number)
    .filter(Number.isFinite);
  return new Set(amounts).size === amounts.length
    ? []
    : [{ field: "steps", message: "two steps have the same amount" }];
}
