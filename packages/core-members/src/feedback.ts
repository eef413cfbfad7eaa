import { type Instant, type Outcome, refuse, succeed } from "@tillwright/values";
import type { MemberRefusal } from "./refusal.js";

/** How many stars. @public */
export type Rating = 1 | 2 | 3 | 4 | 5;

/**
 * What feedback is about: a sale, or a service that was given (a visit, an appointment, one use of a card).
 *
 * @public
 */
export interface FeedbackSubject {
  readonly kind: "sale" | "service";
  readonly id: string;
}

/**
 * What a member says: stars, and words if there are any.
 *
 * @public
 */
export interface FeedbackDraft {
  readonly rating: Rating;
  readonly comment: string | null;
}

/** Whether others may see feedback: it waits for somebody to look at it, is shown, or is hidden. @public */
export type FeedbackState = "waiting" | "shown" | "hidden";

/**
 * One decision about feedback.
 *
 * @public
 */
export interface Moderation {
  readonly state: "shown" | "hidden";
  readonly operatorId: string;
  /** One of the shop's own words, such as `abuse` or `advertising`; no sentence. */
  readonly reason: string;
  readonly at: Instant;
}

/**
 * What a member said of a sale or service. Only `comment` is personal.
 *
 * @public
 */
export interface Feedback extends FeedbackDraft {
  readonly feedbackId: string;
  /** 1 when given, one more with each update that was stored. */
  readonly version: number;
  readonly memberId: string;
  readonly about: FeedbackSubject;
  readonly storeId: string | null;
  /** Who served. */
  readonly operatorId: string | null;
  readonly givenAt: Instant;
  readonly editedAt: Instant | null;
  readonly state: FeedbackState;
  /** Every decision, the oldest first. */
  readonly moderations: readonly Moderation[];
}

/**
 * The shop's rules for feedback.
 *
 * @public
 */
export interface FeedbackPolicy {
  /** Milliseconds after it was given within which the member may change it. */
  readonly editableFor: number;
  /** `first`: nothing is shown before somebody has looked at it. */
  readonly moderate: "first" | "afterwards";
}

const unmoderated = (policy: FeedbackPolicy): FeedbackState =>
  policy.moderate === "first" ? "waiting" : "shown";

/**
 * New feedback from a parsed draft; that there is one a sale or service is for the store to decide
 * (`core-members.feedback-given`).
 *
 * @example
 * ```ts
 * import { giveFeedback, parseFeedback } from "@tillwright/core-members";
 *
 * const draft = parseFeedback({ rating: 5, comment: "很好" });
 * if (!draft.ok) throw new Error("a bad form");
 * const about = { kind: "sale", id: "S1" } as const;
 * const details = { feedbackId: "F1", memberId: "M1", about, storeId: "north", operatorId: "E7", at: 1000 };
 * giveFeedback(draft.value, details, { editableFor: 86_400_000, moderate: "first" }).state; //=> "waiting"
 * ```
 *
 * @public
 */
export function giveFeedback(
  draft: FeedbackDraft,
  details: {
    readonly feedbackId: string;
    readonly memberId: string;
    readonly about: FeedbackSubject;
    readonly storeId: string | null;
    readonly operatorId: string | null;
    readonly at: Instant;
  },
  policy: FeedbackPolicy,
): Feedback {
  const { at, ...rest } = details;
  return Object.freeze({
    ...rest,
    version: 1,
    rating: draft.rating,
    comment: draft.comment,
    givenAt: at,
    editedAt: null,
    state: unmoderated(policy),
    moderations: [],
  });
}

/**
 * Feedback that its member has changed. Where the shop looks at it first, it waits again: who changes words that were
 * looked at must not get others past. What was hidden stays hidden.
 *
 * Refuses `core-members.feedback-closed` with the first instant (`until`) at which it could no longer be changed.
 *
 * @example
 * ```ts
 * import { editFeedback, giveFeedback } from "@tillwright/core-members";
 *
 * const policy = { editableFor: 1000, moderate: "afterwards" } as const;
 * const about = { kind: "sale", id: "S1" } as const;
 * const details = { feedbackId: "F1", memberId: "M1", about, storeId: null, operatorId: null, at: 0 };
 * const given = giveFeedback({ rating: 2, comment: null }, details, policy);
 * const edited = editFeedback(given, { rating: 4, comment: null }, 999, policy);
 * edited.ok ? edited.value.rating : null; //=> 4
 * editFeedback(given, { rating: 4, comment: null }, 1000, policy).ok; //=> false
 * ```
 *
 * @public
 */
export function editFeedback(
  feedback: Feedback,
  draft: FeedbackDraft,
  at: Instant,
  policy: FeedbackPolicy,
): Outcome<Feedback, MemberRefusal> {
  const until = feedback.givenAt + policy.editableFor;
  if (at >= until) {
    const { feedbackId } = feedback;
    const message = `feedback ${feedbackId} can no longer be changed`;
    return refuse("core-members.feedback-closed", message, { feedbackId, until });
  }
  const { rating, comment } = draft;
  const state = feedback.state === "hidden" ? "hidden" : unmoderated(policy);
  return succeed(Object.freeze({ ...feedback, rating, comment, editedAt: at, state }));
}

/**
 * Feedback after somebody of the shop has decided whether others may see it. The decision is kept with who made it and why.
 *
 * @example
 * ```ts
 * import { giveFeedback, moderateFeedback } from "@tillwright/core-members";
 *
 * const about = { kind: "sale", id: "S1" } as const;
 * const details = { feedbackId: "F1", memberId: "M1", about, storeId: null, operatorId: null, at: 0 };
 * const policy = { editableFor: 1000, moderate: "first" } as const;
 * const given = giveFeedback({ rating: 1, comment: "…" }, details, policy);
 * const decision = { state: "hidden", operatorId: "E1", reason: "abuse", at: 5 } as const;
 * moderateFeedback(given, decision).state; //=> "hidden"
 * ```
 *
 * @public
 */
export function moderateFeedback(feedback: Feedback, decision: Moderation): Feedback {
  const moderations = [...feedback.moderations, Object.freeze({ ...decision })];
  return Object.freeze({ ...feedback, state: decision.state, moderations });
}

/**
 * How many gave how many stars. The mean is `sum / count`, for whoever shows it to round.
 *
 * @public
 */
export interface RatingTally {
  readonly count: number;
  /** All stars together. */
  readonly sum: number;
  /** Of one star, of two, … of five. */
  readonly stars: readonly [number, number, number, number, number];
}

/**
 * Adds up ratings: hidden feedback counts too, since a shop that hides what it does not like would count itself better.
 *
 * @example
 * ```ts
 * import { tallyRatings } from "@tillwright/core-members";
 *
 * tallyRatings([{ rating: 5 }, { rating: 5 }, { rating: 2 }]); //=> { "count": 3, "sum": 12, "stars": [0, 1, 0, 0, 2] }
 * ```
 *
 * @public
 */
export function tallyRatings(feedback: readonly Pick<Feedback, "rating">[]): RatingTally {
  const of = (stars: Rating) => feedback.filter(({ rating }) => rating === stars).length;
  const stars = [of(1), of(2), of(3), of(4), of(5)] as const;
  const sum = feedback.reduce((total, { rating }) => total + rating, 0);
  return Object.freeze({ count: feedback.length, sum, stars });
}
