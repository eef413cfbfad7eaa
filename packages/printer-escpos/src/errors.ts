import { CodedError, isCodedError } from "@tillwright/values";

/**
 * What this package throws when a program uses it wrongly or the platform lacks what it needs.
 *
 * @public
 */
export type PrinterErrorCode =
  /** The platform cannot decode GB18030 and no table was handed in. */
  | "printer.charset-unavailable"
  /** A table that is not the one of GB18030. */
  | "printer.charset-invalid"
  /** A profile without columns, or without a way to write text. */
  | "printer.profile-invalid"
  /** Something was written to a transport that is closed. */
  | "printer.transport-closed"
  /** The way to a printer cannot be opened, or was lost. */
  | "printer.transport-failed"
  /** Another job under an id that the spool knows. */
  | "printer.job-differs"
  /** A picture or a font that is not one, or of a kind that is not read. */
  | "printer.file-invalid";

/**
 * Thrown for misuse; told by its `code`.
 *
 * @public
 */
export class PrinterError extends CodedError<PrinterErrorCode> {
  override readonly name: string = "PrinterError";
}

/**
 * Whether a caught value is an error of this package, and the one with `code` when that is given. By shape, since a program may
 * hold two copies of the class.
 *
 * @example
 * ```ts
 * import { chinese58, encode, isPrinterError } from "@tillwright/printer-escpos";
 *
 * const caught = (() => {
 *   try {
 *     return encode({ kind: "receipt-document", version: 1, blocks: [] }, { ...chinese58, columns: 0 });
 *   } catch (error) {
 *     return error;
 *   }
 * })();
 * isPrinterError(caught, "printer.profile-invalid"); //=> true
 * ```
 *
 * @public
 */
export function isPrinterError(value: unknown, code?: PrinterErrorCode): value is PrinterError {
  return isCodedError(value, code) && value.code.startsWith("printer.");
}
