/** East Asian Width W and F (Unicode Standard Annex 11) besides emoji, as pairs of first and last code point. */
const WIDE: readonly number[] = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2630, 0x2637, 0x268a, 0x268f, 0x2e80, 0x303e, 0x3041, 0x3247,
  0x3250, 0x4dbf, 0x4dc0, 0xa4cf, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19,
  0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18dff, 0x1aff0, 0x1b2ff, 0x1d300,
  0x1d376, 0x1f200, 0x1f265, 0x20000, 0x3fffd,
];

const EMOJI = /^\p{Emoji_Presentation}/u;

/** Whether a character takes two columns on a terminal and lines may end on both sides of it. */
export function isWide(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x1100) return false;
  for (let index = 0; index < WIDE.length && point >= (WIDE[index] ?? 0); index += 2)
    if (point <= (WIDE[index + 1] ?? 0)) return true;
  return EMOJI.test(character);
}
