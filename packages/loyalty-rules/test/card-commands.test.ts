import type { Lot } from "@tillwright/ledger";
import {
  cardRefundOptions,
  closeStoredValue,
  lapseCommands,
  openMemberAccounts,
  punchRefundOptions,
  returnStoredValue,
  returnToGiftCard,
  reversePunchUse,
  sellGiftCard,
  sellPunchCard,
  spendGiftCard,
  spendStoredValue,
  topUp,
  usePunchCard,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, memberId, programmeOf } from "./shop.js";
import { toldCommands } from "./told-commands.js";

// A key that changed would post a repeated command twice; a memo that changed would be unknown to reports and refunds.

const name = { "zh-CN": "卡", en: "Card" };
const programme = programmeOf({
  punchCards: [
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
  storedValue: {
    topUps: [{ pay: "500.00", bonus: "50.00" }],
    bonusExpiry: { kind: "months", months: 3 },
  },
});
const inParts = programmeOf({
  storedValue: {
    topUps: [{ pay: "500.00", bonus: "100.00", instalments: { count: 3, every: "month" } }],
  },
});
const monday = at("2026-11-16");
const context = { key: "K", at: monday };

function lotOf(lotId: string, remaining: number, source: Lot["source"], issued = remaining): Lot {
  const moved = { issued, remaining, held: 0 };
  return { account: "a", lotId, ...moved, expiresAt: null, openedAt: monday, source };
}

test("the accounts of a member: limits, assets and lots", () => {
  expect(toldCommands([openMemberAccounts(memberId, "CNY", context)])).toEqual([
    "open K/accounts",
    "  member:M1/points of member:M1: points, from 0 to null, lots earliest-expiry",
    "  member:M1/points-issued of member:M1: points, from null to null, lots null",
    "  member:M1/points-pending of member:M1: points, from 0 to null, lots first-in",
    "  member:M1/points-debt of member:M1: points-debt, from 0 to null, lots null",
    "  member:M1/points-debt-given of member:M1: points-debt, from null to null, lots null",
    "  member:M1/stored-principal:CNY of member:M1: stored-principal:CNY, from 0 to null, lots earliest-expiry",
    "  member:M1/stored-principal-issued:CNY of member:M1: stored-principal:CNY, from null to null, lots null",
    "  member:M1/stored-bonus:CNY of member:M1: stored-bonus:CNY, from 0 to null, lots earliest-expiry",
    "  member:M1/stored-bonus-promised:CNY of member:M1: stored-bonus:CNY, from 0 to null, lots first-in",
    "  member:M1/stored-bonus-issued:CNY of member:M1: stored-bonus:CNY, from null to null, lots null",
    "  member:M1/tier-spend:CNY of member:M1: tier-spend:CNY, from 0 to null, lots earliest-expiry",
    "  member:M1/tier-spend-counted:CNY of member:M1: tier-spend:CNY, from null to null, lots null",
    "  member:M1/tier-visits of member:M1: tier-visits, from 0 to null, lots earliest-expiry",
    "  member:M1/tier-visits-counted of member:M1: tier-visits, from null to null, lots null",
    "  member:M1/tier-points of member:M1: tier-points, from 0 to null, lots earliest-expiry",
    "  member:M1/tier-points-counted of member:M1: tier-points, from null to null, lots null",
  ]);
});

describe("what a punch card posts", () => {
  const source = { cardId: "C1", paid: 66667, single: 20000 };
  const used = lotOf("C1/massage", 4, source, 5);

  test("when it is sold: an account and a lot for each service", () => {
    const sale = { memberId, cardId: "C1", template: "spa" };
    expect(toldCommands(sellPunchCard(programme, sale, context))).toEqual([
      "open K/card-accounts",
      "  member:M1/punch:massage of member:M1: punch:massage, from 0 to null, lots earliest-expiry",
      "  member:M1/punch-sold:massage of member:M1: punch:massage, from null to null, lots null",
      "  member:M1/punch:sauna of member:M1: punch:sauna, from 0 to null, lots earliest-expiry",
      "  member:M1/punch-sold:sauna of member:M1: punch:sauna, from null to null, lots null",
      "post K/card-sold:C1 {kind punch-card-sold, cardId C1}",
      "  member:M1/punch:massage 5 as C1/massage until 2027-05-16T16:00:00.000Z {kind punch-card, cardId C1, template spa, programme a version, paid 66667, single 20000}",
      "  member:M1/punch-sold:massage -5",
      "  member:M1/punch:sauna 10 as C1/sauna until 2027-05-16T16:00:00.000Z {kind punch-card, cardId C1, template spa, programme a version, paid 33333, single 5000}",
      "  member:M1/punch-sold:sauna -10",
    ]);
  });

  test("when it is used, with who gave the service and where", () => {
    const use = { memberId, service: "massage", staffId: "E1", storeId: "S1", lots: [used] };
    const answer = usePunchCard(use, context);
    if (!answer.ok) throw new Error(answer.refusal.code);
    expect(toldCommands(answer.value.commands)).toEqual([
      "post K/punch:massage {kind punch-used, cardId C1, service massage, staffId E1, storeId S1, revenue 13333}",
      "  member:M1/punch:massage -1: 1 of C1/massage",
      "  member:M1/punch-sold:massage 1",
    ]);
  });

  test("when a use is taken back", () => {
    const back = reversePunchUse({ memberId, service: "massage", lot: used }, context);
    expect(toldCommands(back.commands)).toEqual([
      "post K/punch-reversed:massage {kind punch-reversed, service massage, lotId C1/massage, revenue 13333}",
      "  member:M1/punch:massage 1: 1 of C1/massage",
      "  member:M1/punch-sold:massage -1",
    ]);
  });

  test("given back, each legal case tells its figures", () => {
    const card = { paid: 88000, uses: 10, used: 3, single: 10000 };
    expect(punchRefundOptions("CNY", card)).toEqual([
      {
        case: "merchant-fault",
        amount: 61600,
        reason: {
          code: "loyalty.refund-merchant-fault",
          facts: {
            paid: 88000,
            bonus: 0,
            used: 26400,
            currency: "CNY",
            share: 26400,
            amount: 61600,
          },
        },
      },
      {
        case: "consumer-fault",
        amount: 58000,
        reason: {
          code: "loyalty.refund-consumer-fault",
          facts: {
            paid: 88000,
            bonus: 0,
            used: 26400,
            currency: "CNY",
            usedAtList: 30000,
            amount: 58000,
          },
        },
      },
    ]);
  });
});

describe("what stored value posts", () => {
  const source = { paid: 50000, bonus: 5000 };
  const principalLots = [lotOf("T1/principal", 40000, source, 50000)];
  const bonusLots = [lotOf("T1/bonus", 3000, source, 5000)];
  const promisedLots = [lotOf("T1/promised", 700, source)];

  function charged(version: typeof programme, paid: number) {
    const outcome = topUp(version, { memberId, topUpId: "T1", paid, principalBefore: 0, context });
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    return outcome.value;
  }
  function spent() {
    const split = { principal: 10000, bonus: 1000 };
    const spend = { memberId, currency: "CNY", saleId: "S1", split, principalLots, bonusLots };
    const outcome = spendStoredValue({ ...spend, context });
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    return outcome.value;
  }

  test("when it is charged: principal without an end, the bonus with its own", () => {
    const top = charged(programme, 50000);
    expect(toldCommands(top.commands)).toEqual([
      "post K/top-up {kind top-up, topUpId T1, programme a version, paid 50000, bonus 5000}",
      "  member:M1/stored-principal:CNY 50000 as T1/principal without end {kind top-up, topUpId T1, programme a version, paid 50000, bonus 5000}",
      "  member:M1/stored-principal-issued:CNY -50000",
      "  member:M1/stored-bonus:CNY 5000 as T1/bonus until 2027-02-16T16:00:00.000Z {kind top-up, topUpId T1, programme a version, paid 50000, bonus 5000}",
      "  member:M1/stored-bonus-issued:CNY -5000",
    ]);
    expect(top.reasons).toEqual([
      {
        code: "loyalty.topped-up-with-bonus",
        facts: { paid: 50000, bonus: 5000, currency: "CNY" },
      },
    ]);
  });

  test("when it is charged with less than any step", () => {
    const top = charged(programme, 49999);
    expect(toldCommands(top.commands)).toEqual([
      "post K/top-up {kind top-up, topUpId T1, programme a version, paid 49999, bonus 0}",
      "  member:M1/stored-principal:CNY 49999 as T1/principal without end {kind top-up, topUpId T1, programme a version, paid 49999, bonus 0}",
      "  member:M1/stored-principal-issued:CNY -49999",
    ]);
    expect(top.reasons).toEqual([
      { code: "loyalty.topped-up", facts: { paid: 49999, bonus: 0, currency: "CNY" } },
    ]);
  });

  test("when the bonus comes in parts: the rest is promised", () => {
    const top = charged(inParts, 50000);
    expect(toldCommands(top.commands)).toEqual([
      "post K/top-up {kind top-up, topUpId T1, programme a version, paid 50000, bonus 10000}",
      "  member:M1/stored-principal:CNY 50000 as T1/principal without end {kind top-up, topUpId T1, programme a version, paid 50000, bonus 10000}",
      "  member:M1/stored-principal-issued:CNY -50000",
      "  member:M1/stored-bonus:CNY 3334 as T1/bonus without end {kind top-up, topUpId T1, programme a version, paid 50000, bonus 10000}",
      "  member:M1/stored-bonus-issued:CNY -3334",
      "  member:M1/stored-bonus-promised:CNY 6666 as T1/promised without end {kind top-up, topUpId T1, programme a version, paid 50000, bonus 10000, amounts [3334, 3333, 3333], days [1794801600000, 1797350400000, 1800028800000]}",
      "  member:M1/stored-bonus-issued:CNY -6666",
    ]);
    expect(top.reasons).toEqual([
      {
        code: "loyalty.topped-up-in-parts",
        facts: { paid: 50000, bonus: 10000, bonusNow: 3334, parts: 3, currency: "CNY" },
      },
    ]);
  });

  test("when it is spent and when a part of it comes back", () => {
    const { commands, spent: parts } = spent();
    expect(toldCommands(commands)).toEqual([
      "post K/stored-value {kind stored-value-spent, saleId S1}",
      "  member:M1/stored-principal:CNY -10000: 10000 of T1/principal",
      "  member:M1/stored-principal-issued:CNY 10000",
      "  member:M1/stored-bonus:CNY -1000: 1000 of T1/bonus",
      "  member:M1/stored-bonus-issued:CNY 1000",
    ]);
    const back = { memberId, currency: "CNY", saleId: "S1", spent: parts, returnedBefore: 5500 };
    const returned = returnStoredValue({ ...back, amount: 2200, context });
    expect(returned.split).toEqual({ principal: 2000, bonus: 200 });
    expect(toldCommands(returned.commands)).toEqual([
      "post K/stored-value-back {kind stored-value-returned, saleId S1}",
      "  member:M1/stored-principal:CNY 2000: 2000 of T1/principal",
      "  member:M1/stored-principal-issued:CNY -2000",
      "  member:M1/stored-bonus:CNY 200: 200 of T1/bonus",
      "  member:M1/stored-bonus-issued:CNY -200",
    ]);
  });

  test("when the card is given back: each legal case with its figures, then everything goes", () => {
    const card = { memberId, principalLots, bonusLots, promisedLots };
    const options = cardRefundOptions("CNY", card, monday);
    expect(options).toEqual([
      {
        case: "merchant-fault",
        amount: 39595,
        reason: {
          code: "loyalty.refund-merchant-fault",
          facts: {
            paid: 50000,
            bonus: 4300,
            used: 11300,
            currency: "CNY",
            share: 10405,
            amount: 39595,
          },
        },
      },
      {
        case: "consumer-fault",
        amount: 38700,
        reason: {
          code: "loyalty.refund-consumer-fault",
          facts: {
            paid: 50000,
            bonus: 4300,
            used: 11300,
            currency: "CNY",
            usedAtList: 11300,
            amount: 38700,
          },
        },
      },
      {
        case: "withdrawal",
        amount: 40000,
        reason: {
          code: "loyalty.refund-withdrawal",
          facts: { unused: 40000, currency: "CNY", amount: 40000 },
        },
      },
      {
        case: "shop-policy",
        amount: 40000,
        reason: {
          code: "loyalty.refund-shop-policy",
          facts: { principalLeft: 40000, bonusLeft: 3000, currency: "CNY", amount: 40000 },
        },
      },
    ]);
    const [chosen] = options;
    if (chosen === undefined) throw new Error("no option");
    expect(toldCommands(closeStoredValue(programme, card, chosen, context))).toEqual([
      "post K/stored-value-closed {kind stored-value-closed, case merchant-fault, amount 39595}",
      "  member:M1/stored-principal:CNY -40000: 40000 of T1/principal",
      "  member:M1/stored-principal-issued:CNY 40000",
      "  member:M1/stored-bonus:CNY -3000: 3000 of T1/bonus",
      "  member:M1/stored-bonus-issued:CNY 3000",
      "  member:M1/stored-bonus-promised:CNY -700: 700 of T1/promised",
      "  member:M1/stored-bonus-issued:CNY 700",
    ]);
  });

  test("when points and bonus end: each account by itself, principal never", () => {
    const ended = (account: string) => ({ ...lotOf(account, 5, null), account, expiresAt: monday });
    const lots = ["points", "stored-bonus:CNY", "stored-principal:CNY"].map((what) =>
      ended(`member:M1/${what}`),
    );
    expect(toldCommands(lapseCommands(memberId, "CNY", lots, context))).toEqual([
      "lapse K/points-lapsed {kind points-lapsed} from member:M1/points to member:M1/points-issued",
      "lapse K/bonus-lapsed {kind bonus-lapsed} from member:M1/stored-bonus:CNY to member:M1/stored-bonus-issued:CNY",
    ]);
  });
});

describe("what a gift card posts", () => {
  const card = { cardId: "G1", currency: "CNY" };

  test("when it is sold, spent and filled again", () => {
    const sold = sellGiftCard(card, 10000, at("2027-01-01T00:00"), context);
    expect(toldCommands(sold)).toEqual([
      "open K/gift-accounts",
      "  gift:G1/balance:CNY of gift:G1: gift-card:CNY, from 0 to null, lots first-in",
      "  gift:G1/sold:CNY of gift:G1: gift-card:CNY, from null to null, lots null",
      "post K/gift-sold:G1 {kind gift-card-sold, cardId G1}",
      "  gift:G1/balance:CNY 10000 as G1/sold until 2026-12-31T16:00:00.000Z {kind gift-card, cardId G1}",
      "  gift:G1/sold:CNY -10000",
    ]);
    const lots = [lotOf("G1/sold", 10000, null)];
    const spend = spendGiftCard(card, { saleId: "S1", amount: 7000, lots }, context);
    if (!spend.ok) throw new Error(spend.refusal.code);
    expect(toldCommands(spend.value.commands)).toEqual([
      "post K/gift-spent:G1 {kind gift-card-spent, cardId G1, saleId S1}",
      "  gift:G1/balance:CNY -7000: 7000 of G1/sold",
      "  gift:G1/sold:CNY 7000",
    ]);
    const back = { saleId: "S1", spent: spend.value.spent, returnedBefore: 1000, amount: 2000 };
    expect(toldCommands(returnToGiftCard(card, back, context))).toEqual([
      "post K/gift-returned:G1 {kind gift-card-returned, cardId G1, saleId S1}",
      "  gift:G1/balance:CNY 2000: 2000 of G1/sold",
      "  gift:G1/sold:CNY -2000",
    ]);
  });
});
