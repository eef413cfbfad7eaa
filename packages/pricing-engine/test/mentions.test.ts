import type { Promotion } from "@tillwright/pricing-engine";
import { expect, test } from "vitest";
import { type Mentions, mentionsOf } from "../src/internal/mentions.js";
import { rules } from "./build.js";

/** What is read of promotions; a vendor's may hold whatever its documents hold. */
function read(...promotions: readonly object[]): Mentions {
  return mentionsOf(rules(promotions as readonly Promotion[]));
}

test("everything that the conditions of a promotion name, wherever it stands", () => {
  const mentions = read(
    {
      kind: "percent-off",
      id: "a",
      pay: "50%",
      goods: {
        any: [
          { product: "tea" },
          { all: [{ category: ["c2", "c1"] }, { not: { tag: "t" } }] },
          { brand: "b" },
          { department: "d" },
        ],
      },
      when: {
        all: [
          { tier: ["gold", "silver"] },
          { memberTag: "staff" },
          { channel: "app" },
          { store: ["s2", "s1"] },
        ],
      },
      needs: "code",
      codes: ["SPRING"],
    },
    { kind: "price-list", id: "b", list: "club" },
  );
  expect(mentions).toMatchObject({
    facets: {
      product: ["tea"],
      category: ["c2", "c1"],
      tag: ["t"],
      brand: ["b"],
      department: ["d"],
    },
    tiers: ["gold", "silver"],
    memberTags: ["staff"],
    channels: ["app"],
    stores: ["s2", "s1"],
    codes: ["SPRING"],
    lists: ["club"],
    ids: ["a", "b"],
    attributes: [],
    amounts: [],
    counts: [],
  });
});

test("one document's names are not kept for the next", () => {
  read({ kind: "percent-off", id: "a", goods: { product: "tea" }, pay: "50%" });
  expect(read({ kind: "x", id: "b" }).facets.product).toEqual([]);
});

test("the products of price tables, of everybody and of tiers, with their amounts", () => {
  const mentions = read({
    kind: "member-price",
    id: "m",
    prices: { tea: "9.00", rice: { price: "5.00", per: "1kg" } },
    byTier: { gold: { pen: "1.00" } },
  });
  expect(mentions.facets.product).toEqual(["tea", "rice", "pen"]);
  expect(mentions.tiers).toEqual(["gold"]);
  expect(mentions.amounts).toEqual([100, 500, 900]);
  const rates = read({ kind: "member-rate", id: "r", byTier: { gold: "80%", silver: null } });
  expect(rates.tiers).toEqual(["gold", "silver"]);
  expect(rates.facets.product).toEqual([]);
});

test("attributes by name and value, texts beside numbers, each once", () => {
  const mentions = read(
    { id: "a", goods: { attribute: { name: "size", is: ["5", 5, true, { odd: 1 }, "5"] } } },
    { id: "b", goods: { attribute: { name: "size", is: 5 } } },
    { id: "c", goods: { attribute: { name: 7, is: "x" } } },
    { id: "d", goods: { attribute: { name: "colour", is: "red" } } },
  );
  expect(mentions.attributes).toEqual([
    { name: "size", value: "5" },
    { name: "size", value: 5 },
    { name: "size", value: true },
    { name: "colour", value: "red" },
  ]);
});

test("amounts of money that the currency can hold, ascending and each once", () => {
  const texts = [
    "20.00",
    "3",
    "100.00",
    "20.00",
    "0.01",
    "1.234",
    "x5.00",
    "6.00 off",
    "7.",
    "-5.00",
  ];
  expect(read({ id: "a", "acme:amounts": texts }).amounts).toEqual([1, 300, 2_000, 10_000]);
});

test("counts from 1 to 100, and how large a block is", () => {
  expect(read({ id: "a", "acme:counts": [100, 1, 101, 0, 2.5, -3, 10] }).counts).toEqual([
    1, 10, 100,
  ]);
  expect(read({ id: "b", buy: 3, get: 2 }).counts).toEqual([2, 3, 5]);
  expect(read({ id: "c", buy: 3 }).counts).toEqual([3]);
  expect(read({ id: "d", rates: ["100%", "80%", "50%"] }).counts).toEqual([3]);
});

test("days, hours and moments as they are written, and nothing that only looks like them", () => {
  const mentions = read({
    id: "a",
    when: {
      all: [
        { dates: { from: "2027-06-18", through: "2027-06-01" } },
        { daily: { from: "18:00", until: "08:30:15" } },
        { window: { from: "2027-06-18T00:00:00+08:00", until: "2027-01-01T00:00:00Z" } },
      ],
    },
    "acme:notes": [
      "from 2027-06-18",
      "2027-06-18?",
      "at 18:00",
      "18:00h",
      "x2027-06-18T00:00:00Z",
      "2027-99-99T00:00:00Z",
    ],
  });
  expect(mentions.dates).toEqual(["2027-06-01", "2027-06-18"]);
  expect(mentions.hours).toEqual(["08:30:15", "18:00"]);
  expect(mentions.instants).toEqual([Date.UTC(2027, 0, 1), Date.UTC(2027, 5, 17, 16)]);
});

test("a vendor's fields by their words, and nothing where there is nothing", () => {
  const mentions = read({
    id: "a",
    "acme:wish": null,
    "acme:more": { product: ["tea", 7], category: "c", nothing: null },
    prices: "cheap",
  });
  expect(mentions.facets).toMatchObject({ product: ["tea"], category: ["c"] });
});
