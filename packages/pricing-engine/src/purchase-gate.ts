import type { Condition } from "./condition.js";

/**
 * Who may buy some goods: only gold members, only those with a code, no more than so many pieces. A gate changes no price; the
 * result names the lines that may not be bought in `barred`, and the till decides what to do about them.
 *
 * @public
 */
export interface PurchaseGate {
  /** Unique among the gates, promotions and fees of the document. */
  readonly id: string;
  /** For people; `id` is shown where it is missing. */
  readonly name?: string;
  /** The goods behind the gate. */
  readonly goods: Condition;
  /** What must hold of the basket for them to be bought. */
  readonly when?: Condition;
  /** Open only to a member who holds an offer under the gate's id, or when one of `codes` was entered. */
  readonly needs?: "offer" | "code";
  readonly codes?: readonly string[];
  /** Pieces of these goods in one basket at the most. */
  readonly atMost?: number;
}

/** A line that may not be bought as it stands. @public */
export interface BarredLine {
  readonly lineId: string;
  readonly gateId: string;
  /** What is missing: the offer or code, the condition of `when`, or there are too many pieces. */
  readonly because: "needs" | "when" | "atMost";
}
