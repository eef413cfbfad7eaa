import { type Instant, type Outcome, refuse, succeed } from "@tillwright/values";
import { refuseGone } from "./internal/refuse-gone.js";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";

/** Whose account a member signs in with. @public */
export type IdentityProvider = "wechat" | "alipay";

/**
 * An account elsewhere, as the provider has vouched for it.
 *
 * @public
 */
export interface VerifiedSubject {
  readonly provider: IdentityProvider;
  /** Within what the subject is the same person: the app id of an openid, the open platform account of a unionid. */
  readonly app: string;
  /** The provider's own name of the person: openid or unionid of WeChat, open_id or user_id of Alipay. */
  readonly subject: string;
}

/**
 * An account elsewhere that leads to a member.
 *
 * @public
 */
export interface LinkedIdentity extends VerifiedSubject {
  readonly linkedAt: Instant;
}

/**
 * The text by which a store keeps accounts apart: different for any two accounts, whatever their names are.
 *
 * @example
 * ```ts
 * import { identityKey } from "@tillwright/core-members";
 *
 * identityKey({ provider: "wechat", app: "wx1", subject: "o7" }); //=> '["wechat","wx1","o7"]'
 * ```
 *
 * @public
 */
export function identityKey(subject: VerifiedSubject): string {
  return JSON.stringify([subject.provider, subject.app, subject.subject]);
}

/**
 * A member who signs in with an account that was verified; the same account again changes nothing. Whether it leads to
 * somebody else already is for the store to decide (`core-members.identity-taken`).
 *
 * Refuses `core-members.erased`, `core-members.merged`, and `core-members.identity-linked` when the member has another
 * account of this provider and app: it must be unlinked first, so that nobody takes over a membership unseen.
 *
 * @example
 * ```ts
 * import { linkIdentity, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const linked = linkIdentity(member, { provider: "wechat", app: "wx1", subject: "o7" }, 1000);
 * if (!linked.ok) throw new Error(linked.refusal.code);
 * const other = linkIdentity(linked.value, { provider: "wechat", app: "wx1", subject: "o8" }, 2000);
 * other.ok ? null : other.refusal.code; //=> "core-members.identity-linked"
 * ```
 *
 * @public
 */
export function linkIdentity(
  member: Member,
  verified: VerifiedSubject,
  at: Instant,
): Outcome<Member, MemberRefusal> {
  const gone = refuseGone(member);
  if (gone !== null) return gone;
  const { provider, app, subject } = verified;
  const same = member.identities.filter((own) => own.provider === provider && own.app === app);
  if (same.some((own) => own.subject === subject)) return succeed(member);
  if (same.length > 0) {
    const { memberId } = member;
    const message = `member ${memberId} signs in with another ${provider} account`;
    return refuse("core-members.identity-linked", message, { memberId, provider, app });
  }
  const linked = Object.freeze({ provider, app, subject, linkedAt: at });
  return succeed(Object.freeze({ ...member, identities: [...member.identities, linked] }));
}

/**
 * A member who no longer signs in with the accounts of a provider and app. Unlinking what is not linked changes nothing:
 * the member asked for it to be gone, and it is.
 *
 * Refuses `core-members.erased` and `core-members.merged`.
 *
 * @example
 * ```ts
 * import { linkIdentity, parseRegistration, registerMember, unlinkIdentity } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const linked = linkIdentity(member, { provider: "alipay", app: "2021", subject: "2088" }, 1000);
 * if (!linked.ok) throw new Error(linked.refusal.code);
 * const free = unlinkIdentity(linked.value, { provider: "alipay", app: "2021" });
 * free.ok ? free.value.identities : null; //=> []
 * ```
 *
 * @public
 */
export function unlinkIdentity(
  member: Member,
  account: Pick<VerifiedSubject, "provider" | "app">,
): Outcome<Member, MemberRefusal> {
  const gone = refuseGone(member);
  if (gone !== null) return gone;
  const identities = member.identities.filter(
    (own) => own.provider !== account.provider || own.app !== account.app,
  );
  return succeed(
    identities.length === member.identities.length
      ? member
      : Object.freeze({ ...member, identities }),
  );
}
