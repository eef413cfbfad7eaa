import type { ConnectionStatement, SqlValue } from "./connection.js";
import type { SqlStatement } from "./driver.js";
import { assertUsable, failed, type Guard, guarded, misuse } from "./guard.js";
import { countPlaceholders } from "./placeholders.js";

/**
 * Refuses what the engines would take in silence: they fill what is missing with NULL, and give text back only up to its first
 * NUL. A number is bound as floating point, and a BIGINT column makes it an integer again: exactly so for safe integers,
 * so nothing else is let through; anything wider comes as `bigint`.
 */
function check(guard: Guard, parameters: readonly SqlValue[], expected: number, sql: string): void {
  if (parameters.length !== expected) {
    throw misuse(guard, `${expected} parameters expected and ${parameters.length} given: ${sql}`);
  }
  for (let index = 0; index < expected; index += 1) {
    const value = parameters[index];
    if (typeof value === "number") {
      if (Number.isSafeInteger(value)) continue;
      throw misuse(guard, `parameter ${index + 1} is ${value}, not a safe integer: ${sql}`);
    }
    if (typeof value === "string") {
      // V8 compiles indexOf to a search of bytes, and calls a slow builtin for includes.
      if (value.indexOf("\0") === -1) continue;
      throw misuse(guard, `parameter ${index + 1} holds a NUL: ${sql}`);
    }
    if (value !== null && typeof value !== "bigint") {
      throw misuse(guard, `parameter ${index + 1} is a ${typeof value}: ${sql}`);
    }
  }
}

/** A statement that checks what it is given and says by code what went wrong. */
export function prepareStatement(guard: Guard, sql: string): SqlStatement {
  const { connection } = guard;
  const expected = countPlaceholders(sql);
  const prepared: ConnectionStatement = guarded(guard, "prepare", () => connection.prepare(sql));
  // Written out for each kind: this is the hot path, and a shared wrapper would cost a closure for each execution.
  const runWith = (parameters: readonly SqlValue[]): { readonly changes: number } => {
    if (guard.failure !== null || guard.closed) assertUsable(guard);
    check(guard, parameters, expected, sql);
    try {
      return prepared.run(parameters);
    } catch (error) {
      throw failed(guard, error, "write");
    }
  };
  return {
    run: (...parameters) => runWith(parameters),
    runWith,
    get(...parameters) {
      if (guard.failure !== null || guard.closed) assertUsable(guard);
      check(guard, parameters, expected, sql);
      try {
        return prepared.get(parameters);
      } catch (error) {
        throw failed(guard, error, "read");
      }
    },
    all(...parameters) {
      if (guard.failure !== null || guard.closed) assertUsable(guard);
      check(guard, parameters, expected, sql);
      try {
        return prepared.all(parameters);
      } catch (error) {
        throw failed(guard, error, "read");
      }
    },
    *iterate(...parameters) {
      check(guard, parameters, expected, sql);
      // Its own statement, so that the same text may be executed while the rows are being read.
      const own = guarded(guard, "prepare", () => connection.prepare(sql));
      try {
        yield* own.iterate(parameters);
      } catch (error) {
        throw failed(guard, error, "read");
      }
    },
  };
}
