import type { Reason } from "@tillwright/values";
import type { ExplainedFee, ExplainedTax } from "../../explanation.js";
import type { Fee } from "../../fee.js";
import type { Missed } from "../../promotion-explanation.js";
import type { RulesDocument } from "../../rules-document.js";
import { type CompiledFee, compileFees } from "../charges/compile-fees.js";
import { failedCondition } from "./condition-reason.js";
import type { ExplainState } from "./explain-state.js";
import { told } from "./missing.js";

/** For each fee of the rules what it came to, or why it was not charged. */
export function explainFees(
  state: ExplainState,
  { fees = [], ...rules }: RulesDocument,
): readonly ExplainedFee[] {
  const compiled = compileFees({ ...rules, fees }, state.conditions.registry) ?? [];
  return compiled.map((fee): ExplainedFee => {
    const terms = fees.find(({ id }) => id === fee.id);
    const seen = state.priced.fees.find(({ feeId }) => feeId === fee.id);
    const { reason, advice } =
      seen === undefined ? notCharged(state, fee, terms) : charged(state, fee, seen.paid);
    const facts = { name: terms?.name ?? fee.id, ...reason.facts };
    return { feeId: fee.id, charged: seen !== undefined, reason: { ...reason, facts }, advice };
  });
}

function charged(state: ExplainState, fee: CompiledFee, amount: number): Missed {
  const { reason } = told(`pricing.fee.${fee.kind}`, { amount });
  const missing = fee.freeFrom - countedOf(state, fee);
  if (!(Number.isFinite(fee.freeFrom) && missing > 0)) return { reason, advice: null };
  return { reason, advice: { code: "pricing.fee.add-for-free", facts: { missing } } };
}

function notCharged(state: ExplainState, fee: CompiledFee, terms: Fee | undefined): Missed {
  const joined = state.cells.filter(({ line }) => fee.goods === null || fee.goods(line));
  if (joined.length === 0) return told("pricing.fee.no-goods");
  const view = { moment: state.moment, joined };
  const failed = failedCondition(terms?.when ?? { all: [] }, view, state.conditions);
  // What would help a promotion would only bring a fee about, so nothing is advised.
  if (failed !== null) return { reason: failed.reason, advice: null };
  const seen = countedOf(state, fee);
  if (seen >= fee.freeFrom) return told("pricing.fee.free", { needed: fee.freeFrom, seen });
  return told("pricing.fee.nothing");
}

/** What the fee's threshold counted. */
function countedOf({ priced, cells }: ExplainState, fee: CompiledFee): number {
  const ids = new Set(
    cells
      .filter(({ line }) => fee.goods === null || fee.goods(line))
      .map(({ line }) => line.lineId),
  );
  return priced.lines
    .filter(({ lineId }) => ids.has(lineId))
    .reduce((sum, { deal, paid }) => sum + (fee.countsRunning ? paid : deal), 0);
}

/** What each tax of the basket is. */
export function explainTaxes(
  { priced }: ExplainState,
  { tax }: RulesDocument,
): readonly ExplainedTax[] {
  return priced.taxes.map(({ taxId, partId, rate, base, amount }) => {
    const of = tax?.classes.find(({ id }) => id === taxId);
    const part = of?.parts?.find(({ id }) => id === partId);
    const facts = { name: part?.name ?? of?.name ?? partId, rate, base, amount };
    return { taxId, partId, reason: reasonOf(priced, facts) };
  });
}

function reasonOf(
  { taxIncluded, totals }: ExplainState["priced"],
  facts: Reason["facts"] & { readonly amount: number; readonly rate: string },
): Reason {
  const exempt = facts.amount === 0 && totals.tax === 0 && Number.parseFloat(facts.rate) > 0;
  if (exempt) return { code: "pricing.tax.none", facts };
  return { code: taxIncluded ? "pricing.tax.included" : "pricing.tax.added", facts };
}
