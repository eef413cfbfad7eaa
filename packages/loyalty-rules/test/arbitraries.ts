import type { RefundedUnits } from "@tillwright/loyalty-rules";
import fc from "fast-check";

/** Lines that share prices and products, some paid with points. */
export const lineDrafts = fc.array(
  fc.record({
    paid: fc.constantFrom(0, 1, 33, 99, 100, 500, 1540),
    count: fc.integer({ min: 1, max: 4 }),
    points: fc.constantFrom(0, 0, 3, 10),
    double: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

export type LineDrafts = typeof lineDrafts extends fc.Arbitrary<infer Value> ? Value : never;

/** Every unit of these lines, one by one. */
export function everyUnit(lines: LineDrafts): readonly RefundedUnits[] {
  return lines.flatMap(({ count }, index) =>
    Array.from({ length: count }, () => ({ lineId: `L${index + 1}`, run: 0, count: 1 })),
  );
}

/** Units in some order, cut into steps. */
export function steps(
  units: readonly RefundedUnits[],
): fc.Arbitrary<readonly (readonly RefundedUnits[])[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...units], { minLength: units.length, maxLength: units.length }),
      fc.array(fc.integer({ min: 0, max: units.length }), { maxLength: 4 }),
    )
    .map(([order, cuts]) => {
      const edges = [0, ...[...cuts].sort((a, b) => a - b), order.length];
      return edges.slice(1).map((end, index) => order.slice(edges[index], end));
    });
}
