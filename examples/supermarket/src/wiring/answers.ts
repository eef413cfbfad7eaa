import type { Outcome, Refusal, Result } from "@tillwright/values";

/** A command of the till was refused where the example expects none. */
class RefusedError extends Error {
  readonly code: string;
  readonly facts: Refusal["facts"];

  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
    this.code = refusal.code;
    this.facts = refusal.facts;
  }
}

/** The value of an answer; throws RefusedError for a refusal. */
export function answered<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new RefusedError(outcome.refusal);
}

/** The value of a parsed document; throws with every issue when it has any. */
export function readDocument<Value>(name: string, result: Result<Value>): Value {
  if (result.ok) return result.value;
  const issues = result.issues.map((one) => `  ${name} at /${one.path.join("/")}: ${one.message}`);
  throw new Error(`${name} cannot be used:\n${issues.join("\n")}`);
}
