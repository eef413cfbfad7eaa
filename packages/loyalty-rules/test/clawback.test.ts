import { clawback, type Programme, readEarnRecord } from "@tillwright/loyalty-rules";
import { isCodedError } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import {
  at,
  counterOf,
  memberId,
  onePointAYuan,
  points,
  programmeOf,
  saleOf,
  units,
} from "./shop.js";

const monday = at("2026-11-16");
const tuesday = at("2026-11-17");
const wednesday = at("2026-11-18");
const onePointATen = { id: "base", kind: "amount", per: "10.00", points: 1 };

/** Ten units of 5.00 for 50.00. */
const fifty = [{ paid: 500, count: 10 }];

describe("1 point per full 10.00; sale 50.00 -> 5", () => {
  const programme = points({ earn: [onePointATen] });

  test("refund 20.00 at once -> 30.00 kept -> 3, take 2", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, fifty));
    expect(await counter.refund("A", tuesday, units(4))).toMatchObject({ take: 2, debt: 0 });
    expect(await counter.balance(tuesday)).toBe(3);
  });

  test("the same as four refunds of 5.00: take 1, 0, 1, 0", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, fifty));
    const takes: number[] = [];
    for (let step = 0; step < 4; step += 1) {
      takes.push((await counter.refund("A", tuesday, units(1))).take);
    }
    expect(takes).toEqual([1, 0, 1, 0]);
    expect(await counter.balance(tuesday)).toBe(3);
  });

  test("the rule was doubled after the sale: still 5 earned, 2 taken", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, fifty));
    const doubled = points({ earn: [{ ...onePointATen, points: 2 }] });
    expect((await counter.sell(saleOf("B", monday, fifty), doubled)).points).toBe(10);
    expect(await counter.refund("A", tuesday, units(4))).toMatchObject({ take: 2 });
  });
});

describe("1 point per full 10.00; sale 50.00 -> 5, all of them spent; refund 20.00", () => {
  async function spent(rules: Record<string, unknown> = {}) {
    const programme = points({ earn: [onePointATen], ...rules });
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, fifty));
    const goods = { paid: 0, points: 5, pointsOffset: 5 };
    await counter.sell(saleOf("B", monday, [goods]), programme, 5);
    return counter;
  }

  test("the balance shows 0 and a debt of 2 beside it, paid from the next earning", async () => {
    const counter = await spent();
    await counter.refund("A", tuesday, units(4));
    expect([await counter.balance(tuesday), await counter.debt()]).toEqual([0, 2]);
    await counter.sell(saleOf("C", wednesday, [{ paid: 3000 }]));
    expect([await counter.balance(wednesday), await counter.debt()]).toEqual([1, 0]);
  });

  test("or the refund is reduced by their value: 2 points at 100 for 1.00 are 0.02", async () => {
    const counter = await spent({ debt: "reduce-refund", redeem: { pointsPerMajorUnit: 100 } });
    const refund = await counter.refund("A", tuesday, units(4));
    expect(refund).toMatchObject({ debt: 0, reduceRefundBy: 2 });
  });

  test("or the refund is refused", async () => {
    const counter = await spent({ debt: "refuse" });
    await expect(counter.refund("A", tuesday, units(4))).rejects.toThrow("loyalty.points-spent");
  });
});

describe("the member has spent all points", () => {
  async function spent(programme: Programme) {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, fifty));
    const goods = { paid: 0, points: 50, pointsOffset: 50 };
    await counter.sell(saleOf("B", monday, [goods]), programme, 50);
    return counter;
  }

  test("the balance shows 0 and the debt stands beside it", async () => {
    const counter = await spent(points());
    expect(await counter.refund("A", tuesday, units(4))).toMatchObject({ take: 0, debt: 20 });
    expect(await counter.balance(tuesday)).toBe(0);
    expect(await counter.debt()).toBe(20);
  });

  test("the debt is paid from the next earning", async () => {
    const counter = await spent(points());
    await counter.refund("A", tuesday, units(4));
    const earning = await counter.sell(saleOf("C", wednesday, fifty));
    expect(earning.points).toBe(50);
    expect(earning.reasons).toContainEqual({ code: "loyalty.debt-paid", facts: { points: 20 } });
    expect(await counter.balance(wednesday)).toBe(30);
    expect(await counter.debt()).toBe(0);
  });

  test("or from points that another refund gives back", async () => {
    const counter = await spent(points());
    await counter.refund("A", tuesday, units(4));
    expect(await counter.refund("B", tuesday, units(1))).toMatchObject({ restore: 50, debt: -20 });
    expect(await counter.balance(tuesday)).toBe(30);
    expect(await counter.debt()).toBe(0);
  });

  test("or the refund is reduced by their value", async () => {
    const redeem = { pointsPerMajorUnit: 100 };
    const counter = await spent(points({ debt: "reduce-refund", redeem }));
    const refund = await counter.refund("A", tuesday, units(4));
    expect(refund).toMatchObject({ take: 0, debt: 0, reduceRefundBy: 20 });
    expect(await counter.debt()).toBe(0);
  });

  test("or the refund is refused, and nothing has moved", async () => {
    const counter = await spent(points({ debt: "refuse" }));
    await expect(counter.refund("A", tuesday, units(4))).rejects.toThrow("loyalty.points-spent");
    expect(await counter.balance(tuesday)).toBe(0);
    expect(await counter.debt()).toBe(0);
  });
});

