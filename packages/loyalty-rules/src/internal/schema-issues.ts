import { type Issue, issue } from "@tillwright/values";

/** What is told on of a problem that zod found. */
interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[] | undefined;
  readonly expected?: string | undefined;
  readonly values?: readonly unknown[] | undefined;
  readonly options?: readonly unknown[] | undefined;
  readonly origin?: string | undefined;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

/** What zod says when it was given no words of its own. */
const unworded = "Invalid input";

function listed(values: readonly unknown[] | undefined): string {
  return (values ?? []).map((value) => JSON.stringify(value)).join(", ");
}

function sizeOf(problem: SchemaIssue, limit: unknown): string {
  if (problem.origin === "array") return `${limit} entries`;
  return problem.origin === "string" ? `${limit} characters` : String(limit);
}

function words(problem: SchemaIssue): string {
  if (problem.message !== unworded) return problem.message;
  switch (problem.code) {
    case "invalid_type":
      return problem.expected === "int"
        ? "must be a whole number"
        : `must be given as ${problem.expected}`;
    case "invalid_value":
      return `must be one of ${listed(problem.values)}`;
    case "invalid_union":
      return `must be one of ${listed(problem.options)}`;
    case "too_small":
      return `must be at least ${sizeOf(problem, problem.minimum)}`;
    case "too_big":
      return `must be at most ${sizeOf(problem, problem.maximum)}`;
    default:
      return "is not valid";
  }
}

/** Problems of a programme document, each at its path. */
export function programmeIssues(found: readonly SchemaIssue[]): readonly Issue[] {
  return found.flatMap((problem) => {
    const path = problem.path.map((step) => (typeof step === "number" ? step : String(step)));
    const name = path.join(".") || "the document";
    if (problem.code === "unrecognized_keys") {
      return (problem.keys ?? []).map((key) =>
        issue("loyalty.document-invalid", [...path, key], `${[...path, key].join(".")} is unknown`),
      );
    }
    return [issue("loyalty.document-invalid", path, `${name}: ${words(problem)}`)];
  });
}
