import type { Instant, LocalDate, Reason } from "@tillwright/values";

/** How much of a member was looked at: nothing personal, everything, or everything to be taken away. @public */
export type MemberView = "masked" | "personal" | "export";

/** By what a member was looked for. @public */
export type SoughtBy = "id" | "phone" | "card" | "identity";

/**
 * One look at a member's data. It names people by their ids and says what kind of thing was asked, and never holds a value:
 * neither the phone that was typed nor what was shown.
 *
 * @public
 */
export interface MemberRead {
  readonly readId: string;
  readonly at: Instant;
  /** Who looked: the shop's own number of the employee, or the member's own app. */
  readonly readerId: string;
  readonly role: string;
  /** Whom; `null` when nobody was found, or when it was refused before anybody was looked for. */
  readonly memberId: string | null;
  readonly soughtBy: SoughtBy;
  readonly view: MemberView;
  /** A word of the shop: `sale`, `service`, `complaint`. */
  readonly purpose: string;
  readonly outcome: "shown" | "refused" | "not-found";
}

/**
 * Where looks are recorded. Entries are only added.
 *
 * @public
 */
export interface ReadLog {
  /** Keeps an entry; the same `readId` again is the same entry. */
  append(entry: MemberRead): Promise<void>;
  /** In the order in which they were added. */
  ofMember(memberId: string): Promise<readonly MemberRead[]>;
  ofReader(readerId: string): Promise<readonly MemberRead[]>;
}

/**
 * A log kept in memory, for tests and training.
 *
 * @example
 * ```ts
 * import { createMemoryReadLog } from "@tillwright/core-members";
 *
 * await createMemoryReadLog().ofMember("M1"); //=> []
 * ```
 *
 * @public
 */
export function createMemoryReadLog(): ReadLog {
  const entries = new Map<string, MemberRead>();
  return Object.freeze({
    append: async (entry: MemberRead) => {
      if (!entries.has(entry.readId)) entries.set(entry.readId, Object.freeze({ ...entry }));
    },
    ofMember: async (memberId: string) =>
      [...entries.values()].filter((entry) => entry.memberId === memberId),
    ofReader: async (readerId: string) =>
      [...entries.values()].filter((entry) => entry.readerId === readerId),
  });
}

/**
 * An entry as a sentence's facts: `core-members.read-shown`, `-refused` or `-not-found`.
 *
 * @param on - the day of the entry in the shop's zone
 *
 * @example
 * ```ts
 * import { type MemberRead, readReason } from "@tillwright/core-members";
 * import { en } from "@tillwright/core-members/messages/en";
 * import { renderReason } from "@tillwright/values";
 *
 * const entry: MemberRead = {
 *   readId: "R1",
 *   at: 0,
 *   readerId: "E7",
 *   role: "clerk",
 *   memberId: "M1",
 *   soughtBy: "phone",
 *   view: "masked",
 *   purpose: "sale",
 *   outcome: "shown",
 * };
 * renderReason(en, readReason(entry, "2026-11-18"), { language: "en" }); //=> "2026-11-18: E7 (clerk) saw member M1 (masked) for sale, sought by phone"
 * ```
 *
 * @public
 */
export function readReason(entry: MemberRead, on: LocalDate): Reason {
  const { readerId, role, memberId, soughtBy, view, purpose, outcome } = entry;
  const facts = { readerId, role, memberId: memberId ?? "–", soughtBy, view, purpose, on };
  return { code: `core-members.read-${outcome}`, facts };
}

/**
 * What one reader saw, or who saw one member.
 *
 * @public
 */
export interface ReadTally {
  /** The reader's or the member's id. */
  readonly id: string;
  /** Looks that showed something: masked, everything, taken away. */
  readonly masked: number;
  readonly personal: number;
  readonly exported: number;
  readonly refused: number;
  readonly notFound: number;
  /** How many different members a reader saw, or how many readers saw a member. */
  readonly others: number;
  readonly first: Instant;
  readonly last: Instant;
}

/**
 * A report of looks, by reader or by member: those who saw most of what is personal come first. Entries about nobody count
 * for their reader and for no member.
 *
 * @example
 * ```ts
 * import { type MemberRead, tallyReads } from "@tillwright/core-members";
 *
 * const look = { role: "clerk", soughtBy: "id", view: "personal", purpose: "sale", outcome: "shown" } as const;
 * const entries: MemberRead[] = [
 *   { ...look, readId: "R1", at: 1, readerId: "E7", memberId: "M1" },
 *   { ...look, readId: "R2", at: 2, readerId: "E7", memberId: "M2" },
 * ];
 * tallyReads(entries, "reader").map(({ id, personal, others }) => [id, personal, others]); //=> [["E7", 2, 2]]
 * ```
 *
 * @public
 */
export function tallyReads(
  entries: readonly MemberRead[],
  by: "reader" | "member",
): readonly ReadTally[] {
  const groups = new Map<string, MemberRead[]>();
  for (const entry of entries) {
    const id = by === "reader" ? entry.readerId : entry.memberId;
    if (id === null) continue;
    const group = groups.get(id) ?? [];
    group.push(entry);
    groups.set(id, group);
  }
  return [...groups].map(([id, group]) => tallyOf(id, group, by)).sort(mostSeenFirst);
}

function tallyOf(id: string, group: readonly MemberRead[], by: "reader" | "member"): ReadTally {
  const shown = group.filter(({ outcome }) => outcome === "shown");
  const ofView = (wanted: MemberView) => shown.filter(({ view }) => view === wanted).length;
  const ended = (wanted: string) => group.filter(({ outcome }) => outcome === wanted).length;
  const others = shown.map(({ readerId, memberId }) => (by === "reader" ? memberId : readerId));
  const instants = group.map(({ at }) => at);
  return Object.freeze({
    id,
    masked: ofView("masked"),
    personal: ofView("personal"),
    exported: ofView("export"),
    refused: ended("refused"),
    notFound: ended("not-found"),
    others: new Set(others).size,
    first: instants.reduce((a, b) => Math.min(a, b)),
    last: instants.reduce((a, b) => Math.max(a, b)),
  });
}

function mostSeenFirst(one: ReadTally, other: ReadTally): number {
  const seen = ({ personal, exported }: ReadTally) => personal + exported;
  if (seen(one) !== seen(other)) return seen(other) - seen(one);
  if (one.masked !== other.masked) return other.masked - one.masked;
  return one.id < other.id ? -1 : 1;
}
