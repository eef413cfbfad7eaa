import type { NumberedCodePage } from "./code-pages.js";
import type { EastAsianCharsetName } from "./double-byte.js";

/**
 * How a printer with a Chinese font takes text: ASCII in one byte, everything else in two (GB18030).
 *
 * @public
 */
export interface ChineseText {
  readonly kind: "chinese";
  /** Whether it is in Chinese mode when it is switched on, as most printers sold in China are. */
  readonly startsInChinese: boolean;
  /** Whether it has the four-byte characters of GB18030. One that has not prints two digits in their place. */
  readonly fourByteCodes: boolean;
  /** The bytes of `€`: A2 E3 as in GB18030, 80 as in code page 936, or none. */
  readonly euro: "a2e3" | "80" | "none";
  /** Pages for what the Chinese set lacks, for which Chinese mode is left and entered again; none unless given. */
  readonly codePages?: readonly NumberedCodePage[];
}

/**
 * How a printer with the font of Taiwan, Japan or Korea takes text: ASCII in one byte, its own set in two, and what that
 * lacks by code pages for which the two-byte mode is left and entered again.
 *
 * @public
 */
export interface EastAsianText {
  readonly kind: "east-asian";
  readonly charset: EastAsianCharsetName;
  /** Whether it reads two-byte codes when it is switched on; the mode is entered before the first text in any case. */
  readonly startsInDoubleByte: boolean;
  readonly codePages: readonly NumberedCodePage[];
}

/**
 * How a Western printer takes text: in one byte, by code pages that are switched as the text needs them.
 *
 * @public
 */
export interface WesternText {
  readonly kind: "western";
  /** Whether it wakes up in Chinese mode all the same; Chinese mode is left before the first text in any case. */
  readonly startsInChinese: boolean;
  /** The pages in order of preference, with the number that `ESC t` knows them by. */
  readonly codePages: readonly NumberedCodePage[];
}

/**
 * What a printer can do and how wide it is. Profiles are plain tables: take one and override what differs,
 * `{ ...chinese58, qr: "native" }`.
 *
 * @public
 */
export interface PrinterProfile {
  /** Names the profile in configurations. */
  readonly id: string;
  /** Width of the roll, which the drawn preview shows. */
  readonly paperMillimetres: number;
  /** Dots that can be printed in one line, at 8 dots a millimetre. */
  readonly dots: number;
  /** Latin characters of font A in one line, each 12 dots wide; a Hanzi takes two. */
  readonly columns: number;
  readonly text: ChineseText | EastAsianText | WesternText;
  /** The cuts the printer can make; none where it has only a tear bar. */
  readonly cuts: readonly ("partial" | "full")[];
  /** Lines from the print head to the knife or the tear bar, fed before a cut. */
  readonly linesToCutter: number;
  /** Whether a cash drawer can be connected. */
  readonly drawer: boolean;
  /** Whether the printer draws QR codes by itself (`GS ( k`), or is sent their picture (`GS v 0`). */
  readonly qr: "native" | "raster";
  /** Whether it draws PDF417 codes (`GS ( k`); without, their data is printed as text. */
  readonly pdf417?: boolean;
  /** How pictures are sent: in rows (`GS v 0`, unless given), in columns of 24 dots (`ESC *`, old printers), or not at all. */
  readonly images?: "raster" | "column" | "none";
  /** The command of its buzzer: `ESC B` of Chinese printers, `ESC ( A` of Epson; none unless given. */
  readonly buzzer?: "ESC B" | "ESC ( A";
}

/** Whether the printer is in two-byte mode when it is switched on. */
export function startsInDoubleByte({ text }: PrinterProfile): boolean {
  return text.kind === "east-asian" ? text.startsInDoubleByte : text.startsInChinese;
}
