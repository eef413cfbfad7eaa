import { isCodedError } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import { compile } from "../../complete.js";
import type { PricingEngine } from "../../engine.js";
import type { LintOptions } from "../../lint-report.js";
import type { PricedBasket } from "../../priced-basket.js";
import type { Promotion, RulesDocument } from "../../rules-document.js";
import { completeRegistry } from "../complete-registry.js";
import type { Registry } from "../registry.js";
import type { VendorWitnesses } from "./witness.js";

/** One run of lint: it counts what it prices and stops when the budget is spent. */
export interface LintSession {
  readonly rules: RulesDocument;
  readonly options: LintOptions;
  readonly registry: Registry;
  readonly vendor: VendorWitnesses;
  /** A basket without lines, at the moment and in the zone of the options. */
  readonly empty: Basket;
  /** The price by some of the promotions; `null` when the budget is spent or the amounts leave the safe integers. */
  readonly price: (promotions: readonly Promotion[], basket: Basket) => PricedBasket | null;
  readonly isSpent: () => boolean;
  readonly pricings: () => number;
  /** Remembers that a question was not followed to its end. */
  readonly giveUpOn: (question: string) => void;
  readonly gaveUpOn: () => readonly string[];
}

// What costs most is compiling, and most questions ask for the same few promotions again and again.
const mostEngines = 500;

export function startSession(rules: RulesDocument, options: LintOptions): LintSession {
  const budget = options.budget ?? 20_000;
  const engines = new Map<string, PricingEngine>();
  const questions = new Set<string>();
  let pricings = 0;
  const engineOf = (promotions: readonly Promotion[]): PricingEngine => {
    const key = promotions === rules.promotions ? "" : JSON.stringify(promotions);
    const known = engines.get(key);
    if (known !== undefined) return known;
    const engine = compile({ ...rules, promotions }, options.compile);
    if (engines.size < mostEngines) engines.set(key, engine);
    return engine;
  };
  return {
    rules,
    options,
    registry: completeRegistry(options.compile?.extensions ?? []),
    vendor: vendorOf(options),
    empty: emptyBasket(rules, options),
    isSpent: () => pricings >= budget,
    pricings: () => pricings,
    giveUpOn: (question) => questions.add(question),
    gaveUpOn: () => [...questions],
    price: (promotions, basket) => {
      if (pricings >= budget) return null;
      pricings += 1;
      return priceWithin(engineOf(promotions), basket);
    },
  };
}

/** Amounts at the end of what is safe are refused by the engine, and no finding. */
function priceWithin(engine: PricingEngine, basket: Basket): PricedBasket | null {
  try {
    return engine.price(basket);
  } catch (error) {
    if (isCodedError(error, "pricing.out-of-range")) return null;
    throw error;
  }
}

function emptyBasket({ currency }: RulesDocument, options: LintOptions): Basket {
  return {
    currency,
    at: options.at ?? Date.UTC(2027, 5, 15, 4),
    zone: options.zone ?? "Asia/Shanghai",
    storeId: "a store",
    channel: "a channel",
    member: null,
    lines: [],
    codes: [],
    points: null,
    usage: [],
  };
}

function vendorOf({ extensions = [] }: LintOptions): VendorWitnesses {
  return {
    line: (key, value) => {
      for (const { goods } of extensions) {
        if (goods !== undefined && Object.hasOwn(goods, key)) return goods[key]?.(value) ?? null;
      }
      return null;
    },
    basket: (key, value) => {
      for (const { baskets } of extensions) {
        if (baskets !== undefined && Object.hasOwn(baskets, key)) {
          return baskets[key]?.(value) ?? null;
        }
      }
      return null;
    },
  };
}
