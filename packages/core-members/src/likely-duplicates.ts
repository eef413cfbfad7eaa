import type { Reason } from "@tillwright/values";
import { addressLine } from "./address.js";
import type { Member } from "./member.js";

/**
 * Two members who may be one person, and what speaks for it.
 *
 * @public
 */
export interface LikelyDuplicate {
  /** Their ids, the one who joined first in front: the one to keep. */
  readonly members: readonly [string, string];
  /** What both share, by its name and never by its value: `core-members.duplicate-…`. */
  readonly signs: readonly Reason[];
}

type Sign = "email" | "phone" | "birthday" | "address";

/** What more members share than this tells nobody apart: the address of a dormitory, the shop's own e-mail. */
const mostAlike = 8;

/** A name without what people write one way today and another way tomorrow. */
function plainName({ name }: Member): string | null {
  const plain = (name ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·・.-]/gu, "");
  return plain === "" ? null : plain;
}

/** What leads to members who may be the same, as keys that are equal for those. */
function keysOf(member: Member): readonly (readonly [Sign, string])[] {
  const { birthday, email, phone, addresses } = member;
  const keys: [Sign, string][] = [];
  if (email !== null) keys.push(["email", email.toLowerCase()]);
  const phones = [phone, ...addresses.map((address) => address.phone)];
  for (const one of new Set(phones)) if (one !== null) keys.push(["phone", one]);
  const name = plainName(member);
  if (name === null) return keys;
  if (birthday !== null) {
    keys.push(["birthday", JSON.stringify([name, birthday.month, birthday.day])]);
  }
  const lines = addresses.map(({ postal }) => addressLine(postal).normalize("NFKC"));
  for (const line of new Set(lines)) keys.push(["address", JSON.stringify([name, line])]);
  return keys;
}

/** Two years that are told and differ are two persons of one name. */
function areOfOneYear(one: Member, other: Member): boolean {
  const years = [one.birthday?.year ?? null, other.birthday?.year ?? null];
  return years.includes(null) || years[0] === years[1];
}

/** Those who share each key. */
function groupsOf(members: readonly Member[]): Map<string, { sign: Sign; members: Member[] }> {
  const groups = new Map<string, { sign: Sign; members: Member[] }>();
  for (const member of members) {
    for (const [sign, value] of keysOf(member)) {
      const key = `${sign} ${value}`;
      const group = groups.get(key) ?? { sign, members: [] };
      group.members.push(member);
      groups.set(key, group);
    }
  }
  return groups;
}

/**
 * Members who may be one person who registered twice, for somebody to look at before `mergeMembers`: with the same e-mail, with a
 * phone at an address of the other one's, or with the same name and the same birthday or address. Those with the most signs come
 * first. A phone, card or account itself is refused to a second member when it is stored.
 *
 * Who was erased or merged is left out, and so is what more than eight members share. Reads each member once.
 *
 * @example
 * ```ts
 * import { likelyDuplicates, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const join = (memberId: string, phone: string) => {
 *   const form = parseRegistration({ phone, name: "王小明", birthday: "1990-06-15" });
 *   if (!form.ok) throw new Error("a bad registration");
 *   return registerMember(form.value, { memberId, at: 0, zone: "Asia/Shanghai" });
 * };
 * const found = likelyDuplicates([join("M1", "13812345678"), join("M2", "13987654321")]);
 * found.map(({ members, signs }) => [members, signs.map(({ code }) => code)]); //=> [[["M1", "M2"], ["core-members.duplicate-birthday"]]]
 * ```
 *
 * @public
 */
export function likelyDuplicates(members: readonly Member[]): readonly LikelyDuplicate[] {
  const active = members
    .filter(({ status }) => status === "active")
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.memberId < b.memberId ? -1 : 1));
  const pairs = new Map<string, { members: readonly [string, string]; signs: Set<Sign> }>();
  for (const { sign, members: alike } of groupsOf(active).values()) {
    if (alike.length > mostAlike) continue;
    for (const [index, one] of alike.entries()) {
      for (const other of alike.slice(index + 1)) {
        if (sign === "birthday" && !areOfOneYear(one, other)) continue;
        const ids = [one.memberId, other.memberId] as const;
        const pair = pairs.get(JSON.stringify(ids)) ?? { members: ids, signs: new Set<Sign>() };
        pair.signs.add(sign);
        pairs.set(JSON.stringify(ids), pair);
      }
    }
  }
  return [...pairs.values()]
    .map(({ members: ids, signs }) => ({
      members: ids,
      signs: [...signs].map((sign) => ({
        code: `core-members.duplicate-${sign}`,
        facts: { memberId: ids[0], other: ids[1] },
      })),
    }))
    .sort((a, b) => b.signs.length - a.signs.length);
}
