import {
  buyPlan,
  cancelPlan,
  cardRefundOptions,
  closeStoredValue,
  dueInstalments,
  finalizePoints,
  holdPoints,
  lapseCommands,
  lapseInactive,
  lastPointsActivity,
  parseProgramme,
  payDebt,
  planAccount,
  planSoldAccount,
  planStoredValue,
  pointsAccount,
  pointsPendingAccount,
  redeemReward,
  releaseHold,
  returnReward,
  rewardAccount,
  rewardGivenAccount,
  rewardStockAccount,
  spendLease,
  spendStoredValue,
  stockReward,
  storedBonusAccount,
  storedBonusPromisedAccount,
  storedPrincipalAccount,
  topUp,
} from "@tillwright/loyalty-rules";
import { type Instant, type Outcome, parseInstant } from "@tillwright/values";
import { counterOf, memberId, saleOf, units } from "./shop.js";
import type { Act, Figures, Play, Story } from "./story.js";
import { available, figuresAfter } from "./story-figures.js";

interface When {
  readonly key: string;
  readonly at: Instant;
}

function allowed<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.refusal.code);
}

/** How many there ever were, from the account on the other side. */
async function ever({ counter }: Play, account: string, at: Instant): Promise<number> {
  return 0 - ((await counter.journal.balance(account, at))?.posted ?? 0);
}

async function night(play: Play, when: When): Promise<void> {
  const { counter, programme } = play;
  const { at } = when;
  const { journal, run } = counter;
  const [points, bonus] = [pointsAccount(memberId), storedBonusAccount(memberId, "CNY")];
  const pending = await journal.lots(pointsPendingAccount(memberId), at);
  await run(finalizePoints({ memberId, pending, debt: await counter.debt() }, when).commands);
  const promised = await journal.lots(storedBonusPromisedAccount(memberId, "CNY"), at);
  await run(dueInstalments(programme, memberId, promised, when));
  const lastActivityAt = lastPointsActivity(await journal.entries({ account: points }));
  const lots = await counter.lots(at);
  await run(lapseInactive(programme, { memberId, lots, lastActivityAt }, when));
  const all = [...(await counter.lots(at)), ...(await journal.lots(bonus, at))];
  await run(lapseCommands(memberId, "CNY", all, when));
  const left = await counter.lots(at);
  await run(payDebt({ memberId, lots: left, debt: await counter.debt() }, when));
}

async function redeem(play: Play, act: Act & { do: "redeem" }, context: When): Promise<void> {
  const { counter, programme } = play;
  const { reward, redemption: redemptionId, tier } = act;
  const had = allowed(
    redeemReward(programme, {
      memberId,
      redemptionId,
      reward,
      tier,
      lots: await counter.lots(context.at),
      taken: await available(play, rewardAccount(memberId, reward), context.at),
      ever: await ever(play, rewardGivenAccount(memberId, reward), context.at),
      stock: await available(play, rewardStockAccount(reward), context.at),
      context,
    }),
  );
  await counter.run(had.commands);
  play.rewards.set(redemptionId, had.record);
}

async function giveBack(play: Play, act: Act & { do: "return-reward" }, context: When) {
  const { counter, programme } = play;
  const record = play.rewards.get(act.redemption);
  if (record === undefined) throw new Error(`no ${act.redemption}`);
  const { restock, couponUsed } = act;
  const debt = await counter.debt();
  const gift = { memberId, returnId: context.key, record, restock, couponUsed, debt, context };
  await counter.run(allowed(returnReward(programme, gift)).commands);
}

async function buy(play: Play, act: Act & { do: "buy-plan" }, context: When): Promise<number> {
  const { plan, chosen } = act;
  const lots = await play.counter.journal.lots(planAccount(memberId, plan), context.at);
  const past = await ever(play, planSoldAccount(memberId, plan), context.at);
  const purchase = { memberId, plan, chosen, lots, ever: past, context };
  const bought = allowed(buyPlan(play.programme, purchase));
  await play.counter.run(bought.commands);
  return bought.price;
}

async function cancel(play: Play, act: Act & { do: "cancel-plan" }, context: When) {
  const lots = await play.counter.journal.lots(planAccount(memberId, act.plan), context.at);
  const lot = lots.find(({ lotId }) => lotId.endsWith(`#${act.term}`));
  if (lot === undefined) throw new Error(`no term ${act.term}`);
  const ended = cancelPlan(play.programme, memberId, lot, context);
  await play.counter.run(ended.commands);
  return ended.amount;
}

