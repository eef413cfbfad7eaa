import type { MinorUnits } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import type { LintFinding } from "../../lint-report.js";
import type { Promotion } from "../../rules-document.js";
import { findingOf } from "./finding.js";
import { at, probesOf } from "./probes.js";
import type { LintSession } from "./session.js";
import { type Showing, smallestFrom } from "./shrink.js";

/** What a basket costs, and what it costs when goods are added. */
interface Inversion {
  readonly smallerDue: MinorUnits;
  readonly largerDue: MinorUnits;
}

/** Baskets that cost more than with goods added: 199 costs more than 200. The steepest of each promotion is told. */
export function findInversions(session: LintSession): readonly LintFinding[] {
  return session.rules.promotions.flatMap((promotion) => {
    if (session.isSpent()) {
      session.giveUpOn(`inversions: ${promotion.id}`);
      return [];
    }
    const found = steepest(session, promotion);
    if (found === null) return [];
    const { basket, shown } = smallestFrom(found, (one) => inversionOf(session, promotion, one));
    const { smallerDue, largerDue } = shown;
    return [
      findingOf(
        "pricing.lint.inversion",
        [promotion],
        { smallerDue, largerDue, saved: savedIn(shown) },
        basket,
      ),
    ];
  });
}

function steepest(session: LintSession, promotion: Promotion): Showing<Inversion> | null {
  let found: Showing<Inversion> | null = null;
  for (const basket of probesOf(session, [promotion])) {
    const shown = inversionOf(session, promotion, basket);
    if (shown !== null && (found === null || savedIn(shown) > savedIn(found.shown))) {
      found = { basket, shown };
    }
  }
  return found;
}

function savedIn({ smallerDue, largerDue }: Inversion): MinorUnits {
  return smallerDue - largerDue;
}

/** Whether the basket costs less with one piece more of its first goods, or with these a minor unit dearer. */
function inversionOf(session: LintSession, promotion: Promotion, basket: Basket): Inversion | null {
  const [first, ...others] = basket.lines;
  if (first === undefined || first.quantity.kind !== "pieces") return null;
  const { count } = first.quantity;
  const larger: Basket["lines"][] = [
    [{ ...first, quantity: { kind: "pieces", count: count + 1 } }, ...others],
  ];
  const micros = first.price.unit?.micros;
  if (micros !== undefined && count === 1) {
    const price = session.price([], { ...basket, lines: [first] })?.totals.list ?? 0;
    larger.push([at(session, first, price + 1, 1), ...others]);
  }
  const before = session.price([promotion], basket);
  if (before === null) return null;
  for (const lines of larger) {
    const after = session.price([promotion], { ...basket, lines });
    if (after === null || after.totals.due >= before.totals.due) continue;
    return { smallerDue: before.totals.due, largerDue: after.totals.due };
  }
  return null;
}
