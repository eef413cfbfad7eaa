import type { MeasureUnit } from "@tillwright/values";

/**
 * How a shop's scale writes its EAN-13 labels.
 *
 * @public
 */
export interface ScaleLabelRule {
  /**
   * The 13 digits: a digit stands for itself, `.` for a digit of the product's PLU, and `{NNDDD}` for the value, `N` its
   * whole and `D` its decimal digits. The last digit of the code is the check digit and not part of the pattern:
   * `21.....{NNDDD}` is five digits of PLU and a weight up to 99.999 kg.
   */
  readonly pattern: string;
  /** What the value says: the weight (or length, or volume) of the goods, or their price in major units. */
  readonly value: "measure" | "price";
  /** Of a measure: the unit of its last decimal digit. 1.234 with three decimals is 1234 `g`. */
  readonly unit?: MeasureUnit;
}
