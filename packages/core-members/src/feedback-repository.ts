import { canonicalJson, type Json, type Outcome, refuse, succeed } from "@tillwright/values";
import type { Feedback, FeedbackSubject } from "./feedback.js";
import type { MemberRefusal } from "./refusal.js";

/**
 * Where feedback is kept. That there is one for each member and sale or service is decided here, also for two devices at
 * once.
 *
 * @public
 */
export interface FeedbackRepository {
  /**
   * Stores new feedback. The very same again is answered as the first time.
   *
   * Refuses `core-members.feedback-given` with the `feedbackId` that is there.
   */
  insert(feedback: Feedback): Promise<Outcome<Feedback, MemberRefusal>>;
  /**
   * Replaces feedback whose stored version is `expectedVersion`; the answer carries the next version.
   *
   * Refuses `core-members.feedback-unknown` and `core-members.version-conflict`.
   */
  update(feedback: Feedback, expectedVersion: number): Promise<Outcome<Feedback, MemberRefusal>>;
  byId(feedbackId: string): Promise<Feedback | null>;
  /** What one member said of one sale or service. */
  about(memberId: string, subject: FeedbackSubject): Promise<Feedback | null>;
  /** Everything that a member said, the oldest first. */
  ofMember(memberId: string): Promise<readonly Feedback[]>;
}

/** Whether both say the same, in whatever order. */
export function isSameFeedback(one: Feedback, other: Feedback): boolean {
  const [left, right]: Json[] = [
    JSON.parse(JSON.stringify(one)),
    JSON.parse(JSON.stringify(other)),
  ];
  return canonicalJson(left ?? null) === canonicalJson(right ?? null);
}

/**
 * Feedback kept in memory, for tests and training.
 *
 * @example
 * ```ts
 * import { createMemoryFeedback, giveFeedback } from "@tillwright/core-members";
 *
 * const feedback = createMemoryFeedback();
 * const about = { kind: "sale", id: "S1" } as const;
 * const details = { memberId: "M1", about, storeId: null, operatorId: null, at: 0 };
 * const policy = { editableFor: 1000, moderate: "afterwards" } as const;
 * const said = { rating: 5, comment: null } as const;
 * await feedback.insert(giveFeedback(said, { ...details, feedbackId: "F1" }, policy));
 * const again = await feedback.insert(giveFeedback(said, { ...details, feedbackId: "F2" }, policy));
 * again.ok ? null : again.refusal.facts; //=> { "feedbackId": "F1" }
 * ```
 *
 * @public
 */
export function createMemoryFeedback(): FeedbackRepository {
  const all = new Map<string, Feedback>();
  const keep = (feedback: Feedback) => {
    const kept = Object.freeze({ ...feedback });
    all.set(kept.feedbackId, kept);
    return succeed(kept);
  };
  const about = (memberId: string, { kind, id }: FeedbackSubject) =>
    [...all.values()].find(
      (one) => one.memberId === memberId && one.about.kind === kind && one.about.id === id,
    ) ?? null;

  return Object.freeze({
    async insert(feedback: Feedback) {
      const before = all.get(feedback.feedbackId) ?? about(feedback.memberId, feedback.about);
      if (before === null) return keep(feedback);
      return isSameFeedback(before, feedback) ? succeed(before) : refuseGiven(before.feedbackId);
    },
    async update(feedback: Feedback, expectedVersion: number) {
      const { feedbackId } = feedback;
      const version = all.get(feedbackId)?.version;
      if (version === undefined) return refuseUnknownFeedback(feedbackId);
      if (version !== expectedVersion) return refuseStale(feedback, version, expectedVersion);
      return keep({ ...feedback, version: expectedVersion + 1 });
    },
    byId: async (feedbackId: string) => all.get(feedbackId) ?? null,
    about: async (memberId: string, subject: FeedbackSubject) => about(memberId, subject),
    ofMember: async (memberId: string) =>
      [...all.values()].filter((one) => one.memberId === memberId).sort(byAge),
  });
}

function byAge(one: Feedback, other: Feedback): number {
  if (one.givenAt !== other.givenAt) return one.givenAt - other.givenAt;
  return one.feedbackId < other.feedbackId ? -1 : 1;
}

function refuseGiven(feedbackId: string) {
  const message = `there is feedback ${feedbackId} already`;
  return refuse("core-members.feedback-given", message, { feedbackId });
}

function refuseUnknownFeedback(feedbackId: string) {
  return refuse("core-members.feedback-unknown", `no feedback ${feedbackId}`, { feedbackId });
}

function refuseStale(feedback: Feedback, version: number, expectedVersion: number) {
  const { memberId } = feedback;
  const message = `feedback ${feedback.feedbackId} is at version ${version}, not ${expectedVersion}`;
  return refuse("core-members.version-conflict", message, { memberId, version, expectedVersion });
}
