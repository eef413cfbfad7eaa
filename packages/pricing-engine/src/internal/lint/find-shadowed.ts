import type { Basket } from "../../basket.js";
import type { LintFinding } from "../../lint-report.js";
import type { Promotion } from "../../rules-document.js";
import { nameOf } from "../promotion-name.js";
import { neverHolds } from "./find-never-true.js";
import { findingOf } from "./finding.js";
import { probesOf } from "./probes.js";
import type { LintSession } from "./session.js";
import { smallest } from "./shrink.js";

/** Promotions that give nothing in any basket tried: by themselves, or because others always come first. */
export function findShadowed(session: LintSession): readonly LintFinding[] {
  return session.rules.promotions.flatMap((promotion) => {
    if (session.isSpent()) {
      session.giveUpOn(`shadowed: ${promotion.id}`);
      return [];
    }
    if (neverHolds(session, promotion)) return [];
    return judge(session, promotion);
  });
}

function judge(session: LintSession, promotion: Promotion): readonly LintFinding[] {
  const probes = probesOf(session, [promotion]);
  const gives = probes.filter((basket) => givenBy(session, [promotion], promotion, basket) > 0);
  if (gives.length === 0) {
    if (session.isSpent()) return [];
    return [findingOf("pricing.lint.gives-nothing", [promotion], {}, probes[0] ?? null)];
  }
  const all = session.rules.promotions;
  const shows = (basket: Basket): boolean =>
    givenBy(session, [promotion], promotion, basket) > 0 &&
    givenBy(session, all, promotion, basket) === 0;
  if (gives.some((basket) => givenBy(session, all, promotion, basket) !== 0)) return [];
  const basket = smallest(gives[0] ?? session.empty, shows);
  const rivals = (session.price(all, basket)?.applied ?? []).map(({ promotionId }) => promotionId);
  const by = all.filter(({ id }) => rivals.includes(id));
  return [
    findingOf(
      "pricing.lint.shadowed",
      [promotion, ...by],
      { by: by.map(nameOf), tried: gives.length },
      basket,
    ),
  ];
}

/** What a promotion gives; -1 where nobody knows. */
function givenBy(
  session: LintSession,
  promotions: readonly Promotion[],
  { id }: Promotion,
  basket: Basket,
): number {
  const priced = session.price(promotions, basket);
  if (priced === null) return -1;
  return priced.applied.find(({ promotionId }) => promotionId === id)?.amount ?? 0;
}
