/** Characters that look the same in print; exchanging them is not worth a report. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  "\u00a0": " ",
  "\u2002": " ",
  "\u2003": " ",
  "\u2009": " ",
  "\u202f": " ",
  "\u3000": "  ",
  "\u00a5": "￥",
  "\uffe5": "¥",
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2026": "...",
  "\u2022": "·",
  "\u00b7": "·",
  "\u2044": "/",
};

/** Characters that are written out by name when the printer lacks them; the reader sees another text, so it is reported. */
const NAMES: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "¥": "CNY",
  "￥": "CNY",
  "₩": "KRW",
  "₫": "VND",
  "₱": "PHP",
  "₹": "INR",
  "₽": "RUB",
  "฿": "THB",
  "©": "(C)",
  "®": "(R)",
  "™": "(TM)",
  "×": "x",
  "✓": "v",
  "✔": "v",
  "·": ".",
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
};

/** Marks without ink: joiners, direction marks, soft hyphens, variation selectors. They are left out. */
const INKLESS =
  /\u034f|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/g;

const FULL_WIDTH_FORMS = /^[\uff01-\uffee]+$/;

/** The text without what leaves no ink. */
export function withoutInkless(text: string): string {
  return text.replace(INKLESS, "");
}

/** What prints alike, or `undefined`. */
export function lookalikeOf(character: string): string | undefined {
  const known = LOOKALIKES[character];
  if (known !== undefined) return known;
  return FULL_WIDTH_FORMS.test(character) ? character.normalize("NFKC") : undefined;
}

/** What says the same in other letters: a name, or the letter without its accent; `undefined` for the rest. */
export function substituteOf(character: string): string | undefined {
  const known = NAMES[character];
  if (known !== undefined) return known;
  const plain = character.normalize("NFD").replace(/\p{M}/gu, "");
  return plain !== "" && plain !== character ? plain : undefined;
}
