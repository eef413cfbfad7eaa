import { parseMoney } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import type { PricedBasket } from "../../priced-basket.js";
import type { Promotion, RulesDocument } from "../../rules-document.js";
import { type Law, sum } from "./law.js";

/** Caps, counts, limits and groups hold: nothing gives more, more often, or beside what excludes it. */
export const limitsHold: Law = (engine, basket) => {
  const priced = engine.price(basket);
  const given = new Map(priced.applied.map((one) => [one.promotionId, one]));
  return [
    ...engine.rules.promotions.flatMap((promotion) => {
      const own = given.get(promotion.id);
      return own === undefined ? [] : brokenLimits(promotion, own, basket);
    }),
    ...brokenGroups(engine.rules, priced),
  ];
};

function brokenLimits(
  promotion: Promotion,
  given: { readonly times: number; readonly amount: number },
  basket: Basket,
): readonly string[] {
  const broken: string[] = [];
  const terms = promotion as { readonly cap?: string; readonly atMost?: number };
  const cap = terms.cap === undefined ? null : parseMoney(terms.cap, basket.currency);
  if (cap?.ok === true && given.amount > cap.value) {
    broken.push(`${promotion.id} gave ${given.amount}, its cap is ${terms.cap}`);
  }
  if (terms.atMost !== undefined && given.times > terms.atMost) {
    broken.push(`${promotion.id} applied ${given.times} times, ${terms.atMost} are allowed`);
  }
  return [...broken, ...brokenUsage(promotion, basket), ...brokenOpening(promotion, basket)];
}

/** A sale that begins at or above a limit gets nothing. */
function brokenUsage({ id, limits }: Promotion, { usage, member, currency }: Basket): string[] {
  if (limits === undefined) return [];
  const count = (scope: "member" | "total") =>
    usage.find((one) => one.promotionId === id && one.scope === scope);
  const budget = limits.budget === undefined ? null : parseMoney(limits.budget, currency);
  const used = [
    limits.perMember !== undefined && (count("member")?.uses ?? 0) >= limits.perMember,
    limits.perMember !== undefined && member === null,
    limits.total !== undefined && (count("total")?.uses ?? 0) >= limits.total,
    budget?.ok === true && (count("total")?.amount ?? 0) >= budget.value,
  ];
  return used.includes(true) ? [`${id} gave something beyond its limits`] : [];
}

function brokenOpening({ id, needs, codes }: Promotion, { member, ...basket }: Basket): string[] {
  const plain = (code: string): string => code.trim().toUpperCase();
  const entered = basket.codes.map(plain);
  const open =
    needs === undefined ||
    (needs === "code" && (codes ?? []).some((code) => entered.includes(plain(code)))) ||
    (needs === "offer" &&
      (member?.offers ?? []).some(
        ({ promotionId, validUntil }) =>
          promotionId === id && (validUntil === null || basket.at < validUntil),
      ));
  return open ? [] : [`${id} gave something without its ${needs}`];
}

function brokenGroups(rules: RulesDocument, { applied }: PricedBasket): readonly string[] {
  const groupOf = new Map(rules.promotions.map(({ id, group }) => [id, group ?? null]));
  const active = applied.flatMap(({ promotionId }) => groupOf.get(promotionId) ?? []);
  const rivals = active.filter((group) => rules.stacking?.[group] !== "compound");
  const broken = rivals.length === new Set(rivals).size ? [] : ["two of one group gave something"];
  for (const names of rules.exclusions ?? []) {
    if (sum(names.map((name) => (active.includes(name) ? 1 : 0))) > 1) {
      broken.push(`the groups ${names.join(", ")} exclude each other, and two gave something`);
    }
  }
  return broken;
}

/**
 * The units of every line, given back one by one in any order, pay back exactly what was paid in money and in points,
 * and never more than what is left.
 */
export const refundsSumToPaid: Law = (engine, basket) => {
  const { lines, points } = engine.price(basket);
  const broken = lines.flatMap(({ lineId, paid, runs }) => {
    let left = paid;
    for (const run of [...runs].reverse()) {
      for (const unit of [run.paid * (run.count - 1), run.paid]) {
        left -= unit;
        if (left < 0) return [`line ${lineId} pays back more than ${paid}`];
      }
    }
    return left === 0 ? [] : [`line ${lineId} pays back ${paid - left} of ${paid}`];
  });
  const pinned = sum(lines.flatMap(({ runs }) => runs.map((run) => run.points * run.count)));
  return pinned === (points?.used ?? 0) ? broken : [...broken, `${pinned} points would come back`];
};
