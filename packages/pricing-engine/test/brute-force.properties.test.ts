import type { BasketLine, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import fc from "fast-check";
import { expect, test } from "vitest";
import { basket, line, rules } from "./build.js";
import { runs } from "./runs.js";

// The whole engine beside a second reading of the rules: every way to put the units of a small basket into blocks is
// tried, in hundredths of a fen, by somebody who knows nothing of sorting, counters, components or dominance.

const names = ["a", "b", "c", "d"] as const;

interface Unit {
  readonly product: string;
  /** In fen. */
  readonly price: number;
}

/** A promotion as it is read here: which products it takes, how large a block may be, and what a block saves. */
interface Reading {
  readonly promotion: Promotion;
  readonly sizes: readonly number[];
  readonly blocks: number;
  /** Hundredths of a fen; minus infinity where these units are no block. The prices come dear to cheap. */
  readonly saves: (units: readonly Unit[]) => number;
}

const percent = fc.constantFrom(0, 25, 50, 80, 99);
const fen = fc.integer({ min: 1, max: 900 });
const text = (amount: number): string => (amount / 100).toFixed(2);
const goods = fc
  .subarray([...names], { minLength: 1 })
  .map((product): { readonly product: readonly string[] } => ({ product }));

function positions(off: readonly number[]): Reading["saves"] {
  return (units) => units.reduce((sum, { price }, i) => sum + price * (off[i] ?? 0), 0);
}

const single: fc.Arbitrary<Reading> = fc.oneof(
  percent.map((pay) => ({
    promotion: { kind: "percent-off" as const, id: "", pay: `${pay}%` },
    sizes: [1],
    blocks: 9,
    saves: positions([100 - pay]),
  })),
  fen.map((off) => ({
    promotion: { kind: "amount-off" as const, id: "", off: text(off) },
    sizes: [1],
    blocks: 9,
    saves: (units: readonly Unit[]) => 100 * Math.min(off, units[0]?.price ?? 0),
  })),
  fen.map((fixed) => ({
    promotion: { kind: "fixed-price" as const, id: "", price: text(fixed) },
    sizes: [1],
    blocks: 9,
    saves: (units: readonly Unit[]) => 100 * Math.max(0, (units[0]?.price ?? 0) - fixed),
  })),
);

const block: fc.Arbitrary<Reading> = fc.oneof(
  fc.record({ nth: fc.integer({ min: 2, max: 3 }), pay: percent }).map(({ nth, pay }) => ({
    promotion: { kind: "nth-item" as const, id: "", nth, pay: `${pay}%` },
    sizes: [nth],
    blocks: 9,
    saves: positions([...new Array<number>(nth - 1).fill(0), 100 - pay]),
  })),
  fc.array(percent, { minLength: 1, maxLength: 3 }).map((pays) => ({
    promotion: { kind: "nth-item" as const, id: "", rates: pays.map((pay) => `${pay}%`) },
    sizes: pays.map((_, i) => i + 1),
    blocks: 1,
    saves: positions(pays.map((pay) => 100 - pay)),
  })),
  fc
    .record({
      buy: fc.integer({ min: 1, max: 2 }),
      get: fc.integer({ min: 1, max: 2 }),
      atMost: fc.constantFrom(1, 9),
    })
    .map(({ buy, get, atMost }) => ({
      promotion: { kind: "buy-n-get-m" as const, id: "", buy, get, atMost },
      sizes: [buy + get],
      blocks: atMost,
      saves: positions([...new Array<number>(buy).fill(0), ...new Array<number>(get).fill(100)]),
    })),
  fc.record({ pieces: fc.integer({ min: 2, max: 3 }), price: fen }).map(({ pieces, price }) => ({
    promotion: { kind: "pick-m-for-price" as const, id: "", pieces, price: text(price) },
    sizes: [pieces],
    blocks: 9,
    saves: (units: readonly Unit[]) =>
      100 * (units.reduce((sum, unit) => sum + unit.price, 0) - price),
  })),
  fc.record({ first: goods, second: goods, price: fen }).map(({ first, second, price }) => ({
    promotion: {
      kind: "bundle" as const,
      id: "",
      price: text(price),
      parts: [
        { goods: first, pieces: 1 },
        { goods: second, pieces: 1 },
      ],
    },
    sizes: [2],
    blocks: 9,
    saves: ([one, two]: readonly Unit[]) => {
      if (one === undefined || two === undefined) return Number.NEGATIVE_INFINITY;
      const fits = (x: Unit, y: Unit): boolean =>
        first.product.includes(x.product) && second.product.includes(y.product);
      return fits(one, two) || fits(two, one)
        ? 100 * (one.price + two.price - price)
        : Number.NEGATIVE_INFINITY;
    },
  })),
);

type Open = Reading & { readonly takes: ReadonlySet<string> };

/** The most that any partition of the units into blocks saves. */
function bruteForce(units: readonly Unit[], readings: readonly Open[]): number {
  const known = new Map<string, number>();
  const visit = (left: readonly number[], used: readonly number[]): number => {
    const [first, ...rest] = left;
    if (first === undefined) return 0;
    const key = `${left.join()} ${used.join()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let best = visit(rest, used);
    readings.forEach(({ takes, sizes, blocks, saves }, i) => {
      if ((used[i] ?? 0) >= blocks || !takes.has(units[first]?.product ?? "")) return;
      const open = rest.filter((one) => takes.has(units[one]?.product ?? ""));
      for (const size of sizes) {
        for (const others of choose(open, size - 1)) {
          const chosen = [first, ...others].flatMap((one) => units[one] ?? []);
          const saved = saves(chosen.sort((a, b) => b.price - a.price));
          const after = used.map((count, j) => (i === j ? count + 1 : count));
          const remaining = rest.filter((one) => !others.includes(one));
          best = Math.max(best, saved + visit(remaining, after));
        }
      }
    });
    known.set(key, best);
    return best;
  };
  return visit(
    units.map((_, i) => i),
    readings.map(() => 0),
  );
}

function choose(values: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return values.flatMap((value, i) =>
    choose(values.slice(i + 1), size - 1).map((rest) => [value, ...rest]),
  );
}

const problem = fc.record({
  prices: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 4, maxLength: 4 }),
  counts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
  drawn: fc.array(fc.tuple(fc.oneof(single, block, block), goods), { minLength: 1, maxLength: 4 }),
});

test("the item promotions save what trying everything finds, and the certificate says so", () => {
  fc.assert(
    fc.property(problem, ({ prices, counts, drawn }) => {
      const units = names.flatMap((product, i) =>
        new Array<Unit>(counts[i] ?? 0).fill({ product, price: prices[i] ?? 1 }),
      );
      fc.pre(units.length <= 7);
      const readings = drawn.map(([reading, where], i): Open => {
        const own = reading.promotion.kind === "bundle" ? { product: [...names] } : where;
        const promotion = { ...reading.promotion, id: `p${i}`, goods: own };
        return { ...reading, promotion, takes: new Set(own.product) };
      });
      const lines = names.flatMap((product, i): readonly BasketLine[] =>
        (counts[i] ?? 0) === 0 ? [] : [line(product, (prices[i] ?? 1) / 100, counts[i] ?? 0)],
      );
      const document = rules(readings.map(({ promotion }) => promotion));
      const { certificate, totals } = compile(document).price(basket(lines));
      const best = bruteForce(units, readings);
      // Several sets whose parts all take the same goods may pass the budget of work; then there is a bound.
      const sets = drawn.filter(([{ promotion }]) => promotion.kind === "bundle").length;
      expect(certificate.optimal || sets > 2).toBe(true);
      expect(certificate.upperBound).toBeGreaterThanOrEqual(Math.ceil(best / 100));
      if (!certificate.optimal) return;
      expect(certificate.upperBound).toBe(Math.ceil(best / 100));
      const rounding = (lines.length * drawn.length) / 2;
      expect(Math.abs(totals.discount - best / 100)).toBeLessThanOrEqual(rounding);
    }),
    runs,
  );
});
