import { type Result, reject, succeed } from "@tillwright/values";
import * as z from "zod/mini";
import type { FeedbackDraft } from "./feedback.js";
import { paragraphField } from "./internal/field-schemas.js";
import { memberIssues } from "./internal/schema-issues.js";

/** A page of text; a book is a mistake or an attack. */
const longestComment = 2000;
const comment = z.nullable(
  z.pipe(
    paragraphField(longestComment),
    z.transform((text): string | null => (text === "" ? null : text)),
  ),
);

const feedback = z.strictObject({
  rating: z.literal([1, 2, 3, 4, 5]),
  comment: z._default(comment, null),
});

/**
 * What a member says of a sale or service, from a form or a request: `rating` from 1 to 5, and a `comment` of at most 2000
 * characters, which may be left out. Every problem is reported at its path with the code `core-members.document-invalid`;
 * no message repeats what was typed.
 *
 * @example
 * ```ts
 * import { parseFeedback } from "@tillwright/core-members";
 *
 * parseFeedback({ rating: 4 }); //=> { "ok": true, "value": { "rating": 4, "comment": null } }
 * parseFeedback({ rating: 6 }).ok; //=> false
 * ```
 *
 * @public
 */
export function parseFeedback(document: unknown): Result<FeedbackDraft> {
  const parsed = z.safeParse(feedback, document);
  if (!parsed.success) return reject(memberIssues(parsed.error.issues));
  return succeed(Object.freeze(parsed.data));
}
