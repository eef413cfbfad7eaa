import type { MinorUnits } from "@tillwright/values";
import type { BasketLine } from "../basket.js";
import type { LineAdjustment } from "../priced-basket.js";

/** Equal units of one line, with the figures of one of them, while a price is being made. */
export interface UnitRun {
  count: number;
  list: MinorUnits;
  deal: MinorUnits;
  now: MinorUnits;
  /** The item promotion that took these units, whether or not it lowered their price. */
  takenBy: string | null;
}

/**
 * Goods while their price is being made: a line, or equal lines that are rounded as one and then shared among `parts`.
 *
 * One shape for both, so that the lanes need not know which they hold.
 */
export interface Cell {
  readonly line: BasketLine;
  /** Pieces, or 1 for a measured line and for one that is sold as a whole. */
  readonly units: number;
  /** Pieces for rules that count pieces: 0 for a measured line. */
  readonly pieces: number;
  list: MinorUnits;
  deal: MinorUnits;
  now: MinorUnits;
  pointsOffset: MinorUnits;
  points: number;
  adjustments: LineAdjustment[];
  /** Runs of equal units once units differ; until then every unit has its even share of each figure. */
  runs: UnitRun[] | null;
  /** The item promotion that took every unit, while there are no runs. */
  takenBy: string | null;
  /** The item promotions that would take units of it, by their place among those that compete; `null` when there are none. */
  wantedBy: number[] | null;
  readonly parts: readonly Cell[] | null;
}

export function createCell(
  line: BasketLine,
  units: number,
  pieces: number,
  list: MinorUnits,
  parts: readonly Cell[] | null,
): Cell {
  return {
    line,
    units,
    pieces,
    list,
    deal: list,
    now: list,
    pointsOffset: 0,
    points: 0,
    adjustments: [],
    runs: null,
    takenBy: null,
    wantedBy: null,
    parts,
  };
}
