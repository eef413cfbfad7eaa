import { holdTier } from "@tillwright/core-members";
import { pieces } from "@tillwright/values";
import { expect, test } from "vitest";
import { answered, join, openDay } from "./shop.js";

const name = { "zh-CN": "卡", en: "Card" };

test("a sale that reaches a tier keeps what loyalty has judged of the one before", async () => {
  const levels = [
    { id: "plain", name },
    { id: "silver", name, reach: { spend: "1000.00" } },
    { id: "gold", name, reach: { spend: "5000.00" } },
  ];
  const shop = await openDay({ programme: { tiers: { levels } } });
  const { till, members, key, clock } = shop;
  const memberId = await join(shop);
  const member = await members.byId(memberId);
  if (member === null) throw new Error("no member");
  // Silver was kept from an earlier year, as the judgement of a night says.
  const silver = { tier: "silver", since: 0, until: clock.at + 1_000_000_000 };
  const state = { earned: silver, fresh: false, before: null, temporary: null };
  answered(await members.update(holdTier(member, { ...silver, state }), member.version));
  answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(60) }));
  answered(await till.attachMember({ key: key(), memberId }));
  answered(await till.beginTendering({ key: key() }));
  answered(await till.addTender({ key: key(), tender: { kind: "cash" } }));
  answered(await till.complete({ key: key() }));
  const after = await members.byId(memberId);
  expect(after?.tier).toEqual({ tier: "gold", since: clock.at, until: null, state });
});
