import { readdirSync, readFileSync } from "node:fs";
import {
  eraseMember,
  holdTier,
  memberFacts,
  memberSummary,
  recordPurchase,
  registerMember,
} from "@tillwright/core-members";
import { en } from "@tillwright/core-members/messages/en";
import { zhCN } from "@tillwright/core-members/messages/zh-CN";
import { catalogueIssues } from "@tillwright/values";
import { describe, expect, test } from "vitest";

const at = Date.UTC(2026, 10, 18, 4);
const registration = {
  phone: "+8613812345678",
  name: "王小明",
  birthday: { month: 2, day: 29, year: 2000 },
  cardNumber: "C77",
  tags: ["baby"],
  consents: [{ purpose: "marketing", channel: "sms", given: true, textVersion: "1" }] as const,
};
const member = registerMember(registration, { memberId: "M1", at, zone: "Asia/Shanghai" });
const gold = { tier: "gold", since: at, until: null };

describe("what pricing may know", () => {
  test("is the tier, the birthday and the purchases, never a name or a phone", () => {
    const offers = [{ offerId: "O1", promotionId: "P1", validUntil: null }];
    const facts = memberFacts(recordPurchase(holdTier(member, gold), "2026-11-18"), offers);
    expect(facts).toEqual({
      memberId: "M1",
      tier: "gold",
      tags: ["baby"],
      birthday: { month: 2, day: 29, year: 2000 },
      joinedOn: "2026-11-18",
      purchases: 1,
      offers,
    });
    expect(JSON.stringify(facts)).not.toMatch(/王小明|138|C77/u);
  });
});

describe("what staff see", () => {
  test("in Chinese, with the phone masked", () => {
    expect(memberSummary(holdTier(member, gold), "zh-CN")).toEqual({
      memberId: "M1",
      name: "王小明",
      phone: "138****5678",
      tier: "gold",
      purchases: 0,
      text: "王小明 · 138****5678 · gold，2026-11-18 入会，消费 0 次",
    });
  });

  test("in English, one purchase", () => {
    const { text } = memberSummary(recordPurchase({ ...member, name: null }, "2026-11-18"), "en");
    expect(text).toBe("138****5678, member since 2026-11-18, 1 purchase");
  });

  test("of an erased member only the id", () => {
    const summary = memberSummary(eraseMember(member), "en");
    expect(summary).toMatchObject({ name: null, phone: null, text: "Member M1 (data erased)" });
  });
});

describe("purchases", () => {
  test("are counted, and the last day only moves forward", () => {
    const later = recordPurchase(recordPurchase(member, "2026-11-20"), "2026-11-19");
    expect(later).toMatchObject({ purchases: 2, lastPurchaseOn: "2026-11-20" });
  });
  test("that are taken back are not counted, and never fall below none", () => {
    expect(recordPurchase(recordPurchase(member, "2026-11-20"), "2026-11-21", -1)).toMatchObject({
      purchases: 0,
      lastPurchaseOn: "2026-11-20",
    });
    expect(recordPurchase(member, "2026-11-20", -1)).toMatchObject({
      purchases: 0,
      lastPurchaseOn: null,
    });
  });
});

test("an erased member keeps the id and figures, and nothing personal", () => {
  const erased = eraseMember(recordPurchase(holdTier(member, gold), "2026-11-18"));
  expect(erased).toMatchObject({ memberId: "M1", status: "erased", purchases: 1, tier: gold });
  expect(JSON.stringify(erased)).not.toMatch(/王小明|138|C77|marketing|baby|"day"/u);
});

describe("messages", () => {
  test("both languages say the same", () => {
    expect(catalogueIssues(zhCN, en)).toEqual([]);
  });
  test("every refusal has a sentence", () => {
    const source = readFileSync(new URL("../src/refusal.ts", import.meta.url), "utf8");
    const codes = source.match(/core-members\.[a-z-]+/gu) ?? [];
    expect(codes.filter((code) => !Object.hasOwn(zhCN, code))).toEqual([]);
    expect(readdirSync(new URL("../src/messages", import.meta.url))).toHaveLength(2);
  });
});
