import { type CurrencyCode, minorDigitsOf } from "@tillwright/values";

let lastCurrency = "";
let lastDigits = 0;

/** Digits after the point. An engine asks for one currency again and again, so the last answer is kept. */
export function minorDigits(currency: CurrencyCode): number {
  if (currency !== lastCurrency) {
    lastDigits = minorDigitsOf(currency);
    lastCurrency = currency;
  }
  return lastDigits;
}
