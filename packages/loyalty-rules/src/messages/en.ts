import type { MessageCatalogue } from "@tillwright/values";

/** What loyalty-rules says, in English. @public */
export const en: MessageCatalogue = Object.freeze({
  "loyalty.points-earned": "{points:points} {points:plural|point|points} earned on {base:money}",
  "loyalty.no-points-earned": "No points earned on this sale",
  "loyalty.points-multiplied": "{multiplier}: {times} times the points on {base:money}",
  "loyalty.debt-paid": "{points:points} of them pay points owed from before",
  "loyalty.points-restored": "{points:points} {points:plural|point|points} used come back",
  "loyalty.points-taken-back":
    "{points:points} {points:plural|point|points} earned on this sale taken back",
  "loyalty.points-owed":
    "Points are spent already: {points:points} owed, paid from the next earning",
  "loyalty.refund-reduced": "Points are spent already: their value of {amount:money} is kept back",
  "loyalty.points-given-back":
    "{points:points} {points:plural|point|points} taken back earlier come back",
  "loyalty.refund-raised": "{amount:money} kept back earlier is paid out",
  "loyalty.points-balance": "{points:points} {points:plural|point|points}, worth {value:money} now",
  "loyalty.points-held": "{points:points} {points:plural|point|points}",
  "loyalty.points-missing":
    "{missing:points} {missing:plural|point|points} still missing to use {step:points}",
  "loyalty.tier-reached": "{to} reached",
  "loyalty.tier-kept": "{to} kept for another term",
  "loyalty.tier-lowered": "{from} was not kept: now {to}",
  "loyalty.tier-taken-back": "{from} is no longer reached after a refund: back to {to}",
  "loyalty.tier-gift-ended": "{from} was given for a time that is over: back to {to}",
  "loyalty.coupons-given": "{count:number} {count:plural|coupon|coupons} given",
  "loyalty.birthday": "Happy birthday: {points:points} {points:plural|point|points}",
  "loyalty.referral-rewarded":
    "Thank you for recommending us: {points:points} {points:plural|point|points}",
  "loyalty.referral-not-offered": "This shop rewards no recommendations",
  "loyalty.referral-of-self": "Nobody can recommend oneself ({referrerId}, {newMemberId})",
  "loyalty.referral-ring": "{newMemberId} recommended {referrerId} before: not both ways",
  "loyalty.referral-not-new": "{newMemberId} has bought before and is not new",
  "loyalty.referral-below-minimum": "A first sale of {spend:money} is below {minimum:money}",
  "loyalty.no-uses-left": "No use left on a card ({service})",
  "loyalty.gift-card-short":
    "Not enough on the gift card: {available:money} of {amount:money}, {missing:money} missing",
  "loyalty.refund-merchant-fault":
    "Card given back for the merchant's fault: {used:money} used counts as {share:money} of {paid:money} paid, {amount:money} back",
  "loyalty.refund-consumer-fault":
    "Card given back at the customer's wish: used at list price {usedAtList:money} of {paid:money} paid, {amount:money} back",
  "loyalty.refund-withdrawal":
    "Card given back within seven days: {unused:money} unused, {amount:money} back",
  "loyalty.refund-shop-policy":
    "Card given back by the shop's terms: principal left {amount:money}, bonus left {bonusLeft:money} is void",
  "loyalty.points-pending":
    "{points:points} {points:plural|point|points} can be spent from {firstDay:date}",
  "loyalty.points-final": "{points:points} {points:plural|point|points} can be spent from now on",
  "loyalty.reward-redeemed": "{reward} for {points:points} {points:plural|point|points}",
  "loyalty.reward-returned": "{reward} returned: {points:points} {points:plural|point|points} back",
  "loyalty.reward-not-for-tier": "Only for {tiers:list}",
  "loyalty.reward-limit-reached": "{reward}: at most {most:number} for each member",
  "loyalty.reward-out-of-stock": "{reward}: none left",
  "loyalty.reward-used": "{reward} cannot be returned: its coupon {couponId} is used",
  "loyalty.benefit": "{benefit} ({source})",
  "loyalty.benefit-until": "{benefit} ({source}), to {lastDay:date}",
  "loyalty.benefit-gained": "{tier} brings: {benefit}",
  "loyalty.exclusive-goods": "{productId} is only for {holders:list}",
  "loyalty.plan-bought": "{plan} from {since:date} to {lastDay:date}",
  "loyalty.choice-invalid": "{plan}: choose {count:number} of {from:list}",
  "loyalty.renewal-too-early": "{plan} runs to {lastDay:date} and can be renewed from {opens:date}",
  "loyalty.points-end": "{points:points} {points:plural|point|points} end after {lastDay:date}",
  "loyalty.points-reserved":
    "{points:points} {points:plural|point|points} reserved by a sale that is not finished",
  "loyalty.points-debt":
    "{points:points} {points:plural|point|points} owed, paid from the next earning",
  "loyalty.tier-held": "{tier} since {since:date}",
  "loyalty.tier-held-until": "{tier} since {since:date}, to {lastDay:date}",
  "loyalty.tier-needs-spend": "{missing:money} more for {tier}",
  "loyalty.tier-needs-visits": "{missing:number} more {missing:plural|visit|visits} for {tier}",
  "loyalty.tier-needs-points": "{missing:points} more {missing:plural|point|points} for {tier}",
  "loyalty.tier-needs-plan": "{tier} needs the plan {plan}",
  "loyalty.merge-while-held": "Member {memberId} has unfinished sales and cannot be merged yet",
  "loyalty.event-rewarded": "{event}: {points:points} {points:plural|point|points}",
  "loyalty.joined": "Welcome: {points:points} {points:plural|point|points} for joining",
  "loyalty.topped-up": "{paid:money} topped up",
  "loyalty.topped-up-with-bonus": "{paid:money} topped up, {bonus:money} bonus",
  "loyalty.topped-up-in-parts":
    "{paid:money} topped up, {bonus:money} bonus in {parts:number} parts, {bonusNow:money} now",
  "loyalty.points-short":
    "Not enough points: {available:points} available, {points:points} needed, {missing:points} missing",
  "loyalty.points-spent":
    "No refund: of {points:points} points to take back, {missing:points} are spent",
  "loyalty.stored-value-short":
    "Not enough stored value: {available:money} available, {amount:money} needed, {missing:money} missing",
  "loyalty.stored-value-not-offered": "This shop has no stored value",
  "loyalty.top-up-below-minimum": "A top-up of {paid:money} is below the least of {minimum:money}",
  "loyalty.top-up-above-maximum": "A top-up of {paid:money} is above the most of {maximum:money}",
  "loyalty.balance-above-maximum":
    "A balance of {balance:money} and a top-up of {paid:money} pass the limit of {maximum:money}",
});
