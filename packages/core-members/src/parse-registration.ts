import {
  type Birthday,
  type LocalDate,
  parseLocalDate,
  type Result,
  reject,
  succeed,
} from "@tillwright/values";
import * as z from "zod/mini";
import { memberIssues } from "./internal/schema-issues.js";
import { parsePhone } from "./phone.js";
import type { MemberChanges, Registration } from "./registration.js";

/** Longer than any name in a register; a paragraph pasted by mistake is not a name. */
const LONGEST_NAME = 80;
const LONGEST_CARD = 64;
const MOST_TAGS = 100;
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

const phone = z.pipe(
  z.unknown(),
  z.transform((value, context): string => {
    const parsed = parsePhone(value);
    if (parsed.ok) return parsed.value;
    const message = parsed.issues.map((problem) => problem.message.replace(/^phone /u, "")).join();
    context.issues.push({ code: "custom", message, input: value });
    return z.NEVER;
  }),
);

const name = z.nullable(
  z.pipe(
    z.string(),
    z.transform((value, context): string | null => {
      const trimmed = value.trim().normalize("NFC");
      if (unprintable.test(trimmed)) {
        context.issues.push({
          code: "custom",
          message: "must be one line of text without control characters",
          input: value,
        });
      } else if ([...trimmed].length > LONGEST_NAME) {
        const message = `must have at most ${LONGEST_NAME} characters`;
        context.issues.push({ code: "custom", message, input: value });
      }
      return trimmed === "" ? null : trimmed;
    }),
  ),
);

const cardNumber = z.nullable(
  z.pipe(
    z.string(),
    z.transform((value, context): string | null => {
      const trimmed = value.trim();
      if (trimmed.length > LONGEST_CARD || !/^[\x21-\x7e]*$/u.test(trimmed)) {
        const message = `must have at most ${LONGEST_CARD} printable ASCII characters without spaces`;
        context.issues.push({ code: "custom", message, input: value });
      }
      return trimmed === "" ? null : trimmed;
    }),
  ),
);

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

const word = z.string().check(z.regex(/^[^\s\p{Cc}\p{Cs}](?:[^\p{Cc}\p{Cs}]{0,62}\S)?$/u));
const tags = z.array(word).check(z.maxLength(MOST_TAGS));
const consents = z.array(
  z.strictObject({
    purpose: word,
    channel: z.enum(["sms", "email", "phone", "wechat", "app", "post"]),
    given: z.boolean(),
    textVersion: word,
  }),
);

/**
 * What a person told when joining, from a form or a request.
 *
 * `phone` is required; `name`, `birthday` (`"1990-06-15"`, or `"06-15"` for those who tell no year), `cardNumber`, `tags`
 * and `consents` are not. Every problem is reported at its path with the code `core-members.document-invalid`; no message
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
    phone,
    name: z._default(name, null),
    birthday: z._default(birthdayUntil(today), null),
    cardNumber: z._default(cardNumber, null),
    tags: z._default(tags, []),
    consents: z._default(consents, []),
  });
  const parsed = z.safeParse(schema, document);
  if (!parsed.success) return reject(memberIssues(parsed.error.issues));
  return succeed(Object.freeze({ ...parsed.data, tags: [...new Set(parsed.data.tags)] }));
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
    phone: z.exactOptional(phone),
    name: z.exactOptional(name),
    birthday: z.exactOptional(birthdayUntil(today)),
    cardNumber: z.exactOptional(cardNumber),
    tags: z.exactOptional(tags),
    consents: z.exactOptional(consents),
  });
  const parsed = z.safeParse(schema, document);
  if (!parsed.success) return reject(memberIssues(parsed.error.issues));
  return succeed(Object.freeze(parsed.data));
}
