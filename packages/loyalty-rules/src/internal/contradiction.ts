import { type Issue, issue } from "@tillwright/values";

/** Where in a document. */
export type Path = readonly (string | number)[];

/** Two things of a document that can never hold together. */
export function contradiction(path: Path, message: string): Issue {
  return issue("loyalty.document-contradicts", path, `${path.join(".")}: ${message}`);
}

/** Ids that stand more than once. */
export function repeated(ids: readonly string[], path: Path): readonly Issue[] {
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    if (first === index) return [];
    return [contradiction([...path, index], `"${id}" stands at ${first} already`)];
  });
}
