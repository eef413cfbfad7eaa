import { PrinterError } from "./errors.js";
import { legacyDecoder } from "./platform.js";

/**
 * The two-byte character sets of East Asia besides the Chinese standard: Big5 (Taiwan, Hong Kong), Shift-JIS (Japan),
 * EUC-KR (Korea).
 *
 * @public
 */
export type EastAsianCharsetName = "big5" | "shift-jis" | "euc-kr";

/** Which bytes begin and end a code. */
interface CodeForm {
  readonly label: string;
  readonly leads: readonly (readonly [number, number])[];
  readonly trails: readonly (readonly [number, number])[];
}

/** The parts that printers have in their fonts; extensions of the Web's tables are left out where they lie apart. */
const FORMS: Readonly<Record<EastAsianCharsetName, CodeForm>> = {
  big5: {
    label: "big5",
    leads: [[0xa1, 0xf9]],
    trails: [
      [0x40, 0x7e],
      [0xa1, 0xfe],
    ],
  },
  "shift-jis": {
    label: "shift_jis",
    leads: [
      [0x81, 0x9f],
      [0xe0, 0xef],
    ],
    trails: [
      [0x40, 0x7e],
      [0x80, 0xfc],
    ],
  },
  "euc-kr": { label: "euc-kr", leads: [[0xa1, 0xfe]], trails: [[0xa1, 0xfe]] },
};

/** A two-byte character set in both directions. */
export interface DoubleByteCharset {
  /** Lead byte × 256 + trail byte, a single byte for half-width katakana, or 0. */
  readonly encode: (character: string) => number;
  /** `text` is missing where the bytes are no character; `isPair` where they are two all the same. */
  readonly decode: (
    lead: number,
    trail: number,
  ) => { readonly text: string | undefined; readonly isPair: boolean };
}

function within(byte: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([from, to]) => byte >= from && byte <= to);
}

function bytesIn(ranges: readonly (readonly [number, number])[]): number[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

/** Every code in one call of the platform, a line for each, since a wrong pair may be read as two characters. */
function readCodes(form: CodeForm, decode: (bytes: Uint8Array) => string): Map<number, string> {
  const codes = bytesIn(form.leads).flatMap((lead) =>
    bytesIn(form.trails).map((trail) => lead * 256 + trail),
  );
  const bytes = Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 0xff, 0x0a]));
  const lines = decode(bytes).split("\n");
  const characters = new Map<number, string>();
  codes.forEach((code, index) => {
    const text = lines[index] ?? "";
    const isUsers = /[\ue000-\uf8ff]/.test(text);
    if (text.length === 1 && text !== "\ufffd" && !isUsers) characters.set(code, text);
  });
  return characters;
}

/** What sends a character where the tables of vendors and of the Web disagree: full-width forms of signs. */
const ALIASES: Readonly<Record<string, string>> = { "¥": "￥", "〜": "～", "−": "－", "‖": "∥" };

function createCharset(name: EastAsianCharsetName): DoubleByteCharset {
  const form = FORMS[name];
  const decoder = legacyDecoder(form.label);
  if (decoder === undefined)
    throw new PrinterError(
      "printer.charset-unavailable",
      `This platform has no TextDecoder for ${form.label}.`,
      { charset: name },
    );
  const characters = readCodes(form, (bytes) => decoder.decode(bytes));
  const codes = new Map<string, number>();
  // Of two codes for a sign the first one is sent; of those for a Hanzi the last, since Big5 has 十 and 卅 among its old numerals too.
  for (const [code, character] of characters)
    if (character >= "一" || !codes.has(character)) codes.set(character, code);
  const hasKatakana = name === "shift-jis";
  return {
    encode(character) {
      const point = character.charCodeAt(0);
      if (hasKatakana && point >= 0xff61 && point <= 0xff9f) return point - 0xff61 + 0xa1;
      return codes.get(character) ?? codes.get(ALIASES[character] ?? "") ?? 0;
    },
    decode(lead, trail) {
      if (hasKatakana && lead >= 0xa1 && lead <= 0xdf)
        return { text: String.fromCharCode(lead - 0xa1 + 0xff61), isPair: false };
      const isPair = within(lead, form.leads) && within(trail, form.trails);
      return { text: isPair ? characters.get(lead * 256 + trail) : undefined, isPair };
    },
  };
}

const known = new Map<EastAsianCharsetName, DoubleByteCharset>();

/** The charset of the platform, read once; throws `printer.charset-unavailable` where it has none. */
export function eastAsianCharset(name: EastAsianCharsetName): DoubleByteCharset {
  const charset = known.get(name) ?? createCharset(name);
  known.set(name, charset);
  return charset;
}
