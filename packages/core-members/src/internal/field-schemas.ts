import * as z from "zod/mini";
import { parsePhone } from "../phone.js";

/** Longer than any name in a register; a paragraph pasted by mistake is not a name. */
const LONGEST_NAME = 80;
const LONGEST_CARD = 64;
/** RFC 5321, 4.5.3.1.3: a path has at most 256 characters, its brackets included. */
const LONGEST_EMAIL = 254;
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

export const phoneField: z.ZodMiniType<string> = z.pipe(
  z.unknown(),
  z.transform((value, context): string => {
    const parsed = parsePhone(value);
    if (parsed.ok) return parsed.value;
    const message = parsed.issues.map((problem) => problem.message.replace(/^phone /u, "")).join();
    context.issues.push({ code: "custom", message, input: value });
    return z.NEVER;
  }),
);

/** One line of text, trimmed and composed; empty when only space was typed. */
export function lineField(longest: number): z.ZodMiniType<string> {
  return z.pipe(
    z.string(),
    z.transform((value, context): string => {
      const trimmed = value.trim().normalize("NFC");
      if (unprintable.test(trimmed)) {
        const message = "must be one line of text without control characters";
        context.issues.push({ code: "custom", message, input: value });
      } else if ([...trimmed].length > longest) {
        const message = `must have at most ${longest} characters`;
        context.issues.push({ code: "custom", message, input: value });
      }
      return trimmed;
    }),
  );
}

/** Line breaks and tabs belong to a text; other control characters and halves of characters do not. */
const unprintableInText = /[^\P{Cc}\n\r\t]|\p{Cs}/u;

/** A text of several lines, trimmed and composed; empty when only space was typed. */
export function paragraphField(longest: number): z.ZodMiniType<string> {
  return z.pipe(
    z.string(),
    z.transform((value, context): string => {
      const trimmed = value.trim().normalize("NFC");
      if (unprintableInText.test(trimmed)) {
        const message = "must be text without control characters";
        context.issues.push({ code: "custom", message, input: value });
      } else if ([...trimmed].length > longest) {
        const message = `must have at most ${longest} characters`;
        context.issues.push({ code: "custom", message, input: value });
      }
      return trimmed;
    }),
  );
}

/** A line that must not be empty. */
export function filledField(longest: number): z.ZodMiniType<string> {
  return z.pipe(
    lineField(longest),
    z.transform((value, context): string => {
      if (value === "") {
        context.issues.push({ code: "custom", message: "must not be empty", input: value });
      }
      return value;
    }),
  );
}

const noneWhenEmpty = z.transform((value: string): string | null => (value === "" ? null : value));

/** A line where an empty one is none. */
export function optionalLineField(longest: number): z.ZodMiniType<string | null> {
  return z.nullable(z.pipe(lineField(longest), noneWhenEmpty));
}

export const nameField: z.ZodMiniType<string | null> = optionalLineField(LONGEST_NAME);

export const cardField: z.ZodMiniType<string | null> = z.nullable(
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

/** Only the domain's letters have no case (RFC 5321, 2.4): whose box it is may depend on the others. */
export const emailField: z.ZodMiniType<string | null> = z.nullable(
  z.pipe(
    z.string(),
    z.transform((value, context): string | null => {
      const trimmed = value.trim().normalize("NFC");
      if (trimmed === "") return null;
      const parts = /^([^\s@\p{Cc}\p{Cs}]{1,64})@((?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,63})$/u.exec(
        trimmed,
      );
      if (parts === null || trimmed.length > LONGEST_EMAIL) {
        const message = "must be an address such as name@example.com";
        context.issues.push({ code: "custom", message, input: value });
        return z.NEVER;
      }
      return `${parts[1]}@${(parts[2] ?? "").toLowerCase()}`;
    }),
  ),
);

/** A short word that a program uses: a tag, a purpose, the name of a text. */
export const wordField: z.ZodMiniType<string> = z
  .string()
  .check(z.regex(/^[^\s\p{Cc}\p{Cs}](?:[^\p{Cc}\p{Cs}]{0,62}\S)?$/u));
