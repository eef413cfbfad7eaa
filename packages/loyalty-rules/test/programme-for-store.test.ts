import { parseCentralProgramme, programmeForStore } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { onePointAYuan, zone } from "./shop.js";

describe("the programme of a chain", () => {
  const document = {
    format: "tillwright.programme/1",
    currency: "CNY",
    zone,
    points: { earn: [onePointAYuan] },
  };
  const parse = (exceptions: readonly object[]) =>
    parseCentralProgramme({ ...document, exceptions });
  const debt = { points: { debt: "refuse" } };
  const airport = { id: "airport", stores: ["S9", "S8"], change: debt };

  test("a store that no exception names has the base, whatever it is called", () => {
    const parsed = parse([airport]);
    if (!parsed.ok) throw new Error("a bad programme");
    const debtOf = (store: string) => programmeForStore(parsed.value, store).points?.debt;
    expect(["S8", "S9", "S1", "toString", "__proto__"].map(debtOf)).toEqual([
      "refuse",
      "refuse",
      "carry",
      "carry",
      "carry",
    ]);
  });

  test("what contradicts itself is told with its place and in words", () => {
    const parsed = parse([
      airport,
      { id: "north", stores: ["S9", "S9"], change: { currency: "EUR", ...debt } },
      { id: "north", stores: ["S1"], change: {} },
    ]);
    expect(parsed.ok ? [] : parsed.issues.map(({ message }) => message)).toEqual([
      'exceptions.2: "north" stands at 1 already',
      'exceptions.1.stores.1: "S9" stands at 0 already',
      "exceptions.1.change.currency: is the same in all stores",
      'exceptions.1.change: for "S9", "airport" sets points.debt too',
      "exceptions.2.change: changes nothing",
    ]);
  });

  test("a version that several stores have is told once; one that others have, by itself", () => {
    const bad = { points: { debt: "forget" } };
    const parsed = parse([
      { id: "a", stores: ["S1", "S2", "S3"], change: { points: { rounding: "up" } } },
      { id: "b", stores: ["S2", "S3"], change: bad },
      { id: "c", stores: ["S4"], change: bad },
    ]);
    expect(
      parsed.ok ? [] : parsed.issues.map(({ path, message }) => [path.join("."), message]),
    ).toEqual([
      [
        "exceptions.1.change.points.debt",
        'points.debt: must be one of "carry", "reduce-refund", "refuse"',
      ],
      [
        "exceptions.2.change.points.debt",
        'points.debt: must be one of "carry", "reduce-refund", "refuse"',
      ],
    ]);
  });
});
