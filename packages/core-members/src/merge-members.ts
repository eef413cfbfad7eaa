import { type Instant, type LocalDate, type Outcome, refuse, succeed } from "@tillwright/values";
import type { MemberAddress } from "./address.js";
import { type Consent, hasConsent } from "./consent.js";
import { type DedicatedTerm, dedicatedTo, endTerm } from "./dedicated-staff.js";
import type { Member } from "./member.js";
import { personalFields } from "./personal-fields.js";
import { withChanges } from "./preferences.js";
import type { MemberRefusal } from "./refusal.js";

/**
 * Two memberships of one person made one. Keep it: it undoes the merge.
 *
 * @public
 */
export interface MemberMerge {
  readonly at: Instant;
  /** Both members before. */
  readonly kept: Member;
  readonly dropped: Member;
  /** Both members after; `dropped` leads to `kept` and has given up phone, card and accounts. */
  readonly keptAfter: Member;
  readonly droppedAfter: Member;
}

/**
 * Both histories, the oldest first, and on top of them what the merge withdraws: a consent counts on only if the member who
 * is kept gave it and the other never took it back.
 */
function stricter(kept: Member, dropped: Member, at: Instant): readonly Consent[] {
  const history = [...dropped.consents, ...kept.consents].sort((a, b) => a.at - b.at);
  const asked = new Map(
    history.map((consent) => [`${consent.purpose}/${consent.channel}`, consent]),
  );
  const withdrawn = [...asked.values()].flatMap((consent): readonly Consent[] => {
    const { purpose, channel, textVersion } = consent;
    const refusedBy = dropped.consents.findLast(
      (other) => other.purpose === purpose && other.channel === channel,
    );
    const allowed = hasConsent(kept.consents, purpose, channel) && (refusedBy?.given ?? true);
    if (allowed || !hasConsent(history, purpose, channel)) return [];
    return [Object.freeze({ purpose, channel, given: false, at, textVersion })];
  });
  return [...history, ...withdrawn];
}

function laterOf(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  return (a ?? "") > (b ?? "") ? a : b;
}

/** The addresses that the other one has more; an id that both use gets the member's id in front. */
function addressesFrom(dropped: Member, kept: Member): readonly MemberAddress[] {
  const saying = (address: MemberAddress) => JSON.stringify({ ...address, addressId: "" });
  const said = new Set(kept.addresses.map(saying));
  const ids = new Set(kept.addresses.map(({ addressId }) => addressId));
  return dropped.addresses
    .filter((address) => !said.has(saying(address)))
    .map((address) =>
      ids.has(address.addressId)
        ? Object.freeze({ ...address, addressId: `${dropped.memberId}/${address.addressId}` })
        : address,
    );
}

/** Who looked after either, in the order in which it began; who looks after the kept one goes on, else who has the other. */
function dedicatedOf(kept: Member, dropped: Member, at: Instant): readonly DedicatedTerm[] {
  const theirs = dedicatedTo(kept) === null ? dropped.dedicated : endTerm(dropped.dedicated, at);
  const ended = [...kept.dedicated, ...theirs].filter((term) => term.until !== null);
  const open = [...kept.dedicated, ...theirs].filter((term) => term.until === null);
  return [...ended.sort((a, b) => a.from - b.from), ...open];
}

/**
 * Merges two members into `kept`. What `kept` has stays; what it lacks comes from `dropped`; purchases add up; tags are
 * joined, and so are addresses and the accounts to sign in with, so that each of them leads to `kept`; the stricter consent
 * holds, who is a child in one of them is a child, and a birthday that one of them has used stays as it is. A member has one phone and one card: those of `dropped` that `kept` does
 * not need lead to nobody afterwards. The tier is for loyalty to judge anew after their accounts were merged.
 *
 * Store the answer's members with `update`, `droppedAfter` first: it frees the card and the accounts.
 *
 * Refuses `core-members.erased` and `core-members.merge-impossible` (a member with itself, or one that was merged before).
 *
 * @example
 * ```ts
 * import {
 *   mergeMembers,
 *   parseRegistration,
 *   registerMember,
 * } from "@tillwright/core-members";
 *
 * const at = Date.UTC(2026, 10, 18, 4);
 * const zone = "Asia/Shanghai";
 * const join = (memberId: string, phone: string) => {
 *   const form = parseRegistration({ phone });
 *   if (!form.ok) throw new Error("a bad registration");
 *   return registerMember(form.value, { memberId, at, zone });
 * };
 * const merge = mergeMembers(join("M1", "13812345678"), join("M2", "13987654321"), at);
 * merge.ok ? merge.value.droppedAfter.mergedInto : null; //=> "M1"
 * ```
 *
 * @public
 */
