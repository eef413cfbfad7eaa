import { CodedError } from "@tillwright/values";

/**
 * What a program can do wrong when it calls this package.
 *
 * @public
 */
export type MembersErrorCode =
  | "core-members.argument-invalid"
  | "core-members.key-missing"
  | "core-members.data-damaged";

/**
 * Misuse by the program, told by `code`.
 *
 * @public
 */
export class MembersError extends CodedError<MembersErrorCode> {}
