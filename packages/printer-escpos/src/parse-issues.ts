import type { Issue } from "@tillwright/values";
import type * as z from "zod/mini";

/**
 * What is wrong with a document that came from outside.
 *
 * @public
 */
export type ReceiptIssueCode =
  /** A field has the wrong type, an unknown word or a figure outside its range. */
  | "printer.invalid-field"
  /** A field that this version does not know. */
  | "printer.unknown-field"
  /** A field is missing. */
  | "printer.missing-field";

type Problem = z.core.$ZodIssue;

function expected(problem: Problem): string {
  switch (problem.code) {
    case "invalid_type":
      return `must be ${problem.expected === "int" ? "a whole number" : `of the type ${problem.expected}`}`;
    case "invalid_value":
      return `must be ${problem.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return `must be at least ${problem.minimum}${problem.origin === "number" ? "" : " long"}`;
    case "too_big":
      return `must be at most ${problem.maximum}${problem.origin === "number" ? "" : " long"}`;
    case "invalid_union":
      return "must be a block with a known type";
    default:
      return "is not valid";
  }
}

function seen(value: unknown): string {
  if (value === undefined) return "it is missing";
  const text = JSON.stringify(value) ?? String(value);
  return `it is ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    input,
  );
}

/** A problem of the schema in the words of this package. */
export function issuesOf(problem: Problem, input: unknown): Issue<ReceiptIssueCode>[] {
  const path = problem.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (problem.code === "unrecognized_keys")
    return problem.keys.map((key) => ({
      code: "printer.unknown-field",
      path: [...path, key],
      message: `${[...path, key].join(".")} is not a field of a receipt document.`,
    }));
  const value = valueAt(input, problem.path);
  const name = path.length === 0 ? "The document" : path.join(".");
  const said = problem.message === DEFAULT_MESSAGE ? expected(problem) : problem.message;
  return [
    {
      code: value === undefined ? "printer.missing-field" : "printer.invalid-field",
      path,
      message: `${name}: ${said}; ${seen(value)}.`,
    },
  ];
}

/** What zod says when no language is loaded, which this package does not do. */
const DEFAULT_MESSAGE = "Invalid input";
