import { EPSON_PAGES } from "../code-pages.js";
import type { PrinterProfile } from "../profile.js";
import { chinese80 } from "./chinese.js";

/**
 * An 80 mm printer of the Epson kind with Western fonts: code page 437 first, 858 for what 437 lacks (the euro sign), and
 * then every page for the languages of Europe, Hebrew, Arabic, Thai and half-width katakana, switched as the text needs them.
 * Page numbers as Epson gives them to `ESC t`.
 *
 * @public
 */
export const western80: PrinterProfile = Object.freeze({
  ...chinese80,
  id: "western-80",
  pdf417: true,
  buzzer: "ESC ( A",
  text: Object.freeze({
    kind: "western",
    startsInChinese: false,
    codePages: EPSON_PAGES,
  }),
});
