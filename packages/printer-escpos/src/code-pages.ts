import { BUILT_IN_PAGES } from "./built-in-pages.js";
import { legacyDecoder } from "./platform.js";

/** Pages that the platform's `TextDecoder` knows by another label than that of their name. */
const PLATFORM_LABELS: Readonly<Record<string, string>> = {
  cp866: "ibm866",
  cp874: "windows-874",
};

/**
 * The single-byte tables that this package knows by name. All but 437, 858 and the half-width katakana are read from the platform's
 * `TextDecoder`; where it lacks one, the page is passed over. The entry `/code-pages` has more of them.
 *
 * @public
 */
export type CodePageName =
  | "cp437"
  | "cp858"
  | "cp866"
  | "cp874"
  | "iso-8859-2"
  | "iso-8859-5"
  | "iso-8859-7"
  | "iso-8859-15"
  | "windows-1250"
  | "windows-1251"
  | "windows-1252"
  | "windows-1253"
  | "windows-1254"
  | "windows-1255"
  | "windows-1256"
  | "windows-1257"
  | "windows-1258"
  | "katakana";

const MISSING = "\ufffd";
const NOTHING = MISSING.repeat(128);

/**
 * A single-byte page and the number that `ESC t` knows it by.
 *
 * @public
 */
export interface NumberedCodePage {
  /** One of the `CodePageName`s, another page that the platform's `TextDecoder` knows (`koi8-r`), or any name where `characters` is given. */
  readonly name: string;
  readonly number: number;
  /** The characters of the bytes 80 to FF, U+FFFD where there is none; known for the names of this package. */
  readonly characters?: string;
}

interface Page {
  readonly characters: string;
  readonly bytes: ReadonlyMap<string, number>;
}

/** JIS X 0201, half-width katakana from A1 to DF, and around them the signs that Epson gives this page. */
function katakana(): string {
  const kana = Array.from({ length: 63 }, (_, index) => String.fromCharCode(0xff61 + index));
  return (
    "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯" +
    `${MISSING}${kana.join("")}` +
    `═╞╪╡◢◣◥◤♠♥♦♣●○╱╲╳円年月日時分秒〒市区町村人▒${MISSING}`
  );
}

function platformPage(label: string): string {
  const bytes = Uint8Array.from({ length: 128 }, (_, index) => 0x80 + index);
  const text = legacyDecoder(label)?.decode(bytes) ?? "";
  if (text.length !== 128) return NOTHING;
  // The controls 80 to 9F print nothing, and what is for private use is what the platform has no character for.
  return text.replace(/[\u0080-\u009f\ue000-\uf8ff]/g, MISSING);
}

/** Some versions of Node read this page as Latin-1. It is that from A0 on, and before that the Turkish one with two more letters. */
function windows1252(): string {
  const turkish = platformPage("windows-1254");
  const latin = Array.from({ length: 96 }, (_, index) => String.fromCharCode(0xa0 + index));
  return `${turkish.slice(0, 14)}Ž${turkish.slice(15, 30)}žŸ${latin.join("")}`;
}

function charactersOf(name: string): string {
  if (name === "katakana") return katakana();
  if (name === "windows-1252") return windows1252();
  const builtIn = Object.entries(BUILT_IN_PAGES).find(([known]) => known === name);
  return builtIn?.[1] ?? platformPage(PLATFORM_LABELS[name] ?? name);
}

/** By their characters, which is what they are. */
const pages = new Map<string, Page>();
const named = new Map<string, string>();

function pageOf(numbered: NumberedCodePage): Page {
  const { name } = numbered;
  const characters = numbered.characters ?? named.get(name) ?? charactersOf(name);
  if (numbered.characters === undefined) named.set(name, characters);
  const known = pages.get(characters);
  if (known !== undefined) return known;
  const bytes = new Map<string, number>();
  for (let index = 0; index < 128; index += 1) {
    const character = characters[index] ?? MISSING;
    // A soft hyphen would be printed where none is meant; of two bytes for a character the first one is meant.
    if (character !== MISSING && character !== "\u00ad" && !bytes.has(character))
      bytes.set(character, 0x80 + index);
  }
  const page = { characters, bytes };
  pages.set(characters, page);
  return page;
}

/** The byte of a character above ASCII in a page, or 0. */
export function byteInPage(page: NumberedCodePage, character: string): number {
  return pageOf(page).bytes.get(character) ?? 0;
}

/** The character of a byte from 80 to FF in a page, or `undefined` where it has none. */
export function characterInPage(page: NumberedCodePage, byte: number): string | undefined {
  const character = pageOf(page).characters[byte - 0x80];
  return character === MISSING ? undefined : character;
}

function numbered(rows: readonly (readonly [CodePageName, number])[]): readonly NumberedCodePage[] {
  return Object.freeze(rows.map(([name, number]) => Object.freeze({ name, number })));
}

/** The numbers that Epson gives the pages for `ESC t`, which most other printers keep to. */
export const EPSON_PAGES: readonly NumberedCodePage[] = numbered([
  ["cp437", 0],
  ["cp858", 19],
  ["cp866", 17],
  ["windows-1252", 16],
  ["iso-8859-7", 15],
  ["cp874", 21],
  ["iso-8859-2", 39],
  ["iso-8859-15", 40],
  ["windows-1250", 45],
  ["windows-1251", 46],
  ["windows-1253", 47],
  ["windows-1254", 48],
  ["windows-1255", 49],
  ["windows-1256", 50],
  ["windows-1257", 51],
  ["windows-1258", 52],
  ["katakana", 1],
]);