describe("反结账: points +100 -> -100, +90, the net is judged", () => {
  async function reversed(balanceBefore: number) {
    const programme = points();
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const spending = 100 - balanceBefore;
    const goods = { paid: 0, points: spending, pointsOffset: spending };
    await counter.sell(saleOf("B", monday, [goods]), programme, spending);
    await counter.refund("A", monday, units(1));
    await counter.sell(saleOf("A2", monday, [{ paid: 9000 }]));
    return counter;
  }

  test("balance 20 after the member spent from the 100: 10, no debt", async () => {
    const counter = await reversed(20);
    expect([await counter.balance(monday), await counter.debt()]).toEqual([10, 0]);
  });

  test("balance 5: debt 5 beside a balance of 0", async () => {
    const counter = await reversed(5);
    expect([await counter.balance(monday), await counter.debt()]).toEqual([0, 5]);
  });
});

describe("points that paid", () => {
  test("return by the units that come back, and what they did not earn is not taken", async () => {
    const programme = points();
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const goods = { paid: 800, count: 5, points: 10, pointsOffset: 200 };
    await counter.sell(saleOf("B", tuesday, [goods]), programme, 50);
    expect(await counter.balance(tuesday)).toBe(100 - 50 + 40);
    const refund = await counter.refund("B", wednesday, units(2));
    expect(refund).toMatchObject({ restore: 20, take: 16 });
    expect(await counter.balance(wednesday)).toBe(94);
  });

  test("buying with points and refunding everything ends where it began", async () => {
    const programme = points();
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const before = await counter.lots(monday);
    const goods = { paid: 800, count: 5, points: 10, pointsOffset: 200 };
    await counter.sell(saleOf("B", tuesday, [goods]), programme, 50);
    await counter.refund("B", wednesday, units(5));
    expect(await counter.lots(monday)).toEqual(before);
  });
});

describe("a sale whose points have lapsed unspent", () => {
  const programme = points({ expiry: { kind: "months", months: 1 } });

  test("owes nothing when it is refunded before they are let go", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, fifty));
    const refund = await counter.refund("A", at("2027-01-01"), units(10));
    expect(refund).toMatchObject({ take: 0, debt: 0 });
  });

  test("nor after, when the till says how many lapsed", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, fifty));
    await counter.lapse(at("2027-01-01"), "night");
    const sale = counter.sales.get("A");
    if (sale === undefined) throw new Error("no sale");
    const outcome = clawback(programme, {
      memberId,
      refundId: "R",
      sale: sale.event,
      earned: sale.earned,
      pointsSpent: [],
      refunded: units(10),
      progress: null,
      lapsed: 50,
      pending: [],
      lots: [],
      debt: 0,
      context: { key: "R", at: at("2027-01-02") },
    });
    expect(outcome).toMatchObject({ ok: true, value: { take: 0, debt: 0, commands: [] } });
  });

  test("what of them was spent is taken from other points", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, fifty));
    const goods = { paid: 0, points: 30, pointsOffset: 30 };
    await counter.sell(saleOf("B", tuesday, [goods]), programme, 30);
    await counter.sell(saleOf("C", at("2026-12-20"), [{ paid: 10000 }]));
    expect(await counter.refund("A", at("2027-01-01"), units(10))).toMatchObject({ take: 30 });
    expect(await counter.balance(at("2027-01-01"))).toBe(70);
  });
});

