import { type Issue, issue } from "@tillwright/values";

/** What is told on of a problem that zod found. */
interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[] | undefined;
  readonly errors?: readonly (readonly SchemaIssue[])[] | undefined;
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
    return [issue("loyalty.document-invalid", path, `${name}: ${problem.message}`)];
  });
}
