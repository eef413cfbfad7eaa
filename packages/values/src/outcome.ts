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

/**
 * The answer that carries a value.
 *
 * @example
 * ```ts
 * import { succeed } from "@tillwright/values";
 *
 * succeed(12); //=> { "ok": true, "value": 12 }
 * ```
 *
 * @public
 */
export function succeed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/**
 * The answer to a bad document: every problem found.
 *
 * @example
 * ```ts
 * import { issue, reject } from "@tillwright/values";
 *
 * reject([issue("shop.no-name", ["name"], "name is missing")]).ok; //=> false
 * ```
 *
 * @public
 */
export function reject(issues: readonly Issue[]): {
  readonly ok: false;
  readonly issues: readonly Issue[];
} {
  return { ok: false, issues };
}

/**
 * The answer to what the trade forbids.
 *
 * @example
 * ```ts
 * import { refuse } from "@tillwright/values";
 *
 * refuse("shop.closed", "the shop closed at 22:00", { closedAt: "22:00" }).refusal.code; //=> "shop.closed"
 * ```
 *
 * @public
 */
export function refuse<Code extends string>(
  code: Code,
  message: string,
  facts: Readonly<Record<string, Json>> = {},
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: { code, message, facts } };
}

/**
 * One problem of a document.
 *
 * @example
 * ```ts
 * import { issue } from "@tillwright/values";
 *
 * issue("shop.no-name", ["name"], "name is missing"); //=> { "code": "shop.no-name", "path": ["name"], "message": "name is missing" }
 * ```
 *
 * @public
 */
export function issue<Code extends string>(
  code: Code,
  path: readonly (string | number)[],
  message: string,
): Issue<Code> {
  return { code, path, message };
}

/**
 * The same problems, told from further up in the document: `path` is put before the path of each.
 *
 * @example
 * ```ts
 * import { issuesAt, parseMoney } from "@tillwright/values";
 *
 * const price = parseMoney("12.345", "CNY");
 * price.ok ? [] : issuesAt(["products", 3, "price"], price.issues)[0]?.path; //=> ["products", 3, "price"]
 * ```
 *
 * @public
 */
export function issuesAt<Code extends string>(
  path: readonly (string | number)[],
  issues: readonly Issue<Code>[],
): Issue<Code>[] {
  return issues.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}
