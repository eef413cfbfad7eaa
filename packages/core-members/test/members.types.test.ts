import {
  type Feedback,
  type MaskedMember,
  type Member,
  type MemberRead,
  type Registration,
  registerMember,
} from "@tillwright/core-members";
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
  const peek = (masked: MaskedMember) => {
    // @ts-expect-error tags say more of a person than the name does
    return masked.tags;
  };
  const record = (read: MemberRead): MemberRead => {
    // @ts-expect-error the log of reads has no place for what was shown
    return { ...read, phone: "+8613812345678" };
  };
  const overrate = (feedback: Feedback): Feedback => {
    // @ts-expect-error five stars are the most
    return { ...feedback, rating: 6 };
  };
  expect([rename, join, leak, peek, record, overrate]).toHaveLength(6);
});
