import type { HoldCommand, PostCommand } from "@tillwright/ledger";
import {
  planStoredValue,
  type StoredValueSpend,
  spendStoredValue,
  storedBonusAccount,
  storedPrincipalAccount,
} from "@tillwright/loyalty-rules";
import type { Instant, MinorUnits, Outcome } from "@tillwright/values";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { Desk } from "./desk.js";

/** Stored value that is about to pay. */
export interface StoredPayment {
  readonly amount: MinorUnits;
  readonly bonusPart: MinorUnits;
  readonly spent: StoredValueSpend;
  readonly posts: readonly PostCommand[];
}

/**
 * Plans a payment from a member's stored value, principal and bonus in the programme's order. Refuses
 * `cashier.member-required`, `cashier.no-programme` and what loyalty refuses.
 */
export async function planStoredPayment(
  desk: Desk,
  memberId: string | null,
  saleId: string,
  amount: MinorUnits,
  context: { readonly key: string; readonly at: Instant },
): Promise<Outcome<StoredPayment, CashierRefusal>> {
  const { programme, store, config } = desk.parts;
  const { currency } = config;
  if (memberId === null) {
    return refuse("cashier.member-required", "stored value needs a member on the sale", {});
  }
  if (programme === null) {
    return refuse("cashier.no-programme", "this till has no loyalty programme", {});
  }
  const principal = storedPrincipalAccount(memberId, currency);
  const bonus = storedBonusAccount(memberId, currency);
  const { at } = context;
  const split = planStoredValue(
    programme,
    {
      principal: (await store.journal.balance(principal, at))?.available ?? 0,
      bonus: (await store.journal.balance(bonus, at))?.available ?? 0,
    },
    amount,
  );
  if (!split.ok) return split;
  const spend = spendStoredValue({
    memberId,
    currency,
    saleId,
    split: split.value,
    principalLots: await store.journal.lots(principal, at),
    bonusLots: await store.journal.lots(bonus, at),
    context,
  });
  if (!spend.ok) return spend;
  const posts = spend.value.commands.filter((command) => command.kind === "post");
  return {
    ok: true,
    value: { amount, bonusPart: split.value.bonus, spent: spend.value.spent, posts },
  };
}

/** The payment as a reservation without an end: the sale settles it, or gives it up. */
export function asHold({ key, entryId, at, postings, memo }: PostCommand): HoldCommand {
  return { kind: "hold", key, entryId, at, postings, memo, expiresAt: null };
}
