import { type Language, renderReason } from "@tillwright/values";
import type { Member } from "./member.js";
import { en } from "./messages/en.js";
import { zhCN } from "./messages/zh-CN.js";
import { maskPhone } from "./phone.js";

/**
 * A member as staff see one who need no more.
 *
 * @public
 */
export interface MemberSummary {
  readonly memberId: string;
  readonly name: string | null;
  /** Masked: `138****5678`. */
  readonly phone: string | null;
  readonly tier: string | null;
  readonly purchases: number;
  /** All of it in one line. */
  readonly text: string;
}

/**
 * A member for the till's screen, with the phone masked.
 *
 * @example
 * ```ts
 * import { memberSummary, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const phone = "13812345678";
 * const parsed = parseRegistration({ phone, name: "王小明" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * const member = registerMember(parsed.value, details);
 * memberSummary(member, "zh-CN").text; //=> "王小明 · 138****5678，2027-01-15 入会，消费 0 次"
 * ```
 *
 * @public
 */
export function memberSummary(member: Member, language: Language): MemberSummary {
  const phone = member.phone === null ? null : maskPhone(member.phone);
  const tier = member.tier?.tier ?? null;
  const reason =
    member.status === "erased"
      ? { code: "core-members.summary-erased", facts: { memberId: member.memberId } }
      : {
          code: "core-members.summary",
          facts: {
            who: [member.name, phone, tier].filter((part) => part !== null).join(" · "),
            purchases: member.purchases,
            joinedOn: member.joinedOn,
          },
        };
  const text = renderReason(language === "zh-CN" ? zhCN : en, reason, { language });
  const { memberId, name, purchases } = member;
  return Object.freeze({ memberId, name, phone, tier, purchases, text });
}
