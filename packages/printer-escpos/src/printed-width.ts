import type { EncodeOptions } from "./encode.js";
import { columnsOfUnits } from "./print-unit.js";
import type { PrinterProfile } from "./profile.js";
import { createTypesetter } from "./typesetter.js";

/**
 * The columns a text takes on the paper of this printer at normal size, counted in the bytes that are sent: in Chinese mode two for
 * every character but ASCII (`é` and `·` too), on a Western printer one for each. Characters that are replaced count as their
 * replacement.
 *
 * Throws `printer.charset-unavailable` as {@link encode} does.
 *
 * @example
 * ```ts
 * import { chinese58, printedColumnsOf, western80 } from "@tillwright/printer-escpos";
 *
 * printedColumnsOf("Café ¥5", chinese58); //=> 9
 * printedColumnsOf("Café ¥5", western80); //=> 7
 * ```
 *
 * @public
 */
export function printedColumnsOf(
  text: string,
  profile: PrinterProfile,
  options: EncodeOptions = {},
): number {
  return columnsOfUnits(createTypesetter(profile, options.charset).set(text, () => undefined));
}
