import type { CurrencyCode } from "@tillwright/values";

/**
 * A column: text, an amount in minor units, or a whole number.
 *
 * @public
 */
export interface TableColumn {
  readonly label: string;
  readonly kind: "text" | "money" | "count";
}

/**
 * A table as data, before it becomes CSV or lines on a terminal.
 *
 * @public
 */
export interface Table {
  readonly title: string;
  readonly currency: CurrencyCode;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number)[])[];
}
