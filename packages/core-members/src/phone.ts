import { issue, type Result, reject, succeed } from "@tillwright/values";

/** Characters between the digits of a phone number that carry nothing. */
const separators = /[\s\-‐‑–().·・]/gu;
const mainlandMobile = /^1[3-9]\d{9}$/u;
/** E.164: at most fifteen digits, the first of a country code is never zero. */
const international = /^\+[1-9]\d{6,14}$/u;

/** The 0 that a country dials inside: `+44 (0)20`. Without brackets it may be part of the number, as in Italy. */
const trunkZero = /^(\s*(?:\+|00)[^()]*)\(\s*0\s*\)/u;

/** Input methods for Chinese often leave full-width digits behind. */
function halfWidth(text: string): string {
  return text.replace(/[０-９＋－（）]/gu, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

/**
 * The international form of a phone number as people write it.
 *
 * A mainland mobile number has eleven digits, with or without +86 in front; numbers of other countries need their + and
 * country code. Spaces, dashes, dots, brackets and full-width digits are accepted, and a trunk zero in brackets is left out
 * (`+44 (0)20`). The issue (`core-members.phone-invalid`) shows the number masked.
 *
 * @example
 * ```ts
 * import { parsePhone } from "@tillwright/core-members";
 *
 * parsePhone("138 1234-5678"); //=> { "ok": true, "value": "+8613812345678" }
 * parsePhone("+852 6123 4567"); //=> { "ok": true, "value": "+85261234567" }
 * parsePhone("12345").ok; //=> false
 * ```
 *
 * @public
 */
export function parsePhone(text: unknown): Result<string> {
  const bare =
    typeof text === "string"
      ? halfWidth(text).replace(trunkZero, "$1").replace(separators, "")
      : "";
  const mainland = bare.replace(/^(?:\+|00)?86(?=1)/u, "");
  if (mainlandMobile.test(mainland)) return succeed(`+86${mainland}`);
  const foreign = bare.replace(/^00/u, "+");
  if (international.test(foreign) && !foreign.startsWith("+86")) return succeed(foreign);
  // Of what is no number at all not even four digits are shown: they may belong to something else that is secret.
  const numeric = /^\+?\d+$/u.test(bare) && typeof text === "string";
  const seen = numeric ? `"${maskPhone(text)}"` : typeof text === "string" ? '"****"' : typeof text;
  return reject([
    issue(
      "core-members.phone-invalid",
      [],
      `phone must be a mobile number of 11 digits, or + and a country code, not ${seen}`,
    ),
  ]);
}

/**
 * A phone number for eyes that need no more: the first three and the last four digits of a mainland number, the last
 * four of others, nothing of what is shorter.
 *
 * @example
 * ```ts
 * import { maskPhone } from "@tillwright/core-members";
 *
 * maskPhone("13812345678"); //=> "138****5678"
 * maskPhone("+8613812345678"); //=> "138****5678"
 * maskPhone("+85261234567"); //=> "****4567"
 * ```
 *
 * @public
 */
export function maskPhone(phone: string): string {
  const digits = halfWidth(phone)
    .replace(/\D/gu, "")
    .replace(/^(?:00)?86(?=1\d{10}$)/u, "");
  if (mainlandMobile.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(7)}`;
  return digits.length >= 8 ? `****${digits.slice(-4)}` : "****";
}
