import type { MessageCatalogue } from "@tillwright/values";

/**
 * What lint has to say, in English.
 *
 * @public
 */
export const lintEn: MessageCatalogue = Object.freeze({
  "pricing.lint.never-true": "{name}: {field} can never hold: {one} and {other}",
  "pricing.lint.gives-nothing": "{name}: gave nothing in any basket tried, not even alone",
  "pricing.lint.shadowed":
    "{name}: never applies beside {by:list} (seen in {tried:number} {tried:plural|basket|baskets})",
  "pricing.lint.dead-step":
    "{name}: the step {amount} - {off} gives no more than {below} - {belowOff}",
  "pricing.lint.falling-step":
    "{name}: the step {amount} - {off} gives less than {below} - {belowOff}",
  "pricing.lint.inversion":
    "{name}: a basket of {smallerDue:money} falls to {largerDue:money} when goods are added",
  "pricing.lint.below-cost":
    "{by:list} together sell for {paid:money} what costs the shop {least:money}",
  "pricing.lint.below-floor":
    "{by:list} together sell for {paid:money} what may be sold for {least:money} at the least",
  "pricing.lint.order-dependent":
    "{name} and {other} have the same priority, and their order matters: {oneFirst:money} one way, {otherFirst:money} the other; only their ids decide",
  "pricing.lint.raises-total":
    "{name} makes a basket dearer that {other} alone would price at {alone:money}: {both:money}",
  "pricing.lint.unknown-reference": "{name}: there is no {what} {value}",
  "pricing.lint.unknown-group": "exclusions name the group {group}, to which no promotion belongs",
  "pricing.lint.lonely-group": "{name} is alone in its group {group}, so the group changes nothing",
  "pricing.lint.unreachable-offer": "offers name the promotion {promotionId}, which is not there",
});
