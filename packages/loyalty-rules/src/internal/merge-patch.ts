/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * JSON Merge Patch (RFC 7396): objects are merged field by field, `null` removes a field, and everything else, lists too, takes
 * the place of what was there.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const fields = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) fields.delete(name);
    else fields.set(name, mergePatch(fields.get(name), value));
  }
  return Object.fromEntries(fields);
}

/** The paths of all values that a patch sets. */
export function pathsOf(patch: unknown, path: readonly string[] = []): readonly string[] {
  if (!isObject(patch)) return [JSON.stringify(path)];
  return Object.entries(patch).flatMap(([name, value]) => pathsOf(value, [...path, name]));
}
