import {
  addressLine,
  hasConsent,
  identityKey,
  type Member,
  mergeMembers,
  undoMerge,
} from "@tillwright/core-members";
import fc from "fast-check";
import { expect, test } from "vitest";
import { joinedAt, memberArbitrary } from "./arbitraries.js";
import { runs } from "./runs.js";

const pairs = fc.tuple(
  memberArbitrary("M1", "+8613800000001"),
  memberArbitrary("M2", "+8613800000002"),
);

function merged(kept: Member, dropped: Member) {
  const outcome = mergeMembers(kept, dropped, joinedAt + 10);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

function law(name: string, check: (kept: Member, dropped: Member) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(pairs, ([kept, dropped]) => check(kept, dropped)),
      { numRuns: runs },
    );
  });
}

law("merge and undo is identity, whatever the members are", (kept, dropped) => {
  const merge = merged(kept, dropped);
  expect(undoMerge(merge, merge.keptAfter, merge.droppedAfter)).toEqual({
    ok: true,
    value: { kept, dropped },
  });
});

law(
  "no consent is widened by a merge, and none is lost but to the stricter one",
  (kept, dropped) => {
    const { keptAfter } = merged(kept, dropped);
    // Clocks of tills differ: a consent may have come later than one that says to be younger.
    const inOrder = [kept, dropped].every(({ consents }) =>
      consents.every((consent, index) => consent.at >= (consents[index - 1]?.at ?? 0)),
    );
    for (const purpose of ["marketing", "profiling"]) {
      for (const channel of ["sms", "wechat"] as const) {
        const asked = dropped.consents.some((c) => c.purpose === purpose && c.channel === channel);
        const allowed =
          hasConsent(kept.consents, purpose, channel) &&
          (!asked || hasConsent(dropped.consents, purpose, channel));
        const after = hasConsent(keptAfter.consents, purpose, channel);
        if (!allowed) expect(after).toBe(false);
        if (inOrder) expect(after).toBe(allowed);
      }
    }
  },
);

law("both histories of consent are in the one that is left", (kept, dropped) => {
  const { keptAfter } = merged(kept, dropped);
  for (const consent of [...kept.consents, ...dropped.consents]) {
    const count = (list: readonly object[]) =>
      list.filter((other) => JSON.stringify(other) === JSON.stringify(consent)).length;
    const before = count(kept.consents) + count(dropped.consents);
    expect(count(keptAfter.consents)).toBeGreaterThanOrEqual(before);
  }
});

law("nothing that leads to a person, and nothing the person told, is lost", (kept, dropped) => {
  const { keptAfter } = merged(kept, dropped);
  const both = (pick: (member: Member) => readonly string[]) =>
    [...new Set([...pick(kept), ...pick(dropped)])].sort();
  const left = (pick: (member: Member) => readonly string[]) =>
    [...new Set(pick(keptAfter))].sort();
  const picks: readonly ((member: Member) => readonly string[])[] = [
    ({ identities }) => identities.map(identityKey),
    ({ addresses }) => addresses.map(({ postal }) => addressLine(postal)),
    ({ tags }) => tags,
    ({ preferences }) => Object.keys(preferences),
    ({ dedicated }) => dedicated.map(({ operatorId, from }) => `${operatorId} ${from}`),
  ];
  for (const pick of picks) expect(left(pick)).toEqual(both(pick));
  const ids = keptAfter.addresses.map(({ addressId }) => addressId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(keptAfter.dedicated.filter(({ until }) => until === null).length).toBeLessThanOrEqual(1);
  expect(keptAfter.purchases).toBe(kept.purchases + dropped.purchases);
});

law("the members that were handed in are as before", (kept, dropped) => {
  const before = JSON.stringify([kept, dropped]);
  merged(kept, dropped);
  expect(JSON.stringify([kept, dropped])).toBe(before);
});
