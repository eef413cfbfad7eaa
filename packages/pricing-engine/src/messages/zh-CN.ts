import type { MessageCatalogue } from "@tillwright/values";

/**
 * What pricing has to say, in Chinese.
 *
 * @public
 */
export const zhCN: MessageCatalogue = Object.freeze({
  "pricing.gave.member-price": "{name}：会员价，省{amount:money}",
  "pricing.gave.flash-price": "{name}：限时价，省{amount:money}",
  "pricing.gave.price-list": "{name}：{list}价，省{amount:money}",
  "pricing.gave.member-rate-pay": "{name}：会员{pay:fold}，省{amount:money}",
  "pricing.gave.member-rate-off": "{name}：会员优惠{off:rate}，省{amount:money}",
  "pricing.gave.percent-off-pay": "{name}：{pay:fold}，省{amount:money}",
  "pricing.gave.percent-off-off": "{name}：优惠{off:rate}，省{amount:money}",
  "pricing.gave.amount-off": "{name}：每件减{off:money}，省{amount:money}",
  "pricing.gave.fixed-price": "{name}：每件{price:money}，省{amount:money}",
  "pricing.gave.offered-amount": "{name}：券面优惠，省{amount:money}",
  "pricing.gave.nth-item-pay": "{name}：第{nth:number}件{pay:fold}，省{amount:money}",
  "pricing.gave.nth-item-off": "{name}：第{nth:number}件优惠{off:rate}，省{amount:money}",
  "pricing.gave.nth-item-rates": "{name}：依次{rates:list|fold}，省{amount:money}",
  "pricing.gave.buy-n-get-m": "{name}：买{buy:number}送{get:number}，省{amount:money}",
  "pricing.gave.pick-m-for-price": "{name}：{price:money}任选{pieces:number}件，省{amount:money}",
  "pricing.gave.bundle": "{name}：{pieces:number}件组合{price:money}，省{amount:money}",
  "pricing.gave.threshold": "{name}：满{threshold:money}减{off:money}，省{amount:money}",
  "pricing.gave.every": "{name}：每满{threshold:money}减{off:money}，省{amount:money}",
  "pricing.gave.steps": "{name}：满{threshold:money}减{off:money}，省{amount:money}",
  "pricing.gave.threshold-rate-amount-pay":
    "{name}：满{threshold:money}打{pay:fold}，省{amount:money}",
  "pricing.gave.threshold-rate-amount-off":
    "{name}：满{threshold:money}优惠{off:rate}，省{amount:money}",
  "pricing.gave.threshold-rate-pieces-pay":
    "{name}：满{pieces:number}件{pay:fold}，省{amount:money}",
  "pricing.gave.threshold-rate-pieces-off":
    "{name}：满{pieces:number}件优惠{off:rate}，省{amount:money}",
  "pricing.gave.points": "积分抵现：{points:points}积分抵{amount:money}",
  "pricing.gave.other": "{name}：省{amount:money}",
  "pricing.no-goods": "{name}：没有参加活动的商品",
  "pricing.needs-offer": "{name}：需要会员持有此优惠",
  "pricing.offer-over": "{name}：优惠已于{until:datetime}到期",
  "pricing.needs-code": "{name}：需要输入优惠码",
  "pricing.no-price": "{name}：这些商品没有此价格",
  "pricing.no-tier": "{name}：会员还没有等级",
  "pricing.tier-without-rate": "{name}：{seen}等级不享受此折扣",
  "pricing.better-price": "{name}：已有更低的价格",
  "pricing.limit-reached": "{name}：每人限购{limit:number}件，已购{seen:number}件",
  "pricing.used-up.perMember": "{name}：会员的使用次数已用完",
  "pricing.used-up.total": "{name}：活动名额已用完",
  "pricing.used-up.budget": "{name}：活动预算已用完",
  "pricing.nothing-offered": "{name}：商品没有带来可用的优惠金额",
  "pricing.nothing-left": "{name}：这些商品已经减到零元",
  "pricing.units-taken": "{name}：商品已参加{takers:list}",
  "pricing.group-best": "{name}：同组活动中{winner}更优惠",
  "pricing.no-gain": "{name}：不会更便宜，所以没有使用",
  "pricing.pieces-missing": "{name}：需要{needed:number}件，现有{seen:number}件",
  "pricing.part-missing": "{name}：组合第{part:number}部分需{needed:number}件，现有{seen:number}件",
  "pricing.add-part":
    "组合第{part:number}部分再买{missing:number}件（需{needed:number}件，现有{seen:number}件）",
  "pricing.amount-missing": "{name}：需满{needed:money}，现为{seen:money}",
  "pricing.threshold-not-reached":
    "{name}：满{needed:money}减{off:money}，现为{seen:money}，还差{missing:money}",
  "pricing.add-for-off": "再买{missing:money}可减{off:money}",
  "pricing.add-amount": "再买{missing:money}即可享受",
  "pricing.add-quantity": "再买{missing:number}件即可享受",
  "pricing.condition.member": "{name}：仅限会员",
  "pricing.condition.no-member": "{name}：仅限非会员",
  "pricing.condition.tier": "{name}：仅限{needed:list}，会员等级为{seen}",
  "pricing.condition.no-tier": "{name}：仅限{needed:list}，顾客没有等级",
  "pricing.condition.member-tag": "{name}：仅限带有{needed:list}标签的会员",
  "pricing.condition.weekday": "{name}：仅限每周第{needed:list}天（周一为1），今天是{seen:number}",
  "pricing.condition.day-of-month": "{name}：仅限每月{needed:list}日，今天是{seen:number}日",
  "pricing.condition.daily": "{name}：仅限{from}至{until}，现在是{seen}",
  "pricing.condition.date-not-yet": "{name}：{from}开始，今天是{seen}",
  "pricing.condition.date-over": "{name}：{through}已结束，今天是{seen}",
  "pricing.condition.not-begun": "{name}：{from:datetime}开始，现在是{seen:datetime}",
  "pricing.condition.over": "{name}：{until:datetime}已结束，现在是{seen:datetime}",
  "pricing.condition.channel": "{name}：仅限{needed:list}渠道，现在是{seen}",
  "pricing.condition.store": "{name}：仅限{needed:list}门店，现在是{seen}",
  "pricing.condition.birthday-day": "{name}：仅限生日当天，今天是{seen}",
  "pricing.condition.birthday-week": "{name}：仅限生日当周，今天是{seen}",
  "pricing.condition.birthday-month": "{name}：仅限生日当月，今天是{seen}",
  "pricing.condition.birthday-unknown": "{name}：没有会员生日",
  "pricing.condition.purchases-least":
    "{name}：需至少消费过{needed:number}次，现为{seen:number}次，还差{missing:number}次",
  "pricing.condition.purchases-most": "{name}：最多消费过{needed:number}次，现为{seen:number}次",
  "pricing.condition.quantity-least":
    "{name}：需至少{needed:number}件，现有{seen:number}件，还差{missing:number}件",
  "pricing.condition.quantity-most": "{name}：最多{needed:number}件，现有{seen:number}件",
  "pricing.condition.amount-least":
    "{name}：需至少{needed:money}，现为{seen:money}，还差{missing:money}",
  "pricing.condition.amount-most": "{name}：最多{needed:money}，现为{seen:money}",
  "pricing.condition.not": "{name}：{condition}条件不允许",
  "pricing.condition.other": "{name}：{condition}条件不满足",
});
