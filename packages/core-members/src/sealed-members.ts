import { canonicalJson, type Json, type Outcome, refuse, succeed } from "@tillwright/values";
import { MembersError } from "./errors.js";
import { identityKey, type VerifiedSubject } from "./identity.js";
import { type Handles, moveHandles, noHolders, takenBy } from "./internal/holders.js";
import type { KeyProvider, SecretRandom } from "./key-provider.js";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";
import type { MemberRepository } from "./repository.js";
import { blindIndex, openMember, type SealedMember, sealMember } from "./sealed-member.js";

/**
 * Where sealed rows lie. Duplicates are decided here, by the blind indexes, with the refusals of `MemberRepository`.
 *
 * @public
 */
export interface SealedRows {
  insert(row: SealedMember): Promise<Outcome<SealedMember, MemberRefusal>>;
  /** Replaces the row of `expectedVersion` by this one, which carries its next version. */
  replace(
    row: SealedMember,
    expectedVersion: number,
  ): Promise<Outcome<SealedMember, MemberRefusal>>;
  byId(memberId: string): Promise<SealedMember | null>;
  byPhoneIndex(index: string): Promise<SealedMember | null>;
  byCardIndex(index: string): Promise<SealedMember | null>;
  byIdentityIndex(index: string): Promise<SealedMember | null>;
  /** At most so many rows that are locked with another key than this one, in the order of their ids: those to rotate. */
  ofOtherKeys(keyId: string, most: number): Promise<readonly SealedMember[]>;
}

function handlesOf({ phoneIndex, cardIndex, identityIndexes }: SealedMember): Handles {
  return { phone: phoneIndex, card: cardIndex, identities: identityIndexes };
}

/**
 * Sealed rows kept in memory, for tests and training.
 *
 * @example
 * ```ts
 * import {
 *   createMemoryRows,
 * } from "@tillwright/core-members";
 *
 * await createMemoryRows().byId("M1"); //=> null
 * ```
 *
 * @public
 */
export function createMemoryRows(): SealedRows {
  const rows = new Map<string, SealedMember>();
  const holders = noHolders();

  function keep(row: SealedMember) {
    const before = rows.get(row.memberId);
    rows.set(row.memberId, row);
    moveHandles(holders, row.memberId, before ? handlesOf(before) : null, handlesOf(row));
    return succeed(row);
  }
  const taken = (row: SealedMember) => takenBy(holders, row.memberId, handlesOf(row));
  const at = (memberId: string | undefined) =>
    memberId === undefined ? null : (rows.get(memberId) ?? null);

  return Object.freeze({
    async insert(row: SealedMember) {
      const { memberId } = row;
      if (rows.has(memberId)) {
        return refuse("core-members.member-exists", `member ${memberId} exists`, { memberId });
      }
      return taken(row) ?? keep(row);
    },
    async replace(row: SealedMember, expectedVersion: number) {
      const { memberId } = row;
      const before = rows.get(memberId);
      if (before === undefined) {
        return refuse("core-members.member-unknown", `no member ${memberId}`, { memberId });
      }
      if (before.version !== expectedVersion) {
        const facts = { memberId, version: before.version, expectedVersion };
        return refuse("core-members.version-conflict", `member ${memberId} was changed`, facts);
      }
      return taken(row) ?? keep(row);
    },
    byId: async (memberId: string) => rows.get(memberId) ?? null,
    byPhoneIndex: async (index: string) => at(holders.phones.get(index)),
    byCardIndex: async (index: string) => at(holders.cards.get(index)),
    byIdentityIndex: async (index: string) => at(holders.identities.get(index)),
    ofOtherKeys: async (keyId: string, most: number) =>
      [...rows.values()]
        .filter(({ key }) => key !== null && key.keyId !== keyId)
        .sort((a, b) => (a.memberId < b.memberId ? -1 : 1))
        .slice(0, most),
  });
}

function body(member: Member): string {
  const plain: Json = JSON.parse(JSON.stringify(member));
  return canonicalJson(plain);
}

/**
 * A store of members whose personal data is sealed: the same contract as any other, over rows that tell nothing.
 *
 * Reading rejects with a `MembersError` of the code `core-members.key-missing` or `core-members.data-damaged` when a row
 * cannot be opened; nothing of it is given out.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   createMemoryRows,
 *   createSealedMembers,
 *   parseRegistration,
 *   registerMember,
 * } from "@tillwright/core-members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: keys and nonces must come from the platform's secret generator.
 * const random = seededRandom(1);
 * const key = random(32);
 * const keys = createLocalKeys({ keys: { k1: key }, current: "k1", indexKey: random(32), random });
 * const rows = createMemoryRows();
 * const members = createSealedMembers(rows, keys, random);
 * const form = parseRegistration({ phone: "13812345678", name: "王小明" });
 * if (!form.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 0, zone: "Asia/Shanghai" };
 * await members.insert(registerMember(form.value, details));
 * (await members.byPhone("+8613812345678"))?.name; //=> "王小明"
 * JSON.stringify(await rows.byId("M1")).includes("王小明"); //=> false
 * ```
 *
 * @public
 */
export function createSealedMembers(
  rows: SealedRows,
  keys: KeyProvider,
  random: SecretRandom,
): MemberRepository {
  async function open(row: SealedMember | null): Promise<Member | null> {
    if (row === null) return null;
    const opened = await openMember(row, keys);
    if (opened.ok) return opened.value;
    const { code, message, facts } = opened.refusal;
    const unreadable =
      code === "core-members.key-missing" ? code : ("core-members.data-damaged" as const);
    throw new MembersError(unreadable, message, facts);
  }

  async function insert(member: Member): Promise<Outcome<Member, MemberRefusal>> {
    const sealed = await sealMember(member, keys, random);
    if (!sealed.ok) return sealed;
    const inserted = await rows.insert(sealed.value);
    if (inserted.ok) return succeed(member);
    if (inserted.refusal.code !== "core-members.member-exists") return inserted;
    const before = await open(await rows.byId(member.memberId));
    return before !== null && body(before) === body(member) ? succeed(before) : inserted;
  }

  async function update(
    member: Member,
    expectedVersion: number,
  ): Promise<Outcome<Member, MemberRefusal>> {
    const next = Object.freeze({ ...member, version: expectedVersion + 1 });
    const before = await rows.byId(member.memberId);
    const sealed = await sealMember(next, keys, random, before);
    if (!sealed.ok) return sealed;
    const replaced = await rows.replace(sealed.value, expectedVersion);
    return replaced.ok ? succeed(next) : replaced;
  }

  const index = async (kind: "phone" | "card" | "identity", value: string) =>
    blindIndex(await keys.indexKey(), kind, value);
  return Object.freeze({
    insert,
    update,
    byId: async (memberId: string) => open(await rows.byId(memberId)),
    byPhone: async (phone: string) => open(await rows.byPhoneIndex(await index("phone", phone))),
    byCard: async (card: string) => open(await rows.byCardIndex(await index("card", card))),
    byIdentity: async (subject: VerifiedSubject) =>
      open(await rows.byIdentityIndex(await index("identity", identityKey(subject)))),
  });
}
