import type { MinorUnits, Reason } from "@tillwright/values";

/** Why a line costs what it costs: one reason for each amount that was taken off. @public */
export interface ExplainedLine {
  readonly lineId: string;
  readonly reasons: readonly {
    readonly promotionId: string;
    readonly amount: MinorUnits;
    readonly reason: Reason;
  }[];
}

/** What became of one promotion of the rules. @public */
export interface ExplainedPromotion {
  readonly promotionId: string;
  readonly applied: boolean;
  /** What it gave; or the first thing that kept it from giving, what was seen against what was needed. */
  readonly reason: Reason;
  /** What would make it give, or give more: "add ¥12.00 for ¥20 off". */
  readonly advice: Reason | null;
}

/** Why a line may not be bought as it stands. @public */
export interface ExplainedBar {
  readonly lineId: string;
  readonly gateId: string;
  readonly reason: Reason;
}

/** Why a manual discount was not given, and who could give it. @public */
export interface ExplainedRefusal {
  readonly manualId: string;
  readonly reason: Reason;
  readonly advice: Reason | null;
}

/** What became of one fee of the rules. @public */
export interface ExplainedFee {
  readonly feeId: string;
  readonly charged: boolean;
  /** What it came to, or why it was not charged. */
  readonly reason: Reason;
  /** What would make it free. */
  readonly advice: Reason | null;
}

/** What one tax of the basket is. @public */
export interface ExplainedTax {
  readonly taxId: string;
  readonly partId: string;
  readonly reason: Reason;
}

/**
 * The answer to "why this price?" as data; `renderReason` of values and a catalogue of `/messages` make sentences of it.
 *
 * @public
 */
export interface Explanation {
  /** In the order of the basket's lines. */
  readonly lines: readonly ExplainedLine[];
  /** Every promotion of the rules, in the order in which they run. */
  readonly promotions: readonly ExplainedPromotion[];
  /** In the order of the result's `barred`. */
  readonly barred: readonly ExplainedBar[];
  /** In the order of the result's `refusals`. */
  readonly refusals: readonly ExplainedRefusal[];
  /** Every fee of the rules, by its id. */
  readonly fees: readonly ExplainedFee[];
  /** In the order of the result's `taxes`. */
  readonly taxes: readonly ExplainedTax[];
}
