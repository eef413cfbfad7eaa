import type { Basket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import {
  planReturn,
  type ReturnPlan,
  type ReturnPolicy,
  type ReturnRequest,
  type UnitsWanted,
} from "@tillwright/pricing-engine/returns";

export const sale = (document: RulesDocument, of: Basket) => {
  const engine = compile(document);
  return { engine, basket: of, priced: engine.price(of) };
};
export type Sale = ReturnType<typeof sale>;

export function plan(
  of: Sale,
  policy: ReturnPolicy,
  now: readonly UnitsWanted[],
  earlier: readonly ReturnPlan[] = [],
  gifts: NonNullable<ReturnRequest["gifts"]> = [],
): ReturnPlan {
  const planned = planReturn({ ...of, policy, now, earlier, gifts });
  if (!planned.ok) throw new Error(planned.refusal.message);
  return planned.value;
}

export function refusal(of: Sale, policy: ReturnPolicy, now: readonly UnitsWanted[]): unknown {
  const planned = planReturn({ ...of, policy, now });
  return planned.ok ? null : { ...planned.refusal.facts, code: planned.refusal.code };
}
