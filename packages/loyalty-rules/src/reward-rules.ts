import type { Label } from "./gift-rules.js";

/**
 * Something that points are exchanged for: a gift from the shelf or a coupon.
 *
 * @public
 */
export interface Reward {
  readonly id: string;
  readonly name: Label;
  /** What it costs, in points. */
  readonly points: number;
  /** What it costs for members of a tier, by the tier's id. */
  readonly pointsByTier: Readonly<Record<string, number>>;
  readonly gives:
    | { readonly kind: "goods"; readonly product: string }
    | { readonly kind: "coupon"; readonly coupon: string };
  /** Whether only so many are given as {@link stockReward} put there. */
  readonly limited: boolean;
  /** How many a member may have; returned ones do not count. `null` for no limit. */
  readonly perMember: number | null;
  /** Only for members of these tiers; `null` for all. */
  readonly tiers: readonly string[] | null;
}
