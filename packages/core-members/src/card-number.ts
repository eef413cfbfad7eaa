import { issue, type Result, reject, succeed } from "@tillwright/values";
import { MembersError } from "./errors.js";
import type { SecretRandom } from "./key-provider.js";

/**
 * The quasigroup of order ten by H. M. Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004): totally anti-symmetric,
 * so that one wrong digit and two neighbours exchanged are always noticed, which the check digit of banks (Luhn) misses
 * for 0 and 9.
 */
const damm: readonly string[] = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** The digit in which digits end; 0 for digits that carry their own check digit. */
function checkDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = Number(damm[interim]?.[Number(digit)]);
  return interim;
}

/** Twelve drawn digits: among a million members one guess in a million meets a card. */
const drawnDigits = 12;
const digitsOnly = /^\d{14,19}$/u;

/**
 * Whether a text is a card number of ours: 14 to 19 digits that end in their check digit.
 *
 * @example
 * ```ts
 * import { isCardNumber } from "@tillwright/core-members";
 *
 * isCardNumber("29012345678900"); //=> true
 * isCardNumber("29012345687900"); //=> false
 * ```
 *
 * @public
 */
export function isCardNumber(text: string): boolean {
  return digitsOnly.test(text) && checkDigit(text) === 0;
}

/** Digits that nobody can guess, each as likely as the others. */
function drawDigits(count: number, random: SecretRandom): string {
  let digits = "";
  while (digits.length < count) {
    // 250 is the last multiple of ten in a byte; beyond it the low digits would come more often.
    for (const byte of random(count)) if (byte < 250) digits += String(byte % 10);
  }
  return digits.slice(0, count);
}

/**
 * A new card number: the shop's prefix, twelve drawn digits and a check digit. It is drawn and not counted, so it says
 * nothing of the member, of when the card was made, or of how many there are, and cannot be guessed from another one. It
 * prints as Code 128, ITF or a QR code. Whether it is free is for the store to decide (`core-members.card-taken`).
 *
 * Throws `core-members.argument-invalid` for a prefix that is not of one to six digits.
 *
 * @example
 * ```ts
 * import { drawCardNumber, isCardNumber } from "@tillwright/core-members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: in a shop the platform's secret generator is handed in.
 * const cardNumber = drawCardNumber("290", seededRandom(1));
 * cardNumber.length; //=> 16
 * isCardNumber(cardNumber); //=> true
 * ```
 *
 * @public
 */
export function drawCardNumber(prefix: string, random: SecretRandom): string {
  if (!/^\d{1,6}$/u.test(prefix)) {
    throw new MembersError(
      "core-members.argument-invalid",
      "drawCardNumber needs a prefix of one to six digits",
      { length: prefix.length },
    );
  }
  const digits = prefix + drawDigits(drawnDigits, random);
  return `${digits}${checkDigit(digits)}`;
}

/**
 * A card number that was typed or scanned as a barcode: digits, with spaces or dashes between them. The issue
 * (`core-members.card-invalid`) says what is wrong and never shows the number.
 *
 * @example
 * ```ts
 * import { parseCardNumber } from "@tillwright/core-members";
 *
 * parseCardNumber("2901 2345 6789 00"); //=> { "ok": true, "value": "29012345678900" }
 * const wrong = parseCardNumber("29012345678901");
 * wrong.ok ? "" : wrong.issues[0]?.message; //=> "the check digit of the card does not fit: read it again"
 * ```
 *
 * @public
 */
export function parseCardNumber(text: unknown): Result<string> {
  const bare = typeof text === "string" ? text.normalize("NFKC").replace(/[\s-]/gu, "") : "";
  const invalid = (message: string) => reject([issue("core-members.card-invalid", [], message)]);
  if (!digitsOnly.test(bare)) return invalid("a card has 14 to 19 digits");
  if (!isCardNumber(bare))
    return invalid("the check digit of the card does not fit: read it again");
  return succeed(bare);
}
