import type { BarredLine, PurchaseGate } from "../purchase-gate.js";
import type { RulesDocument } from "../rules-document.js";
import { compileBasketTest } from "./basket-conditions.js";
import type { Cell } from "./cell.js";
import { goodsReader } from "./compile-rules.js";
import type { BasketTest, GoodsTest } from "./compiled.js";
import { isOpened, type Openable, plainCode } from "./eligible.js";
import type { Bar } from "./engine-parts.js";
import type { Moment } from "./moment.js";
import { compareText } from "./order.js";
import type { Registry } from "./registry.js";
import { createTermReader } from "./term-reader.js";

export interface CompiledGate extends Openable {
  readonly goods: GoodsTest;
  readonly when: BasketTest | null;
  readonly atMost: number;
}

/** The gates of a document by their ids; `null` when it has none. */
export function compileGates(
  { currency, gates = [] }: RulesDocument,
  registry: Registry,
): readonly CompiledGate[] | null {
  if (gates.length === 0) return null;
  const sorted = [...gates].sort((a, b) => compareText(a.id, b.id));
  return sorted.map(({ id, goods, when, needs, codes, atMost }: PurchaseGate) => {
    const reader = createTermReader(currency, `gate ${id}`, goodsReader(registry));
    return {
      id,
      needs: needs ?? null,
      codes: (codes ?? []).map(plainCode),
      goods: reader.goods(goods),
      when: when === undefined ? null : compileBasketTest(when, registry.basket, reader),
      atMost: atMost === undefined ? Number.POSITIVE_INFINITY : reader.wholeNumber(atMost, 0),
    };
  });
}

/** What bars lines of a basket; `null` where the document has no gates. */
export function compileBars(rules: RulesDocument, registry: Registry): Bar | null {
  const gates = compileGates(rules, registry);
  return gates === null ? null : (lines, moment) => barredLines(gates, lines, moment);
}

/** The lines that may not be bought, by gate, in the order of the basket. */
export function barredLines(
  gates: readonly CompiledGate[],
  lines: readonly Cell[],
  moment: Moment,
): readonly BarredLine[] {
  return gates.flatMap((gate): readonly BarredLine[] => {
    const behind = lines.filter(({ line }) => gate.goods(line));
    const because = whyBarred(gate, behind, moment);
    if (because === null) return [];
    return behind.map(({ line }) => ({ lineId: line.lineId, gateId: gate.id, because }));
  });
}

function whyBarred(
  gate: CompiledGate,
  behind: readonly Cell[],
  moment: Moment,
): BarredLine["because"] | null {
  if (behind.length === 0) return null;
  if (!isOpened(gate, moment)) return "needs";
  if (gate.when !== null && !gate.when(moment, behind)) return "when";
  const pieces = behind.reduce((sum, one) => sum + one.pieces, 0);
  return pieces > gate.atMost ? "atMost" : null;
}
