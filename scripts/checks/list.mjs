/**
 * Every check of `npm test`, each the npm script of its name. Their order is the order in which they start.
 *
 * @type {import("./run-checks.mjs").Check[]}
 */
export const checks = [
  check("check:examples", "the examples of the pages and doc comments are executed"),
  check("test:unit", "unit and property tests, under TZ=UTC", { width: 2 }),
];

function check(name, what, { needs = [], width = 1 } = {}) {
  return { name, what, needs, width };
}
