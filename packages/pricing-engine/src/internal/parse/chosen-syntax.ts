import * as z from "zod/mini";

/** A value whose looks say which syntax it has; its problems are those of that syntax alone. */
export function chosen(syntaxOf: (value: unknown) => z.ZodMiniType): z.ZodMiniType {
  return z.unknown().check((context) => {
    const { value } = context;
    const result = syntaxOf(value).safeParse(value);
    if (result.success) return;
    for (const problem of result.error.issues) {
      context.issues.push({
        ...problem,
        path: [...problem.path],
        input: value,
      } as z.core.$ZodRawIssue);
    }
  });
}
