/**
 * The check digit of an EAN-13 code from its first twelve digits: weights 1 and 3 from the left, what is missing to the next
 * ten (GS1 General Specifications, 7.9).
 */
function checkDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < 12; index += 1) {
    sum += (digits.charCodeAt(index) - 48) * (index % 2 === 0 ? 1 : 3);
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * Whether a text is an EAN-13 code with the right check digit.
 *
 * @example
 * ```ts
 * import { isEan13 } from "@tillwright/cashier";
 *
 * isEan13("6901028075763"); //=> true
 * isEan13("6901028075764"); //=> false
 * isEan13("690102807576"); //=> false
 * ```
 *
 * @public
 */
export function isEan13(text: string): boolean {
  return /^[0-9]{13}$/.test(text) && checkDigit(text) === text.charCodeAt(12) - 48;
}

/**
 * Twelve digits with their check digit behind them, as a scale prints them; `null` for anything but twelve digits.
 *
 * @example
 * ```ts
 * import { ean13 } from "@tillwright/cashier";
 *
 * ean13("210002100452"); //=> "2100021004525"
 * ean13("21"); //=> null
 * ```
 *
 * @public
 */
export function ean13(digits: string): string | null {
  return /^[0-9]{12}$/.test(digits) ? `${digits}${checkDigit(digits)}` : null;
}
