import type { Objective } from "../objective.js";

/** What a search is to find where that is not what saves most. */
export interface Goal {
  readonly objective: Exclude<Objective, "customer-best">;
  /** By taker: the priority of its promotion. */
  readonly priorities: readonly number[];
  /** By taker: whether the shop pays for what it gives. */
  readonly shopPays: readonly boolean[];
}
