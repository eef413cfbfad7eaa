import { CodedError, isCodedError, type Json } from "@tillwright/values";

/**
 * Why the store could not do something. None of these leaves anything half written.
 *
 * @public
 */
export type StoreErrorCode =
  | "store.no-engine"
  | "store.cannot-open"
  | "store.not-a-database"
  | "store.other-application"
  | "store.newer-schema"
  | "store.older-schema"
  | "store.corrupt"
  | "store.in-use"
  | "store.read-only"
  | "store.busy"
  | "store.disk-full"
  | "store.io"
  | "store.out-of-memory"
  | "store.constraint"
  | "store.engine"
  | "store.closed"
  | "store.broken"
  | "store.misuse"
  | "store.number-too-wide"
  | "store.target-exists"
  | "store.not-verified";

/**
 * What a caller may do about an error: `same-key` means that the same command may be sent again once the cause is gone
 * and is still done at most once; `never` means that sending it again cannot help.
 *
 * @public
 */
export type StoreErrorRetry = "same-key" | "never";

/**
 * An error of the store. Tell errors apart by `code`, never by `instanceof`.
 *
 * @public
 */
export class StoreError extends CodedError<StoreErrorCode> {
  readonly retry: StoreErrorRetry;

  constructor(
    code: StoreErrorCode,
    message: string,
    facts: Readonly<Record<string, Json>>,
    options: { readonly retry?: StoreErrorRetry; readonly cause?: unknown } = {},
  ) {
    super(code, message, facts);
    this.name = "StoreError";
    this.retry = options.retry ?? "never";
    if (options.cause !== undefined) this.cause = options.cause;
  }
}

/**
 * Whether a value is a {@link StoreError}, from whichever copy of this package.
 *
 * @example
 * ```ts
 * import { isStoreError, StoreError } from "@tillwright/store-sql";
 *
 * const error = new StoreError("store.disk-full", "no room on the disk", { path: "till.db" });
 * isStoreError(error); //=> true
 * isStoreError(new Error("no room on the disk")); //=> false
 * ```
 *
 * @public
 */
export function isStoreError(value: unknown): value is StoreError {
  return isCodedError(value) && value.code.startsWith("store.") && "retry" in value;
}
