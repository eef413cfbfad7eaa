import { CodedError, type Json } from "@tillwright/values";

/**
 * What a program can do wrong with a journal: a command of a shape that the types forbid, a memo that is not JSON.
 *
 * @public
 */
export type LedgerErrorCode = "ledger.command-invalid";

/**
 * Thrown on misuse. What the trade forbids is never thrown but answered as a {@link LedgerRefusal}.
 *
 * `ledger.command-invalid` names the field in `facts.field`.
 *
 * @example
 * ```ts
 * import { LedgerError } from "@tillwright/ledger";
 * const error = new LedgerError("ledger.command-invalid", "post: at is not an instant", { field: "at" });
 * error.code; //=> "ledger.command-invalid"
 * ```
 *
 * @public
 */
export class LedgerError extends CodedError<LedgerErrorCode> {
  constructor(code: LedgerErrorCode, message: string, facts: Readonly<Record<string, Json>> = {}) {
    super(code, message, facts);
    this.name = "LedgerError";
  }
}
