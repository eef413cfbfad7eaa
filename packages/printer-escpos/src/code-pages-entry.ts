export type { NumberedCodePage } from "./code-pages.js";
export type { DosPageName } from "./dos-pages.js";
export { dosPages, epson80 } from "./more-code-pages.js";
