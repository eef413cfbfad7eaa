import { parseRate, type Rate } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import type { LintFinding } from "../../lint-report.js";
import type { PricedBasket, PricedLine } from "../../priced-basket.js";
import { nameOf } from "../promotion-name.js";
import { findingOf } from "./finding.js";
import { probesOf } from "./probes.js";
import type { LintSession } from "./session.js";
import { smallestFrom } from "./shrink.js";

type BelowCode = "pricing.lint.below-cost" | "pricing.lint.below-floor";

/** A line that is sold for less than it may be. */
interface Breach {
  readonly line: PricedLine;
  readonly least: number;
}

/** Goods that the promotions together sell below their cost, or below the floor. One finding for each set of promotions. */
export function findBelow(session: LintSession): readonly LintFinding[] {
  const { promotions } = session.rules;
  const found = new Map<string, LintFinding>();
  const checks = checksOf(session);
  if (checks.length === 0) return [];
  const groups = [
    ...promotions.map((one) => [one]),
    ...promotions.flatMap((one, i) => promotions.slice(i + 1).map((other) => [one, other])),
  ];
  for (const some of groups) {
    for (const basket of probesOf(session, some)) {
      if (session.isSpent()) {
        session.giveUpOn("sales below cost and floor");
        return [...found.values()];
      }
      for (const { code, breachOf } of checks) {
        const finding = judge(session, basket, code, breachOf, found);
        if (finding !== null) found.set(`${code} ${finding.promotionIds.join(" ")}`, finding);
      }
    }
  }
  return [...found.values()];
}

function judge(
  session: LintSession,
  basket: Basket,
  code: BelowCode,
  breachOf: (priced: PricedBasket, basket: Basket) => Breach | null,
  known: ReadonlyMap<string, LintFinding>,
): LintFinding | null {
  const { promotions } = session.rules;
  const breach = (one: Basket): Breach | null => {
    const priced = session.price(promotions, one);
    return priced === null ? null : breachOf(priced, one);
  };
  const first = breach(basket);
  if (first === null || known.has(`${code} ${idsOf(first).join(" ")}`)) return null;
  const ids = idsOf(first).join(" ");
  const small = smallestFrom({ basket, shown: first }, (one) => {
    const still = breach(one);
    return still !== null && idsOf(still).join(" ") === ids ? still : null;
  });
  const { line, least } = small.shown;
  const by = promotions.filter(({ id }) => idsOf(first).includes(id));
  const facts = { by: by.map(nameOf), paid: line.paid, least };
  return findingOf(code, by, facts, small.basket);
}

function idsOf({ line }: Breach): readonly string[] {
  return [...new Set(line.adjustments.map(({ promotionId }) => promotionId))].sort();
}

function checksOf({ options }: LintSession): readonly {
  readonly code: BelowCode;
  readonly breachOf: (priced: PricedBasket, basket: Basket) => Breach | null;
}[] {
  const costs = new Map(
    (options.catalogue ?? []).flatMap(({ line, cost }): readonly [string, number][] =>
      cost === undefined ? [] : [[line.productId, cost]],
    ),
  );
  const parsed = options.floor === undefined ? null : parseRate(options.floor);
  const floor: Rate | null = parsed?.ok === true ? parsed.value : null;
  const below =
    (leastOf: (line: PricedLine, basket: Basket) => number | null) =>
    (priced: PricedBasket, basket: Basket): Breach | null => {
      for (const line of priced.lines) {
        const least = leastOf(line, basket);
        if (least !== null && line.paid < least && line.adjustments.length > 0)
          return { line, least };
      }
      return null;
    };
  return [
    ...(costs.size === 0
      ? []
      : [{ code: "pricing.lint.below-cost" as const, breachOf: below(costOf(costs)) }]),
    ...(floor === null
      ? []
      : [
          {
            code: "pricing.lint.below-floor" as const,
            breachOf: below(({ list }) => Math.ceil((list * floor.numerator) / floor.denominator)),
          },
        ]),
  ];
}

function costOf(
  costs: ReadonlyMap<string, number>,
): (line: PricedLine, basket: Basket) => number | null {
  return ({ lineId }, basket) => {
    const line = basket.lines.find((one) => one.lineId === lineId);
    if (line?.quantity.kind !== "pieces") return null;
    const cost = costs.get(line.productId);
    return cost === undefined ? null : cost * line.quantity.count;
  };
}
