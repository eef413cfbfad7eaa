import type { MessageCatalogue } from "@tillwright/values";

/**
 * What lint has to say, in Chinese.
 *
 * @public
 */
export const lintZhCN: MessageCatalogue = Object.freeze({
  "pricing.lint.never-true": "{name}：{field} 永远不会成立：{one} 与 {other} 矛盾",
  "pricing.lint.gives-nothing": "{name}：试过的购物篮里，即使单独使用也没有任何优惠",
  "pricing.lint.shadowed": "{name}：与{by:list}同时存在时从不生效（试了{tried:number}个购物篮）",
  "pricing.lint.dead-step": "{name}：满{amount}减{off}这一档不比满{below}减{belowOff}优惠",
  "pricing.lint.falling-step": "{name}：满{amount}减{off}这一档反而不如满{below}减{belowOff}",
  "pricing.lint.inversion": "{name}：{smallerDue:money}的购物篮，再加商品反而只需{largerDue:money}",
  "pricing.lint.below-cost": "{by:list}叠加后以{paid:money}卖出成本{least:money}的商品",
  "pricing.lint.below-floor": "{by:list}叠加后以{paid:money}卖出，低于底价{least:money}",
  "pricing.lint.order-dependent":
    "{name}与{other}优先级相同而先后有别：前者先为{oneFirst:money}，后者先为{otherFirst:money}，目前仅由编号决定",
  "pricing.lint.raises-total": "{name}使只用{other}时{alone:money}的购物篮变贵为{both:money}",
  "pricing.lint.unknown-reference": "{name}：没有名为{value}的{what}",
  "pricing.lint.unknown-group": "互斥设置中的组{group}里没有任何活动",
  "pricing.lint.lonely-group": "组{group}里只有{name}，分组不起作用",
  "pricing.lint.unreachable-offer": "优惠指向的活动{promotionId}不存在",
});
