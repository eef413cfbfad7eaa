import { canonicalJson } from "./canonical-json.js";
import { ValuesError } from "./errors.js";
import { sha256 } from "./internal/sha-256.js";
import type { Json } from "./outcome.js";

/**
 * SHA-256 of the text in UTF-8, as 64 lower-case hexadecimal digits. Plain JavaScript: it needs neither `crypto.subtle` nor
 * `TextEncoder`.
 *
 * Throws `values.lone-surrogate` for text that is not well-formed Unicode, because UTF-8 cannot hold it and two texts
 * would share one hash.
 *
 * @example
 * ```ts
 * import { sha256Hex } from "@tillwright/values";
 *
 * sha256Hex("abc"); //=> "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
 * ```
 *
 * @public
 */
export function sha256Hex(text: string): string {
  let hex = "";
  for (const word of sha256(encodeUtf8(text))) hex += (word >>> 0).toString(16).padStart(8, "0");
  return hex;
}

/**
 * The hash that names a document by its content: `sha256:` and the SHA-256 of its canonical JSON.
 *
 * Throws as `canonicalJson` does.
 *
 * @example
 * ```ts
 * import { contentHash } from "@tillwright/values";
 *
 * contentHash({ a: 1, b: 2 }) === contentHash({ b: 2, a: 1 }); //=> true
 * contentHash({}); //=> "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
 * ```
 *
 * @public
 */
export function contentHash(value: Json | object): string {
  return `sha256:${sha256Hex(canonicalJson(value))}`;
}

/** RFC 3629. A UTF-16 unit needs at most three bytes, a pair of them four. */
function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    let point = text.charCodeAt(index);
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    if (point >= 0xd800 && point <= 0xdfff) {
      point = pairAt(text, index);
      index += 1;
    }
    if (point < 0x800) {
      bytes[length++] = 0xc0 | (point >> 6);
    } else {
      if (point < 0x10000) {
        bytes[length++] = 0xe0 | (point >> 12);
      } else {
        bytes[length++] = 0xf0 | (point >> 18);
        bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
      }
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
    }
    bytes[length++] = 0x80 | (point & 0x3f);
  }
  return bytes.subarray(0, length);
}

/** The character that a surrogate pair stands for. */
function pairAt(text: string, index: number): number {
  const point = text.codePointAt(index) ?? 0;
  if (point >= 0x10000) return point;
  throw new ValuesError(
    "values.lone-surrogate",
    `sha256Hex: the text is not well-formed Unicode at ${index}`,
    { index },
  );
}
