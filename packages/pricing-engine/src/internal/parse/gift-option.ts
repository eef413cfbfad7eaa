import type { CurrencyCode } from "@tillwright/values";
import * as z from "zod/mini";
import type { Problems } from "./promotion-syntax.js";
import { moneyText, nameText } from "./texts.js";

/** A product that is handed out, with what it is worth. */
export function giftOption(currency: CurrencyCode): z.ZodMiniType {
  return z.strictObject({ product: nameText, value: moneyText(currency) });
}

/** From nothing on there is no telling how often. */
export function everyProblems(every: unknown, amount: unknown): Problems {
  return every === true && typeof amount === "string" && Number(amount) === 0
    ? [{ field: "amount", message: "the amount must be above zero" }]
    : [];
}
