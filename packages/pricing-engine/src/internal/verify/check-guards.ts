import { applyRate, type Issue, type MinorUnits, parseRate } from "@tillwright/values";
import type { ManualDiscount } from "../../manual-discount.js";
import { compileFloors, floorOf } from "../floors.js";
import { barredLines, compileGates } from "../gates.js";
import type { Registry } from "../registry.js";
import { sum } from "../whole-numbers.js";
import { checkTimes, type Evidence, type GoodsEvidence, problem, takenBy } from "./evidence.js";

/** Whether no unit lies below its floor by a discount, and the gates bar the lines that they must. */
export function checkGuards(evidence: Evidence, registry: Registry): readonly Issue[] {
  const { rules, priced, goods, moment } = evidence;
  const issues: Issue[] = [];
  const floors = compileFloors(rules, registry);
  if (floors !== null) {
    for (const { cell, lines } of goods) {
      const floor = floorOf(floors, cell, null);
      for (const { lineId, runs } of lines) {
        const sunk = runs.some((run) => run.paid + run.pointsOffset < Math.min(run.list, floor));
        if (sunk) issues.push(problem("pricing.below-floor", lineId, `a unit lies below ${floor}`));
      }
    }
  }
  const gates = compileGates(rules, registry) ?? [];
  const cells = goods.flatMap(({ cell, lines, isFee }) =>
    (isFee ? [] : (cell.parts ?? [cell])).map((part, i) => ({
      ...part,
      deal: lines[i]?.deal ?? part.deal,
    })),
  );
  const due = barredLines(gates, cells, moment).map(({ lineId, gateId }) => `${gateId}/${lineId}`);
  const told = priced.barred.map(({ lineId, gateId }) => `${gateId}/${lineId}`);
  if ([...due].sort().join() !== [...told].sort().join()) {
    issues.push(problem("pricing.wrong-bars", "", `${told.join()} are barred, not ${due.join()}`));
  }
  return issues;
}

/** Whether each manual discount took what was asked for from the goods it was for, or nothing when it was refused. */
export function checkManual(evidence: Evidence): readonly Issue[] {
  const { basket, rules, priced, goods } = evidence;
  const issues: Issue[] = [];
  for (const asked of basket.manual ?? []) {
    const given = sum(goods.map((one) => takenBy(one, asked.id)));
    const refused = priced.refusals.some(({ manualId }) => manualId === asked.id);
    const known = Object.hasOwn(rules.manual?.roles ?? {}, asked.role);
    if ((refused || !known) && given > 0) {
      issues.push(
        problem("pricing.wrong-discount", asked.id, `took ${given} though it was refused`),
      );
    } else if (!refused) issues.push(...checkAsked(evidence, asked, given));
    issues.push(...checkTimes(evidence, asked.id, given > 0 ? 1 : 0));
    for (const one of goods) one.cell.now -= takenBy(one, asked.id);
  }
  return issues;
}

function checkAsked(
  { goods, rules }: Evidence,
  { id, lineIds, pay, off, amount }: ManualDiscount,
  given: MinorUnits,
): readonly Issue[] {
  const strays = goods.filter(
    (one) =>
      takenBy(one, id) > 0 && one.lines.every(({ lineId }) => lineIds?.includes(lineId) === false),
  );
  if (strays.length > 0) return [problem("pricing.wrong-discount", id, "took from other lines")];
  // Of lines that were put together, or of some goods only, what stood there is not told by the result.
  if (lineIds !== undefined || rules.manual?.goods !== undefined) return [];
  const left = sum(goods.map(({ cell }) => cell.now));
  const wanted = amount ?? left - restOf(left, pay, off);
  return given === Math.min(wanted, left)
    ? []
    : [problem("pricing.wrong-discount", id, `took ${given}, ${wanted} were asked for`)];
}

/** What is left where a share of it is paid, or is taken off. */
function restOf(left: MinorUnits, pay: string | undefined, off: string | undefined): MinorUnits {
  const rate = parseRate(pay ?? off);
  if (!rate.ok) return left;
  const { numerator, denominator } = rate.value;
  const paid = pay === undefined ? denominator - numerator : numerator;
  return applyRate(left, { numerator: paid, denominator }, "half-up");
}

/** Ids of manual discounts, with the goods they may touch. */
export function mayTouch({ basket }: Evidence, id: string, { lines }: GoodsEvidence): boolean {
  const asked = basket.manual?.find((one) => one.id === id);
  if (asked === undefined) return false;
  const { lineIds } = asked;
  return lineIds === undefined || lines.some(({ lineId }) => lineIds.includes(lineId));
}
