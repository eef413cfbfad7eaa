import { type Instant, type Outcome, refuse, succeed } from "@tillwright/values";
import { refuseGone } from "./internal/refuse-gone.js";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";

/**
 * A time in which one of the staff looked after a member (专属客户经理).
 *
 * @public
 */
export interface DedicatedTerm {
  /** 员工号: the shop's own number of the employee. */
  readonly operatorId: string;
  readonly from: Instant;
  /** The first instant at which it was somebody else's; `null` while it lasts. */
  readonly until: Instant | null;
}

/**
 * Who looks after the member now; `null` when nobody does.
 *
 * @example
 * ```ts
 * import { assignDedicated, dedicatedTo, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const assigned = assignDedicated(member, "E7", 1000);
 * assigned.ok ? dedicatedTo(assigned.value) : null; //=> "E7"
 * ```
 *
 * @public
 */
export function dedicatedTo(member: Member): string | null {
  const last = member.dedicated.at(-1);
  return last === undefined || last.until !== null ? null : last.operatorId;
}

/** The terms with the open one ended. A term that would have lasted no time at all is left out. */
export function endTerm(terms: readonly DedicatedTerm[], at: Instant): readonly DedicatedTerm[] {
  return terms
    .map((term) => (term.until === null ? Object.freeze({ ...term, until: at }) : term))
    .filter((term) => term.until === null || term.until > term.from);
}

/**
 * Gives the member to one of the staff, or to nobody (`null`); the history of who it was before stays. Giving a member to
 * the one who has it already changes nothing.
 *
 * Refuses `core-members.erased` and `core-members.merged`; `core-members.too-early` for an instant before the current
 * term began.
 *
 * @example
 * ```ts
 * import { assignDedicated, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const first = assignDedicated(member, "E7", 1000);
 * if (!first.ok) throw new Error(first.refusal.code);
 * const second = assignDedicated(first.value, "E8", 2000);
 * second.ok ? second.value.dedicated : []; //=> [{ "operatorId": "E7", "from": 1000, "until": 2000 }, { "operatorId": "E8", "from": 2000, "until": null }]
 * ```
 *
 * @public
 */
export function assignDedicated(
  member: Member,
  operatorId: string | null,
  at: Instant,
): Outcome<Member, MemberRefusal> {
  const gone = refuseGone(member);
  if (gone !== null) return gone;
  if (dedicatedTo(member) === operatorId) return succeed(member);
  const latest = member.dedicated.reduce(
    (seen, term) => Math.max(seen, term.until ?? term.from),
    at,
  );
  if (latest > at) {
    const { memberId } = member;
    return refuse("core-members.too-early", `member ${memberId} was given to somebody later`, {
      memberId,
      at,
      latest,
    });
  }
  const next = operatorId === null ? [] : [Object.freeze({ operatorId, from: at, until: null })];
  return succeed(
    Object.freeze({ ...member, dedicated: [...endTerm(member.dedicated, at), ...next] }),
  );
}
