import type { MessageCatalogue } from "@tillwright/values";

/**
 * What `suggest` has to say, in Chinese.
 *
 * @public
 */
export const suggestZhCN: MessageCatalogue = Object.freeze({
  "pricing.suggest.goods":
    "再加{pieces:number}件（{products:list}），只多付{cost:money}，多省{benefit:money}",
  "pricing.suggest.goods-cheaper": "再加{pieces:number}件（{products:list}），反而少付{less:money}",
  "pricing.suggest.amount":
    "再买{amount:money}的商品就享{name}，只多付{cost:money}，多省{benefit:money}",
  "pricing.suggest.amount-cheaper": "再买{amount:money}的商品就享{name}，反而少付{less:money}",
});
