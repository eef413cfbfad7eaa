import {
  type Basket,
  compile,
  type PricedBasket,
  type RulesDocument,
} from "@tillwright/pricing-engine";
import { verify } from "@tillwright/pricing-engine/explain";
import { expect, test } from "vitest";
import { basket, line, lines, member, rules } from "./build.js";

function codes(document: RulesDocument, of: Basket, priced: PricedBasket): readonly string[] {
  return [...new Set(verify(of, document, priced).map(({ code }) => code))];
}

const free = rules([{ kind: "buy-n-get-m", id: "b", buy: 2, get: 1 }]);
const off = rules([{ kind: "threshold", id: "m", amount: "10.00", off: "2.00" }]);

test("a discount that the rules do not give is found", () => {
  const of = basket(lines(20));
  const generous = compile(rules([{ kind: "threshold", id: "m", amount: "10.00", off: "3.00" }]));
  expect(codes(off, of, generous.price(of))).toEqual(["pricing.wrong-discount"]);
});

test("a promotion that is not in the rules, or whose condition does not hold, is found", () => {
  const of = basket(lines(20));
  const priced = compile(off).price(of);
  expect(codes(rules([]), of, priced)).toContain("pricing.not-eligible");
  const members = rules([
    { kind: "threshold", id: "m", amount: "10.00", off: "2.00", when: { member: "any" } },
  ]);
  expect(codes(members, of, priced)).toContain("pricing.not-eligible");
  expect(codes(members, { ...of, member: member() }, priced)).toEqual([]);
});

test("a promotion that was left out is found", () => {
  const of = basket(lines(20));
  expect(codes(off, of, compile(rules([])).price(of))).toEqual(["pricing.wrong-discount"]);
});

test("units that are no whole blocks, too many blocks, and too much for a block are found", () => {
  const of = basket([line("a", 5, 6)]);
  const priced = compile(free).price(of);
  expect(codes(free, of, priced)).toEqual([]);
  const pairs = rules([{ kind: "buy-n-get-m", id: "b", buy: 3, get: 1 }]);
  expect(codes(pairs, of, priced)).toContain("pricing.wrong-units");
  const once = rules([{ kind: "buy-n-get-m", id: "b", buy: 2, get: 1, atMost: 1 }]);
  expect(codes(once, of, priced)).toContain("pricing.wrong-units");
  const half = rules([{ kind: "nth-item", id: "b", nth: 3, pay: "50%" }]);
  expect(codes(half, of, priced)).toContain("pricing.wrong-discount");
});

test("a bound below what was given, and two of one group, are found", () => {
  const of = basket([line("a", 5, 6)]);
  const priced = compile(free).price(of);
  const certificate = { ...priced.certificate, upperBound: 10 };
  expect(codes(free, of, { ...priced, certificate })).toEqual(["pricing.wrong-bound"]);
  const two = rules([
    { kind: "threshold", id: "a", amount: "0.00", off: "1.00" },
    { kind: "threshold", id: "b", amount: "0.00", off: "2.00" },
  ]);
  const grouped = rules(two.promotions.map((one) => ({ ...one, group: "g" })));
  expect(codes(grouped, of, compile(two).price(of))).toContain("pricing.not-eligible");
});

test("points beyond their terms are found", () => {
  const points = {
    balance: 500,
    pointsPerMajorUnit: 100,
    step: 1,
    cap: null,
    requested: "max" as const,
  };
  const of = basket(lines(20), { points });
  const priced = compile(rules([])).price(of);
  expect(codes(rules([]), of, priced)).toEqual([]);
  expect(codes(rules([]), { ...of, points: { ...points, balance: 400 } }, priced)).toEqual([
    "pricing.wrong-points",
  ]);
});

test("lines of another basket, and totals that do not add up, are found", () => {
  const of = basket(lines(20, 30));
  const priced = compile(off).price(of);
  expect(codes(off, basket(lines(20)), priced)).toEqual(["pricing.ledger"]);
  expect(codes(off, basket(lines(20, 31)), priced)).toEqual(["pricing.ledger"]);
  const totals = { ...priced.totals, due: priced.totals.due - 1 };
  expect(codes(off, of, { ...priced, totals })).toEqual(["pricing.ledger"]);
});
