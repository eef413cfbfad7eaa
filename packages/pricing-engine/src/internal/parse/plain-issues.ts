import { type Issue, issue } from "@tillwright/values";
import type * as z from "zod/mini";

type Path = readonly (string | number)[];

/** The problems that a schema found, in plain words and at their place in the document. */
export function plainIssues(
  found: readonly z.core.$ZodIssue[],
  input: unknown,
  root: Path,
): Issue[] {
  return found.flatMap((problem): readonly Issue[] => {
    const inner = problem.path.map((step) => (typeof step === "number" ? step : String(step)));
    const path = [...root, ...inner];
    const seen = valueAt(input, inner);
    switch (problem.code) {
      case "invalid_type":
        return [wrongType(path, problem.expected, seen)];
      case "unrecognized_keys":
        return problem.keys.map((key) =>
          issue(
            "pricing.unknown-field",
            [...path, key],
            `${named(path)} has no field ${show(key)}`,
          ),
        );
      case "invalid_value":
        return [wrongValue(path, problem.values, seen)];
      case "too_small":
        return [outOfRange(path, `at least ${String(problem.minimum)}`, problem.origin, seen)];
      case "too_big":
        return [outOfRange(path, `at most ${String(problem.maximum)}`, problem.origin, seen)];
      case "custom":
        return [issue("pricing.wrong-value", path, `${named(path)}: ${problem.message}`)];
      default:
        return [issue("pricing.wrong-value", path, `${named(path)}: ${show(seen)} does not fit`)];
    }
  });
}

/** Every problem of a value that a schema finds, at its place. */
export function schemaIssues(schema: z.ZodMiniType, value: unknown, path: Path): Issue[] {
  const result = schema.safeParse(value);
  return result.success ? [] : plainIssues(result.error.issues, value, path);
}

function wrongType(path: Path, expected: string, seen: unknown): Issue {
  if (seen === undefined) return issue("pricing.missing-field", path, `${named(path)} is missing`);
  const wanted = typeWords[expected] ?? expected;
  return issue(
    "pricing.wrong-type",
    path,
    `${named(path)} must be ${wanted}, but is ${show(seen)}`,
  );
}

function wrongValue(path: Path, values: readonly unknown[], seen: unknown): Issue {
  if (seen === undefined) return issue("pricing.missing-field", path, `${named(path)} is missing`);
  const wanted = values.map(show).join(" or ");
  return issue(
    "pricing.wrong-value",
    path,
    `${named(path)} must be ${wanted}, but is ${show(seen)}`,
  );
}

function outOfRange(path: Path, bound: string, origin: string, seen: unknown): Issue {
  const what =
    origin === "array" ? ` ${bound} entries` : origin === "string" ? ` ${bound} characters` : "";
  const message =
    what === ""
      ? `${named(path)} must be ${bound}, but is ${show(seen)}`
      : `${named(path)} must have${what}`;
  return issue("pricing.out-of-range", path, message);
}

const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** The field as a reader looks for it: `promotions[3].off`. */
export function named(path: Path): string {
  if (path.length === 0) return "the document";
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join("");
}

/** A value as it is shown in a message, cut where it is long. */
export function show(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

/** What JSON can write and no document may hold: nesting without end, and the key that would change an object's nature. */
export function shapeIssues(value: unknown, deepest: number, path: Path = []): readonly Issue[] {
  if (typeof value !== "object" || value === null) return [];
  if (path.length >= deepest) {
    const message = `the document is nested deeper than ${deepest} levels`;
    return [issue("pricing.too-deep", [], message)];
  }
  const found: Issue[] = [];
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === "__proto__") {
      found.push(issue("pricing.unknown-field", at, `${named(path)} has no field "__proto__"`));
    }
    if (typeof inner === "object" && inner !== null) found.push(...shapeIssues(inner, deepest, at));
  }
  return found;
}
