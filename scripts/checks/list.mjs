/**
 * Every check of `npm test`, each the npm script of its name. Two run at a time, and they start in this order as far
 * as what they need has passed: what many wait for comes first.
 *
 * @type {import("./run-checks.mjs").Check[]}
 */
export const checks = [
  check("lint", "format and lint"),
  check("build", "JavaScript and types of every package"),
  check("check:house", "the house's own rules for sources, names and texts"),
  check("check:arrows", "which package may import which"),
  check("check:unused", "unused files, exports and dependencies"),
  check("typecheck", "types of everything, tests included"),
  check("check:types", "types of each package, without Node or a browser"),
  check("check:pack", "what lies in the packed packages", { needs: ["build"] }),
  check("check:examples", "examples of the pages and doc comments, executed"),
  check("check:api", "what is exported is what the API reports say", { needs: ["build"] }),
  check("check:size", "size budgets", { needs: ["build"] }),
  check("check:publint", "publint over the packed packages", { needs: ["check:pack"] }),
  check("check:attw", "types of the packed packages in every resolution", {
    needs: ["check:pack"],
  }),
  check("check:consumers", "packed packages imported, required, compiled", {
    needs: ["check:pack"],
  }),
  check("check:browser", "packed packages bundled, and run in Chromium", { needs: ["check:pack"] }),
  check("test:unit", "unit and property tests, in UTC", { width: 2 }),
  check("test:zones", "the tests again, in New York and in Shanghai", { width: 2 }),
];

function check(name, what, { needs = [], width = 1 } = {}) {
  return { name, what, needs, width };
}
