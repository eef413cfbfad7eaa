import type { Json } from "./outcome.js";

/**
 * An error told apart by its `code`. Every package throws its own kind of it.
 *
 * @public
 */
export class CodedError<Code extends string = string> extends Error {
  readonly code: Code;
  /** The figures the message speaks of, for programs. */
  readonly facts: Readonly<Record<string, Json>>;

  constructor(code: Code, message: string, facts: Readonly<Record<string, Json>> = {}) {
    super(message);
    this.name = "CodedError";
    this.code = code;
    this.facts = Object.freeze({ ...facts });
  }
}

/**
 * Whether a caught value is a coded error, and the one with `code` when that is given.
 *
 * It looks at the shape, not at the class: a program that both imports and requires a package holds two copies of
 * the class, and `instanceof` would then say no to a true one.
 *
 * @example
 * ```ts
 * import { isCodedError, sumMinor } from "@tillwright/values";
 *
 * const caught = (() => {
 *   try {
 *     return sumMinor([0.1]);
 *   } catch (error) {
 *     return error;
 *   }
 * })();
 * isCodedError(caught); //=> true
 * isCodedError(caught, "values.out-of-range"); //=> true
 * isCodedError(caught, "values.no-weight"); //=> false
 * isCodedError(new Error("no code")); //=> false
 * ```
 *
 * @public
 */
export function isCodedError<Code extends string>(
  value: unknown,
  code?: Code,
): value is CodedError<Code> {
  if (typeof value !== "object" || value === null) return false;
  const shape = value as Partial<Record<keyof CodedError, unknown>>;
  if (typeof shape.code !== "string" || typeof shape.message !== "string") return false;
  if (typeof shape.facts !== "object" || shape.facts === null) return false;
  return code === undefined || shape.code === code;
}
