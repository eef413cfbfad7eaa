import { type Instant, type Outcome, refuse, succeed } from "@tillwright/values";
import { MembersError } from "./errors.js";
import type { VerifiedSubject } from "./identity.js";
import { type MaskedMember, maskMember } from "./mask.js";
import type { Member } from "./member.js";
import { type MemberRoles, permitMember } from "./permissions.js";
import type { MemberView, ReadLog, SoughtBy } from "./read-log.js";
import type { MemberRefusal } from "./refusal.js";
import type { MemberRepository } from "./repository.js";

/**
 * Where members are read under watch: the store, the roles, and the log of who read what.
 *
 * @public
 */
export interface ReadingDesk {
  readonly members: MemberRepository;
  readonly roles: MemberRoles;
  readonly reads: ReadLog;
}

/**
 * Who reads, and what for.
 *
 * @public
 */
export interface ReadRequest {
  /** The entry's id in the log; the same request repeated is logged once. */
  readonly readId: string;
  readonly readerId: string;
  readonly role: string;
  /** A lower-case word of the shop, such as `sale` or `complaint`: no sentence, so that no name gets into the log. */
  readonly purpose: string;
  readonly at: Instant;
}

/** By what a member is looked for. @public */
export type MemberQuery =
  | { readonly by: "id"; readonly memberId: string }
  /** In the international form that `parsePhone` gives. */
  | { readonly by: "phone"; readonly phone: string }
  | { readonly by: "card"; readonly cardNumber: string }
  | { readonly by: "identity"; readonly subject: VerifiedSubject };

function find(members: MemberRepository, query: MemberQuery): Promise<Member | null> {
  switch (query.by) {
    case "id":
      return members.byId(query.memberId);
    case "phone":
      return members.byPhone(query.phone);
    case "card":
      return members.byCard(query.cardNumber);
    case "identity":
      return members.byIdentity(query.subject);
  }
}

const verbOf = { masked: "read-masked", personal: "read-personal", export: "export" } as const;

/**
 * Finds a member for somebody who may see as much, and logs it before anything is given out: when the log cannot be written,
 * nothing is shown. What was refused and who was not found are logged as well, since looking for phones one after another
 * is how lists of members are made.
 */
export async function lookUp(
  desk: ReadingDesk,
  request: ReadRequest,
  query: MemberQuery,
  view: MemberView,
): Promise<Outcome<Member, MemberRefusal>> {
  const { readId, readerId, role, purpose, at } = request;
  if (!/^[a-z][a-z-]{0,39}$/u.test(purpose) || readId === "" || readerId === "") {
    throw new MembersError(
      "core-members.argument-invalid",
      "reading a member needs a readId, a readerId and a purpose of lower-case letters and dashes",
      { readId, readerId },
    );
  }
  const soughtBy: SoughtBy = query.by;
  const entry = { readId, at, readerId, role, soughtBy, view, purpose } as const;
  const permitted = permitMember(desk.roles, role, verbOf[view]);
  if (!permitted.ok) {
    // An id was asked for by name, so it may be told; what else was typed is nobody's business.
    const memberId = query.by === "id" ? query.memberId : null;
    await desk.reads.append({ ...entry, memberId, outcome: "refused" });
    return permitted;
  }
  const member = await find(desk.members, query);
  const outcome = member === null ? "not-found" : "shown";
  await desk.reads.append({ ...entry, memberId: member?.memberId ?? null, outcome });
  if (member !== null) return succeed(member);
  return refuse("core-members.nobody-found", `nobody was found by ${soughtBy}`, { soughtBy });
}

/**
 * A member for staff who need no more: masked. For the verb `read-masked`; every look is logged first.
 *
 * Refuses `core-members.not-permitted` and `core-members.nobody-found`. Throws `core-members.argument-invalid` for a
 * purpose that is no word. Rejects, with nothing shown, when the log cannot be written.
 *
 * @example
 * ```ts
 * import {
 *   createMemoryMembers,
 *   createMemoryReadLog,
 *   parseRegistration,
 *   readMasked,
 *   registerMember,
 * } from "@tillwright/core-members";
 *
 * const members = createMemoryMembers();
 * const form = parseRegistration({ phone: "13812345678", name: "王小明" });
 * if (!form.ok) throw new Error("a bad registration");
 * await members.insert(registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" }));
 * const desk = { members, reads: createMemoryReadLog(), roles: { clerk: { "read-masked": true } } } as const;
 * const request = { readId: "R1", readerId: "E7", role: "clerk", purpose: "sale", at: 1000 };
 * const seen = await readMasked(desk, request, { by: "phone", phone: "+8613812345678" });
 * seen.ok ? seen.value.name : null; //=> "王**"
 * JSON.stringify(await desk.reads.ofReader("E7")).includes("138"); //=> false
 * ```
 *
 * @public
 */
export async function readMasked(
  desk: ReadingDesk,
  request: ReadRequest,
  query: MemberQuery,
): Promise<Outcome<MaskedMember, MemberRefusal>> {
  const found = await lookUp(desk, request, query, "masked");
  return found.ok ? succeed(maskMember(found.value)) : found;
}

/**
 * A member with everything that is known. For the verb `read-personal`; every look is logged first.
 *
 * Refuses, throws and rejects as `readMasked` does.
 *
 * @example
 * ```ts
 * import { createMemoryMembers, createMemoryReadLog, readPersonal } from "@tillwright/core-members";
 *
 * const roles = { clerk: { "read-masked": true }, owner: { "read-personal": true } } as const;
 * const desk = { members: createMemoryMembers(), reads: createMemoryReadLog(), roles };
 * const request = { readId: "R1", readerId: "E7", role: "clerk", purpose: "sale", at: 1000 };
 * const seen = await readPersonal(desk, request, { by: "id", memberId: "M1" });
 * seen.ok ? null : seen.refusal.facts["couldBe"]; //=> ["owner"]
 * (await desk.reads.ofReader("E7"))[0]?.outcome; //=> "refused"
 * ```
 *
 * @public
 */
export async function readPersonal(
  desk: ReadingDesk,
  request: ReadRequest,
  query: MemberQuery,
): Promise<Outcome<Member, MemberRefusal>> {
  return lookUp(desk, request, query, "personal");
}
