/**
 * The single-byte tables that this package knows.
 *
 * @public
 */
export type CodePageName = "cp437" | "cp858";

/** Bytes 80 to FF of IBM code page 437, the page that printers start in. */
const CP437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»" +
  "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
  "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/** Bytes 80 to FF of code page 858: page 850 with the euro sign at D5. */
const CP858 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»" +
  "░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀" +
  "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

const PAGES: Readonly<Record<CodePageName, string>> = { cp437: CP437, cp858: CP858 };

/** The byte of a character above ASCII in a page, or 0. */
export function byteInPage(page: CodePageName, character: string): number {
  // The soft hyphen of page 858 would be printed where none is meant.
  if (character.length !== 1 || character === "\u00ad") return 0;
  const index = PAGES[page].indexOf(character);
  return index < 0 ? 0 : 0x80 + index;
}

/** The character of a byte from 80 to FF in a page. */
export function characterInPage(page: CodePageName, byte: number): string {
  return PAGES[page][byte - 0x80] ?? "\ufffd";
}