export function mergeMembers(
  kept: Member,
  dropped: Member,
  at: Instant,
): Outcome<MemberMerge, MemberRefusal> {
  const pair = { kept: kept.memberId, dropped: dropped.memberId };
  for (const member of [kept, dropped]) {
    if (member.status === "erased") {
      const { memberId } = member;
      return refuse("core-members.erased", `member ${memberId} was erased`, { memberId });
    }
  }
  if (kept.memberId === dropped.memberId || [kept, dropped].some((m) => m.status === "merged")) {
    const message = `members ${pair.kept} and ${pair.dropped} cannot be merged`;
    return refuse("core-members.merge-impossible", message, pair);
  }
  const earlier = kept.joinedAt <= dropped.joinedAt ? kept : dropped;
  const keptAfter: Member = Object.freeze({
    ...kept,
    joinedAt: earlier.joinedAt,
    joinedOn: earlier.joinedOn,
    recruited: earlier.recruited,
    name: kept.name ?? dropped.name,
    birthday: kept.birthday ?? dropped.birthday,
    cardNumber: kept.cardNumber ?? dropped.cardNumber,
    email: kept.email ?? dropped.email,
    addresses: [...kept.addresses, ...addressesFrom(dropped, kept)],
    preferences: withChanges(dropped.preferences, kept.preferences),
    identities: [...kept.identities, ...dropped.identities],
    dedicated: dedicatedOf(kept, dropped, at),
    mergedFrom: [...(kept.mergedFrom ?? []), ...(dropped.mergedFrom ?? []), dropped.memberId],
    tags: [...new Set([...kept.tags, ...dropped.tags])],
    consents: stricter(kept, dropped, at),
    ...(dropped.minor === true ? { minor: true } : {}),
    ...(dropped.birthdayLocked === true ? { birthdayLocked: true } : {}),
    purchases: kept.purchases + dropped.purchases,
    lastPurchaseOn: laterOf(kept.lastPurchaseOn, dropped.lastPurchaseOn),
  });
  const droppedAfter: Member = Object.freeze({
    ...dropped,
    status: "merged",
    mergedInto: kept.memberId,
    phone: null,
    cardNumber: null,
    identities: [],
  });
  return succeed(Object.freeze({ at, kept, dropped, keptAfter, droppedAfter }));
}

/**
 * Undoes a merge: both members as they were, at the versions that are stored now. Purchases made since stay with the member
 * who was kept; what else was changed since is refused (`core-members.merge-impossible`) rather than lost.
 *
 * Store `kept` first: it frees the card and the accounts.
 *
 * @example
 * ```ts
 * import {
 *   mergeMembers,
 *   parseRegistration,
 *   registerMember,
 *   undoMerge,
 * } from "@tillwright/core-members";
 *
 * const at = Date.UTC(2026, 10, 18, 4);
 * const zone = "Asia/Shanghai";
 * const join = (memberId: string, phone: string) => {
 *   const form = parseRegistration({ phone });
 *   if (!form.ok) throw new Error("a bad registration");
 *   return registerMember(form.value, { memberId, at, zone });
 * };
 * const merge = mergeMembers(join("M1", "13812345678"), join("M2", "13987654321"), at);
 * if (!merge.ok) throw new Error(merge.refusal.code);
 * const undone = undoMerge(merge.value, merge.value.keptAfter, merge.value.droppedAfter);
 * undone.ok ? undone.value.dropped.phone : null; //=> "+8613987654321"
 * ```
 *
 * @public
 */
export function undoMerge(
  merge: MemberMerge,
  keptNow: Member,
  droppedNow: Member,
): Outcome<{ readonly kept: Member; readonly dropped: Member }, MemberRefusal> {
  const untouched = [...personalFields, "minor", "mergedFrom", "dedicated"] as const;
  const same = untouched.every(
    (field) => JSON.stringify(keptNow[field]) === JSON.stringify(merge.keptAfter[field]),
  );
  const stillMerged = droppedNow.status === "merged" && droppedNow.mergedInto === keptNow.memberId;
  const theseTwo =
    keptNow.memberId === merge.kept.memberId && droppedNow.memberId === merge.dropped.memberId;
  if (!same || !stillMerged || !theseTwo) {
    const pair = { kept: keptNow.memberId, dropped: droppedNow.memberId };
    const message = `member ${pair.kept} has been changed since the merge`;
    return refuse("core-members.merge-impossible", message, pair);
  }
  const since = keptNow.purchases - merge.keptAfter.purchases;
  const boughtSince = keptNow.lastPurchaseOn !== merge.keptAfter.lastPurchaseOn;
  const usedSince = keptNow.birthdayLocked === true && merge.keptAfter.birthdayLocked !== true;
  return succeed({
    kept: Object.freeze({
      ...merge.kept,
      ...(usedSince ? { birthdayLocked: true } : {}),
      version: keptNow.version,
      tier: keptNow.tier,
      purchases: merge.kept.purchases + since,
      lastPurchaseOn: boughtSince ? keptNow.lastPurchaseOn : merge.kept.lastPurchaseOn,
    }),
    dropped: Object.freeze({ ...merge.dropped, version: droppedNow.version }),
  });
}
