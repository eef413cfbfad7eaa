import { type Instant, type Outcome, refuse } from "@tillwright/values";
import { type IdentityProvider, linkIdentity, type VerifiedSubject } from "./identity.js";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";
import type { MemberRepository } from "./repository.js";

/**
 * What a person's device brings from a sign-in: the provider, the app that asked, and the code to be exchanged for a
 * subject.
 *
 * @public
 */
export interface IdentityClaim {
  readonly provider: IdentityProvider;
  readonly app: string;
  /** The code of `wx.login` or `my.getAuthCode`: used once, and never kept. */
  readonly proof: string;
}

/**
 * The host's own sign-in: exchanges a proof for a subject at the provider's server. A subject that a client merely says is
 * never linked.
 *
 * @public
 */
export interface IdentityVerifier {
  /** The subject; `null` when the provider does not vouch for the proof. An outage rejects. */
  verify(claim: IdentityClaim): Promise<VerifiedSubject | null>;
}

/** More changes of one member at once than any shop has; then the caller is told. */
const mostTries = 5;

/** Verifies a claim; a verifier that answers for another account than was asked is not believed. */
async function verified(
  verifier: IdentityVerifier,
  claim: IdentityClaim,
): Promise<Outcome<VerifiedSubject, MemberRefusal>> {
  const { provider, app } = claim;
  const subject = await verifier.verify(claim);
  if (subject !== null && subject.provider === provider && subject.app === app) {
    if (subject.subject !== "") return { ok: true, value: subject };
  }
  const message = `${provider} does not vouch for this sign-in`;
  return refuse("core-members.identity-unverified", message, { provider, app });
}

/**
 * Verifies a sign-in and links its account to a member. Two tills that link at once end in one link: the store decides, and
 * the other one is told whose it is.
 *
 * Refuses `core-members.identity-unverified`, `core-members.member-unknown`, `core-members.identity-taken` with the
 * `memberId` that the account leads to, and what `linkIdentity` refuses. The proof and the subject are in no message.
 *
 * @example
 * ```ts
 * import {
 *   createMemoryMembers,
 *   linkVerifiedIdentity,
 *   parseRegistration,
 *   registerMember,
 * } from "@tillwright/core-members";
 *
 * const members = createMemoryMembers();
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * await members.insert(registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" }));
 * // The host asks WeChat's server; here every proof but one is refused.
 * const subject = { provider: "wechat", app: "wx1", subject: "o7" } as const;
 * const verifier = { verify: async ({ proof }: { proof: string }) => (proof === "c1" ? subject : null) };
 * const claim = { provider: "wechat", app: "wx1", proof: "c1" } as const;
 * (await linkVerifiedIdentity({ members, verifier }, "M1", claim, 1000)).ok; //=> true
 * (await members.byIdentity(subject))?.memberId; //=> "M1"
 * ```
 *
 * @public
 */
export async function linkVerifiedIdentity(
  parts: { readonly members: MemberRepository; readonly verifier: IdentityVerifier },
  memberId: string,
  claim: IdentityClaim,
  at: Instant,
): Promise<Outcome<Member, MemberRefusal>> {
  const subject = await verified(parts.verifier, claim);
  if (!subject.ok) return subject;
  for (let attempt = 1; ; attempt += 1) {
    const member = await parts.members.byId(memberId);
    if (member === null) {
      return refuse("core-members.member-unknown", `no member ${memberId}`, { memberId });
    }
    const linked = linkIdentity(member, subject.value, at);
    if (!linked.ok || linked.value === member) return linked;
    const stored = await parts.members.update(linked.value, member.version);
    const overtaken = !stored.ok && stored.refusal.code === "core-members.version-conflict";
    if (!overtaken || attempt === mostTries) return stored;
  }
}
