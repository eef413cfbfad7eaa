import { CodedError } from "@tillwright/values";

/** What a report refuses to do. @public */
export type ReportsErrorCode =
  | "reports.currency-differs"
  | "reports.out-of-range"
  | "reports.cell-mismatch";

/** Misuse of a report by the program that calls it. @public */
export class ReportsError extends CodedError<ReportsErrorCode> {
  override readonly name = "ReportsError";
}
