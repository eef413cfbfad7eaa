import type { BasketTest, GoodsTest } from "./effect.js";
import type { TermReader } from "./term-reader.js";

/** What the index finds lines by. @public */
export type Facet = "product" | "department" | "category" | "brand" | "tag";

/** A facet and its value. @public */
export interface FacetKey {
  readonly facet: Facet;
  readonly value: string;
}

/**
 * A condition on a line of goods, for `goods`: how it is tested, and, where the index can find its lines, by which keys.
 *
 * @public
 */
export interface GoodsConditionKind {
  readonly key: string;
  readonly compile: (value: unknown, reader: TermReader) => GoodsTest;
  /** The keys of which a line has one exactly when the test holds; missing or `null` when only the test can tell. */
  readonly keys?: (value: unknown) => readonly FacetKey[] | null;
}

/**
 * A condition on the basket, its member and the moment, for `when`.
 *
 * @public
 */
export interface BasketConditionKind {
  readonly key: string;
  readonly compile: (value: unknown, reader: TermReader) => BasketTest;
}
