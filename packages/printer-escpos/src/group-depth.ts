/** Groups inside groups up to this depth; deeper ones are a mistake of a program. */
export const DEEPEST_GROUP = 16;

type Path = readonly (string | number)[];

function blocksOf(value: unknown): readonly unknown[] {
  const blocks =
    typeof value === "object" && value !== null ? Reflect.get(value, "blocks") : undefined;
  return Array.isArray(blocks) ? blocks : [];
}

/** Where groups stand too deep, in a document or group of which nothing is known yet. */
export function tooDeepGroups(value: unknown, path: Path = [], depth: number = 0): Path[] {
  if (depth > DEEPEST_GROUP) return [path];
  return blocksOf(value).flatMap((block, index) => {
    const isGroup = blocksOf(block).length > 0;
    return isGroup ? tooDeepGroups(block, [...path, "blocks", index], depth + 1) : [];
  });
}
