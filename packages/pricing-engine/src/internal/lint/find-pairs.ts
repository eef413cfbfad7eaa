import type { Basket } from "../../basket.js";
import type { LintFinding } from "../../lint-report.js";
import type { Promotion } from "../../rules-document.js";
import { nameOf } from "../promotion-name.js";
import { findingOf } from "./finding.js";
import { probesOf } from "./probes.js";
import type { LintSession } from "./session.js";
import { smallestOf } from "./shrink.js";

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
  const found = smallestOf(probes, (basket) => {
    const oneFirst = dueWith(one, other, basket);
    const otherFirst = oneFirst === null ? null : dueWith(other, one, basket);
    return oneFirst === null || otherFirst === null || oneFirst === otherFirst
      ? null
      : { oneFirst, otherFirst };
  });
  if (found === null) return [];
  const facts = { other: nameOf(other), ...found.shown };
  return [findingOf("pricing.lint.order-dependent", [one, other], facts, found.basket)];
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
  const ways: readonly (readonly [Promotion, Promotion])[] = [
    [one, other],
    [other, one],
  ];
  return ways.flatMap(([added, there]) => {
    const found = smallestOf(probes, (basket) => {
      const [alone, both] = [dueOf([there], basket), dueOf([there, added], basket)];
      const raises = alone !== null && both !== null && both > alone + basket.lines.length;
      return raises ? { alone, both } : null;
    });
    if (found === null) return [];
    const facts = { other: nameOf(there), ...found.shown };
    return [findingOf("pricing.lint.raises-total", [added, there], facts, found.basket)];
  });
}
