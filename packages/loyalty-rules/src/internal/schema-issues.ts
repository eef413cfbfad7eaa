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

function bounded(problem: SchemaIssue, bound: string, limit: unknown): string {
  const plural = limit === 1 ? "" : "s";
  if (problem.origin === "array") return `must have ${bound} ${limit} element${plural}`;
  if (problem.origin === "string") return `must have ${bound} ${limit} character${plural}`;
  return `must be ${bound} ${limit}`;
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
      return bounded(problem, "at least", problem.minimum);
    case "too_big":
      return bounded(problem, "at most", problem.maximum);
    default:
      return "is not valid";
  }
}

/** Problems of a programme document or of its part at `at`, each at its path. */
export function programmeIssues(
  found: readonly SchemaIssue[],
  at: readonly string[] = [],
): readonly Issue[] {
  return found.flatMap((problem) => {
    const steps = problem.path.map((step) => (typeof step === "number" ? step : String(step)));
    const path = [...at, ...steps];
    const name = path.join(".") || "the document";
    if (problem.code === "unrecognized_keys") {
      return (problem.keys ?? []).map((key) =>
        issue("loyalty.document-invalid", [...path, key], `${[...path, key].join(".")} is unknown`),
      );
    }
    return [issue("loyalty.document-invalid", path, `${name}: ${words(problem)}`)];
  });
}
