import { EPSON_PAGES, type NumberedCodePage } from "./code-pages.js";
import { DOS_PAGES, type DosPageName } from "./dos-pages.js";
import type { PrinterProfile } from "./profile.js";
import { western80 } from "./profiles/western.js";

const NUMBERS: readonly (readonly [DosPageName, number])[] = [
  ["cp852", 18],
  ["cp850", 2],
  ["cp860", 3],
  ["cp863", 4],
  ["cp865", 5],
  ["cp857", 13],
  ["cp737", 14],
  ["cp720", 32],
  ["cp775", 33],
  ["cp855", 34],
  ["cp861", 35],
  ["cp862", 36],
  ["cp864", 37],
  ["cp869", 38],
  ["cp1125", 44],
];

/**
 * The single-byte pages of IBM that the main entry has not, with the numbers that Epson gives them. For a profile whose printer has them: `codePages: [...western80.text.codePages, ...dosPages]`.
 *
 * @public
 */
export const dosPages: readonly NumberedCodePage[] = Object.freeze(
  NUMBERS.map(([name, number]) => Object.freeze({ name, number, characters: DOS_PAGES[name] })),
);

/**
 * An 80 mm printer of Epson with every page of this package.
 *
 * @public
 */
export const epson80: PrinterProfile = Object.freeze({
  ...western80,
  id: "epson-80",
  text: Object.freeze({
    kind: "western",
    startsInChinese: false,
    codePages: Object.freeze([...EPSON_PAGES, ...dosPages]),
  }),
});
