import type { Basket } from "../basket.js";
import type { Effect, GiftsEffect } from "../effect.js";
import type { ExtensionLane, PricingExtension } from "../extension.js";
import type { FeatureName, PricingFeature } from "../feature.js";
import type { ManualDiscount } from "../manual-discount.js";
import type { Objective } from "../objective.js";
import type { Lane, PricedBasket } from "../priced-basket.js";
import type { PromotionKind } from "../promotion-kind.js";
import type { BarredLine } from "../purchase-gate.js";
import type { PromotionTerms, RulesDocument } from "../rules-document.js";
import type { Cell } from "./cell.js";
import type { PlacedPromotion } from "./compile-rules.js";
import type { CompiledPromotion } from "./compiled.js";
import type { Contender, Eligible } from "./contender.js";
import type { Moment } from "./moment.js";
import type { Candidate, FloorGuard, PricingState } from "./pricing-state.js";
import type { Registry } from "./registry.js";
import type { Compare } from "./stacking.js";

/** Units that several promotions compete for, and objectives under which something else than the most saved is best. */
export interface Combining {
  /** The promotions that may be needed, with as many blocks as the basket gives a right to. */
  readonly contenders: (state: PricingState, eligible: readonly Eligible[]) => readonly Eligible[];
  /** Finds the best combination for goods that blocks of units may be taken from. */
  readonly combine: (
    state: PricingState,
    contested: readonly Cell[],
    contenders: readonly Contender[],
    single: readonly boolean[],
  ) => void;
  /** What is better among the choices of groups; `null` for what costs the customer less. */
  readonly comparing: (
    objective: Objective,
    promotions: readonly CompiledPromotion[],
  ) => Compare | null;
}

/** Fees, tax, returned lines, and promotions that several pay for. */
export interface Charges {
  /** Whether every basket has to do with them. */
  readonly inRules: boolean;
  readonly begin: (goods: readonly Cell[]) => BasketCharges;
}

/** The charges of one basket while it is being priced. */
export interface BasketCharges {
  /** Fees that discounts see, as goods. */
  readonly open: readonly Cell[];
  /** Charges what is due after a lane. */
  readonly afterLane: (lane: Lane, moment: Moment) => void;
  readonly finish: (priced: PricedBasket, basket: Basket, moment: Moment) => PricedBasket;
}

/** What vendors added, held against the rules of the registry and the laws. */
export interface Vendors {
  readonly registryOf: (
    kinds: readonly PromotionKind[],
    extensions: readonly PricingExtension[],
  ) => Registry;
  readonly checkedEffect: (effect: Effect, kind: string, lane: Lane) => Effect;
  /** Puts what lanes give by themselves among the promotions, in their order. */
  readonly placeLanes: (
    placed: PlacedPromotion[],
    lanes: readonly Lane[],
    own: readonly ExtensionLane[],
    promotions: readonly PromotionTerms[],
  ) => void;
}

export type GiveGifts = (state: PricingState, candidate: Candidate, effect: GiftsEffect) => void;

export type GiveManually = (
  state: PricingState,
  asked: readonly ManualDiscount[],
  promotions: readonly CompiledPromotion[],
) => void;

/** The lines of a basket that may not be bought. */
export type Bar = (lines: readonly Cell[], moment: Moment) => readonly BarredLine[];

/** What the features bring to the engine, each by its own feature. */
export interface EngineParts {
  readonly combining?: Combining;
  readonly giveGifts?: GiveGifts;
  readonly compileCharges?: (rules: RulesDocument, registry: Registry) => Charges;
  readonly compileManual?: (rules: RulesDocument, registry: Registry) => GiveManually;
  readonly compileFloors?: (rules: RulesDocument, registry: Registry) => FloorGuard | null;
  readonly compileGates?: (rules: RulesDocument, registry: Registry) => Bar | null;
  readonly vendors?: Vendors;
}

/** A feature with its parts. */
export function featureOf(
  name: FeatureName,
  parts: EngineParts,
  kinds: readonly PromotionKind[] = [],
): PricingFeature {
  return { name, kinds, parts };
}

/** The parts of several features together. */
export function partsOf(features: readonly PricingFeature[]): EngineParts {
  return Object.assign({}, ...features.map(({ parts }) => parts));
}
