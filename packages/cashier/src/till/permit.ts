import type { MinorUnits } from "@tillwright/values";
import type { Actor, Roles, TillVerb } from "../permission.js";
import { type CashierRefusal, refuse } from "../refusal.js";

/** Who did something, and who allowed it when the operator's own role did not. */
export interface Permit {
  readonly operatorId: string;
  readonly approvedBy: string | null;
}

function may(roles: Roles, role: string, verb: TillVerb, amount: MinorUnits): boolean {
  const limit = Object.hasOwn(roles, role) ? roles[role]?.[verb] : undefined;
  return limit === true || (typeof limit === "number" && amount <= limit);
}

/**
 * Whether an operator may do something, alone or with someone's approval. Refuses `cashier.not-permitted` and says which
 * roles could.
 */
export function permit(
  roles: Roles | null,
  operator: Actor,
  approver: Actor | undefined,
  verb: TillVerb,
  amount: MinorUnits = 0,
):
  | { readonly ok: true; readonly value: Permit }
  | { readonly ok: false; readonly refusal: CashierRefusal } {
  const { operatorId, role } = operator;
  if (roles === null || may(roles, role, verb, amount)) {
    return { ok: true, value: { operatorId, approvedBy: null } };
  }
  if (approver !== undefined && may(roles, approver.role, verb, amount)) {
    return { ok: true, value: { operatorId, approvedBy: approver.operatorId } };
  }
  const could = Object.keys(roles).filter((name) => may(roles, name, verb, amount));
  return refuse("cashier.not-permitted", `${verb}: the role ${role} may not do this`, {
    operatorId,
    role,
    verb,
    amount,
    roles: could,
  });
}