describe("misuse", () => {
  const programme = points();
  const sale = saleOf("A", monday, fifty);
  const request = {
    memberId,
    refundId: "R",
    sale,
    earned: null,
    pointsSpent: [],
    refunded: units(1),
    progress: null,
    lapsed: 0,
    pending: [],
    lots: [],
    debt: 0,
    context: { key: "R", at: tuesday },
  };

  function codeOf(run: () => unknown): string | null {
    try {
      run();
      return null;
    } catch (error) {
      return isCodedError(error) ? error.code : "another error";
    }
  }

  test("another version of the programme", async () => {
    const counter = await counterOf(programme);
    const { record } = await counter.sell(sale);
    const other = points({ earn: [{ ...onePointAYuan, points: 2 }] });
    const run = () => clawback(other, { ...request, earned: record });
    expect(codeOf(run)).toBe("loyalty.not-in-programme");
  });

  test.each([
    ["an unknown line", units(1, "L9"), "loyalty.line-unknown"],
    ["more units than were sold", units(11), "loyalty.refund-exceeds-sale"],
    ["too many in two steps", [...units(6), ...units(5)], "loyalty.refund-exceeds-sale"],
    ["less than none", units(-1), "loyalty.refund-exceeds-sale"],
    ["half a unit", units(0.5), "loyalty.refund-exceeds-sale"],
  ])("%s", (_name, refunded, code) => {
    expect(codeOf(() => clawback(programme, { ...request, refunded }))).toBe(code);
  });

  test("a debt below zero", () => {
    const run = () => clawback(programme, { ...request, debt: -1 });
    expect(codeOf(run)).toBe("loyalty.amount-invalid");
  });

  test("a memo that is no record", () => {
    expect(codeOf(() => readEarnRecord({ kind: "other" }))).toBe("loyalty.record-unreadable");
    expect(codeOf(() => readEarnRecord(null))).toBe("loyalty.record-unreadable");
  });
});

test("the record can be read back from the journal", async () => {
  const counter = await counterOf(points());
  const { record } = await counter.sell(saleOf("A", monday, fifty));
  const entry = await counter.journal.entry("till/A/points-earned");
  expect(readEarnRecord(entry?.memo ?? null)).toEqual(record);
});

describe("spend that counts towards a tier", () => {
  const levels = [
    { id: "plain", name: { "zh-CN": "普通", en: "Plain" } },
    { id: "gold", name: { "zh-CN": "金卡", en: "Gold" }, reach: { spend: "5000.00" } },
  ];
  const programme = programmeOf({ points: { earn: [onePointATen] }, tiers: { levels } });

  test("is what was paid for goods, and a refund takes its part back", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 52_000, count: 10 }]));
    expect(await counter.spend(monday)).toBe(520_000);
    await counter.refund("A", tuesday, units(1));
    expect(await counter.spend(tuesday)).toBe(468_000);
  });

  test("leaves the window by itself", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 52_000 }]));
    expect(await counter.spend(at("2027-11-15T23:59"))).toBe(52_000);
    expect(await counter.spend(at("2027-11-16T00:00"))).toBe(0);
  });

  test("a refund of a sale that has left the window changes nothing", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 52_000 }]));
    await counter.sell(saleOf("B", at("2027-11-17"), [{ paid: 10_000 }]));
    await counter.refund("A", at("2027-11-18"), units(1));
    expect(await counter.spend(at("2027-11-18"))).toBe(10_000);
  });
});

describe("points of the sale that expired unspent", () => {
  const month = points({ expiry: { kind: "months", months: 1 } });
  const january = at("2027-01-05");

  test.each([
    ["before the night has let them go", false],
    ["after it has", true],
  ])("are not taken once more, %s", async (_name, night) => {
    const counter = await counterOf(month);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    const goods = { paid: 0, points: 30, pointsOffset: 30 };
    await counter.sell(saleOf("B", tuesday, [goods]), month, 30);
    await counter.sell(saleOf("C", january, [{ paid: 5000 }]));
    if (night) await counter.lapse(january, "night");
    const refund = await counter.refund("A", january, units(1));
    // 70 of the 100 expired; the 30 that were spent come from what is there now.
    expect(refund).toMatchObject({ take: 30, debt: 0 });
    expect(await counter.balance(january)).toBe(20);
  });

  test("in what order the night and the refunds come does not change the end", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("night", "A", "B"), { maxLength: 8 }),
        fc.integer({ min: 0, max: 60 }),
        async (script, spent) => {
          const ends = [];
          const refunds = script.filter((act) => act !== "night").slice(0, 4);
          for (const acts of [script, refunds]) {
            const counter = await counterOf(month);
            await counter.sell(saleOf("A", monday, [{ paid: 1000, count: 4 }]));
            await counter.sell(saleOf("B", monday, [{ paid: 1000, count: 4 }]), points());
            if (spent > 0) {
              const goods = { paid: 0, points: spent, pointsOffset: spent };
              await counter.sell(saleOf("Z", tuesday, [goods]), month, spent);
            }
            let left = refunds.length;
            for (const [index, act] of acts.entries()) {
              if (act === "night") await counter.lapse(january, `night-${index}`);
              else if (left-- > 0) await counter.refund(act, january, units(1));
            }
            await counter.lapse(january, "last");
            ends.push([await counter.balance(january), await counter.debt()]);
          }
          expect(ends[0]).toEqual(ends[1]);
        },
      ),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});
