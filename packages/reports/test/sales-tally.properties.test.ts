import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createSalesTally, proveSales } from "../src/index.js";
import { line, settled } from "./settled.js";

const numRuns = Number(process.env["TILLWRIGHT_RUNS"] ?? 200);

const lineOf = fc
  .record({
    id: fc.constantFrom("a", "b", "c"),
    department: fc.constantFrom("fresh", "dairy"),
    list: fc.integer({ min: 0, max: 5000 }),
    share: fc.integer({ min: 0, max: 100 }),
    promotion: fc.constantFrom("p", "q"),
  })
  .map(({ id, department, list, share, promotion }) =>
    line(id, department, list, Math.floor((list * share) / 100), promotion),
  );

const documentOf = fc
  .record({
    kind: fc.constantFrom("sale" as const, "refund" as const),
    at: fc.integer({ min: 1_700_000_000_000, max: 1_700_200_000_000 }),
    lines: fc.array(lineOf, { maxLength: 4 }),
    rounding: fc.integer({ min: -9, max: 9 }),
    tender: fc.constantFrom("cash" as const, "card" as const),
  })
  .map((one) => settled(one.kind, one.at, one.lines, one.rounding, one.tender));

test("every identity holds for any mix of sales and refunds", () => {
  fc.assert(
    fc.property(fc.array(documentOf, { maxLength: 12 }), (documents) => {
      const tally = createSalesTally("CNY");
      for (const one of documents) tally.add(one);
      const figures = tally.figures();
      expect(
        proveSales(figures, { journal: { salesAndTax: figures.net } }).filter((one) => !one.holds),
      ).toEqual([]);
    }),
    { numRuns },
  );
});

test("the order in which sales are added changes nothing", () => {
  const shuffled = fc.array(documentOf, { maxLength: 10 }).chain((documents) =>
    fc.tuple(
      fc.constant(documents),
      fc.shuffledSubarray(documents, {
        minLength: documents.length,
        maxLength: documents.length,
      }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([documents, others]) => {
      const [one, other] = [createSalesTally("CNY"), createSalesTally("CNY")];
      for (const document of documents) one.add(document);
      for (const document of others) other.add(document);
      expect(other.figures()).toEqual(one.figures());
    }),
    { numRuns },
  );
});

test("figures already handed out do not change when the tally goes on", () => {
  fc.assert(
    fc.property(documentOf, documentOf, (first, second) => {
      const tally = createSalesTally("CNY");
      tally.add(first);
      const before = tally.figures();
      const copy = structuredClone(before);
      tally.add(second);
      expect(before).toEqual(copy);
    }),
    { numRuns },
  );
});
