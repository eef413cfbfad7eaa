import { earnPoints, tierPointsAccount, tierVisitsAccount } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, counterOf, memberId, onePointAYuan, programmeOf, saleOf, units } from "./shop.js";

const noon = at("2026-11-18");
const member = { memberId, tier: null, tags: [], birthday: null, joinedOn: null, debt: 0 };
const name = { "zh-CN": "金卡", en: "Gold" };

/** A programme whose gold tier asks for this. */
function asking(reach: object, more: object = {}) {
  const earn = [{ ...onePointAYuan, per: "0.01" }];
  const gold = { id: "gold", name, reach, ...more };
  return programmeOf({ points: { earn }, tiers: { levels: [{ id: "plain", name }, gold] } });
}

function counted(reach: object, paid: number, more: object = {}) {
  const sale = saleOf("S", noon, [{ paid }]);
  return earnPoints(asking(reach, more), sale, member).record.counted;
}

describe("a sale counts only what some tier asks for", () => {
  test.each([
    ["spend", { spend: "1.00" }, { spend: 5, visits: 0, points: 0 }],
    ["visits", { visits: 3 }, { spend: 0, visits: 1, points: 0 }],
    ["points", { points: 3 }, { spend: 0, visits: 0, points: 5 }],
    ["any of two", { any: [{ spend: "1.00" }, { points: 3 }] }, { spend: 5, visits: 0, points: 5 }],
    [
      "all of some, one within another",
      { all: [{ visits: 1 }, { any: [{ points: 3 }, { visits: 9 }] }] },
      { spend: 0, visits: 1, points: 5 },
    ],
  ])("%s", (_name, reach, figures) => {
    expect(counted(reach, 5)).toMatchObject(figures);
  });

  test("also when it is asked for only to keep the tier", () => {
    expect(counted({ spend: "1.00" }, 5, { keep: { all: [{ visits: 2 }] } })).toMatchObject({
      spend: 5,
      visits: 1,
      points: 0,
    });
  });

  test("one fen and one visit are two things, and so are five fen and five points", () => {
    expect(counted({ any: [{ spend: "1.00" }, { visits: 3 }] }, 1)).not.toBeNull();
    expect(counted({ any: [{ spend: "1.00" }, { points: 3 }] }, 5)).not.toBeNull();
  });

  test("nothing where nothing was spent", () => {
    expect(counted({ spend: "1.00" }, 0)).toBeNull();
  });
});

describe("after goods came back", () => {
  test("the visit goes with the last of them, points and spend with each", async () => {
    const programme = asking({ any: [{ spend: "9.00" }, { visits: 9 }, { points: 9000 }] });
    const counter = await counterOf(programme);
    await counter.sell(saleOf("S", noon, [{ paid: 300, count: 2 }]));
    const figures = async () => [
      await counter.spend(noon),
      (await counter.journal.balance(tierVisitsAccount(memberId), noon))?.available,
      (await counter.journal.balance(tierPointsAccount(memberId), noon))?.available,
    ];
    expect(await figures()).toEqual([600, 1, 600]);
    await counter.refund("S", noon, units(1));
    expect(await figures()).toEqual([300, 1, 300]);
    await counter.refund("S", noon, units(1));
    expect(await figures()).toEqual([0, 0, 0]);
  });

  test("each lot says of which sale it is", async () => {
    const counter = await counterOf(asking({ visits: 9 }));
    await counter.sell(saleOf("S", noon, [{ paid: 300 }]));
    const [lot] = await counter.journal.lots(tierVisitsAccount(memberId), noon);
    expect(lot).toMatchObject({ lotId: "S/visits", source: { kind: "sale", saleId: "S" } });
  });
});
