import type { Objective } from "../objective.js";

/** What a search is to find where that is not what saves most. */
export interface Goal {
  readonly objective: Exclude<Objective, "customer-best">;
  /** By taker: the priority of its promotion. */
  readonly priorities: readonly number[];
  /** By taker: what the shop pays of what it gives, in parts of `whole`. */
  readonly shopParts: readonly number[];
  readonly whole: number;
}
