/**
 * A value that survives `JSON.stringify` and `JSON.parse` unchanged.
 *
 * @public
 */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * Why something is as it is, as data: a code and the facts it speaks of. A message catalogue turns it into a sentence.
 *
 * @public
 */
export interface Reason<Code extends string = string> {
  /** Names the reason, with its package in front: `pricing.threshold-not-reached`. */
  readonly code: Code;
  /** The figures the sentence needs. Amounts are minor units, instants milliseconds. */
  readonly facts: Readonly<Record<string, Json>>;
}

/**
 * One problem of a document that came from outside.
 *
 * @public
 */
export interface Issue<Code extends string = string> {
  readonly code: Code;
  /** Where in the document, from the root: `["rules", 3, "off"]`. */
  readonly path: readonly (string | number)[];
  /** Names the field, the value seen and what was expected, in plain English. */
  readonly message: string;
}

/**
 * What the trade forbids: a reason with a plain English sentence for logs.
 *
 * @public
 */
export interface Refusal<Code extends string = string> extends Reason<Code> {
  readonly message: string;
}

/**
 * The answer to parsing: the value, or every problem at once.
 *
 * @public
 */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * The answer to a command: the value, or the refusal.
 *
 * @public
 */
export type Outcome<Value, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: R };
