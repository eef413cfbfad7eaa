import type { Condition } from "../condition.js";

/** The test of a whole condition: `leaf` reads one that is neither `all`, `any` nor `not`. */
export function compileCondition<Test extends (first: never, second: never) => boolean>(
  condition: Condition,
  leaf: (key: string, value: unknown) => Test,
): Test {
  const testOf = (one: Condition): Test => compileCondition(one, leaf);
  const joined = (test: (first: never, second: never) => boolean): Test => test as Test;
  if ("all" in condition) {
    const tests = condition.all.map(testOf);
    return joined((first, second) => tests.every((test) => test(first, second)));
  }
  if ("any" in condition) {
    const tests = condition.any.map(testOf);
    return joined((first, second) => tests.some((test) => test(first, second)));
  }
  if ("not" in condition) {
    const test = testOf(condition.not);
    return joined((first, second) => !test(first, second));
  }
  const [key = "", value] = Object.entries(condition)[0] ?? [];
  return leaf(key, value);
}
