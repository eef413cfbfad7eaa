import type { MemberRefusal } from "@tillwright/core-members";
import { refuse } from "@tillwright/values";
import type { SqlDriver } from "../driver.js";
import { isStoreError } from "../store-error.js";
import type { MemberHandle, MemberRow, MemberTable } from "./member-table.js";

/** A table of members, and whose rows are meant. */
export interface MemberPlace {
  readonly driver: SqlDriver;
  readonly owner: string;
  readonly table: MemberTable;
  /** The id and version that a document tells. */
  readonly identify: (document: string) => { readonly memberId: string; readonly version: number };
}

/** Written, or why not. */
export type Written =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: MemberRefusal };

const written: Written = Object.freeze({ ok: true });

/** Who has the phone, the card or an account; the messages never tell any of them. */
function taken(place: MemberPlace, row: MemberRow): Written | null {
  const handles: readonly (readonly [
    "phone" | "card" | "identity",
    MemberHandle,
    string | null,
  ])[] = [
    ["phone", "phone", row.phone],
    ["card", "card_number", row.card],
    ...row.identities.map((identity) => ["identity", "identity", identity] as const),
  ];
  for (const [what, handle, value] of handles) {
    const document =
      value === null ? null : place.table.find(place.driver, place.owner, handle, value);
    if (document === null) continue;
    const { memberId } = place.identify(document);
    if (memberId === row.memberId) continue;
    const named = what === "identity" ? "account" : what;
    const message = `member ${memberId} has this ${named}`;
    return refuse(`core-members.${what}-taken` as const, message, { memberId });
  }
  return null;
}

/** Runs the write as a transaction; `false` also when an index refused it. */
function attempt(place: MemberPlace, row: MemberRow, write: () => boolean): boolean | Written {
  try {
    return place.driver.transaction(write);
  } catch (error) {
    const constraint = isStoreError(error) && error.code === "store.constraint";
    const refusal = constraint ? taken(place, row) : null;
    if (refusal !== null) return refusal;
    throw error;
  }
}

/** Stores a new member; the unique indexes decide whose a phone, a card or an account is. */
export function insertMember(place: MemberPlace, row: MemberRow): Written {
  const { driver, owner, table } = place;
  const done = attempt(place, row, () => table.insert(driver, owner, row));
  if (typeof done !== "boolean") return done;
  if (done) return written;
  const { memberId } = row;
  if (table.find(driver, owner, "member_id", memberId) !== null) {
    return refuse("core-members.member-exists", `member ${memberId} exists already`, { memberId });
  }
  // Whoever stood in the way may have gone in between; then there is room now.
  return taken(place, row) ?? insertMember(place, row);
}

/** Replaces a member that is at `expectedVersion`. */
export function replaceMember(
  place: MemberPlace,
  row: MemberRow,
  expectedVersion: number,
): Written {
  const { driver, owner, table } = place;
  const done = attempt(place, row, () => table.replace(driver, owner, row, expectedVersion));
  if (typeof done !== "boolean") return done;
  if (done) return written;
  const { memberId } = row;
  const before = table.find(driver, owner, "member_id", memberId);
  if (before === null) {
    return refuse("core-members.member-unknown", `no member ${memberId}`, { memberId });
  }
  const { version } = place.identify(before);
  return refuse(
    "core-members.version-conflict",
    `member ${memberId} is at version ${version}, not ${expectedVersion}`,
    { memberId, version, expectedVersion },
  );
}
