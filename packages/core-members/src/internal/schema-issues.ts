import { type Issue, issue } from "@tillwright/values";

/** The part of a zod issue that is told on. Its message may quote the input, so only our own words are. */
interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[] | undefined;
}

const told: Readonly<Record<string, string>> = {
  invalid_type: "has the wrong type or is missing",
  invalid_value: "is not one of the values allowed",
  too_small: "is too short",
  too_big: "is too long",
};

/** A key that was not expected may itself be somebody's number or name: only what looks like a field's name is shown. */
export function maskKey(key: string): string {
  const looksLikeField = /^[a-z][a-zA-Z0-9_-]{0,30}$/u.test(key);
  return looksLikeField ? key.replace(/\d{4,}/gu, "****") : "****";
}

/** Issues of a document that holds personal data: no message and no path repeats what was typed. */
export function memberIssues(found: readonly SchemaIssue[]): readonly Issue[] {
  return found.flatMap((problem) => {
    const path = problem.path.map((step) => (typeof step === "number" ? step : String(step)));
    const name = path.join(".") || "the document";
    if (problem.code === "unrecognized_keys") {
      return (problem.keys ?? []).map((key) =>
        issue(
          "core-members.document-invalid",
          [...path, maskKey(key)],
          `${maskKey(key)} is not a field here`,
        ),
      );
    }
    const words = problem.code === "custom" ? problem.message : told[problem.code ?? ""];
    return [issue("core-members.document-invalid", path, `${name} ${words ?? "is not valid"}`)];
  });
}
