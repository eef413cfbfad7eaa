import type { PrinterProfile } from "../profile.js";
import { chinese58, chinese80 } from "./chinese.js";
import { japan80, korea80, taiwan80 } from "./east-asian.js";
import { western80 } from "./western.js";

/**
 * The profiles that come with the package, for a list to choose from.
 *
 * @public
 */
export const printerProfiles: readonly PrinterProfile[] = Object.freeze([
  chinese58,
  chinese80,
  western80,
  taiwan80,
  japan80,
  korea80,
]);

/**
 * The profile with this id, or `undefined`.
 *
 * @example
 * ```ts
 * import { profileOf } from "@tillwright/printer-escpos";
 *
 * profileOf("chinese-58")?.columns; //=> 32
 * profileOf("laser"); //=> undefined
 * ```
 *
 * @public
 */
export function profileOf(id: string): PrinterProfile | undefined {
  return printerProfiles.find((profile) => profile.id === id);
}
