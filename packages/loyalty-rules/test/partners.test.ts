import {
  issuerOfLot,
  type PartnerUse,
  parseProgramme,
  partnerOfStore,
  settlePartners,
  valueOfPoints,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, counterOf, onePointAYuan, points, programmeOf, saleOf, zone } from "./shop.js";

const monday = at("2026-11-16");
const label = (name: string) => ({ "zh-CN": name, en: name });
const rules = { earn: [onePointAYuan], redeem: { pointsPerMajorUnit: 30 } };
const partners = [
  { id: "bakery", name: label("bakery"), stores: ["B1", "B2"] },
  { id: "flowers", name: label("flowers"), stores: ["F1"] },
];
const coalition = programmeOf({ points: rules, partners });

function use(storeId: string, lotId: string, amount: number, restored = 0): PartnerUse {
  const issuers = new Map<string, string | null>([
    ["house", null],
    ["bread", "bakery"],
    ["rose", "flowers"],
  ]);
  return { storeId, spent: [{ lotId, amount, expiresAt: null }], restored, issuers };
}

describe("shops that share points", () => {
  test("a lot says who issued it", async () => {
    const counter = await counterOf(coalition);
    await counter.sell({ ...saleOf("A", monday, [{ paid: 10_000 }]), storeId: "B2" });
    await counter.sell(saleOf("B", monday, [{ paid: 5000 }]));
    const lots = await counter.lots(monday);
    expect(lots.map(({ source }) => issuerOfLot(source))).toEqual(["bakery", null]);
  });

  test("a programme without partners says nothing of issuers", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", monday, [{ paid: 10_000 }]));
    const [lot] = await counter.lots(monday);
    expect(lot?.source).not.toHaveProperty("issuer");
    expect(partnerOfStore(points(), "B1")).toBeNull();
  });

  test("300 points of the bakery used at the house: the bakery owes 10.00", () => {
    expect(settlePartners(coalition, [use("S1", "bread", 300)])).toEqual({
      sums: [{ issuer: "bakery", acceptor: null, points: 300, amount: 1000 }],
      nets: [
        { partner: "bakery", amount: -1000 },
        { partner: null, amount: 1000 },
      ],
    });
  });

  test("points used where they were issued are nobody's debt", () => {
    const uses = [use("B1", "bread", 300), use("B2", "bread", 10), use("S1", "house", 90)];
    expect(settlePartners(coalition, uses)).toEqual({ sums: [], nets: [] });
  });

  test("a pair is valued together and rounded down once", () => {
    const uses = [use("S1", "bread", 1), use("S2", "bread", 1), use("S3", "bread", 1)];
    // One point is 3.33 fen: three of them are 10, not 3 + 3 + 3.
    expect(settlePartners(coalition, uses).sums[0]?.amount).toBe(10);
  });

  test("what a refund gave back was not used", () => {
    expect(settlePartners(coalition, [use("S1", "bread", 300, 100)]).sums[0]?.points).toBe(200);
    expect(settlePartners(coalition, [use("S1", "bread", 300, 300)]).sums).toEqual([]);
  });

  test("a lot that nobody knows is a mistake of the caller", () => {
    expect(() => settlePartners(coalition, [use("S1", "lost", 1)])).toThrow(
      expect.objectContaining({ code: "loyalty.record-unreadable" }),
    );
  });

  test("all together owe nothing, and every pair is worth its points", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom("S1", "B1", "B2", "F1"),
            fc.constantFrom("house", "bread", "rose"),
            fc.integer({ min: 1, max: 400 }),
            fc.double({ min: 0, max: 1, noNaN: true }),
          ),
        ),
        (drafts) => {
          const uses = drafts.map(([store, lot, amount, back]) =>
            use(store, lot, amount, Math.floor(amount * back)),
          );
          const { sums, nets } = settlePartners(coalition, uses);
          expect(nets.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
          for (const { points: used, amount } of sums) {
            expect(amount).toBe(valueOfPoints(coalition, used));
          }
          const turned = settlePartners(coalition, [...uses].reverse());
          expect(turned.sums).toEqual(sums);
        },
      ),
      { numRuns: runs },
    );
  });

  test.each([
    ["a store of two partners", rules, [...partners, { ...partners[1], id: "roses" }], 2],
    ["a partner twice", rules, [partners[0], { ...partners[0], stores: ["B9"] }], 1],
    ["points that are worth nothing", { earn: [onePointAYuan] }, partners, 1],
  ])("refused: %s", (_name, section, list, count) => {
    const head = { format: "tillwright.programme/1", currency: "CNY", zone };
    const parsed = parseProgramme({ ...head, points: section, partners: list });
    const codes = parsed.ok ? [] : parsed.issues.map(({ code }) => code);
    expect(codes).toEqual(Array(count).fill("loyalty.document-contradicts"));
  });
});
