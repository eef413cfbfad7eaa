import { EPSON_PAGES } from "../code-pages.js";
import type { EastAsianText, PrinterProfile } from "../profile.js";
import { western80 } from "./western.js";

const WESTERN_PAGES = Object.freeze(EPSON_PAGES.slice(0, 2));

function text(charset: EastAsianText["charset"], startsInDoubleByte: boolean): EastAsianText {
  return Object.freeze({
    kind: "east-asian",
    charset,
    startsInDoubleByte,
    codePages: WESTERN_PAGES,
  });
}

/**
 * An 80 mm printer as sold in Taiwan and Hong Kong: Big5, and the pages 437 and 858 for what it lacks.
 *
 * @public
 */
export const taiwan80: PrinterProfile = Object.freeze({
  ...western80,
  id: "taiwan-80",
  text: text("big5", true),
});

/**
 * An 80 mm printer as sold in Japan: Shift-JIS with half-width katakana, and the pages 437 and 858 for what it lacks. The printer
 * has to be set to Shift-JIS (`FS C 1`, kept in its memory switch).
 *
 * @public
 */
export const japan80: PrinterProfile = Object.freeze({
  ...western80,
  id: "japan-80",
  text: text("shift-jis", false),
});

/**
 * An 80 mm printer as sold in Korea: EUC-KR, and the pages 437 and 858 for what it lacks.
 *
 * @public
 */
export const korea80: PrinterProfile = Object.freeze({
  ...western80,
  id: "korea-80",
  text: text("euc-kr", true),
});
