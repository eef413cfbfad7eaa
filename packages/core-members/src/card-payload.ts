import { utf8ToBytes } from "@noble/ciphers/utils";
import { hmac } from "@noble/hashes/hmac";
import { sha256 } from "@noble/hashes/sha2";
import { issue, type Result, reject, succeed } from "@tillwright/values";
import { isCardNumber, parseCardNumber } from "./card-number.js";
import { MembersError } from "./errors.js";
import { toHex } from "./key-provider.js";

/** What the QR code of a card begins with; another kind of payload gets another one. */
const head = "TWC1";
/** 64 bits of the tag: an attacker has to ask a till, and no till answers 2^63 times. */
const sealDigits = 16;
const payloadForm = /^TWC1\.(\d{14,19})\.([0-9A-F]{16})$/u;

function checkKey(cardKey: Uint8Array, what: string): void {
  if (cardKey.length === 32) return;
  throw new MembersError("core-members.argument-invalid", `${what} needs a key of 32 bytes`, {
    keyBytes: cardKey.length,
  });
}

function sealOf(cardNumber: string, cardKey: Uint8Array): string {
  const tag = hmac(sha256, cardKey, utf8ToBytes(`tillwright.card/1 ${cardNumber}`));
  return toHex(tag).slice(0, sealDigits).toUpperCase();
}

/** Compares without telling by its time where the first difference is. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < other.length; index += 1) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}

/**
 * What the QR code on a card says: the drawn number and a seal by the shop's card key (HMAC-SHA-256, RFC 2104, its first 64
 * bits), so that a till without a line tells its own cards from numbers that somebody made up. There is no name, phone
 * or id in it, and whoever reads it learns nothing but that it is a card. Only capitals, digits and dots: the alphanumeric
 * mode of QR codes (ISO/IEC 18004, 7.4.4) takes it.
 *
 * Throws `core-members.argument-invalid` for a number that is no card number and for a key that is not of 32 bytes.
 *
 * @example
 * ```ts
 * import { cardPayload } from "@tillwright/core-members";
 *
 * const cardKey = new Uint8Array(32).fill(7);
 * cardPayload("29012345678900", cardKey).startsWith("TWC1.29012345678900."); //=> true
 * ```
 *
 * @public
 */
export function cardPayload(cardNumber: string, cardKey: Uint8Array): string {
  checkKey(cardKey, "cardPayload");
  if (!isCardNumber(cardNumber)) {
    throw new MembersError(
      "core-members.argument-invalid",
      "cardPayload needs a card number with its check digit",
      { length: cardNumber.length },
    );
  }
  return `${head}.${cardNumber}.${sealOf(cardNumber, cardKey)}`;
}

/**
 * The card number behind what a scanner has read: a QR code by `cardPayload`, whose seal is checked, or a barcode or typed
 * digits, which have a check digit only (`sealed` is then `false`).
 *
 * Issues: `core-members.card-invalid` for what is no card or was read wrongly, `core-members.card-forged` for a seal of
 * another key. Neither shows what was read. Throws `core-members.argument-invalid` for a key that is not of 32 bytes: with an
 * empty one anybody could make cards.
 *
 * @example
 * ```ts
 * import { cardPayload, readCardCode } from "@tillwright/core-members";
 *
 * const cardKey = new Uint8Array(32).fill(7);
 * const code = cardPayload("29012345678900", cardKey);
 * readCardCode(code, cardKey); //=> { "ok": true, "value": { "cardNumber": "29012345678900", "sealed": true } }
 * const forged = readCardCode(code, new Uint8Array(32).fill(8));
 * forged.ok ? "" : forged.issues[0]?.code; //=> "core-members.card-forged"
 * ```
 *
 * @public
 */
export function readCardCode(
  text: unknown,
  cardKey: Uint8Array,
): Result<{ readonly cardNumber: string; readonly sealed: boolean }> {
  checkKey(cardKey, "readCardCode");
  const bare = typeof text === "string" ? text.normalize("NFKC").trim().toUpperCase() : "";
  if (!bare.startsWith(head)) {
    const typed = parseCardNumber(text);
    return typed.ok ? succeed({ cardNumber: typed.value, sealed: false }) : typed;
  }
  const [, digits = "", seal = ""] = payloadForm.exec(bare) ?? [];
  const invalid = (code: "card-invalid" | "card-forged", message: string) =>
    reject([issue(`core-members.${code}` as const, [], message)]);
  if (!isCardNumber(digits))
    return invalid("card-invalid", "the code of the card was read wrongly");
  if (!isSame(seal, sealOf(digits, cardKey))) {
    return invalid("card-forged", "the seal of the card is not this shop's");
  }
  return succeed({ cardNumber: digits, sealed: true });
}
