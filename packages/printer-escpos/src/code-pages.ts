import { DOS_PAGES, type DosPageName } from "./dos-pages.js";
import { legacyDecoder } from "./platform.js";

/** The pages that the platform's `TextDecoder` knows, under the labels that it knows them by. */
const PLATFORM_LABELS = {
  "iso-8859-2": "iso-8859-2",
  "iso-8859-5": "iso-8859-5",
  "iso-8859-7": "iso-8859-7",
  "iso-8859-15": "iso-8859-15",
  "windows-1250": "windows-1250",
  "windows-1251": "windows-1251",
  "windows-1252": "windows-1252",
  "windows-1253": "windows-1253",
  "windows-1254": "windows-1254",
  "windows-1255": "windows-1255",
  "windows-1256": "windows-1256",
  "windows-1257": "windows-1257",
  "windows-1258": "windows-1258",
} as const;

/**
 * The single-byte tables that this package knows: those of DOS and Windows, some of ISO 8859, and the half-width katakana. The ones
 * named `iso-…` and `windows-…` are read from the platform's `TextDecoder`; where it lacks one, the page is passed over.
 *
 * @public
 */
export type CodePageName =
  | DosPageName
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
  if (text.length !== 128) return MISSING.repeat(128);
  // The controls 80 to 9F print nothing.
  return text.replace(/[\u0080-\u009f]/g, MISSING);
}

function charactersOf(name: CodePageName): string {
  if (name === "katakana") return katakana();
  if (name in PLATFORM_LABELS) return platformPage(name);
  return Object.entries(DOS_PAGES).find(([known]) => known === name)?.[1] ?? MISSING.repeat(128);
}

const pages = new Map<CodePageName, Page>();

function pageOf(name: CodePageName): Page {
  const known = pages.get(name);
  if (known !== undefined) return known;
  const characters = charactersOf(name);
  const bytes = new Map<string, number>();
  for (let index = 0; index < 128; index += 1) {
    const character = characters[index] ?? MISSING;
    // A soft hyphen would be printed where none is meant; of two bytes for a character the first one is meant.
    if (character !== MISSING && character !== "\u00ad" && !bytes.has(character))
      bytes.set(character, 0x80 + index);
  }
  const page = { characters, bytes };
  pages.set(name, page);
  return page;
}

/** The byte of a character above ASCII in a page, or 0. */
export function byteInPage(page: CodePageName, character: string): number {
  return pageOf(page).bytes.get(character) ?? 0;
}

/** The character of a byte from 80 to FF in a page, or `undefined` where it has none. */
export function characterInPage(page: CodePageName, byte: number): string | undefined {
  const character = pageOf(page).characters[byte - 0x80];
  return character === MISSING ? undefined : character;
}

/** The numbers that Epson gives the pages for `ESC t`, which most other printers keep to. */
export const EPSON_PAGES: readonly { readonly name: CodePageName; readonly number: number }[] =
  Object.freeze(
    (
      [
        ["cp437", 0],
        ["cp858", 19],
        ["cp852", 18],
        ["cp866", 17],
        ["windows-1252", 16],
        ["cp737", 14],
        ["cp857", 13],
        ["cp850", 2],
        ["cp860", 3],
        ["cp863", 4],
        ["cp865", 5],
        ["iso-8859-7", 15],
        ["cp720", 32],
        ["cp775", 33],
        ["cp855", 34],
        ["cp861", 35],
        ["cp862", 36],
        ["cp864", 37],
        ["cp869", 38],
        ["iso-8859-2", 39],
        ["iso-8859-15", 40],
        ["cp1125", 44],
        ["windows-1250", 45],
        ["windows-1251", 46],
        ["windows-1253", 47],
        ["windows-1254", 48],
        ["windows-1255", 49],
        ["windows-1256", 50],
        ["windows-1257", 51],
        ["windows-1258", 52],
        ["cp874", 21],
        ["katakana", 1],
      ] as const
    ).map(([name, number]) => Object.freeze({ name, number })),
  );
