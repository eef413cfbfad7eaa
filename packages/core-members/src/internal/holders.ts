import { refuse } from "@tillwright/values";
import type { MemberRefusal } from "../refusal.js";

/** What leads to one member only. */
export interface Handles {
  readonly phone: string | null;
  readonly card: string | null;
  readonly identities: readonly string[];
}

/** Who is found by what. */
export interface Holders {
  readonly phones: Map<string, string>;
  readonly cards: Map<string, string>;
  readonly identities: Map<string, string>;
}

export function noHolders(): Holders {
  return { phones: new Map(), cards: new Map(), identities: new Map() };
}

/** The refusal for a handle that leads to another member. The message never tells the handle. */
function refuseTaken(
  what: "phone" | "card" | "identity",
  holder: string,
): { readonly ok: false; readonly refusal: MemberRefusal } {
  const named = what === "identity" ? "account" : what;
  return refuse(`core-members.${what}-taken` as const, `member ${holder} has this ${named}`, {
    memberId: holder,
  });
}

/** The refusal for the first handle that leads to another member; `null` when all of them are free. */
export function takenBy(
  holders: Holders,
  memberId: string,
  handles: Handles,
): { readonly ok: false; readonly refusal: MemberRefusal } | null {
  const other = (map: Map<string, string>, key: string | null) => {
    const holder = key === null ? undefined : map.get(key);
    return holder === memberId ? undefined : holder;
  };
  const phone = other(holders.phones, handles.phone);
  if (phone !== undefined) return refuseTaken("phone", phone);
  const card = other(holders.cards, handles.card);
  if (card !== undefined) return refuseTaken("card", card);
  for (const identity of handles.identities) {
    const holder = other(holders.identities, identity);
    if (holder !== undefined) return refuseTaken("identity", holder);
  }
  return null;
}

/** Lets go of what led to the member before, and holds what leads there now. */
export function moveHandles(
  holders: Holders,
  memberId: string,
  before: Handles | null,
  after: Handles,
): void {
  if (before !== null) {
    if (before.phone !== null) holders.phones.delete(before.phone);
    if (before.card !== null) holders.cards.delete(before.card);
    for (const identity of before.identities) holders.identities.delete(identity);
  }
  if (after.phone !== null) holders.phones.set(after.phone, memberId);
  if (after.card !== null) holders.cards.set(after.card, memberId);
  for (const identity of after.identities) holders.identities.set(identity, memberId);
}
