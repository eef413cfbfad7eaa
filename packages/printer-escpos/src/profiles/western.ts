import type { PrinterProfile } from "../profile.js";
import { chinese80 } from "./chinese.js";

/**
 * An 80 mm printer of the Epson kind with Western fonts: code page 437, and 858 for what 437 lacks (the euro sign, Å in
 * more languages). Page numbers as Epson gives them to `ESC t`.
 *
 * @public
 */
export const western80: PrinterProfile = Object.freeze({
  ...chinese80,
  id: "western-80",
  text: Object.freeze({
    kind: "western",
    startsInChinese: false,
    codePages: Object.freeze([
      Object.freeze({ name: "cp437", number: 0 } as const),
      Object.freeze({ name: "cp858", number: 19 } as const),
    ]),
  }),
});
