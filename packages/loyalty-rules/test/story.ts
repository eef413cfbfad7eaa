import type { HoldCommand } from "@tillwright/ledger";
import type { Programme, Redemption, RewardRecord } from "@tillwright/loyalty-rules";
import type { Counter } from "./shop.js";

/** What can be seen of a member, a shelf or a step; a case names what it asks for. */
export interface Figures {
  readonly balance?: number;
  readonly pending?: number;
  readonly debt?: number;
  readonly principal?: number;
  readonly bonus?: number;
  readonly promised?: number;
  /** How many are left, by reward. */
  readonly stock?: Readonly<Record<string, number>>;
  /** How many the member has, by reward. */
  readonly gifts?: Readonly<Record<string, number>>;
  /** How many the member has, by template. */
  readonly coupons?: Readonly<Record<string, number>>;
  readonly plans?: readonly string[];
  readonly chosen?: readonly string[];
  /** What each partner gets, below zero what it pays; the house is `house`. */
  readonly owed?: Readonly<Record<string, number>>;
  /** What the step cost or paid back, in minor units. */
  readonly amount?: number;
}

interface Sell {
  readonly do: "sell";
  readonly sale: string;
  readonly store?: string;
  /** Of one unit: money in minor units, and points. */
  readonly paid: number;
  readonly points?: number;
  readonly count: number;
}

export type Act =
  | Sell
  | { readonly do: "refund"; readonly sale: string; readonly units: number }
  | { readonly do: "night" | "look" }
  | { readonly do: "stock"; readonly reward: string; readonly count: number }
  | {
      readonly do: "redeem";
      readonly redemption: string;
      readonly reward: string;
      readonly tier: string;
    }
  | {
      readonly do: "return-reward";
      readonly redemption: string;
      readonly restock: boolean;
      readonly couponUsed: boolean;
    }
  | { readonly do: "buy-plan"; readonly plan: string; readonly chosen: readonly string[] }
  | { readonly do: "cancel-plan"; readonly plan: string; readonly term: number }
  | { readonly do: "top-up"; readonly topUp: string; readonly paid: number }
  | { readonly do: "pay-by-card"; readonly sale: string; readonly amount: number }
  | { readonly do: "close-card"; readonly case: string }
  | { readonly do: "lease"; readonly lease: string; readonly points: number }
  | {
      readonly do: "spend-lease";
      readonly lease: string;
      readonly sale: string;
      readonly points: number;
    }
  | { readonly do: "release-lease"; readonly lease: string };

export type Step = Act & {
  readonly at: string;
  readonly expect?: Figures;
  readonly refused?: string;
};

export interface Story {
  readonly id: string;
  readonly about: string;
  readonly programme: unknown;
  readonly steps: readonly Step[];
}

/** The books of a story, and what a till keeps beside them. */
export interface Play {
  readonly programme: Programme;
  readonly counter: Counter;
  readonly rewards: Map<string, RewardRecord>;
  readonly leases: Map<string, Redemption<HoldCommand>>;
}
