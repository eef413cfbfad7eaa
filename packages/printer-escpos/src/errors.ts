import { CodedError } from "@tillwright/values";

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
  | "printer.transport-closed";

/**
 * Thrown for misuse; told by its `code`.
 *
 * @public
 */
export class PrinterError extends CodedError<PrinterErrorCode> {
  override readonly name: string = "PrinterError";
}
