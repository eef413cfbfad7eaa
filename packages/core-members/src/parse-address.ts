import { type Result, reject, succeed } from "@tillwright/values";
import * as z from "zod/mini";
import type { ChineseAddress, ForeignAddress, MemberAddress } from "./address.js";
import {
  filledField,
  nameField,
  optionalLineField,
  phoneField,
  wordField,
} from "./internal/field-schemas.js";
import { memberIssues } from "./internal/schema-issues.js";

const division = filledField(40);
const line = filledField(120);
const country = z.string().check(z.regex(/^[A-Z]{2}$/u));
const postcode = optionalLineField(16);

const chinesePostcode = z.pipe(
  postcode,
  z.transform((value, context): string | null => {
    if (value !== null && !/^\d{6}$/u.test(value)) {
      context.issues.push({ code: "custom", message: "must have six digits", input: value });
    }
    return value;
  }),
);

const chinese = z.strictObject({
  country: z.literal("CN"),
  province: division,
  city: division,
  district: z._default(optionalLineField(40), null),
  street: line,
  postcode: z._default(chinesePostcode, null),
});

const foreign = z.strictObject({
  country,
  lines: z.array(line).check(z.minLength(1), z.maxLength(8)),
  postcode: z._default(postcode, null),
});

function isChinese(postal: unknown): boolean {
  return (
    typeof postal === "object" && postal !== null && "country" in postal && postal.country === "CN"
  );
}

function addressSchema(
  postal: z.ZodMiniType<ChineseAddress | ForeignAddress>,
): z.ZodMiniType<MemberAddress> {
  return z.strictObject({
    addressId: wordField,
    label: z._default(optionalLineField(40), null),
    recipient: z._default(nameField, null),
    phone: z._default(z.nullable(phoneField), null),
    postal,
  });
}

/**
 * An address from a form or a request. `postal` with the country `CN` has `province`, `city`, `district`, `street`; of any
 * other country (ISO 3166-1, two letters) it has one to eight `lines` as written there. `postcode`, `label`, `recipient` and
 * `phone` may be left out.
 *
 * Every problem is reported at its path with the code `core-members.document-invalid`; no message repeats what was typed.
 *
 * @example
 * ```ts
 * import { parseAddress } from "@tillwright/core-members";
 *
 * const home = { country: "CN", province: "浙江省", city: "杭州市", street: "文三路1号", postcode: "31001" };
 * const wrong = parseAddress({ addressId: "A1", postal: home });
 * wrong.ok ? [] : wrong.issues.map((problem) => problem.path.join(".")); //=> ["postal.postcode"]
 * ```
 *
 * @public
 */
export function parseAddress(document: unknown): Result<MemberAddress> {
  const postal =
    typeof document === "object" && document !== null && "postal" in document
      ? document.postal
      : undefined;
  const schema = addressSchema(isChinese(postal) ? chinese : foreign);
  const parsed = z.safeParse(schema, document);
  if (!parsed.success) return reject(memberIssues(parsed.error.issues));
  return succeed(Object.freeze(parsed.data));
}