async function cardOf({ counter }: Play, at: Instant) {
  const { journal } = counter;
  return {
    memberId,
    principalLots: await journal.lots(storedPrincipalAccount(memberId, "CNY"), at),
    bonusLots: await journal.lots(storedBonusAccount(memberId, "CNY"), at),
    promisedLots: await journal.lots(storedBonusPromisedAccount(memberId, "CNY"), at),
  };
}

async function playCard(
  play: Play,
  act: Act & { do: "top-up" | "pay-by-card" | "close-card" },
  context: When,
): Promise<number> {
  const { counter, programme } = play;
  const card = await cardOf(play, context.at);
  const principal = await available(play, storedPrincipalAccount(memberId, "CNY"), context.at);
  const bonus = await available(play, storedBonusAccount(memberId, "CNY"), context.at);
  if (act.do === "top-up") {
    const { topUp: topUpId, paid } = act;
    const request = { memberId, topUpId, paid, principalBefore: principal, context };
    const charged = allowed(topUp(programme, request));
    await counter.run(charged.commands);
    return charged.principal;
  }
  if (act.do === "pay-by-card") {
    const split = allowed(planStoredValue(programme, { principal, bonus }, act.amount));
    const request = { ...card, currency: "CNY", saleId: act.sale, split, context };
    await counter.run(allowed(spendStoredValue(request)).commands);
    return act.amount;
  }
  const options = cardRefundOptions("CNY", card, context.at);
  const chosen = options.find((option) => option.case === act.case);
  if (chosen === undefined) throw new Error(`no case ${act.case}`);
  await counter.run(closeStoredValue(programme, card, chosen, context));
  return chosen.amount;
}

async function playLease(
  play: Play,
  act: Act & { do: "lease" | "spend-lease" | "release-lease" },
  context: When,
): Promise<void> {
  const { counter, leases } = play;
  const lease = leases.get(act.lease);
  if (act.do === "lease") {
    const { points } = act;
    const lots = await counter.lots(context.at);
    const request = { memberId, saleId: act.lease, points, amount: points, lots, context };
    const held = allowed(holdPoints(request, null));
    leases.set(act.lease, held);
    return counter.run(held.commands);
  }
  if (lease === undefined) throw new Error(`no lease ${act.lease}`);
  if (act.do === "release-lease") {
    return counter.run(lease.commands.map((hold) => releaseHold(hold, context)));
  }
  const { sale: saleId, points } = act;
  const use = { memberId, saleId, points, amount: points };
  return counter.run(allowed(spendLease(lease, use, context)).commands);
}

/** One step; what it cost or paid back, where it did. */
async function playAct(play: Play, act: Act, when: When): Promise<number | undefined> {
  const { counter, programme } = play;
  switch (act.do) {
    case "sell": {
      const { sale, store = "S1", paid, points = 0, count } = act;
      const line = { paid, count, points, pointsOffset: points };
      const event = { ...saleOf(sale, when.at, [line]), storeId: store };
      await counter.sell(event, programme, points * count);
      return;
    }
    case "refund":
      await counter.refund(act.sale, when.at, units(act.units));
      return;
    case "night":
      return void (await night(play, when));
    case "look":
      return;
    case "stock":
      return void (await counter.run(stockReward(programme, act.reward, act.count, when)));
    case "redeem":
      return void (await redeem(play, act, when));
    case "return-reward":
      return void (await giveBack(play, act, when));
    case "buy-plan":
      return buy(play, act, when);
    case "cancel-plan":
      return cancel(play, act, when);
    case "top-up":
    case "pay-by-card":
    case "close-card":
      return playCard(play, act, when);
    default:
      return void (await playLease(play, act, when));
  }
}

function instantOf(text: string): Instant {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

/** What one step shows: the figures its case asks for, or the code of its refusal. */
export interface Seen {
  readonly refused: string | null;
  readonly figures: Figures;
}

/** Plays a story from its first step to its last over a journal in memory. */
export async function playStory(story: Story): Promise<readonly Seen[]> {
  const parsed = parseProgramme(story.programme);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const programme = parsed.value;
  const counter = await counterOf(programme);
  const play: Play = { programme, counter, rewards: new Map(), leases: new Map() };
  const told: Seen[] = [];
  for (const [index, step] of story.steps.entries()) {
    const when = { key: `step-${index}`, at: instantOf(step.at) };
    let refused: string | null = null;
    let amount: number | undefined;
    try {
      amount = await playAct(play, step, when);
    } catch (error) {
      // Only what the trade forbids is an answer; anything else is a broken case.
      refused = /loyalty\.[a-z-]+/u.exec(String(error))?.[0] ?? null;
      if (refused === null) throw error;
    }
    told.push({ refused, figures: await figuresAfter(play, step, when.at, amount) });
  }
  return told;
}
