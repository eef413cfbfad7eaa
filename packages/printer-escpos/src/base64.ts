const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const VALUES = new Uint8Array(128).fill(0xff);
for (let index = 0; index < 64; index += 1) VALUES[LETTERS.charCodeAt(index)] = index;

/** Bytes as base64 (RFC 4648), with padding. */
export function toBase64(bytes: ArrayLike<number>): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two, three] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const word = (one << 16) | ((two ?? 0) << 8) | (three ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => LETTERS[(word >> shift) & 63]);
    if (two === undefined) letters[2] = "=";
    if (three === undefined) letters[3] = "=";
    parts.push(letters.join(""));
  }
  return parts.join("");
}

/** The bytes of a base64 text, or `undefined` where it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const letters = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let word = 0;
  for (let at = 0; at < letters; at += 1) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (VALUES[code] ?? 0xff) : 0xff;
    if (value === 0xff) return undefined;
    word = ((word << 6) | value) & 0xffffff;
    const place = at & 3;
    const index = (at >> 2) * 3 + place - 1;
    if (place > 0) bytes[index] = (word >> (6 - 2 * place)) & 0xff;
  }
  return bytes;
}
