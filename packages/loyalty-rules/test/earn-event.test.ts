import { earnEvent } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, counterOf, memberId, points, saleOf, units } from "./shop.js";

const programme = points({
  events: [
    { id: "register", points: 50 },
    { id: "share", points: 5, limit: "daily" },
    { id: "review", points: 20, limit: "each" },
  ],
});

async function counter() {
  const shop = await counterOf(programme);
  let number = 0;
  return {
    ...shop,
    async happens(event: string, when: string, reference = "") {
      number += 1;
      const happened = { memberId, event, reference, debt: await shop.debt() };
      const earning = earnEvent(programme, happened, { key: `E${number}`, at: at(when) });
      return (await shop.journal.executeAll(earning.commands)).ok;
    },
  };
}

describe("points for what is no sale", () => {
  test("once: registering twice is rewarded once", async () => {
    const { happens, balance } = await counter();
    expect([
      await happens("register", "2026-11-16"),
      await happens("register", "2027-11-16"),
    ]).toEqual([true, false]);
    expect(await balance(at("2027-11-16"))).toBe(50);
  });

  test("daily: sharing counts once for each day of the shop", async () => {
    const { happens, balance } = await counter();
    const times = ["2026-11-16T00:00", "2026-11-16T23:59", "2026-11-17T00:00"];
    const answers: boolean[] = [];
    for (const when of times) answers.push(await happens("share", when));
    expect(answers).toEqual([true, false, true]);
    expect(await balance(at("2026-11-17"))).toBe(10);
  });

  test("each: a sale is reviewed once, another sale again", async () => {
    const { happens } = await counter();
    expect(await happens("review", "2026-11-16", "S1")).toBe(true);
    expect(await happens("review", "2026-11-17", "S1")).toBe(false);
    expect(await happens("review", "2026-11-17", "S2")).toBe(true);
  });

  test("pays what is owed first", async () => {
    const { happens, sell, refund, balance, debt } = await counter();
    const monday = at("2026-11-16");
    await sell(saleOf("A", monday, [{ paid: 3000 }]));
    await sell(saleOf("B", monday, [{ paid: 0, points: 30, pointsOffset: 30 }]), programme, 30);
    await refund("A", monday, units(1));
    expect(await debt()).toBe(30);
    await happens("register", "2026-11-17");
    expect([await balance(at("2026-11-17")), await debt()]).toEqual([20, 0]);
  });

  test("an event that is not in the programme is misuse", () => {
    const happened = { memberId, event: "dance", reference: "", debt: 0 };
    expect(() => earnEvent(programme, happened, { key: "E", at: 0 })).toThrow(
      expect.objectContaining({ code: "loyalty.not-in-programme" }),
    );
  });
});
