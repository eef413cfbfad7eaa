import { expect, test } from "vitest";
import { drawSearches, foundBy, readSearches, writeSearches } from "./golden/searches.js";

// No patch and no minor release changes a price, nor does it where a basket has more ways than there are steps: what the search
// settles for then is a price like any other. `node packages/pricing-engine/scripts/golden.mjs --reason "…"` makes the outcomes anew.

const reason = process.env["TILLWRIGHT_GOLDEN_REASON"] ?? "";
const drawn = process.env["TILLWRIGHT_GOLDEN_DRAW"] === "1";
if (reason !== "") {
  const before = drawn ? { searches: drawSearches(), reasons: [] } : readSearches();
  writeSearches(before.searches, [...before.reasons, reason]);
}

test.each(readSearches().searches)(
  "search $# finds what it found, is as sure of it, and takes the same steps",
  ({ problem, outcomes }) => {
    for (const [objective, steps, outcome] of outcomes) {
      const now = foundBy(problem, objective, steps);
      expect({ objective, steps, outcome: now }).toEqual({ objective, steps, outcome });
    }
  },
);

test("the searches end in every way: proven, with a gap, with nothing, under each objective", () => {
  const { searches, reasons } = readSearches();
  expect(reasons.length).toBeGreaterThan(0);
  const ways = new Set(
    searches.flatMap(({ outcomes }) =>
      outcomes.map(([objective, , outcome]) => {
        const [gain, , , proven] = outcome as readonly [number, number, number, boolean];
        return `${objective} ${proven ? "proven" : gain > 0 ? "with a gap" : "nothing"}`;
      }),
    ),
  );
  for (const objective of ["customer-best", "merchant-priority", "least-cost"]) {
    for (const way of ["proven", "with a gap", "nothing"]) {
      expect(ways).toContain(`${objective} ${way}`);
    }
  }
});
