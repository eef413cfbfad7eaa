import type { Feedback, FeedbackRepository, MemberRefusal } from "@tillwright/core-members";
import { canonicalJson, type Json, type Outcome, refuse, succeed } from "@tillwright/values";
import type { SqlRow } from "../connection.js";
import type { Store } from "../store.js";
import { jsonText } from "../stored-json.js";

const insertRow =
  "INSERT INTO member_feedback (owner, feedback_id, version, member_id, about_kind, about_id, store_id, rating, state, given_at, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
const updateRow =
  "UPDATE member_feedback SET version = ?, rating = ?, state = ?, document = ? WHERE owner = ? AND feedback_id = ? AND version = ?";
const selectById = "SELECT document FROM member_feedback WHERE owner = ? AND feedback_id = ?";
const selectAbout =
  "SELECT document FROM member_feedback WHERE owner = ? AND member_id = ? AND about_kind = ? AND about_id = ?";
const selectOfMember =
  "SELECT document FROM member_feedback WHERE owner = ? AND member_id = ? ORDER BY given_at, feedback_id";

type FeedbackOutcome = Outcome<Feedback, MemberRefusal>;

function feedbackOf(row: SqlRow): Feedback {
  const feedback: Feedback = JSON.parse(String(row["document"]));
  return Object.freeze(feedback);
}

function isSame(one: Feedback, other: Feedback): boolean {
  const [left, right]: Json[] = [JSON.parse(jsonText(one)), JSON.parse(jsonText(other))];
  return canonicalJson(left ?? null) === canonicalJson(right ?? null);
}

/**
 * Feedback on the shop's file; that a member gives one for each sale or service, a unique index decides. Hand it to
 * `createSealedFeedback` of `@tillwright/core-members` where comments are to lie sealed.
 *
 * `owner` names who shares the members: a shop, or a chain (default: `members`). Rejects with a `StoreError` as the till's
 * store does.
 *
 * @example
 * ```ts
 * import { giveFeedback, tallyRatings } from "@tillwright/core-members";
 * import { openStore } from "@tillwright/store-sql";
 * import { createSqlFeedback } from "@tillwright/store-sql/members";
 *
 * const store = await openStore({ path: ":memory:" });
 * const feedback = createSqlFeedback(store);
 * const about = { kind: "sale", id: "S1" } as const;
 * const details = { feedbackId: "F1", memberId: "M1", about, storeId: "north", operatorId: "E7", at: 1000 };
 * const policy = { editableFor: 86_400_000, moderate: "afterwards" } as const;
 * await feedback.insert(giveFeedback({ rating: 4, comment: null }, details, policy));
 * tallyRatings(await feedback.ofMember("M1")).sum; //=> 4
 * store.close();
 * ```
 *
 * @public
 */
export function createSqlFeedback(
  store: Store,
  options: { readonly owner?: string } = {},
): FeedbackRepository {
  const { driver } = store;
  const owner = options.owner ?? "members";
  const find = (sql: string, ...parameters: string[]): Feedback | null => {
    const row = driver.prepare(sql).get(owner, ...parameters);
    return row === undefined ? null : feedbackOf(row);
  };

  function insert(feedback: Feedback): FeedbackOutcome {
    const { feedbackId, version, memberId, about, storeId, rating, state, givenAt } = feedback;
    const { kind, id } = about;
    const keys = [owner, feedbackId, version, memberId, kind, id, storeId] as const;
    const { changes } = driver
      .prepare(insertRow)
      .run(...keys, rating, state, givenAt, jsonText(feedback));
    if (changes === 1) return succeed(feedback);
    const before = find(selectById, feedbackId) ?? find(selectAbout, memberId, kind, id);
    // Nothing is ever deleted here, so whatever stood in the way is still there.
    if (before === null) return insert(feedback);
    if (isSame(before, feedback)) return succeed(before);
    const facts = { feedbackId: before.feedbackId };
    return refuse(
      "core-members.feedback-given",
      `there is feedback ${facts.feedbackId} already`,
      facts,
    );
  }

  function update(feedback: Feedback, expectedVersion: number): FeedbackOutcome {
    const { feedbackId, memberId } = feedback;
    const next: Feedback = Object.freeze({ ...feedback, version: expectedVersion + 1 });
    const { changes } = driver
      .prepare(updateRow)
      .run(
        next.version,
        next.rating,
        next.state,
        jsonText(next),
        owner,
        feedbackId,
        expectedVersion,
      );
    if (changes === 1) return succeed(next);
    const before = find(selectById, feedbackId);
    if (before === null) {
      return refuse("core-members.feedback-unknown", `no feedback ${feedbackId}`, { feedbackId });
    }
    const { version } = before;
    const message = `feedback ${feedbackId} is at version ${version}, not ${expectedVersion}`;
    return refuse("core-members.version-conflict", message, { memberId, version, expectedVersion });
  }

  return Object.freeze({
    insert: async (feedback) => insert(feedback),
    update: async (feedback, expectedVersion) => update(feedback, expectedVersion),
    byId: async (feedbackId) => find(selectById, feedbackId),
    about: async (memberId, { kind, id }) => find(selectAbout, memberId, kind, id),
    ofMember: async (memberId) =>
      driver.prepare(selectOfMember).all(owner, memberId).map(feedbackOf),
  } satisfies FeedbackRepository);
}
