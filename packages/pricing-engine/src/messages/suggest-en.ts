import type { MessageCatalogue } from "@tillwright/values";

/**
 * What `suggest` has to say, in English.
 *
 * @public
 */
export const suggestEn: MessageCatalogue = Object.freeze({
  "pricing.suggest.goods":
    "Add {pieces:number} {pieces:plural|piece|pieces} ({products:list}) for {cost:money} more and save {benefit:money}",
  "pricing.suggest.goods-cheaper":
    "Add {pieces:number} {pieces:plural|piece|pieces} ({products:list}) and pay {less:money} less than now",
  "pricing.suggest.amount":
    "Add goods for {amount:money} to get {name}: {cost:money} more, {benefit:money} saved",
  "pricing.suggest.amount-cheaper":
    "Add goods for {amount:money} to get {name} and pay {less:money} less than now",
});
