import {
  cardRefundOptions,
  closeStoredValue,
  endingCards,
  giftCardAccount,
  planStoredValue,
  punchAccount,
  punchRefundOptions,
  returnToGiftCard,
  revenueOfUses,
  reversePunchUse,
  sellGiftCard,
  sellPunchCard,
  spendGiftCard,
  spendStoredValue,
  storedBonusAccount,
  storedPrincipalAccount,
  topUp,
  usePunchCard,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, counterOf, memberId, programmeOf } from "./shop.js";

const monday = at("2026-11-16");
const month = 31 * 24 * 3_600_000;
const name = { "zh-CN": "次卡", en: "Punch card" };

describe("次卡", () => {
  const massage = { service: "massage", uses: 10, single: "100.00" };
  const programme = programmeOf({
    punchCards: [
      { id: "ten", name, price: "880.00", services: [massage] },
      { id: "ten-two", name, price: "880.00", services: [{ ...massage, uses: 12 }] },
      {
        id: "spa",
        name,
        price: "1000.00",
        services: [
          { service: "massage", uses: 5, single: "200.00" },
          { service: "sauna", uses: 10, single: "50.00" },
        ],
        validity: { kind: "months", months: 6 },
      },
    ],
  });

  async function owner(template: string) {
    const counter = await counterOf(programme);
    await counter.run(
      sellPunchCard(programme, { memberId, cardId: "C1", template }, { key: "C1", at: monday }),
    );
    const lots = (service: string, when = monday) =>
      counter.journal.lots(punchAccount(memberId, service), when);
    let number = 0;
    return {
      counter,
      lots,
      async use(service = "massage", when = monday) {
        number += 1;
        const used = usePunchCard(
          { memberId, service, staffId: "E1", storeId: "S1", lots: await lots(service, when) },
          { key: `U${number}`, at: when },
        );
        if (used.ok) await counter.run(used.value.commands);
        return used;
      },
    };
  }

  async function revenues(template: string, uses: number): Promise<readonly number[]> {
    const { use } = await owner(template);
    const seen: number[] = [];
    for (let index = 0; index < uses; index += 1) {
      const used = await use();
      if (used.ok) seen.push(used.value.revenue);
    }
    return seen;
  }

  test("10 for 880: 88.00 each", async () => {
    expect(await revenues("ten", 10)).toEqual(Array.from({ length: 10 }, () => 8800));
  });

  test("买10送2 for 880: 73.33 each, last 73.37", async () => {
    expect(await revenues("ten-two", 12)).toEqual([
      ...Array.from({ length: 11 }, () => 7333),
      7337,
    ]);
  });

  test("an eleventh use of ten is refused", async () => {
    const { use } = await owner("ten");
    for (let index = 0; index < 10; index += 1) await use();
    expect(await use()).toMatchObject({ ok: false, refusal: { code: "loyalty.no-uses-left" } });
  });

  test("a package keeps a balance for each service and shares its price by what they cost singly", async () => {
    const { lots, use } = await owner("spa");
    expect((await lots("massage"))[0]).toMatchObject({ remaining: 5, source: { paid: 66667 } });
    expect((await lots("sauna"))[0]).toMatchObject({ remaining: 10, source: { paid: 33333 } });
    expect(await use("sauna")).toMatchObject({
      ok: true,
      value: { cardId: "C1", left: 9, revenue: 3333 },
    });
    expect((await lots("massage"))[0]).toMatchObject({ remaining: 5 });
  });

  test("the entry of a use says who gave the service and where", async () => {
    const { use, counter } = await owner("ten");
    await use();
    expect((await counter.journal.entry("U1/punch:massage"))?.memo).toEqual({
      kind: "punch-used",
      cardId: "C1",
      service: "massage",
      staffId: "E1",
      storeId: "S1",
      revenue: 8800,
    });
  });

  test("after its end it is not used, and the report says what is left", async () => {
    const { use, lots } = await owner("spa");
    await use("massage");
    const end = at("2027-05-17T00:00");
    expect((await use("massage", end)).ok).toBe(false);
    expect(endingCards(await lots("massage", end), end)).toEqual([
      { cardId: "C1", service: "massage", left: 4, unearned: 66667 - 13333, expiresAt: end },
    ]);
    expect(endingCards(await lots("massage", end), end - 1)).toEqual([]);
  });

  test("the revenue recognised follows from the uses, whatever is taken back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async (script) => {
        const { use, lots, counter } = await owner("ten-two");
        let recognised = 0;
        let used = 0;
        let number = 0;
        const [first] = await lots("massage");
        if (first === undefined) throw new Error("no card");
        for (const forward of script) {
          number += 1;
          if (forward) {
            const answer = await use();
            if (answer.ok) {
              recognised += answer.value.revenue;
              used += 1;
            }
          } else if (used > 0) {
            const lot = { ...first, remaining: 12 - used };
            const back = reversePunchUse(
              { memberId, service: "massage", lot },
              { key: `B${number}`, at: monday },
            );
            await counter.run(back.commands);
            recognised -= back.revenue;
            used -= 1;
          }
          expect(recognised).toBe(revenueOfUses(88000, 12, used));
        }
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  test("3 used, single price 100: consumer at fault 580, merchant at fault 616", () => {
    const options = punchRefundOptions("CNY", { paid: 88000, uses: 10, used: 3, single: 10000 });
    expect(options.map((option) => [option.case, option.amount])).toEqual([
      ["merchant-fault", 61600],
      ["consumer-fault", 58000],
    ]);
  });

  test("nobody owes beyond what was prepaid", () => {
    const options = punchRefundOptions("CNY", { paid: 88000, uses: 10, used: 9, single: 10000 });
    expect(options[1]?.amount).toBe(0);
  });

  test("a card that is not in the programme is misuse", () => {
    const sale = { memberId, cardId: "C1", template: "other" };
    expect(() => sellPunchCard(programme, sale, { key: "k", at: 0 })).toThrow(
      expect.objectContaining({ code: "loyalty.not-in-programme" }),
    );
  });
});

describe("充500送50, spend 110, card return", () => {
  async function spent(spendOrder: string, when = monday + month) {
    const programme = programmeOf({
      storedValue: { topUps: [{ pay: "500.00", bonus: "50.00" }], spendOrder },
    });
    const counter = await counterOf(programme);
    const charged = topUp(programme, {
      memberId,
      topUpId: "T1",
      paid: 50000,
      principalBefore: 0,
      context: { key: "T1", at: monday },
    });
    if (charged.ok) await counter.run(charged.value.commands);
    const lots = async () => ({
      principalLots: await counter.journal.lots(storedPrincipalAccount(memberId, "CNY"), when),
      bonusLots: await counter.journal.lots(storedBonusAccount(memberId, "CNY"), when),
    });
    const plan = planStoredValue(programme, { principal: 50000, bonus: 5000 }, 11000);
    if (!plan.ok) throw new Error(plan.refusal.code);
    const spend = spendStoredValue({
      memberId,
      currency: "CNY",
      saleId: "S1",
      split: plan.value,
      context: { key: "S1", at: monday },
      ...(await lots()),
    });
    if (spend.ok) await counter.run(spend.value.commands);
    return { programme, counter, lots };
  }

  test.each([
    ["pro-rata", 40000],
    ["principal-first", 39000],
    ["bonus-first", 44000],
  ])(
    "%s: merchant's fault 400, consumer's fault 390, by the shop's terms %i",
    async (order, policy) => {
      const { lots } = await spent(order);
      const options = cardRefundOptions("CNY", await lots(), monday + month);
      expect(options.map((option) => [option.case, option.amount])).toEqual([
        ["merchant-fault", 40000],
        ["consumer-fault", 39000],
        ["shop-policy", policy],
      ]);
    },
  );

  test("goods had at a discount count at list when the consumer is at fault", async () => {
    const { lots } = await spent("pro-rata");
    const options = cardRefundOptions(
      "CNY",
      { ...(await lots()), usedAtList: 13000 },
      monday + month,
    );
    expect(options[1]).toMatchObject({ case: "consumer-fault", amount: 37000 });
  });

  test("within seven days what is unused comes back, unless the same goods were had before", async () => {
    const { lots } = await spent("principal-first");
    const early = monday + 6 * 24 * 3_600_000;
    const cases = (hadBefore: boolean, when: number, held: Awaited<ReturnType<typeof lots>>) =>
      cardRefundOptions("CNY", { ...held, hadBefore }, when).map((option) => option.case);
    expect(cases(false, early, await lots())).toContain("withdrawal");
    expect(cases(true, early, await lots())).not.toContain("withdrawal");
    expect(cases(false, monday + 7 * 24 * 3_600_000, await lots())).not.toContain("withdrawal");
  });

  test("bonus that lapsed is not counted as used", async () => {
    const { lots } = await spent("principal-first");
    const { principalLots } = await lots();
    const options = cardRefundOptions(
      "CNY",
      { principalLots, bonusLots: [], lapsedBonus: 5000 },
      monday + month,
    );
    expect(options[0]).toMatchObject({ case: "merchant-fault", amount: 40000 });
  });

  test("the sentence carries the figures", async () => {
    const { lots } = await spent("pro-rata");
    expect(cardRefundOptions("CNY", await lots(), monday + month)[0]?.reason).toEqual({
      code: "loyalty.refund-merchant-fault",
      facts: {
        paid: 50000,
        bonus: 5000,
        used: 11000,
        share: 10000,
        amount: 40000,
        currency: "CNY",
      },
    });
  });

  test("closing takes principal and bonus away, once", async () => {
    const { programme, counter, lots } = await spent("pro-rata");
    const held = { memberId, ...(await lots()) };
    const [chosen] = cardRefundOptions("CNY", held, monday + month);
    if (chosen === undefined) throw new Error("no option");
    const commands = closeStoredValue(programme, held, chosen, {
      key: "close",
      at: monday + month,
    });
    await counter.run(commands);
    expect(await lots()).toEqual({ principalLots: [], bonusLots: [] });
    expect((await counter.journal.audit()).finding).toBeNull();
    const empty = { memberId, principalLots: [], bonusLots: [] };
    expect(closeStoredValue(programme, empty, chosen, { key: "k", at: 0 })).toEqual([]);
  });

  test("a card never used gives everything back in every case", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(100_000), (paid, bonus) => {
        const source = { kind: "top-up", paid, bonus };
        const lot = { held: 0, expiresAt: null, openedAt: 0, source };
        const card = {
          principalLots: [
            { ...lot, account: "p", lotId: "T/principal", issued: paid, remaining: paid },
          ],
          bonusLots: [{ ...lot, account: "b", lotId: "T/bonus", issued: bonus, remaining: bonus }],
        };
        for (const option of cardRefundOptions("CNY", card, 0)) expect(option.amount).toBe(paid);
      }),
      { numRuns: runs },
    );
  });
});

