import {
  type Birthday,
  type LocalDate,
  parseLocalDate,
  type Result,
  reject,
  succeed,
} from "@tillwright/values";
import * as z from "zod/mini";
import {
  cardField,
  emailField,
  nameField,
  paragraphField,
  phoneField,
  wordField,
} from "./internal/field-schemas.js";
import { memberIssues } from "./internal/schema-issues.js";
import type { MemberChanges, Registration } from "./registration.js";

const MOST_TAGS = 100;

/** The day in a leap year, so that 29 February is a birthday for those who tell no year. */
function readBirthday(text: string): Birthday | null {
  const parts = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/u.exec(text);
  if (parts === null) return null;
  const [, year, month, day] = parts;
  if (!parseLocalDate(`${year ?? "2000"}-${month}-${day}`).ok) return null;
  return Object.freeze({
    month: Number(month),
    day: Number(day),
    year: year === undefined ? null : Number(year),
  });
}

function birthdayUntil(today: LocalDate | null) {
  return z.nullable(
    z.pipe(
      z.string(),
      z.transform((value, context): Birthday => {
        const birthday = readBirthday(value.trim());
        if (birthday === null) {
          const message = "must be a day that exists, as YYYY-MM-DD or MM-DD";
          context.issues.push({ code: "custom", message, input: value });
          return z.NEVER;
        }
        const impossible =
          birthday.year !== null &&
          (birthday.year < 1890 || (today !== null && value.trim() > today));
        if (impossible) {
          const message = "must be a day on which a living person can have been born";
          context.issues.push({ code: "custom", message, input: value });
        }
        return birthday;
      }),
    ),
  );
}

/** Longer than any text that a member reads before agreeing. */
const LONGEST_CONSENT = 4000;
const tags = z.pipe(
  z.array(wordField).check(z.maxLength(MOST_TAGS)),
  z.transform((all): readonly string[] => [...new Set(all)]),
);
const consents = z.array(
  z.strictObject({
    purpose: wordField,
    channel: z.enum(["sms", "email", "phone", "wechat", "app", "post"]),
    given: z.boolean(),
    textVersion: wordField,
    text: z.exactOptional(paragraphField(LONGEST_CONSENT)),
  }),
);

/**
 * What a person told when joining, from a form or a request.
 *
 * `phone` is required; `name`, `birthday` (`"1990-06-15"`, or `"06-15"` for those who tell no year), `cardNumber`,
 * `email`, `minor`, `tags` and `consents` are not. Every problem is reported at its path with the code `core-members.document-invalid`; no message
 * repeats what was typed, and a phone is shown masked.
 *
 * @param today - the day of joining; a birthday after it is a problem
 *
 * @example
 * ```ts
 * import { parseRegistration } from "@tillwright/core-members";
 *
 * const joined = parseRegistration({ phone: "138 1234 5678", name: "王小明" });
 * joined.ok ? joined.value.phone : null; //=> "+8613812345678"
 * const wrong = parseRegistration({ phone: "1381234", birthday: "2001-02-29" });
 * wrong.ok ? [] : wrong.issues.map((problem) => problem.path.join(".")); //=> ["phone", "birthday"]
 * ```
 *
 * @public
 */
export function parseRegistration(
  document: unknown,
  today: LocalDate | null = null,
): Result<Registration> {
  const schema = z.strictObject({
    phone: phoneField,
    name: z._default(nameField, null),
    birthday: z._default(birthdayUntil(today), null),
    cardNumber: z._default(cardField, null),
    email: z._default(emailField, null),
    minor: z.exactOptional(z.boolean()),
    tags: z._default(tags, []),
    consents: z._default(consents, []),
  });
  const parsed = z.safeParse(schema, document);
  if (!parsed.success) return reject(memberIssues(parsed.error.issues));
  return succeed(Object.freeze(parsed.data));
}

/**
 * What a member changes, from a form or a request: any of the fields of a registration. What is not named stays;
 * `null` clears.
 *
 * @example
 * ```ts
 * import { parseMemberChanges } from "@tillwright/core-members";
 *
 * const changes = parseMemberChanges({ phone: "+852 6123 4567", birthday: "02-29" });
 * changes.ok ? changes.value : null; //=> { "phone": "+85261234567", "birthday": { "month": 2, "day": 29, "year": null } }
 * ```
 *
 * @public
 */
export function parseMemberChanges(
  document: unknown,
  today: LocalDate | null = null,
): Result<MemberChanges> {
  const schema = z.strictObject({
    phone: z.exactOptional(phoneField),
    name: z.exactOptional(nameField),
    birthday: z.exactOptional(birthdayUntil(today)),
    cardNumber: z.exactOptional(cardField),
    email: z.exactOptional(emailField),
    minor: z.exactOptional(z.boolean()),
    tags: z.exactOptional(tags),
    consents: z.exactOptional(consents),
  });
  const parsed = z.safeParse(schema, document);
  if (!parsed.success) return reject(memberIssues(parsed.error.issues));
  return succeed(Object.freeze(parsed.data));
}
