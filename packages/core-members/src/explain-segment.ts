import { type CurrencyCode, type Language, type Reason, renderReason } from "@tillwright/values";
import { en } from "./messages/en.js";
import { zhCN } from "./messages/zh-CN.js";
import type { Segment, SegmentAnswer } from "./segment.js";

/** Held or did not; a condition below `not` decides by not holding. */
function markOf(reason: Reason): string {
  return reason.facts["belongs"] === true ? "✓" : "✗";
}

/**
 * Why a member is in a segment or is not: a headline, and a line for each condition that decided it, with what was seen
 * against what is asked. ✓ stands before what holds, ✗ before what does not. Nothing personal is in it but what the
 * segment itself asks for.
 *
 * @param context - the language, and the currency of amounts
 *
 * @example
 * ```ts
 * import { explainSegment, judgeSegment, parseRegistration, parseSegment, registerMember } from "@tillwright/core-members";
 *
 * const goods = { categories: ["baby"], withinDays: 90 };
 * const name = { "zh-CN": "母婴", en: "Baby goods" };
 * const segment = parseSegment({ id: "baby", name, where: { kind: "bought", goods } }, "CNY");
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!segment.ok || !form.ok) throw new Error("a bad document");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const answer = judgeSegment(segment.value, member, [], "2027-01-15");
 * explainSegment(segment.value, answer, { language: "zh-CN", currency: "CNY" }); //=> ["不属于“母婴”：", "✗ 90 天内购买 baby 0 次（至少 1），共 ¥0.00（至少 ¥0.00）"]
 * ```
 *
 * @public
 */
export function explainSegment(
  segment: Segment,
  answer: SegmentAnswer,
  context: { readonly language: Language; readonly currency: CurrencyCode },
): readonly string[] {
  const catalogue = context.language === "zh-CN" ? zhCN : en;
  const name = segment.name[context.language];
  const code = answer.belongs ? "core-members.segment-in" : "core-members.segment-out";
  const headline = renderReason(catalogue, { code, facts: { name } }, context);
  const lines = answer.reasons.map(
    (reason) => `${markOf(reason)} ${renderReason(catalogue, reason, context)}`,
  );
  return Object.freeze([headline, ...lines]);
}
