import type { MinorUnits } from "@tillwright/values";
import type {
  Effect,
  GiftsEffect,
  JointSums,
  RunningGoods,
  UnitsEffect,
  WholeEffect,
} from "../effect.js";
import type { PricingError } from "../errors.js";
import type { Lane } from "../priced-basket.js";
import { badExtension } from "./bad-extension.js";

/** The forms that a lane knows what to do with; the others would give nothing in silence. */
function fits(form: Effect["form"], lane: Lane): boolean {
  const isPrice = form === "absolute-price" || form === "price-rate";
  if (lane === "unit-price") return isPrice;
  if (form === "gifts") return lane !== "manual";
  return lane === "item" ? form === "units" : !isPrice && form !== "units";
}

/**
 * An effect of a vendor, each of its answers held against the laws: whole minor units, nothing below zero, nothing above what
 * is left. The built-in effects need no such watch; their properties are tested.
 */
export function checkedEffect(effect: Effect, kind: string, lane: Lane): Effect {
  if (!fits(effect.form, lane)) throw breach(kind, `${effect.form} cannot run in the lane ${lane}`);
  switch (effect.form) {
    case "absolute-price":
      return {
        ...effect,
        priceOf: (goods, units, moment) => {
          const price = effect.priceOf(goods, units, moment);
          return price === null ? null : amount(kind, "price", price, Number.MAX_SAFE_INTEGER);
        },
      };
    case "price-rate":
      return {
        ...effect,
        rateOf: (moment) => {
          const rate = effect.rateOf(moment);
          if (rate !== null) amount(kind, "share", rate.numerator, rate.denominator);
          return rate;
        },
      };
    case "units":
      return {
        ...effect,
        ...checkedRounds(effect, kind),
        gain: (position, price) => {
          const gain = effect.gain(position, price);
          const most = price * effect.denominator;
          // The last unit of a set carries the price of the set, so it may seem to lose.
          return effect.asSet ? gain : amount(kind, "gain", gain, most);
        },
      };
    case "joint":
      return {
        ...effect,
        discount: (sums: JointSums) => {
          const found = effect.discount(sums);
          if (found === null) return null;
          amount(kind, "times", found.times, Number.MAX_SAFE_INTEGER);
          amount(kind, "discount", found.amount, Number.MAX_SAFE_INTEGER);
          return found;
        },
      };
    case "each":
      return {
        ...effect,
        discount: (goods: RunningGoods) =>
          amount(kind, "discount", effect.discount(goods), goods.now),
      };
    case "whole":
      return checkedWhole(effect, kind);
    case "gifts":
      return checkedGifts(effect, kind);
    default:
      return effect;
  }
}

function checkedWhole(effect: WholeEffect, kind: string): WholeEffect {
  return {
    ...effect,
    discount: ({ moment, goods }) => {
      const seen = goods.map(copyOf);
      const amounts = effect.discount({ moment, goods: seen });
      if (amounts.length !== seen.length) {
        throw breach(kind, `${amounts.length} amounts for ${seen.length} goods`);
      }
      return amounts.map((one, i) => amount(kind, "discount", one, seen[i]?.now ?? 0));
    },
  };
}

function checkedGifts(effect: GiftsEffect, kind: string): GiftsEffect {
  return {
    ...effect,
    rights: ({ moment, goods }) => {
      const rights = effect.rights({ moment, goods: goods.map(copyOf) });
      for (const { times, count, offers } of rights) {
        const most = Number.MAX_SAFE_INTEGER;
        amount(kind, "times", times, most);
        amount(kind, "count", count, most);
        for (const { value } of offers) amount(kind, "value", value, most);
      }
      return rights;
    },
  };
}

function checkedRounds({ rounds }: UnitsEffect, kind: string): Pick<UnitsEffect, "rounds"> {
  if (rounds === undefined) return {};
  return {
    rounds: (moment, joined) =>
      amount(kind, "rounds", rounds(moment, joined.map(copyOf)), Number.MAX_SAFE_INTEGER),
  };
}

/** What a vendor sees of goods is a copy, so that nothing of the engine's can be changed through it. */
function copyOf({ line, units, pieces, list, deal, now }: RunningGoods): RunningGoods {
  return Object.freeze({ line, units, pieces, list, deal, now });
}

function amount(kind: string, what: string, seen: number, most: number): MinorUnits {
  if (Number.isSafeInteger(seen) && seen >= 0 && seen <= most) return seen;
  throw breach(kind, `a ${what} of ${String(seen)} where 0 to ${most} are possible`);
}

function breach(kind: string, what: string): PricingError {
  return badExtension(kind.slice(0, kind.indexOf(":")), `${kind} answers with ${what}`);
}
