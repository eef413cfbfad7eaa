import type { Member, MemberRefusal, MemberRepository } from "@tillwright/core-members";
import { canonicalJson, type Json, type Outcome, refuse, succeed } from "@tillwright/values";
import type { SqlDriver } from "../driver.js";
import type { Store } from "../store.js";
import { isStoreError } from "../store-error.js";
import { jsonText } from "../stored-json.js";
import { insertMember, type MemberColumn, readMember, replaceMember } from "./member-rows.js";

type MemberOutcome = Outcome<Member, MemberRefusal>;

function holderOf(
  driver: SqlDriver,
  owner: string,
  column: MemberColumn,
  value: string | null,
  memberId: string,
): string | null {
  const holder = value === null ? null : readMember(driver, owner, column, value);
  return holder === null || holder.memberId === memberId ? null : holder.memberId;
}

/** Who has the phone or the card; the messages never tell either. */
function taken(driver: SqlDriver, owner: string, member: Member): MemberOutcome | null {
  const { memberId, phone, cardNumber } = member;
  const phoneHolder = holderOf(driver, owner, "phone", phone, memberId);
  if (phoneHolder !== null) {
    return refuse("core-members.phone-taken", `member ${phoneHolder} has this phone`, {
      memberId: phoneHolder,
    });
  }
  const cardHolder = holderOf(driver, owner, "card_number", cardNumber, memberId);
  if (cardHolder === null) return null;
  return refuse("core-members.card-taken", `member ${cardHolder} has this card`, {
    memberId: cardHolder,
  });
}

/** Whether both say the same, in whatever order. */
function sameMember(one: Member, other: Member): boolean {
  const [left, right]: Json[] = [JSON.parse(jsonText(one)), JSON.parse(jsonText(other))];
  return canonicalJson(left ?? null) === canonicalJson(right ?? null);
}

function insert(driver: SqlDriver, owner: string, member: Member): MemberOutcome {
  if (insertMember(driver, owner, member)) return succeed(member);
  const { memberId } = member;
  const before = readMember(driver, owner, "member_id", memberId);
  if (before !== null) {
    if (sameMember(before, member)) return succeed(before);
    return refuse("core-members.member-exists", `member ${memberId} exists already`, { memberId });
  }
  // Whoever stood in the way may have gone in between; then there is room now.
  return taken(driver, owner, member) ?? insert(driver, owner, member);
}

function update(
  driver: SqlDriver,
  owner: string,
  member: Member,
  expectedVersion: number,
): MemberOutcome {
  const { memberId } = member;
  const next: Member = Object.freeze({ ...member, version: expectedVersion + 1 });
  try {
    if (replaceMember(driver, owner, next, expectedVersion)) return succeed(next);
  } catch (error) {
    const refusal =
      isStoreError(error) && error.code === "store.constraint"
        ? taken(driver, owner, member)
        : null;
    if (refusal !== null) return refusal;
    throw error;
  }
  const before = readMember(driver, owner, "member_id", memberId);
  if (before === null) {
    return refuse("core-members.member-unknown", `no member ${memberId}`, { memberId });
  }
  return refuse(
    "core-members.version-conflict",
    `member ${memberId} is at version ${before.version}, not ${expectedVersion}`,
    { memberId, version: before.version, expectedVersion },
  );
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
  const find = async (column: MemberColumn, value: string): Promise<Member | null> =>
    readMember(driver, owner, column, value);
  return Object.freeze({
    insert: async (member) => insert(driver, owner, member),
    update: async (member, expectedVersion) => update(driver, owner, member, expectedVersion),
    byId: (memberId) => find("member_id", memberId),
    byPhone: (phone) => find("phone", phone),
    byCard: (cardNumber) => find("card_number", cardNumber),
  } satisfies MemberRepository);
}
