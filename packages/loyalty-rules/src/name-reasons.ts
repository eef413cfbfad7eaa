import type { Json, Language, Reason } from "@tillwright/values";
import type { Label } from "./gift-rules.js";
import type { Programme } from "./programme.js";

interface Named {
  readonly id: string;
  readonly name: Label;
}

/** What a fact of each name is an id of. */
function kindsOf({ tiers, plans, rewards }: Programme): Readonly<Record<string, readonly Named[]>> {
  const levels = tiers?.levels ?? [];
  const holders = [...levels, ...plans];
  return {
    tier: levels,
    from: levels,
    to: levels,
    tiers: levels,
    plan: plans,
    reward: rewards,
    holders,
  };
}

/**
 * Reasons and refusals for eyes: what the programme has a name for is called by it in the language and not by its id. Give the
 * answer to `renderReason` with the catalogue of the same language; what is not in the programme keeps its id.
 *
 * @example
 * ```ts
 * import { nameReasons, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   tiers: { levels: [{ id: "gold", name: { "zh-CN": "金卡", en: "Gold" } }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const reason = { code: "loyalty.tier-reached", facts: { to: "gold" } };
 * nameReasons(parsed.value, [reason], "zh-CN")[0]?.facts; //=> { "to": "金卡" }
 * ```
 *
 * @public
 */
export function nameReasons<Told extends Pick<Reason, "facts">>(
  programme: Programme,
  reasons: readonly Told[],
  language: Language,
): readonly Told[] {
  const kinds = kindsOf(programme);
  const called = (kind: readonly Named[], value: Json): Json => {
    if (Array.isArray(value)) return value.map((one) => called(kind, one));
    return kind.find(({ id }) => id === value)?.name[language] ?? value;
  };
  return reasons.map((reason) => {
    const facts = Object.entries(reason.facts).map(([name, value]) => {
      const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
      return [name, kind === undefined ? value : called(kind, value)];
    });
    return { ...reason, facts: Object.fromEntries(facts) };
  });
}
