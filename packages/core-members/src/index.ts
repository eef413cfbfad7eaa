export { type Consent, type ConsentChannel, hasConsent } from "./consent.js";
export { MembersError, type MembersErrorCode } from "./errors.js";
export { type HeldTier, type Member, memberFacts, type Recruitment } from "./member.js";
export { createMemoryMembers } from "./memory-members.js";
export { parseMemberChanges, parseRegistration } from "./parse-registration.js";
export { maskPhone, parsePhone } from "./phone.js";
export type { MemberRefusal, MemberRefusalCode } from "./refusal.js";
export {
  type ConsentDraft,
  type MemberChanges,
  type Registration,
  registerMember,
  updateMember,
} from "./registration.js";
export type { MemberRepository } from "./repository.js";
export { eraseMember, holdTier, recordPurchase } from "./standing.js";
export { type MemberSummary, memberSummary } from "./summary.js";
