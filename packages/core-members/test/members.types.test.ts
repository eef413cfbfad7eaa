import { type Member, type Registration, registerMember } from "@tillwright/core-members";
import type { MemberFacts } from "@tillwright/values";
import { expect, test } from "vitest";

test("what must not compile does not", () => {
  const rename = (member: Member) => {
    // @ts-expect-error a member is not changed in place
    member.name = "x";
  };
  const join = (registration: Registration) => {
    // @ts-expect-error a member needs an id, an instant and a zone
    registerMember(registration, { memberId: "M1" });
  };
  const leak = (facts: MemberFacts) => {
    // @ts-expect-error pricing knows no phone
    return facts.phone;
  };
  expect([rename, join, leak]).toHaveLength(3);
});
