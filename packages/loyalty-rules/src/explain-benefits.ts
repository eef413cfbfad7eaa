import { type Language, localDateOf, type Reason } from "@tillwright/values";
import type { Benefit } from "./benefit-rules.js";
import type { Entitlements, HeldBenefit } from "./entitlements.js";
import { needReason } from "./internal/need-reason.js";
import type { Programme } from "./programme.js";

/**
 * The relation of benefits and tiers for one member, as sentences.
 *
 * @public
 */
export interface BenefitExplanation {
  /** What the member has. */
  readonly held: readonly Reason[];
  /** What the next tier still needs. */
  readonly needs: readonly Reason[];
  /** What the next tier would bring that the member does not have. */
  readonly gains: readonly Reason[];
}

function heldReason(
  programme: Programme,
  { benefit, from, of, until }: HeldBenefit,
  language: Language,
): Reason {
  const sources = from === "tier" ? (programme.tiers?.levels ?? []) : programme.plans;
  const source = sources.find(({ id }) => id === of);
  const facts = { benefit: benefit.name[language], source: source?.name[language] ?? of };
  if (until === null) return { code: "loyalty.benefit", facts };
  const lastDay = localDateOf(until - 1, programme.zone);
  return { code: "loyalty.benefit-until", facts: { ...facts, lastDay } };
}

/**
 * Explains to a member what the tier and paid plans bring, what the next tier needs, and what it would bring. Render the
 * reasons with the messages of the same language: names of benefits and tiers stand in it.
 *
 * @param entitled - what {@link entitlements} gave
 *
 * @example
 * ```ts
 * import { entitlements, explainBenefits, parseProgramme } from "@tillwright/loyalty-rules";
 * import { zhCN } from "@tillwright/loyalty-rules/messages/zh-CN";
 * import { renderReason } from "@tillwright/values";
 *
 * const manager = { id: "manager", name: { "zh-CN": "专属客户经理", en: "Own manager" }, kind: "manager" };
 * const gold = { id: "gold", name: { "zh-CN": "金卡", en: "Gold" }, reach: { spend: "5000.00" } };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   tiers: { levels: [{ ...gold, benefits: [manager] }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const member = { tier: null, figures: { spend: 488000, visits: 3, points: 0 } };
 * const told = explainBenefits(parsed.value, entitlements(parsed.value, member, 0), "zh-CN");
 * const say = { language: "zh-CN", currency: "CNY" } as const;
 * told.needs.map((reason) => renderReason(zhCN, reason, say)); //=> ["再消费 ¥120.00 升级为 金卡"]
 * told.gains.map((reason) => renderReason(zhCN, reason, say)); //=> ["金卡 可享：专属客户经理"]
 * ```
 *
 * @public
 */
export function explainBenefits(
  programme: Programme,
  entitled: Entitlements,
  language: Language,
): BenefitExplanation {
  const { benefits, next } = entitled;
  const has = new Set(benefits.map(({ benefit }) => sameness(benefit)));
  const tier = next?.tier ?? null;
  const name = tier?.name[language] ?? "";
  const gains = (tier?.benefits ?? []).filter((benefit) => !has.has(sameness(benefit)));
  return Object.freeze({
    held: benefits.map((benefit) => heldReason(programme, benefit, language)),
    needs: (next?.ways[0] ?? []).map((need) => {
      const plan = need.kind === "plan" && programme.plans.find(({ id }) => id === need.plan);
      return needReason(programme, need, name, plan ? plan.name[language] : undefined);
    }),
    gains: gains.map((benefit) => ({
      code: "loyalty.benefit-gained",
      facts: { tier: name, benefit: benefit.name[language] },
    })),
  });
}

/** Two tiers bring the same when it has the same kind and name: ids are only unique within a list. */
function sameness({ kind, name }: Benefit): string {
  return JSON.stringify([kind, name["zh-CN"], name.en]);
}
