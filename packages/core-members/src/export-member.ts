import type { Instant, Json, Outcome } from "@tillwright/values";
import { succeed } from "@tillwright/values";
import {
  type FieldDescription,
  feedbackFieldDescriptions,
  memberFieldDescriptions,
  readFieldDescriptions,
} from "./export-fields.js";
import type { Feedback } from "./feedback.js";
import type { FeedbackRepository } from "./feedback-repository.js";
import type { Member } from "./member.js";
import type { MemberRead } from "./read-log.js";
import { lookUp, type ReadingDesk, type ReadRequest } from "./read-member.js";
import type { MemberRefusal } from "./refusal.js";

/**
 * Everything that is held of a person, as one JSON document.
 *
 * @public
 */
export interface MemberExport {
  readonly format: "tillwright.member-export/1";
  readonly exportedAt: Instant;
  /** The member, whole. */
  readonly member: Member;
  /** The members that have become part of it, as they were then. */
  readonly formerMembers: readonly Member[];
  /** The oldest first. */
  readonly feedback: readonly Feedback[];
  /** Who has read the data, this export included. */
  readonly reads: readonly MemberRead[];
  /** What the host adds from elsewhere: points, stored value, purchases. */
  readonly others: Readonly<Record<string, Json>>;
  /** What each field means, in Chinese and English. */
  readonly fields: {
    readonly member: Readonly<Record<keyof Member, FieldDescription>>;
    readonly feedback: Readonly<Record<keyof Feedback, FieldDescription>>;
    readonly reads: Readonly<Record<keyof MemberRead, FieldDescription>>;
  };
}

/**
 * Exports everything that is held of a person, for the person (PIPL articles 45 and 15: access, copy, transfer). For the
 * verb `export`; it is logged before it is made.
 *
 * Refuses `core-members.not-permitted` and `core-members.nobody-found`; of an erased member it holds what is left. Throws
 * and rejects as `readMasked` does.
 *
 * @param others - what other packages hold of the member, by name
 *
 * @example
 * ```ts
 * import {
 *   createMemoryFeedback,
 *   createMemoryMembers,
 *   createMemoryReadLog,
 *   exportMember,
 *   parseRegistration,
 *   registerMember,
 * } from "@tillwright/core-members";
 *
 * const members = createMemoryMembers();
 * const form = parseRegistration({ phone: "13812345678", tags: ["organic"] });
 * if (!form.ok) throw new Error("a bad registration");
 * await members.insert(registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" }));
 * const roles = { owner: { export: true } } as const;
 * const desk = { members, reads: createMemoryReadLog(), roles, feedback: createMemoryFeedback() };
 * const request = { readId: "R1", readerId: "E1", role: "owner", purpose: "request", at: 1000 };
 * const exported = await exportMember(desk, request, "M1", { points: 120 });
 * exported.ok ? [exported.value.member.tags, exported.value.reads.length] : null; //=> [["organic"], 1]
 * ```
 *
 * @public
 */
export async function exportMember(
  desk: ReadingDesk & { readonly feedback: FeedbackRepository },
  request: ReadRequest,
  memberId: string,
  others: Readonly<Record<string, Json>> = {},
): Promise<Outcome<MemberExport, MemberRefusal>> {
  const found = await lookUp(desk, request, { by: "id", memberId }, "export");
  if (!found.ok) return found;
  const member = found.value;
  const former = await Promise.all((member.mergedFrom ?? []).map((id) => desk.members.byId(id)));
  const ids = [memberId, ...(member.mergedFrom ?? [])];
  const feedback = await Promise.all(ids.map((id) => desk.feedback.ofMember(id)));
  const reads = await Promise.all(ids.map((id) => desk.reads.ofMember(id)));
  return succeed(
    Object.freeze({
      format: "tillwright.member-export/1",
      exportedAt: request.at,
      member,
      formerMembers: former.filter((one) => one !== null),
      feedback: feedback.flat().sort((a, b) => a.givenAt - b.givenAt),
      reads: reads.flat().sort((a, b) => a.at - b.at),
      others,
      fields: {
        member: memberFieldDescriptions,
        feedback: feedbackFieldDescriptions,
        reads: readFieldDescriptions,
      },
    }),
  );
}
