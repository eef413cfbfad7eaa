import type { RunningGoods } from "./effect.js";
import type { Moment } from "./moment.js";
import type { Missed } from "./promotion-explanation.js";

/** What the explanation of a condition may look at. @public */
export interface ConditionView {
  readonly moment: Moment;
  readonly joined: readonly RunningGoods[];
}

/**
 * How a condition of `when` tells that it does not hold: what was seen against what is needed.
 *
 * @public
 */
export interface ConditionExplanation {
  readonly key: string;
  /** Asked only when the condition does not hold; `value` is what the document says. */
  readonly missed: (value: unknown, view: ConditionView) => Missed;
}
