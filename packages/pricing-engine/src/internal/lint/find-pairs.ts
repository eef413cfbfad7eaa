import type { Basket } from "../../basket.js";
import type { LintFinding } from "../../lint-report.js";
import type { Promotion } from "../../rules-document.js";
import { nameOf } from "../promotion-name.js";
import { findingOf } from "./finding.js";
import { probesOf } from "./probes.js";
import type { LintSession } from "./session.js";
import { smallest } from "./shrink.js";

/** Pairs whose order matters though nothing but their ids decides it, and pairs that are dearer than one of them alone. */
export function findPairs(session: LintSession): readonly LintFinding[] {
  const { promotions } = session.rules;
  return promotions.flatMap((one, i) =>
    promotions.slice(i + 1).flatMap((other) => {
      if (session.isSpent()) {
        session.giveUpOn("pairs of promotions");
        return [];
      }
      const probes = probesOf(session, [one, other]);
      return [
        ...orderDependent(session, one, other, probes),
        ...raising(session, one, other, probes),
      ];
    }),
  );
}

function orderDependent(
  session: LintSession,
  one: Promotion,
  other: Promotion,
  probes: readonly Basket[],
): readonly LintFinding[] {
  if ((one.priority ?? 0) !== (other.priority ?? 0) || one.lane !== other.lane) return [];
  const dueWith = (first: Promotion, second: Promotion, basket: Basket): number | null =>
    session.price(
      [
        { ...first, priority: 1 },
        { ...second, priority: -1 },
      ],
      basket,
    )?.totals.due ?? null;
  const differs = (basket: Basket): boolean => {
    const due = dueWith(one, other, basket);
    if (due === null) return false;
    const turned = dueWith(other, one, basket);
    return turned !== null && turned !== due;
  };
  const found = probes.find(differs);
  if (found === undefined) return [];
  const basket = smallest(found, differs);
  const [oneFirst, otherFirst] = [
    dueWith(one, other, basket) ?? 0,
    dueWith(other, one, basket) ?? 0,
  ];
  return [
    findingOf(
      "pricing.lint.order-dependent",
      [one, other],
      { other: nameOf(other), oneFirst, otherFirst },
      basket,
    ),
  ];
}

/** Rounding may cost a minor unit on each line; what is more is the rules' doing. */
function raising(
  session: LintSession,
  one: Promotion,
  other: Promotion,
  probes: readonly Basket[],
): readonly LintFinding[] {
  const dueOf = (promotions: readonly Promotion[], basket: Basket): number | null =>
    session.price(promotions, basket)?.totals.due ?? null;
  return [
    [one, other],
    [other, one],
  ].flatMap(([added, there]) => {
    if (added === undefined || there === undefined) return [];
    const raises = (basket: Basket): boolean => {
      const [alone, both] = [dueOf([there], basket), dueOf([there, added], basket)];
      return alone !== null && both !== null && both > alone + basket.lines.length;
    };
    const found = probes.find(raises);
    if (found === undefined) return [];
    const basket = smallest(found, raises);
    const facts = {
      other: nameOf(there),
      alone: dueOf([there], basket) ?? 0,
      both: dueOf([there, added], basket) ?? 0,
    };
    return [findingOf("pricing.lint.raises-total", [added, there], facts, basket)];
  });
}