describe("gift cards", () => {
  const card = { cardId: "G1", currency: "CNY" };
  const account = giftCardAccount("G1", "CNY");

  async function sold() {
    const counter = await counterOf(programmeOf({ storedValue: {} }));
    await counter.run(sellGiftCard(card, 10000, null, { key: "G1", at: monday }));
    return counter;
  }

  test("pay down to the last cent, and no further", async () => {
    const { journal, run } = await sold();
    const lots = await journal.lots(account, monday);
    const spend = spendGiftCard(
      card,
      { saleId: "S1", amount: 9999, lots },
      { key: "S1", at: monday },
    );
    if (!spend.ok) throw new Error(spend.refusal.code);
    await run(spend.value.commands);
    const left = await journal.lots(account, monday);
    expect(
      spendGiftCard(card, { saleId: "S2", amount: 2, lots: left }, { key: "S2", at: monday }),
    ).toMatchObject({
      ok: false,
      refusal: { code: "loyalty.gift-card-short", facts: { available: 1, missing: 1 } },
    });
    const last = spendGiftCard(
      card,
      { saleId: "S2", amount: 1, lots: left },
      { key: "S2", at: monday },
    );
    if (last.ok) await run(last.value.commands);
    expect(await journal.lots(account, monday)).toEqual([]);
  });

  test("a refund in two steps fills it again", async () => {
    const { journal, run } = await sold();
    const before = await journal.lots(account, monday);
    const spend = spendGiftCard(
      card,
      { saleId: "S1", amount: 7000, lots: before },
      { key: "S1", at: monday },
    );
    if (!spend.ok) throw new Error(spend.refusal.code);
    await run(spend.value.commands);
    const { spent } = spend.value;
    for (const [key, returnedBefore, amount] of [
      ["R1", 0, 3000],
      ["R2", 3000, 4000],
    ] as const) {
      await run(
        returnToGiftCard(
          card,
          { saleId: "S1", spent, returnedBefore, amount },
          { key, at: monday },
        ),
      );
    }
    expect(await journal.lots(account, monday)).toEqual(before);
    const more = { saleId: "S1", spent, returnedBefore: 7000, amount: 1 };
    expect(() => returnToGiftCard(card, more, { key: "R3", at: monday })).toThrow("whole number");
  });

  test("sold twice, it is loaded once", async () => {
    const { journal } = await sold();
    const again = sellGiftCard(card, 10000, null, { key: "again", at: monday });
    expect((await journal.executeAll(again)).ok).toBe(false);
  });

  test("an empty payment moves nothing; an empty card is no card", () => {
    const nothing = spendGiftCard(card, { saleId: "S", amount: 0, lots: [] }, { key: "S", at: 0 });
    expect(nothing).toEqual({ ok: true, value: { spent: [], commands: [] } });
    expect(() => sellGiftCard(card, 0, null, { key: "k", at: 0 })).toThrow("whole number");
  });
});
