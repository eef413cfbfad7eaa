import type { MinorUnits } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import type { LintFinding } from "../../lint-report.js";
import type { PricedBasket } from "../../priced-basket.js";
import type { Promotion } from "../../rules-document.js";
import { nameOf } from "../promotion-name.js";
import { neverHolds } from "./find-never-true.js";
import { findingOf } from "./finding.js";
import { probesOf } from "./probes.js";
import type { LintSession } from "./session.js";
import { type Showing, smallestFrom } from "./shrink.js";

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
  const gives = probes.filter((basket) => givenBy(session, promotion, basket) > 0);
  const all = session.rules.promotions;
  /** The ids of those that come first; `null` where the promotion gives something, or nobody knows. */
  const rivalsIn = (basket: Basket): readonly string[] | null => {
    const priced = session.price(all, basket);
    if (priced === null || givenIn(priced, promotion) !== 0) return null;
    return priced.applied.map(({ promotionId }) => promotionId);
  };
  let first: Showing<readonly string[]> | null = null;
  for (const one of gives) {
    const rivals = rivalsIn(one);
    if (rivals === null) return [];
    first ??= { basket: one, shown: rivals };
  }
  if (first === null) {
    return session.isSpent()
      ? []
      : [findingOf("pricing.lint.gives-nothing", [promotion], {}, probes[0] ?? null)];
  }
  const { basket, shown: ids } = smallestFrom(first, (one) =>
    givenBy(session, promotion, one) > 0 ? rivalsIn(one) : null,
  );
  const by = all.filter(({ id }) => ids.includes(id));
  return [
    findingOf(
      "pricing.lint.shadowed",
      [promotion, ...by],
      { by: by.map(nameOf), tried: gives.length },
      basket,
    ),
  ];
}

/** What a promotion gives by itself; nothing where nobody knows. */
function givenBy(session: LintSession, promotion: Promotion, basket: Basket): MinorUnits {
  const priced = session.price([promotion], basket);
  return priced === null ? 0 : givenIn(priced, promotion);
}

function givenIn({ applied }: PricedBasket, { id }: Promotion): MinorUnits {
  return applied.find(({ promotionId }) => promotionId === id)?.amount ?? 0;
}
