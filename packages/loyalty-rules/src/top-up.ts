import type { JournalCommand, PostingRequest } from "@tillwright/ledger";
import type { MinorUnits, Outcome, Reason } from "@tillwright/values";
import {
  storedBonusAccount,
  storedBonusIssuedAccount,
  storedPrincipalAccount,
  storedPrincipalIssuedAccount,
} from "./accounts.js";
import { type InstalmentPlan, planInstalments, promisePostings } from "./bonus-instalments.js";
import { checkWhole } from "./errors.js";
import { expiryInstant } from "./expiry.js";
import { into, post } from "./post.js";
import type { Programme, StoredValueRules, TopUpStep } from "./programme.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";

/**
 * A top-up of stored value (充值).
 *
 * @public
 */
export interface TopUpRequest {
  readonly memberId: string;
  readonly topUpId: string;
  /** What the member pays in. */
  readonly paid: MinorUnits;
  /** The principal the member holds already, for the limit of the balance. */
  readonly principalBefore: MinorUnits;
  readonly context: CommandContext;
}

/**
 * What a top-up gives.
 *
 * @public
 */
export interface TopUp {
  readonly principal: MinorUnits;
  /** All of it, with what comes later in instalments. */
  readonly bonus: MinorUnits;
  /** What of the bonus can be spent at once. */
  readonly bonusNow: MinorUnits;
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

/** The step of a top-up is the highest one that is reached. */
function stepOf(rules: StoredValueRules, paid: MinorUnits): TopUpStep | null {
  return rules.topUps.findLast((candidate) => candidate.pay <= paid) ?? null;
}

/** The bonus is given once or for each full step. */
function bonusOf(step: TopUpStep | null, paid: MinorUnits): MinorUnits {
  if (step === null) return 0;
  return step.repeat ? step.bonus * Math.floor(paid / step.pay) : step.bonus;
}

/** The bonus of a top-up as postings: all of it, or the first part and the promise of the others. */
function bonusPostings(
  programme: Programme,
  rules: StoredValueRules,
  { memberId, topUpId, context }: TopUpRequest,
  plan: InstalmentPlan,
  source: Readonly<Record<string, string | number>>,
): readonly PostingRequest[] {
  const { currency, zone } = programme;
  const now = plan.amounts[0] ?? 0;
  if (now === 0) return [];
  const expiresAt = expiryInstant(rules.bonusExpiry, context.at, zone);
  const newLot = { lotId: `${topUpId}/bonus`, expiresAt, source };
  return [
    ...into(
      storedBonusAccount(memberId, currency),
      storedBonusIssuedAccount(memberId, currency),
      now,
      { newLot },
    ),
    ...promisePostings(programme, memberId, topUpId, plan, source),
  ];
}

function refusalOf(
  programme: Programme,
  rules: StoredValueRules,
  request: TopUpRequest,
): Outcome<never, LoyaltyRefusal> | null {
  const { paid, principalBefore } = request;
  const currency = programme.currency;
  if (rules.minimumTopUp !== null && paid < rules.minimumTopUp) {
    const minimum = rules.minimumTopUp;
    return refused("loyalty.top-up-below-minimum", `a top-up of ${paid} is below ${minimum}`, {
      paid,
      minimum,
      currency,
    });
  }
  if (rules.maximumTopUp !== null && paid > rules.maximumTopUp) {
    const maximum = rules.maximumTopUp;
    return refused("loyalty.top-up-above-maximum", `a top-up of ${paid} is above ${maximum}`, {
      paid,
      maximum,
      currency,
    });
  }
  if (rules.maximumBalance !== null && principalBefore + paid > rules.maximumBalance) {
    const maximum = rules.maximumBalance;
    return refused(
      "loyalty.balance-above-maximum",
      `a top-up of ${paid} on ${principalBefore} passes the limit of ${maximum}`,
      { paid, balance: principalBefore, maximum, currency },
    );
  }
  return null;
}

/**
 * Books a top-up as a lot of principal, which never expires, and a lot of bonus; where the bonus comes in
 * instalments, the first of them ({@link dueInstalments} gives the others).
 *
 * Refuses `loyalty.stored-value-not-offered`, `loyalty.top-up-below-minimum`, `loyalty.top-up-above-maximum` and
 * `loyalty.balance-above-maximum`. The money side (drawer against liability) is the till's.
 *
 * @example
 * ```ts
 * import { parseProgramme, topUp } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   storedValue: { topUps: [{ pay: "500.00", bonus: "50.00" }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const charged = topUp(parsed.value, {
 *   memberId: "M1",
 *   topUpId: "T1",
 *   paid: 50000,
 *   principalBefore: 0,
 *   context: { key: "till-1/46", at: 0 },
 * });
 * charged.ok ? charged.value.bonus : null; //=> 5000
 * ```
 *
 * @public
 */
export function topUp(programme: Programme, request: TopUpRequest): Outcome<TopUp, LoyaltyRefusal> {
  const { memberId, topUpId, paid, context } = request;
  checkWhole(paid, 1, "what is paid in");
  checkWhole(request.principalBefore, 0, "the principal before the top-up");
  const rules = programme.storedValue;
  if (rules === null) {
    return refused("loyalty.stored-value-not-offered", "the programme has no stored value", {});
  }
  const refusal = refusalOf(programme, rules, request);
  if (refusal !== null) return refusal;
  const { currency, hash, zone } = programme;
  const step = stepOf(rules, paid);
  const bonus = bonusOf(step, paid);
  const instalments = step?.instalments ?? null;
  const plan =
    instalments === null
      ? { amounts: [bonus], days: [context.at] }
      : planInstalments(instalments, bonus, context.at, zone);
  const source = { kind: "top-up", topUpId, programme: hash, paid, bonus };
  const postings: PostingRequest[] = [
    ...into(
      storedPrincipalAccount(memberId, currency),
      storedPrincipalIssuedAccount(memberId, currency),
      paid,
      { newLot: { lotId: `${topUpId}/principal`, expiresAt: null, source } },
    ),
  ];
  postings.push(...bonusPostings(programme, rules, request, plan, source));
  const parts = plan.amounts.length;
  const bonusNow = plan.amounts[0] ?? 0;
  const given = bonus > 0 ? "loyalty.topped-up-with-bonus" : "loyalty.topped-up";
  const reason: Reason =
    parts > 1
      ? { code: "loyalty.topped-up-in-parts", facts: { paid, bonus, bonusNow, parts, currency } }
      : { code: given, facts: { paid, bonus, currency } };
  return {
    ok: true,
    value: Object.freeze({
      principal: paid,
      bonus,
      bonusNow,
      commands: [post(context, "top-up", postings, source)],
      reasons: [reason],
    }),
  };
}
