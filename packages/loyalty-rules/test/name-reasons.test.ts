import { nameReasons } from "@tillwright/loyalty-rules";
import { en } from "@tillwright/loyalty-rules/messages/en";
import { zhCN } from "@tillwright/loyalty-rules/messages/zh-CN";
import { renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { onePointAYuan, programmeOf } from "./shop.js";

const called = (zh: string, english: string) => ({ "zh-CN": zh, en: english });
const plus = called("PLUS会员", "Plus");
const programme = programmeOf({
  points: { earn: [onePointAYuan] },
  tiers: {
    levels: [
      { id: "plain", name: called("普通会员", "Member") },
      { id: "gold", name: called("金卡", "Gold"), reach: { spend: "1000.00" } },
    ],
  },
  plans: [{ id: "plus", name: plus, price: "99.00", months: 12 }],
  rewards: [{ id: "cup", name: called("马克杯", "Mug"), points: 80, gives: { goods: "P-cup" } }],
});

describe("what is said to people calls things by their names", () => {
  test.each([
    ["tier-reached", { to: "gold" }, "升级为 金卡", "Gold reached"],
    [
      "tier-lowered",
      { from: "gold", to: "plain" },
      "金卡 未达保级条件，调整为 普通会员",
      "Gold was not kept: now Member",
    ],
    ["reward-not-for-tier", { tiers: ["gold"] }, "仅限 金卡", "Only for Gold"],
    [
      "exclusive-goods",
      { productId: "bag", holders: ["gold", "plus"] },
      "bag 仅限 金卡、PLUS会员 购买",
      "bag is only for Gold, Plus",
    ],
    ["reward-out-of-stock", { reward: "cup" }, "马克杯：已兑完", "Mug: none left"],
    [
      "plan-bought",
      { plan: "plus", since: "2026-11-16", lastDay: "2027-11-15" },
      "PLUS会员 生效：2026-11-16 至 2027-11-15",
      "Plus from 2026-11-16 to 2027-11-15",
    ],
    [
      "tier-needs-plan",
      { tier: "gold", plan: "plus" },
      "开通 PLUS会员 后可升级为 金卡",
      "Gold needs the plan Plus",
    ],
  ])("%s", (code, facts, chinese, english) => {
    const reason = Object.freeze({ code: `loyalty.${code}`, facts: Object.freeze(facts) });
    const say = (language: "zh-CN" | "en") =>
      nameReasons(programme, [reason], language).map((named) =>
        renderReason(language === "en" ? en : zhCN, named, { language, currency: "CNY" }),
      );
    expect(say("zh-CN")).toEqual([chinese]);
    expect(say("en")).toEqual([english]);
  });

  test("what the programme does not know keeps its id, and figures stay figures", () => {
    const reason = { code: "x", facts: { tier: "silver", points: 5, to: null, toString: "gold" } };
    expect(nameReasons(programme, [reason], "en")).toEqual([reason]);
  });

  test("a refusal keeps its code and its message", () => {
    const refusal = { code: "loyalty.reward-used", message: "m", facts: { reward: "cup" } };
    expect(nameReasons(programme, [refusal], "en")).toEqual([
      { ...refusal, facts: { reward: "Mug" } },
    ]);
  });

  test("of a programme without tiers nothing is named", () => {
    const reason = { code: "loyalty.tier-reached", facts: { to: "gold" } };
    expect(nameReasons(programmeOf({ storedValue: {} }), [reason], "en")).toEqual([reason]);
  });
});
