import { type ChineseAddress, divisionsOf, type ForeignAddress } from "./address.js";
import type { Member } from "./member.js";
import { maskPhone } from "./phone.js";

const han = /^\p{Script=Han}+$/u;

/**
 * A name for eyes that need no more: the first character of a Chinese name, the first letter of another one. A name of one
 * character is hidden whole.
 *
 * @example
 * ```ts
 * import { maskName } from "@tillwright/core-members";
 *
 * maskName("王小明"); //=> "王**"
 * maskName("王明"); //=> "王*"
 * maskName("Nguyễn Thị Minh"); //=> "N***"
 * ```
 *
 * @public
 */
export function maskName(name: string): string {
  const characters = [...name.trim().normalize("NFC")];
  const [first = ""] = characters;
  if (characters.length < 2) return "*";
  if (han.test(characters.join(""))) return first + "*".repeat(Math.min(2, characters.length - 1));
  return `${/^\p{L}$/u.test(first) ? first : ""}***`;
}

/**
 * An e-mail address for eyes that need no more: the first letter and the domain.
 *
 * @example
 * ```ts
 * import { maskEmail } from "@tillwright/core-members";
 *
 * maskEmail("xiaoming@example.com"); //=> "x***@example.com"
 * maskEmail("x@example.com"); //=> "***@example.com"
 * ```
 *
 * @public
 */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = "", second] = [...email.slice(0, Math.max(0, at))];
  return `${second === undefined ? "" : first}***${at < 0 ? "" : email.slice(at)}`;
}

/**
 * A card number for eyes that need no more: its last four characters, and nothing of a short one.
 *
 * @example
 * ```ts
 * import { maskCard } from "@tillwright/core-members";
 *
 * maskCard("2900123456784"); //=> "****6784"
 * maskCard("C77"); //=> "****"
 * ```
 *
 * @public
 */
export function maskCard(cardNumber: string): string {
  return cardNumber.length >= 8 ? `****${cardNumber.slice(-4)}` : "****";
}

/**
 * An address for eyes that need no more: down to the district in China, only the country elsewhere.
 *
 * @example
 * ```ts
 * import { maskAddress } from "@tillwright/core-members";
 *
 * const home = { country: "CN", province: "浙江省", city: "杭州市", district: "西湖区", street: "文三路1号", postcode: null } as const;
 * maskAddress(home); //=> "浙江省杭州市西湖区****"
 * maskAddress({ country: "FR", lines: ["12 rue de Rivoli", "Paris"], postcode: "75004" }); //=> "****, FR"
 * ```
 *
 * @public
 */
export function maskAddress(postal: ChineseAddress | ForeignAddress): string {
  return "lines" in postal ? `****, ${postal.country}` : `${divisionsOf(postal)}****`;
}

/**
 * A member as staff may see one who need no more. Tags, preferences, consents and accounts are left out: a tag may say more
 * of a person than the name does.
 *
 * @public
 */
export interface MaskedMember {
  readonly memberId: string;
  readonly status: Member["status"];
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly cardNumber: string | null;
  readonly addresses: readonly string[];
  /** 1 to 12: enough to congratulate. */
  readonly birthdayMonth: number | null;
  readonly tier: string | null;
  readonly joinedOn: Member["joinedOn"];
  readonly purchases: number;
  readonly lastPurchaseOn: Member["lastPurchaseOn"];
}

/**
 * A member with everything personal masked.
 *
 * @example
 * ```ts
 * import { maskMember, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678", name: "王小明", birthday: "1990-06-15" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const { name, phone, birthdayMonth } = maskMember(member);
 * [name, phone, birthdayMonth]; //=> ["王**", "138****5678", 6]
 * ```
 *
 * @public
 */
export function maskMember(member: Member): MaskedMember {
  const masked = (mask: (text: string) => string, text: string | null) =>
    text === null ? null : mask(text);
  const { memberId, status, joinedOn, purchases, lastPurchaseOn } = member;
  return Object.freeze({
    memberId,
    status,
    name: masked(maskName, member.name),
    phone: masked(maskPhone, member.phone),
    email: masked(maskEmail, member.email),
    cardNumber: masked(maskCard, member.cardNumber),
    addresses: member.addresses.map(({ postal }) => maskAddress(postal)),
    birthdayMonth: member.birthday?.month ?? null,
    tier: member.tier?.tier ?? null,
    joinedOn,
    purchases,
    lastPurchaseOn,
  });
}
