import { applyRate, type Issue, issue, type MinorUnits } from "@tillwright/values";
import type { Lane, PricedLine } from "../../priced-basket.js";
import type { PricedFee } from "../../priced-charges.js";
import type { CompiledFee } from "../charges/compile-fees.js";
import type { Evidence, GoodsEvidence } from "./evidence.js";

/** Whether every fee that the rules charge stands in the result with its amount, and no other. */
export function checkFees(evidence: Evidence): readonly Issue[] {
  const { priced, fees } = evidence;
  const charged = new Map(priced.fees.map((fee) => [fee.feeId, fee]));
  const issues: Issue[] = [];
  for (const fee of fees) {
    const seen = charged.get(fee.id);
    charged.delete(fee.id);
    const expected = expectedAmount(evidence, fee);
    if ((seen?.list ?? 0) !== expected) {
      issues.push(wrong(fee.id, `comes to ${seen?.list ?? 0}, its terms give ${expected}`));
    }
    if (seen !== undefined) issues.push(...checkShares(seen, fee));
  }
  for (const feeId of charged.keys()) issues.push(wrong(feeId, "the rules have no such fee"));
  return issues;
}

function expectedAmount(evidence: Evidence, fee: CompiledFee): MinorUnits {
  const joined = evidence.goods.filter(
    ({ cell, isFee }) => !isFee && (fee.goods === null || fee.goods(cell.line)),
  );
  const cells = joined.map(({ cell }) => cell);
  if (joined.length === 0 || fee.when?.(evidence.moment, cells) === false) return 0;
  const deal = cells.reduce((sum, one) => sum + one.deal, 0);
  const running = joined.reduce((sum, goods) => sum + runningAtFees(evidence, goods), 0);
  if ((fee.countsRunning ? running : deal) >= fee.freeFrom) return 0;
  const { price } = fee;
  if (price.form === "once") return price.amount;
  if (price.form === "rate") {
    const base = price.ofRunning && !fee.discounted ? running : deal;
    return applyRate(base, price.rate, "half-up");
  }
  return cells.reduce((sum, { pieces }) => sum + pieces * price.amount, 0);
}

/** What was left of goods when the fee lane came: every lane before it has taken its part. */
function runningAtFees({ lanes }: Evidence, { lines }: GoodsEvidence): MinorUnits {
  const earlier = new Set<Lane>(lanes.slice(0, lanes.indexOf("fee")));
  const left = ({ list, adjustments }: PricedLine): MinorUnits =>
    adjustments.reduce((sum, { lane, amount }) => (earlier.has(lane) ? sum - amount : sum), list);
  return lines.reduce((sum, line) => sum + left(line), 0);
}

function checkShares(
  fee: PricedFee,
  { name, kind, comesBack, price }: CompiledFee,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (fee.name !== name || fee.kind !== kind || fee.comesBack !== comesBack) {
    issues.push(wrong(fee.feeId, "name, kind and comesBack are not those of the rules"));
  }
  for (const figure of ["paid", "tax"] as const) {
    const shared = fee.shares.reduce((sum, share) => sum + share[figure], 0);
    const expected = price.form === "once" ? 0 : fee[figure];
    if (shared !== expected) {
      issues.push(wrong(fee.feeId, `its shares of ${figure} sum to ${shared}, not to ${expected}`));
    }
  }
  return issues;
}

function wrong(feeId: string, message: string): Issue {
  return issue("pricing.wrong-fee", ["fees", feeId], `${feeId}: ${message}`);
}
