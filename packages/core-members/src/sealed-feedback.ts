import { type Outcome, succeed } from "@tillwright/values";
import { MembersError } from "./errors.js";
import type { Feedback } from "./feedback.js";
import { type FeedbackRepository, isSameFeedback } from "./feedback-repository.js";
import type { KeyProvider, SecretRandom } from "./key-provider.js";
import type { MemberRefusal } from "./refusal.js";
import { openForMember, sealForMember } from "./seal-for-member.js";
import type { SealedRows } from "./sealed-members.js";

/**
 * Feedback whose comments lie sealed under the keys of their members: the same contract over any store of feedback. Stars,
 * store and staff stay plain, so that reports need no key; once a member is erased, the comments are gone with the key and
 * read as none.
 *
 * Refuses also `core-members.member-unknown`, `core-members.erased` and `core-members.key-missing` for feedback with a
 * comment. Reading rejects with a `MembersError` of the code `core-members.key-missing` or `core-members.data-damaged`.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   createMemoryFeedback,
 *   createMemoryRows,
 *   createSealedFeedback,
 *   createSealedMembers,
 *   giveFeedback,
 *   parseRegistration,
 *   registerMember,
 * } from "@tillwright/core-members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: keys and nonces must come from the platform's secret generator.
 * const random = seededRandom(1);
 * const keys = createLocalKeys({ keys: { k1: random(32) }, current: "k1", indexKey: random(32), random });
 * const rows = createMemoryRows();
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * await createSealedMembers(rows, keys, random).insert(member);
 * const stored = createMemoryFeedback();
 * const feedback = createSealedFeedback({ feedback: stored, rows, keys, random });
 * const about = { kind: "sale", id: "S1" } as const;
 * const details = { feedbackId: "F1", memberId: "M1", about, storeId: null, operatorId: null, at: 0 };
 * const policy = { editableFor: 1000, moderate: "afterwards" } as const;
 * await feedback.insert(giveFeedback({ rating: 5, comment: "很好" }, details, policy));
 * (await feedback.byId("F1"))?.comment; //=> "很好"
 * (await stored.byId("F1"))?.comment === "很好"; //=> false
 * ```
 *
 * @public
 */
export function createSealedFeedback(parts: {
  readonly feedback: FeedbackRepository;
  readonly rows: SealedRows;
  readonly keys: KeyProvider;
  readonly random: SecretRandom;
}): FeedbackRepository {
  const { feedback: stored, rows, keys, random } = parts;
  const placeOf = ({ feedbackId }: Feedback) => `feedback ${feedbackId}`;

  async function seal(feedback: Feedback): Promise<Outcome<Feedback, MemberRefusal>> {
    if (feedback.comment === null) return succeed(feedback);
    const { memberId } = feedback;
    const row = await rows.byId(memberId);
    if (row === null) {
      const message = `no member ${memberId}`;
      return {
        ok: false,
        refusal: { code: "core-members.member-unknown", message, facts: { memberId } },
      };
    }
    const sealed = await sealForMember(row, keys, random, placeOf(feedback), feedback.comment);
    return sealed.ok ? succeed({ ...feedback, comment: sealed.value }) : sealed;
  }

  async function open(feedback: Feedback | null): Promise<Feedback | null> {
    if (feedback === null || feedback.comment === null) return feedback;
    const row = await rows.byId(feedback.memberId);
    if (row === null || row.key === null) return Object.freeze({ ...feedback, comment: null });
    const opened = await openForMember(row, keys, placeOf(feedback), feedback.comment);
    if (opened.ok) return Object.freeze({ ...feedback, comment: String(opened.value) });
    const { code, message, facts } = opened.refusal;
    const unreadable =
      code === "core-members.key-missing" ? code : ("core-members.data-damaged" as const);
    throw new MembersError(unreadable, message, facts);
  }

  async function insert(feedback: Feedback): Promise<Outcome<Feedback, MemberRefusal>> {
    const sealed = await seal(feedback);
    if (!sealed.ok) return sealed;
    const inserted = await stored.insert(sealed.value);
    if (inserted.ok) return succeed(feedback);
    // Sealed twice, the same words look different: only opened can they be compared.
    const before = await open(await stored.byId(feedback.feedbackId));
    return before !== null && isSameFeedback(before, feedback) ? succeed(before) : inserted;
  }

  async function update(
    feedback: Feedback,
    expectedVersion: number,
  ): Promise<Outcome<Feedback, MemberRefusal>> {
    const sealed = await seal(feedback);
    if (!sealed.ok) return sealed;
    const updated = await stored.update(sealed.value, expectedVersion);
    return updated.ok ? succeed({ ...feedback, version: updated.value.version }) : updated;
  }

  return Object.freeze({
    insert,
    update,
    byId: async (feedbackId) => open(await stored.byId(feedbackId)),
    about: async (memberId, subject) => open(await stored.about(memberId, subject)),
    ofMember: async (memberId) => {
      const opened = await Promise.all((await stored.ofMember(memberId)).map(open));
      return opened.filter((one) => one !== null);
    },
  } satisfies FeedbackRepository);
}
