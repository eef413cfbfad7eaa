/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const sound = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (sound < 0x80) bytes.push(sound);
    else if (sound < 0x800) bytes.push(0xc0 | (sound >> 6), 0x80 | (sound & 0x3f));
    else if (sound < 0x10000)
      bytes.push(0xe0 | (sound >> 12), 0x80 | ((sound >> 6) & 0x3f), 0x80 | (sound & 0x3f));
    else
      bytes.push(
        0xf0 | (sound >> 18),
        0x80 | ((sound >> 12) & 0x3f),
        0x80 | ((sound >> 6) & 0x3f),
        0x80 | (sound & 0x3f),
      );
  }
  return bytes;
}

/** The text of UTF-8 bytes; bytes that are none are read as Latin-1, so that something can be shown. */
export function textOfUtf8(bytes: ArrayLike<number>): string {
  const values = Array.from(bytes);
  try {
    return decodeURIComponent(
      values.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    );
  } catch {
    return values.map((byte) => String.fromCharCode(byte)).join("");
  }
}
