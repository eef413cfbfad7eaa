import type { ExplainedBar, ExplainedRefusal } from "../../explanation.js";
import type { BarredLine, PurchaseGate } from "../../purchase-gate.js";
import type { RulesDocument } from "../../rules-document.js";
import { failedCondition } from "./condition-reason.js";
import type { ExplainState } from "./explain-state.js";
import { told } from "./missing.js";

/** Why lines may not be bought. */
export function explainBars(
  state: ExplainState,
  { gates = [] }: RulesDocument,
): readonly ExplainedBar[] {
  return state.priced.barred.map((bar) => {
    const gate = gates.find(({ id }) => id === bar.gateId);
    const { code, facts } = reasonOf(state, bar, gate);
    const name = gate?.name ?? bar.gateId;
    return { lineId: bar.lineId, gateId: bar.gateId, reason: { code, facts: { name, ...facts } } };
  });
}

function reasonOf(
  state: ExplainState,
  { because, gateId }: BarredLine,
  gate: PurchaseGate | undefined,
): ExplainedBar["reason"] {
  const ids = new Set(
    state.priced.barred.filter((one) => one.gateId === gateId).map(({ lineId }) => lineId),
  );
  const joined = state.cells.filter(({ line }) => ids.has(line.lineId));
  if (because === "needs") {
    return told(`pricing.needs-${gate?.needs ?? "offer"}`).reason;
  }
  if (because === "atMost") {
    const seen = joined.reduce((sum, { pieces }) => sum + pieces, 0);
    return told("pricing.too-many", { limit: gate?.atMost ?? 0, seen }).reason;
  }
  const view = { moment: state.moment, joined };
  const failed =
    gate?.when === undefined ? null : failedCondition(gate.when, view, state.conditions);
  return (failed ?? told("pricing.condition.other", { condition: "when" })).reason;
}

/** Why manual discounts were not given, and who could give them. */
export function explainRefusals({ priced }: ExplainState): readonly ExplainedRefusal[] {
  return priced.refusals.map(({ manualId, because, roles }) => ({
    manualId,
    reason: { code: `pricing.refused.${because}`, facts: { name: manualId } },
    advice: roles.length === 0 ? null : { code: "pricing.ask-role", facts: { roles: [...roles] } },
  }));
}
