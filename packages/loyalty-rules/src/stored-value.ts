import { type MinorUnits, type Outcome, scaleRounded } from "@tillwright/values";
import { checkWhole } from "./errors.js";
import type { Programme, SpendOrder } from "./programme.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";

/**
 * An amount of stored value, or a balance, by where it came from.
 *
 * @public
 */
export interface StoredValueSplit {
  readonly principal: MinorUnits;
  readonly bonus: MinorUnits;
}

function principalPart(order: SpendOrder, balance: StoredValueSplit, amount: MinorUnits): number {
  switch (order) {
    case "principal-first":
      return Math.min(amount, balance.principal);
    case "bonus-first":
      return amount - Math.min(amount, balance.bonus);
    case "pro-rata": {
      const whole = balance.principal + balance.bonus;
      return whole === 0 ? 0 : amount - scaleRounded(amount, balance.bonus, whole, "down");
    }
  }
}

/**
 * Splits what stored value pays into principal and bonus, in the programme's order. Pro rata rounds the bonus part down.
 *
 * Refuses `loyalty.stored-value-not-offered` and `loyalty.stored-value-short`.
 *
 * @example
 * ```ts
 * import { parseProgramme, planStoredValue } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   storedValue: { topUps: [{ pay: "500.00", bonus: "50.00" }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const plan = planStoredValue(parsed.value, { principal: 50000, bonus: 5000 }, 11000);
 * plan.ok ? plan.value : null; //=> { "principal": 10000, "bonus": 1000 }
 * ```
 *
 * @public
 */
export function planStoredValue(
  programme: Programme,
  balance: StoredValueSplit,
  amount: MinorUnits,
): Outcome<StoredValueSplit, LoyaltyRefusal> {
  checkWhole(amount, 0, "the amount from stored value");
  checkWhole(balance.principal, 0, "the principal");
  checkWhole(balance.bonus, 0, "the bonus");
  if (programme.storedValue === null) {
    return refused("loyalty.stored-value-not-offered", "the programme has no stored value", {});
  }
  const available = balance.principal + balance.bonus;
  if (amount > available) {
    return refused(
      "loyalty.stored-value-short",
      `stored value of ${available} does not cover ${amount}`,
      { available, amount, missing: amount - available, currency: programme.currency },
    );
  }
  const principal = principalPart(programme.storedValue.spendOrder, balance, amount);
  return { ok: true, value: Object.freeze({ principal, bonus: amount - principal }) };
}
