import { type Json, parseInstant, parseMoney } from "@tillwright/values";
import type { AtLeastAtMost, BirthdayCondition, Condition } from "../../condition.js";
import type { ConditionExplanation, ConditionView } from "../../condition-explanation.js";
import type { Moment } from "../../moment.js";
import type { Missed } from "../../promotion-explanation.js";
import { compileBasketTest, dealOf, piecesOf } from "../basket-conditions.js";
import { goodsReader } from "../compile-rules.js";
import type { Registry } from "../registry.js";
import { asList, createTermReader } from "../term-reader.js";
import { told } from "./missing.js";

/** How conditions are told and tested. */
export interface ConditionWords {
  readonly registry: Registry;
  readonly leaves: ReadonlyMap<string, ConditionExplanation["missed"]>;
}

/** The first leaf that keeps a condition from holding; `null` when it holds. */
export function failedCondition(
  condition: Condition,
  view: ConditionView,
  words: ConditionWords,
): Missed | null {
  if ("all" in condition) {
    for (const one of condition.all) {
      const missed = failedCondition(one, view, words);
      if (missed !== null) return missed;
    }
    return null;
  }
  if ("any" in condition) {
    const missed = condition.any.map((one) => failedCondition(one, view, words));
    return missed.includes(null) ? null : (missed[0] ?? null);
  }
  if ("not" in condition) {
    if (!holds(condition.not, view, words)) return null;
    const keys = Object.keys(condition.not).join();
    return told("pricing.condition.not", { condition: keys });
  }
  if (holds(condition, view, words)) return null;
  const [key = "", value] = Object.entries(condition)[0] ?? [];
  const tell = words.leaves.get(key);
  return tell === undefined
    ? told("pricing.condition.other", { condition: key })
    : tell(value, view);
}

function holds(
  condition: Condition,
  { moment, joined }: ConditionView,
  { registry }: ConditionWords,
): boolean {
  const reader = createTermReader(moment.basket.currency, "explain", goodsReader(registry));
  return compileBasketTest(condition, registry.basket, reader)(moment, joined);
}

const leaves: Readonly<Record<string, ConditionExplanation["missed"]>> = {
  member: (value) =>
    told(value === "any" ? "pricing.condition.member" : "pricing.condition.no-member", {}),
  tier: (value, { moment }) => {
    const needed = [...asList(value as string)];
    const seen = moment.basket.member?.tier ?? null;
    return seen === null
      ? told("pricing.condition.no-tier", { needed })
      : told("pricing.condition.tier", { needed, seen });
  },
  memberTag: (value) => told("pricing.condition.member-tag", { needed: listed(value) }),
  weekday: (value, { moment }) =>
    told("pricing.condition.weekday", {
      needed: listed(value),
      seen: moment.localTime().weekday,
    }),
  dayOfMonth: (value, { moment }) =>
    told("pricing.condition.day-of-month", {
      needed: listed(value),
      seen: Number(moment.localTime().date.slice(8)),
    }),
  daily: (value, { moment }) => {
    const { from, until } = value as { readonly from: string; readonly until: string };
    const { hour, minute, second } = moment.localTime();
    const seen = [hour, minute, second].map((one) => String(one).padStart(2, "0")).join(":");
    return told("pricing.condition.daily", { from, until, seen });
  },
  dates: (value, { moment }) => {
    const { from, through } = value as { readonly from?: string; readonly through?: string };
    const seen = moment.localTime().date;
    return from !== undefined && seen < from
      ? told("pricing.condition.date-not-yet", { from, seen })
      : told("pricing.condition.date-over", { through: through ?? "", seen });
  },
  window: (value, { moment }) => {
    const { from, until } = value as { readonly from?: string; readonly until?: string };
    const seen = moment.basket.at;
    const begin = instantOf(from);
    return begin !== null && seen < begin
      ? told("pricing.condition.not-begun", { from: begin, seen })
      : told("pricing.condition.over", { until: instantOf(until) ?? seen, seen });
  },
  joinedOn: (value, { moment }) => {
    const { from, through } = value as { readonly from?: string; readonly through?: string };
    const member = moment.basket.member;
    if (member === null) return told("pricing.condition.member");
    const seen = member.joinedOn;
    if (seen === null) return told("pricing.condition.joined-unknown");
    return from !== undefined && seen < from
      ? told("pricing.condition.joined-before", { from, seen })
      : told("pricing.condition.joined-after", { through: through ?? seen, seen });
  },
  tender: (value, { moment }) => {
    const needed = listed(value);
    const seen = moment.basket.tender;
    return seen === undefined
      ? told("pricing.condition.tender-unknown", { needed })
      : told("pricing.condition.tender", { needed, seen });
  },
  channel: (value, { moment }) =>
    told("pricing.condition.channel", { needed: listed(value), seen: moment.basket.channel }),
  store: (value, { moment }) =>
    told("pricing.condition.store", { needed: listed(value), seen: moment.basket.storeId }),
  birthday: (value, { moment }) => {
    const condition = value as BirthdayCondition;
    const scope = typeof condition === "string" ? condition : condition.scope;
    const known = (moment.basket.member?.birthday ?? null) !== null;
    return told(
      known ? `pricing.condition.birthday-${scope}` : "pricing.condition.birthday-unknown",
      known ? { seen: moment.localTime().date } : {},
    );
  },
  purchases: (value, { moment }) => {
    const seen = moment.basket.member?.purchases ?? null;
    if (seen === null) return told("pricing.condition.member", {});
    return rangeMissed("purchases", value as AtLeastAtMost<number>, seen);
  },
  quantity: (value, { joined }) =>
    rangeMissed("quantity", value as AtLeastAtMost<number>, piecesOf(joined)),
  amount: (value, { moment, joined }) => {
    const { atLeast, atMost } = value as AtLeastAtMost<string>;
    const range: { atLeast?: number; atMost?: number } = {};
    if (atLeast !== undefined) range.atLeast = moneyOf(atLeast, moment);
    if (atMost !== undefined) range.atMost = moneyOf(atMost, moment);
    return rangeMissed("amount", range, dealOf(joined));
  },
};

export const conditionExplanations: readonly ConditionExplanation[] = Object.entries(leaves).map(
  ([key, missed]) => ({ key, missed }),
);

function listed(value: unknown): Json[] {
  return [...asList(value as string | number)];
}

function instantOf(text: string | undefined): number | null {
  const parsed = text === undefined ? null : parseInstant(text);
  return parsed?.ok === true ? parsed.value : null;
}

function moneyOf(text: string, { basket }: Moment): number {
  const parsed = parseMoney(text, basket.currency);
  return parsed.ok ? parsed.value : 0;
}

function rangeMissed(
  what: "purchases" | "quantity" | "amount",
  { atLeast, atMost }: AtLeastAtMost<number>,
  seen: number,
): Missed {
  if (atLeast !== undefined && seen < atLeast) {
    const missing = atLeast - seen;
    const advice =
      what === "purchases" ? null : { code: `pricing.add-${what}`, facts: { missing } };
    return told(`pricing.condition.${what}-least`, { needed: atLeast, seen, missing }, advice);
  }
  return told(`pricing.condition.${what}-most`, { needed: atMost ?? seen, seen });
}
