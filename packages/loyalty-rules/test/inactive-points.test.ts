import {
  expiryInstant,
  lapseInactive,
  lastPointsActivity,
  pointsAccount,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import {
  at,
  type Counter,
  counterOf,
  memberId,
  onePointAYuan,
  points,
  saleOf,
  units,
} from "./shop.js";

const january = at("2026-01-31");
const programme = points({ expiry: { kind: "inactivity", months: 12 } });

async function afterNight(counter: Counter, when: number, version = programme) {
  const entries = await counter.journal.entries({ account: pointsAccount(memberId) });
  const lastActivityAt = lastPointsActivity(entries);
  const member = { memberId, lots: await counter.lots(when), lastActivityAt };
  const commands = lapseInactive(version, member, { key: `night-${when}`, at: when });
  await counter.run(commands);
  return commands.length;
}

describe("points that end twelve months after the last activity", () => {
  test("have no end of their own", () => {
    expect(expiryInstant({ kind: "inactivity", months: 12 }, january, "Asia/Shanghai")).toBeNull();
  });

  test("end together at the end of the last day", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", january, [{ paid: 5000 }]));
    expect(await afterNight(counter, at("2027-01-31T23:59"))).toBe(0);
    expect(await afterNight(counter, at("2027-02-01T00:00"))).toBe(1);
    expect(await counter.balance(at("2027-02-01"))).toBe(0);
  });

  test.each([
    [
      "a purchase",
      (counter: Counter) => counter.sell(saleOf("B", at("2026-06-10"), [{ paid: 100 }])),
    ],
    [
      "using points",
      (counter: Counter) =>
        counter.sell(
          saleOf("B", at("2026-06-10"), [{ paid: 0, points: 10, pointsOffset: 10 }]),
          points({ earn: [{ ...onePointAYuan, minimum: "1.00" }] }),
          10,
        ),
    ],
  ])("live on by %s", async (_name, act) => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", january, [{ paid: 5000 }]));
    await act(counter);
    expect(await afterNight(counter, at("2027-06-10T23:00"))).toBe(0);
    expect(await afterNight(counter, at("2027-06-11T00:00"))).toBe(1);
  });

  test("do not live on by a refund", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", january, [{ paid: 1000, count: 5 }]));
    await counter.refund("A", at("2026-06-10"), units(1));
    expect(await afterNight(counter, at("2027-02-01T00:00"))).toBe(1);
  });

  test("that ended are not taken once more when their sale is refunded", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", january, [{ paid: 5000 }]));
    await afterNight(counter, at("2027-02-01T00:00"));
    const refund = await counter.refund("A", at("2027-02-02"), units(1));
    expect(refund).toMatchObject({ take: 0, debt: 0 });
  });

  test("that a sale reserves stay", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", january, [{ paid: 5000 }]));
    const lots = (await counter.lots(january)).map((lot) => ({ ...lot, held: 20 }));
    const member = { memberId, lots, lastActivityAt: january };
    const [command] = lapseInactive(programme, member, { key: "n", at: at("2027-02-01T00:00") });
    expect(command).toMatchObject({ postings: [{ amount: -30 }, { amount: 30 }] });
    const all = { ...member, lots: lots.map((lot) => ({ ...lot, held: 50 })) };
    expect(lapseInactive(programme, all, { key: "n", at: at("2027-02-01T00:00") })).toEqual([]);
  });

  test("are no matter of other programmes, nor of who never did anything", async () => {
    const counter = await counterOf(points());
    await counter.sell(saleOf("A", january, [{ paid: 5000 }]));
    expect(await afterNight(counter, at("2030-01-01"), points())).toBe(0);
    const member = { memberId, lots: await counter.lots(january), lastActivityAt: null };
    expect(lapseInactive(programme, member, { key: "n", at: at("2030-01-01") })).toEqual([]);
  });
});
