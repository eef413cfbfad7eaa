import type { MessageCatalogue } from "@tillwright/values";

/**
 * What pricing has to say, in English.
 *
 * @public
 */
export const en: MessageCatalogue = Object.freeze({
  "pricing.gave.member-price": "{name}: member price, saves {amount:money}",
  "pricing.gave.flash-price": "{name}: limited-time price, saves {amount:money}",
  "pricing.gave.price-list": "{name}: {list} price, saves {amount:money}",
  "pricing.gave.member-rate-pay": "{name}: members {pay:fold}, saves {amount:money}",
  "pricing.gave.member-rate-off": "{name}: members {off:rate} off, saves {amount:money}",
  "pricing.gave.percent-off-pay": "{name}: {pay:fold}, saves {amount:money}",
  "pricing.gave.percent-off-off": "{name}: {off:rate} off, saves {amount:money}",
  "pricing.gave.amount-off": "{name}: {off:money} off each, saves {amount:money}",
  "pricing.gave.fixed-price": "{name}: {price:money} each, saves {amount:money}",
  "pricing.gave.offered-amount": "{name}: coupon amount, saves {amount:money}",
  "pricing.gave.nth-item-pay":
    "{name}: every item no. {nth:number} {pay:fold}, saves {amount:money}",
  "pricing.gave.nth-item-off":
    "{name}: every item no. {nth:number} {off:rate} off, saves {amount:money}",
  "pricing.gave.nth-item-rates": "{name}: {rates:list|fold} in turn, saves {amount:money}",
  "pricing.gave.buy-n-get-m":
    "{name}: buy {buy:number} get {get:number} free, saves {amount:money}",
  "pricing.gave.buy-n-get-m-add-on":
    "{name}: buy {buy:number} get {get:number} more, {pieces:number} {pieces:plural|gift|gifts}",
  "pricing.gave.buy-n-get-m-pools":
    "{name}: buy {buy:number} get {get:number} others free, saves {amount:money}",
  "pricing.gave.buy-n-get-m-pools-pay":
    "{name}: buy {buy:number}, {get:number} others {pay:fold}, saves {amount:money}",
  "pricing.gave.add-on-price":
    "{name}: {price:money} each from {threshold:money}, saves {amount:money}",
  "pricing.gave.gift": "{name}: {pieces:number} {pieces:plural|gift|gifts}",
  "pricing.gave.pick-m-for-price":
    "{name}: any {pieces:number} for {price:money}, saves {amount:money}",
  "pricing.gave.bundle": "{name}: set of {pieces:number} for {price:money}, saves {amount:money}",
  "pricing.gave.threshold": "{name}: {off:money} off from {threshold:money}, saves {amount:money}",
  "pricing.gave.every": "{name}: {off:money} off for every {threshold:money}, saves {amount:money}",
  "pricing.gave.steps": "{name}: {off:money} off from {threshold:money}, saves {amount:money}",
  "pricing.gave.threshold-rate-amount-pay":
    "{name}: {pay:fold} from {threshold:money}, saves {amount:money}",
  "pricing.gave.threshold-rate-amount-off":
    "{name}: {off:rate} off from {threshold:money}, saves {amount:money}",
  "pricing.gave.threshold-rate-pieces-pay":
    "{name}: {pay:fold} from {pieces:number} {pieces:plural|piece|pieces}, saves {amount:money}",
  "pricing.gave.threshold-rate-pieces-off":
    "{name}: {off:rate} off from {pieces:number} {pieces:plural|piece|pieces}, saves {amount:money}",
  "pricing.gave.points": "Points: {points:points} pay {amount:money}",
  "pricing.gave.manual": "Given by hand ({name}): saves {amount:money}",
  "pricing.gave.other": "{name}: saves {amount:money}",
  "pricing.no-goods": "{name}: none of the goods take part",
  "pricing.needs-offer": "{name}: only for members who hold this offer",
  "pricing.offer-over": "{name}: the offer ended at {until:datetime}",
  "pricing.needs-code": "{name}: needs its code",
  "pricing.no-price": "{name}: has no price for these goods",
  "pricing.no-tier": "{name}: the member has no tier yet",
  "pricing.tier-without-rate": "{name}: has no rate for {seen}",
  "pricing.better-price": "{name}: another price is lower",
  "pricing.limit-reached": "{name}: {limit:number} for each member, {seen:number} bought already",
  "pricing.used-up.perMember": "{name}: the member has used it as often as allowed",
  "pricing.used-up.total": "{name}: used as often as allowed",
  "pricing.used-up.budget": "{name}: its budget is spent",
  "pricing.nothing-offered": "{name}: the goods brought no amount for it",
  "pricing.nothing-left": "{name}: these goods cost nothing already",
  "pricing.units-taken": "{name}: the goods already take part in {takers:list}",
  "pricing.group-best": "{name}: {winner} of the same group saves more",
  "pricing.no-gain": "{name}: would make nothing cheaper, so it was not used",
  "pricing.pieces-missing":
    "{name}: needs {needed:number} {needed:plural|piece|pieces}, there {seen:plural|is|are} {seen:number}",
  "pricing.part-missing":
    "{name}: part {part:number} of the set needs {needed:number}, there {seen:plural|is|are} {seen:number}",
  "pricing.add-part":
    "Add {missing:number} of part {part:number} of the set (it needs {needed:number}, there {seen:plural|is|are} {seen:number})",
  "pricing.amount-missing": "{name}: needs {needed:money}, the goods come to {seen:money}",
  "pricing.threshold-not-reached":
    "{name}: {off:money} off from {needed:money}, the goods come to {seen:money}, {missing:money} short",
  "pricing.add-for-off": "Add {missing:money} for {off:money} off",
  "pricing.add-amount": "Add {missing:money} to get it",
  "pricing.add-quantity": "Add {missing:number} {missing:plural|piece|pieces} to get it",
  "pricing.condition.member": "{name}: for members only",
  "pricing.condition.no-member": "{name}: not for members",
  "pricing.condition.tier": "{name}: for {needed:list} only, the member is {seen}",
  "pricing.condition.no-tier": "{name}: for {needed:list} only, the customer has no tier",
  "pricing.condition.member-tag": "{name}: for members tagged {needed:list} only",
  "pricing.condition.weekday":
    "{name}: on weekday {needed:list} only (Monday is 1), today is {seen:number}",
  "pricing.condition.day-of-month":
    "{name}: on day {needed:list} of the month only, today is {seen:number}",
  "pricing.condition.daily": "{name}: from {from} to {until} only, it is {seen}",
  "pricing.condition.date-not-yet": "{name}: begins on {from}, today is {seen}",
  "pricing.condition.date-over": "{name}: ended on {through}, today is {seen}",
  "pricing.condition.not-begun": "{name}: begins at {from:datetime}, it is {seen:datetime}",
  "pricing.condition.over": "{name}: ended at {until:datetime}, it is {seen:datetime}",
  "pricing.too-many":
    "{name}: {limit:number} at the most, there {seen:plural|is|are} {seen:number}",
  "pricing.refused.role-limit": "{name}: more than the role may give",
  "pricing.refused.below-margin": "{name}: too little margin would be left",
  "pricing.refused.below-floor": "{name}: goods would cost less than their floor price",
  "pricing.refused.unknown-role": "{name}: the role may give nothing by hand",
  "pricing.refused.no-goods": "{name}: none of these goods may be reduced by hand",
  "pricing.ask-role": "{roles:list} could give it",
  "pricing.nothing-added-on": "{name}: none of the goods that may be had at its price are there",
  "pricing.choose-gift": "Choose {count:number} of {options:list}",
  "pricing.condition.joined-unknown": "{name}: it is not known when the member joined",
  "pricing.condition.joined-before":
    "{name}: for members who joined from {from} on, this was {seen}",
  "pricing.condition.joined-after":
    "{name}: for members who joined up to {through}, this was {seen}",
  "pricing.condition.tender": "{name}: only when paid by {needed:list}, this is {seen}",
  "pricing.condition.tender-unknown": "{name}: only when paid by {needed:list}",
  "pricing.condition.channel": "{name}: for the channel {needed:list} only, this is {seen}",
  "pricing.condition.store": "{name}: in the store {needed:list} only, this is {seen}",
  "pricing.condition.birthday-day": "{name}: on the member's birthday only, today is {seen}",
  "pricing.condition.birthday-week":
    "{name}: in the week of the member's birthday only, today is {seen}",
  "pricing.condition.birthday-month":
    "{name}: in the month of the member's birthday only, today is {seen}",
  "pricing.condition.birthday-unknown": "{name}: the member's birthday is not known",
  "pricing.condition.purchases-least":
    "{name}: from {needed:number} purchases on, the member has {seen:number}, {missing:number} short",
  "pricing.condition.purchases-most":
    "{name}: up to {needed:number} purchases, the member has {seen:number}",
  "pricing.condition.quantity-least":
    "{name}: from {needed:number} {needed:plural|piece|pieces} on, there {seen:plural|is|are} {seen:number}, {missing:number} short",
  "pricing.condition.quantity-most":
    "{name}: up to {needed:number} {needed:plural|piece|pieces}, there {seen:plural|is|are} {seen:number}",
  "pricing.condition.amount-least":
    "{name}: from {needed:money} on, the goods come to {seen:money}, {missing:money} short",
  "pricing.condition.amount-most": "{name}: up to {needed:money}, the goods come to {seen:money}",
  "pricing.condition.not": "{name}: the condition {condition} must not hold",
  "pricing.condition.other": "{name}: the condition {condition} does not hold",
  "pricing.gave.tax-exempt": "Exempt from tax, saves {amount:money}",
  "pricing.fee.service": "{name}: service, {amount:money}",
  "pricing.fee.packaging": "{name}: packaging, {amount:money}",
  "pricing.fee.delivery": "{name}: delivery, {amount:money}",
  "pricing.fee.deposit": "{name}: deposit of {amount:money}, paid back whole on return",
  "pricing.fee.add-for-free": "Add {missing:money} and it is free",
  "pricing.fee.no-goods": "{name}: none of the goods are charged for",
  "pricing.fee.free": "{name}: free from {needed:money}, the goods come to {seen:money}",
  "pricing.fee.nothing": "{name}: comes to nothing",
  "pricing.tax.included": "{name} {rate:rate}: {amount:money} contained, on {base:money}",
  "pricing.tax.added": "{name} {rate:rate}: {amount:money} added, on {base:money}",
  "pricing.tax.none": "{name} {rate:rate}: exempt, {amount:money} on {base:money}",
  "pricing.return.gift-back": "The gift is back: {money:money} back",
  "pricing.return.in-full":
    "{count:number} {count:plural|unit|units} returned: {money:money} back, all that was paid for {count:plural|it|them}",
  "pricing.return.with-earlier":
    "{count:number} {count:plural|unit|units} returned: {money:money} back, with {withheld:money} that was withheld before",
  "pricing.return.proportional":
    "{count:number} {count:plural|unit|units} returned: {money:money} back, {withheld:money} less than was paid",
  "pricing.return.block":
    "{count:number} {count:plural|unit|units} returned: {money:money} back, {withheld:money} less than was paid",
  "pricing.return.reprice-kept":
    "{count:number} {count:plural|unit|units} returned: what is kept costs {kept:money} by the rules of the sale, so {money:money} goes back, {withheld:money} less than was paid",
  "pricing.return.claw-back-gift":
    "{count:number} {count:plural|unit|units} returned: {money:money} back, less {withheld:money} for free units that stay",
  "pricing.return-nothing": "There is nothing to return",
  "pricing.return-unknown-line": "The sale has no line {lineId}",
  "pricing.return-too-many":
    "{asked:number} of {lineId} are to come back, {left:number} {left:plural|is|are} left",
  "pricing.return-blocked":
    "What is kept would no longer earn {promotions:list} ({short:money} short): it comes back together or not at all",
});
