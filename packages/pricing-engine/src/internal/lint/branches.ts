import type { Condition } from "../../condition.js";

/** One leaf of a condition, and whether it must hold or must not. */
export interface Leaf {
  readonly key: string;
  readonly value: unknown;
  readonly holds: boolean;
}

/** Leaves that together make a condition hold. */
export type Branch = readonly Leaf[];

export interface Branches {
  readonly branches: readonly Branch[];
  /** Whether these are all ways in which the condition can hold. */
  readonly complete: boolean;
}

// Beyond this many ways the rest is left out, and whoever asks is told.
const mostBranches = 64;

/** Every way in which a condition can hold, as lists of leaves: `any` of `all`. */
export function branchesOf(condition: Condition | undefined): Branches {
  return condition === undefined ? { branches: [[]], complete: true } : expand(condition, true);
}

function expand(condition: Condition, holds: boolean): Branches {
  if ("not" in condition) return expand(condition.not, !holds);
  if ("all" in condition) return holds ? product(condition.all, holds) : sum(condition.all, holds);
  if ("any" in condition) return holds ? sum(condition.any, holds) : product(condition.any, holds);
  const [key = "", value] = Object.entries(condition)[0] ?? [];
  return { branches: [[{ key, value, holds }]], complete: true };
}

function sum(conditions: readonly Condition[], holds: boolean): Branches {
  return cut(
    conditions.map((one) => expand(one, holds)),
    (found) => found.flatMap(({ branches }) => branches),
  );
}

function product(conditions: readonly Condition[], holds: boolean): Branches {
  return cut(
    conditions.map((one) => expand(one, holds)),
    (found) => {
      let joined: readonly Branch[] = [[]];
      for (const { branches } of found) {
        joined = joined
          .slice(0, mostBranches + 1)
          .flatMap((before) => branches.map((after) => [...before, ...after]));
      }
      return joined;
    },
  );
}

function cut(
  found: readonly Branches[],
  join: (found: readonly Branches[]) => readonly Branch[],
): Branches {
  const branches = join(found);
  return {
    branches: branches.slice(0, mostBranches),
    complete: branches.length <= mostBranches && found.every(({ complete }) => complete),
  };
}

/** The values that a leaf names. */
export function valuesOf({ value }: Leaf): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
