import {
  identityKey,
  type Member,
  type MemberRefusal,
  type MemberRepository,
} from "@tillwright/core-members";
import { canonicalJson, type Json, type Outcome, succeed } from "@tillwright/values";
import type { Store } from "../store.js";
import { jsonText } from "../stored-json.js";
import { type MemberHandle, type MemberRow, memberTable } from "./member-table.js";
import { insertMember, type MemberPlace, replaceMember } from "./write-member.js";

type MemberOutcome = Outcome<Member, MemberRefusal>;

const table = memberTable("member");

function memberOf(document: string): Member {
  const member: Member = JSON.parse(document);
  return member;
}

function rowOf(member: Member): MemberRow {
  const { memberId, version, status, phone, joinedOn } = member;
  return {
    memberId,
    version,
    status,
    phone,
    card: member.cardNumber,
    identities: member.identities.map(identityKey),
    joinedOn,
    tier: member.tier?.tier ?? null,
    keyId: null,
    document: jsonText(member),
  };
}

/** Whether both say the same, in whatever order. */
function sameMember(one: Member, other: Member): boolean {
  const [left, right]: Json[] = [JSON.parse(jsonText(one)), JSON.parse(jsonText(other))];
  return canonicalJson(left ?? null) === canonicalJson(right ?? null);
}

/**
 * The members on the shop's file. Each change is a transaction of its own, durable when its promise resolves; whose a
 * phone or a card is, the file's unique indexes decide.
 *
 * `owner` names who shares these members: a shop, or a chain (default: `members`). Rejects with a `StoreError` as the
 * till's store does.
 *
 * @example
 * ```ts
 * import { openStore } from "@tillwright/store-sql";
 * import { createSqlMembers } from "@tillwright/store-sql/members";
 *
 * const store = await openStore({ path: ":memory:" });
 * const members = createSqlMembers(store);
 * await members.byPhone("+8613812345678"); //=> null
 * store.close();
 * ```
 *
 * @public
 */
export function createSqlMembers(
  store: Store,
  options: { readonly owner?: string } = {},
): MemberRepository {
  const { driver } = store;
  const owner = options.owner ?? "members";
  const place: MemberPlace = { driver, owner, table, identify: memberOf };
  const find = async (handle: MemberHandle, value: string): Promise<Member | null> => {
    const document = table.find(driver, owner, handle, value);
    return document === null ? null : memberOf(document);
  };

  async function insert(member: Member): Promise<MemberOutcome> {
    const inserted = insertMember(place, rowOf(member));
    if (inserted.ok) return succeed(member);
    if (inserted.refusal.code !== "core-members.member-exists") return inserted;
    const before = await find("member_id", member.memberId);
    return before !== null && sameMember(before, member) ? succeed(before) : inserted;
  }

  async function update(member: Member, expectedVersion: number): Promise<MemberOutcome> {
    const next: Member = Object.freeze({ ...member, version: expectedVersion + 1 });
    const replaced = replaceMember(place, rowOf(next), expectedVersion);
    return replaced.ok ? succeed(next) : replaced;
  }

  return Object.freeze({
    insert,
    update,
    byId: (memberId) => find("member_id", memberId),
    byPhone: (phone) => find("phone", phone),
    byCard: (cardNumber) => find("card_number", cardNumber),
    byIdentity: (subject) => find("identity", identityKey(subject)),
  } satisfies MemberRepository);
}
