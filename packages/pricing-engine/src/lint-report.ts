import type { MinorUnits, Reason } from "@tillwright/values";
import type { Basket, BasketLine } from "./basket.js";
import type { CompileOptions } from "./compile.js";

/**
 * What lint finds.
 *
 * @public
 */
export type LintCode =
  | "pricing.lint.never-true"
  | "pricing.lint.gives-nothing"
  | "pricing.lint.shadowed"
  | "pricing.lint.dead-step"
  | "pricing.lint.falling-step"
  | "pricing.lint.inversion"
  | "pricing.lint.below-cost"
  | "pricing.lint.below-floor"
  | "pricing.lint.order-dependent"
  | "pricing.lint.raises-total"
  | "pricing.lint.unknown-reference"
  | "pricing.lint.unknown-group"
  | "pricing.lint.lonely-group"
  | "pricing.lint.unreachable-offer";

/**
 * One finding, with a basket that shows it.
 *
 * @public
 */
export interface LintFinding {
  readonly code: LintCode;
  /** `error` cannot be meant, `warning` is hardly meant, `notice` is good to know. */
  readonly severity: "error" | "warning" | "notice";
  /** The promotions it is about. */
  readonly promotionIds: readonly string[];
  /** For `renderReason` with `lintZhCN` or `lintEn`. */
  readonly reason: Reason;
  /** A basket that shows it: without any of its lines, and with one piece less of any, it does not. `null` where none can. */
  readonly basket: Basket | null;
}

/**
 * What was found, and how much was looked at.
 *
 * @public
 */
export interface LintReport {
  /** Errors first, then by code and promotion. */
  readonly findings: readonly LintFinding[];
  /** Baskets priced. */
  readonly pricings: number;
  /** Whether every question was looked into; `false` when the budget ran out first. */
  readonly complete: boolean;
  /** What was not looked into, or not to its end. */
  readonly gaveUpOn: readonly string[];
}

/** Goods as the shop sells them, with what they cost the shop. @public */
export interface LintGoods {
  readonly line: BasketLine;
  /** What one piece costs the shop, in minor units. */
  readonly cost?: MinorUnits;
}

/**
 * How a vendor's own conditions take part: goods and baskets for which one of them holds.
 *
 * @public
 */
export interface LintExtension {
  /** By key of the condition: what a line must be so that it holds; `value` is what the document says. */
  readonly goods?: Readonly<Record<string, (value: unknown) => Partial<BasketLine>>>;
  /** By key of the condition: what a basket must be so that it holds. */
  readonly baskets?: Readonly<Record<string, (value: unknown) => Partial<Basket>>>;
}

/**
 * What lint may know and how much it may work.
 *
 * @public
 */
export interface LintOptions {
  /** Pricings at the most. @defaultValue 20000 */
  readonly budget?: number;
  /** The store's zone, for conditions on days and hours. @defaultValue "Asia/Shanghai" */
  readonly zone?: string;
  /** When the search for moments begins. @defaultValue 15 June 2027 */
  readonly at?: number;
  /** What the shop sells; references to anything else are found, and discounts are held against the costs. */
  readonly catalogue?: readonly LintGoods[];
  /** The least share of its list price that goods may be sold for: `"30%"`. */
  readonly floor?: string;
  /** Tiers, stores, channels and member tags that there are; each is looked at only where it is given. */
  readonly known?: Readonly<
    Partial<Record<"tier" | "store" | "channel" | "memberTag", readonly string[]>>
  >;
  /** Ids of promotions that offers and coupons name. */
  readonly offered?: readonly string[];
  /** Options that the engine is compiled with. */
  readonly compile?: CompileOptions;
  readonly extensions?: readonly LintExtension[];
}
