import type { MinorUnits, Rate, UnitPrice } from "@tillwright/values";
import type { BasketTest, Effect, GoodsTest } from "../effect.js";
import type { Lane } from "../priced-basket.js";

export type { BasketTest, Effect, GoodsTest, UnitsEffect } from "../effect.js";

/** Uses and money over all sales; infinite where nothing is said. */
export interface PromotionLimits {
  readonly perMember: number;
  readonly total: number;
  readonly budget: MinorUnits;
}

export interface CompiledPromotion {
  /** Its place in the one order that everything follows: lane, priority, id. */
  readonly index: number;
  readonly id: string;
  readonly lane: Lane;
  readonly priority: number;
  readonly group: string | null;
  readonly fundedBy: string;
  /** What the shop itself pays of what it gives. */
  readonly shopShare: Rate;
  readonly needs: "offer" | "code" | null;
  readonly codes: readonly string[];
  readonly limits: PromotionLimits | null;
  readonly goods: GoodsTest | null;
  readonly when: BasketTest | null;
  readonly effect: Effect;
  /** No unit goes below it by this promotion. */
  readonly floor?: UnitPrice;
}
