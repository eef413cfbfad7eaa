import type { MessageCatalogue } from "@tillwright/values";

/** What loyalty-rules says, in Chinese. @public */
export const zhCN: MessageCatalogue = Object.freeze({
  "loyalty.points-earned": "消费 {base:money}，获得 {points:points} 积分",
  "loyalty.no-points-earned": "本单未获得积分",
  "loyalty.points-multiplied": "{multiplier}：{base:money} 按 {times} 倍积分",
  "loyalty.debt-paid": "其中 {points:points} 积分抵扣之前的欠分",
  "loyalty.points-restored": "退还抵现积分 {points:points}",
  "loyalty.points-taken-back": "扣回本单积分 {points:points}",
  "loyalty.points-owed": "积分已用完，欠 {points:points} 积分，从下次所得中扣除",
  "loyalty.refund-reduced": "积分已用完，按价值从退款中扣除 {amount:money}",
  "loyalty.points-given-back": "退还此前扣回的 {points:points} 积分",
  "loyalty.refund-raised": "退还此前从退款中扣除的 {amount:money}",
  "loyalty.points-balance": "积分余额 {points:points}，可抵 {value:money}",
  "loyalty.points-held": "积分余额 {points:points}",
  "loyalty.points-missing": "再得 {missing:points} 积分，可用满 {step:points} 积分",
  "loyalty.tier-reached": "升级为 {to}",
  "loyalty.tier-kept": "{to} 保级成功",
  "loyalty.tier-lowered": "{from} 未达保级条件，调整为 {to}",
  "loyalty.tier-taken-back": "退货后不再满足 {from} 条件，恢复为 {to}",
  "loyalty.tier-gift-ended": "临时等级 {from} 到期，恢复为 {to}",
  "loyalty.coupons-given": "赠送优惠券 {count:number} 张",
  "loyalty.birthday": "生日快乐，赠送 {points:points} 积分",
  "loyalty.referral-rewarded": "推荐有奖，赠送 {points:points} 积分",
  "loyalty.referral-not-offered": "本店没有推荐有奖活动",
  "loyalty.referral-of-self": "不能推荐自己（{referrerId}、{newMemberId}）",
  "loyalty.referral-ring": "{newMemberId} 曾推荐过 {referrerId}，不能互相推荐",
  "loyalty.referral-not-new": "{newMemberId} 已有消费，不是新会员",
  "loyalty.referral-below-minimum": "首单 {spend:money} 未达 {minimum:money}",
  "loyalty.no-uses-left": "没有可用的次数（{service}）",
  "loyalty.gift-card-short":
    "礼品卡余额不足：余额 {available:money}，需要 {amount:money}，还差 {missing:money}",
  "loyalty.refund-merchant-fault":
    "商家原因退卡：已用 {used:money} 按优惠折算为 {share:money}，实付 {paid:money}，退 {amount:money}",
  "loyalty.refund-consumer-fault":
    "消费者原因退卡：已用部分按原价 {usedAtList:money} 计，实付 {paid:money}，退 {amount:money}",
  "loyalty.refund-withdrawal": "七日内退卡：未用本金 {unused:money}，退 {amount:money}",
  "loyalty.refund-shop-policy":
    "按本店约定退卡：退剩余本金 {amount:money}，剩余赠送 {bonusLeft:money} 作废",
  "loyalty.points-end": "{points:points} 积分将于 {lastDay:date} 后失效",
  "loyalty.points-reserved": "{points:points} 积分被未完成的订单占用",
  "loyalty.points-debt": "欠 {points:points} 积分，从下次所得中扣除",
  "loyalty.tier-held": "{since:date} 起为 {tier}",
  "loyalty.tier-held-until": "{since:date} 起为 {tier}，有效期至 {lastDay:date}",
  "loyalty.tier-needs-spend": "再消费 {missing:money} 升级为 {tier}",
  "loyalty.tier-needs-visits": "再到店 {missing:number} 次升级为 {tier}",
  "loyalty.tier-needs-points": "再得 {missing:points} 积分升级为 {tier}",
  "loyalty.tier-needs-plan": "开通 {plan} 后可升级为 {tier}",
  "loyalty.merge-while-held": "会员 {memberId} 有未完成的订单，暂不能合并",
  "loyalty.joined": "欢迎入会，赠送 {points:points} 积分",
  "loyalty.topped-up": "充值 {paid:money}",
  "loyalty.topped-up-with-bonus": "充值 {paid:money}，赠送 {bonus:money}",
  "loyalty.points-short":
    "积分不足：可用 {available:points}，需要 {points:points}，还差 {missing:points}",
  "loyalty.points-spent": "不能退款：应扣回 {points:points} 积分，其中 {missing:points} 已用掉",
  "loyalty.stored-value-short":
    "储值余额不足：余额 {available:money}，需要 {amount:money}，还差 {missing:money}",
  "loyalty.stored-value-not-offered": "本店没有储值",
  "loyalty.top-up-below-minimum": "充值 {paid:money} 低于最低金额 {minimum:money}",
  "loyalty.top-up-above-maximum": "充值 {paid:money} 超过单次上限 {maximum:money}",
  "loyalty.balance-above-maximum":
    "余额 {balance:money} 再充 {paid:money} 会超过上限 {maximum:money}",
});
