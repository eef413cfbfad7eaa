import { type Outcome, refuse, succeed } from "@tillwright/values";
import { refuseGone } from "./internal/refuse-gone.js";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";

/**
 * An address on the Chinese mainland, by its divisions (省市区).
 *
 * @public
 */
export interface ChineseAddress {
  readonly country: "CN";
  /** 省, 自治区 or 直辖市. */
  readonly province: string;
  /** 地级市; of a 直辖市 its own name again. */
  readonly city: string;
  /** 区 or 县; `null` in the few cities that have none, such as 东莞 and 中山. */
  readonly district: string | null;
  readonly street: string;
  /** Six digits. */
  readonly postcode: string | null;
}

/**
 * An address elsewhere, as it is written there.
 *
 * @public
 */
export interface ForeignAddress {
  /** ISO 3166-1, two letters. */
  readonly country: string;
  /** From the narrowest to the widest, or the other way round: as the country writes it. */
  readonly lines: readonly string[];
  readonly postcode: string | null;
}

/**
 * Where a member lives, works or has things sent.
 *
 * @public
 */
export interface MemberAddress {
  readonly addressId: string;
  /** What the member calls it: 家, 公司. */
  readonly label: string | null;
  /** Who takes the parcel, when it is somebody else. */
  readonly recipient: string | null;
  /** In international form. */
  readonly phone: string | null;
  readonly postal: ChineseAddress | ForeignAddress;
}

/** Enough for a family with an office; more is a mistake or an attack. */
const mostAddresses = 20;

/**
 * A member with an address added, or the one of the same id replaced where it stands.
 *
 * @param order - `default` makes it the default address; `keep` puts a new one behind the others
 *
 * Refuses `core-members.erased`, `core-members.merged`, and `core-members.too-many-addresses` beyond twenty.
 *
 * @example
 * ```ts
 * import { parseAddress, parseRegistration, putAddress, registerMember } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678" });
 * const home = { country: "CN", province: "浙江省", city: "杭州市", district: "西湖区", street: "文三路1号" };
 * const address = parseAddress({ addressId: "A1", label: "家", postal: home });
 * if (!form.ok || !address.ok) throw new Error("a bad form");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const put = putAddress(member, address.value, "default");
 * put.ok ? put.value.addresses[0]?.label : null; //=> "家"
 * ```
 *
 * @public
 */
export function putAddress(
  member: Member,
  address: MemberAddress,
  order: "default" | "keep" = "keep",
): Outcome<Member, MemberRefusal> {
  const gone = refuseGone(member);
  if (gone !== null) return gone;
  const { memberId, addresses } = member;
  const known = addresses.some((other) => other.addressId === address.addressId);
  if (!known && addresses.length >= mostAddresses) {
    const message = `member ${memberId} has ${mostAddresses} addresses already`;
    return refuse("core-members.too-many-addresses", message, { memberId, most: mostAddresses });
  }
  const kept = Object.freeze({ ...address });
  const replaced = known
    ? addresses.map((other) => (other.addressId === address.addressId ? kept : other))
    : [...addresses, kept];
  return succeed(
    withAddresses(member, order === "default" ? leading(replaced, address.addressId) : replaced),
  );
}

/**
 * A member with one of the addresses made the default.
 *
 * Refuses `core-members.erased`, `core-members.merged` and `core-members.address-unknown`.
 *
 * @example
 * ```ts
 * import { parseRegistration, preferAddress, registerMember } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad form");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const wrong = preferAddress(member, "A9");
 * wrong.ok ? null : wrong.refusal.code; //=> "core-members.address-unknown"
 * ```
 *
 * @public
 */
export function preferAddress(member: Member, addressId: string): Outcome<Member, MemberRefusal> {
  const refused = refuseGone(member) ?? refuseUnknown(member, addressId);
  return refused ?? succeed(withAddresses(member, leading(member.addresses, addressId)));
}

/**
 * A member without an address; when it was the default, the next one is.
 *
 * Refuses `core-members.erased`, `core-members.merged` and `core-members.address-unknown`.
 *
 * @example
 * ```ts
 * import {
 *   parseAddress,
 *   parseRegistration,
 *   putAddress,
 *   registerMember,
 *   removeAddress,
 * } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678" });
 * const paris = { country: "FR", lines: ["12 rue de Rivoli", "Paris"], postcode: "75004" };
 * const address = parseAddress({ addressId: "A1", postal: paris });
 * if (!form.ok || !address.ok) throw new Error("a bad form");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const put = putAddress(member, address.value);
 * if (!put.ok) throw new Error(put.refusal.code);
 * const removed = removeAddress(put.value, "A1");
 * removed.ok ? removed.value.addresses : null; //=> []
 * ```
 *
 * @public
 */
export function removeAddress(member: Member, addressId: string): Outcome<Member, MemberRefusal> {
  const refused = refuseGone(member) ?? refuseUnknown(member, addressId);
  if (refused !== null) return refused;
  const left = member.addresses.filter((address) => address.addressId !== addressId);
  return succeed(withAddresses(member, left));
}

function refuseUnknown(member: Member, addressId: string) {
  if (member.addresses.some((address) => address.addressId === addressId)) return null;
  const { memberId } = member;
  const message = `member ${memberId} has no address ${addressId}`;
  return refuse("core-members.address-unknown", message, { memberId, addressId });
}

function leading(addresses: readonly MemberAddress[], addressId: string): readonly MemberAddress[] {
  const first = addresses.filter((address) => address.addressId === addressId);
  return [...first, ...addresses.filter((address) => address.addressId !== addressId)];
}

function withAddresses(member: Member, addresses: readonly MemberAddress[]): Member {
  return Object.freeze({ ...member, addresses });
}

/**
 * An address in one line, as its country writes it.
 *
 * @example
 * ```ts
 * import { addressLine } from "@tillwright/core-members";
 *
 * const home = { country: "CN", province: "北京市", city: "北京市", district: "海淀区", street: "中关村大街1号", postcode: null } as const;
 * addressLine(home); //=> "北京市海淀区中关村大街1号"
 * addressLine({ country: "FR", lines: ["12 rue de Rivoli", "Paris"], postcode: "75004" }); //=> "12 rue de Rivoli, Paris, 75004, FR"
 * ```
 *
 * @public
 */
export function addressLine(postal: ChineseAddress | ForeignAddress): string {
  if ("lines" in postal) {
    const { lines, postcode, country } = postal;
    return [...lines, ...(postcode === null ? [] : [postcode]), country].join(", ");
  }
  return divisionsOf(postal) + postal.street;
}

/** 省市区, with the name of a 直辖市 said once. */
export function divisionsOf(postal: ChineseAddress): string {
  const { province, city, district } = postal;
  return `${province}${city === province ? "" : city}${district ?? ""}`;
}
