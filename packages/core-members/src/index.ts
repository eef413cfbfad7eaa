export {
  addressLine,
  type ChineseAddress,
  type ForeignAddress,
  type MemberAddress,
  preferAddress,
  putAddress,
  removeAddress,
} from "./address.js";
export { drawCardNumber, isCardNumber, parseCardNumber } from "./card-number.js";
export { cardPayload, readCardCode } from "./card-payload.js";
export { type Consent, type ConsentChannel, hasConsent } from "./consent.js";
export { assignDedicated, type DedicatedTerm, dedicatedTo } from "./dedicated-staff.js";
export { erasePerson } from "./erase-person.js";
export { MembersError, type MembersErrorCode } from "./errors.js";
export { explainSegment } from "./explain-segment.js";
export type { FieldDescription } from "./export-fields.js";
export { exportMember, type MemberExport } from "./export-member.js";
export {
  editFeedback,
  type Feedback,
  type FeedbackDraft,
  type FeedbackPolicy,
  type FeedbackState,
  type FeedbackSubject,
  giveFeedback,
  type Moderation,
  moderateFeedback,
  type Rating,
  type RatingTally,
  tallyRatings,
} from "./feedback.js";
export { createMemoryFeedback, type FeedbackRepository } from "./feedback-repository.js";
export {
  type IdentityProvider,
  identityKey,
  type LinkedIdentity,
  linkIdentity,
  unlinkIdentity,
  type VerifiedSubject,
} from "./identity.js";
export {
  type IdentityClaim,
  type IdentityVerifier,
  linkVerifiedIdentity,
} from "./identity-verifier.js";
export {
  createLocalKeys,
  type KeyProvider,
  type SecretRandom,
  type WrappedKey,
} from "./key-provider.js";
export { type LikelyDuplicate, likelyDuplicates } from "./likely-duplicates.js";
export {
  type MaskedMember,
  maskAddress,
  maskCard,
  maskEmail,
  maskMember,
  maskName,
} from "./mask.js";
export { mayContact } from "./may-contact.js";
export { type HeldTier, type Member, memberFacts, type Recruitment } from "./member.js";
export { createMemoryMembers } from "./memory-members.js";
export { type MemberMerge, mergeMembers, undoMerge } from "./merge-members.js";
export { parseAddress } from "./parse-address.js";
export { parseFeedback } from "./parse-feedback.js";
export {
  type Preference,
  type PreferenceKind,
  type PreferenceName,
  type PreferenceSchema,
  parsePreferenceSchema,
  parsePreferences,
} from "./parse-preferences.js";
export { parseMemberChanges, parseRegistration } from "./parse-registration.js";
export { parseSegment } from "./parse-segment.js";
export { type MemberRole, type MemberRoles, type MemberVerb, permitMember } from "./permissions.js";
export type { PersonalField } from "./personal-fields.js";
export { maskPhone, parsePhone } from "./phone.js";
export type { PreferenceChanges, Preferences, PreferenceValue } from "./preferences.js";
export {
  createMemoryReadLog,
  type MemberRead,
  type MemberView,
  type ReadLog,
  type ReadTally,
  readReason,
  type SoughtBy,
  tallyReads,
} from "./read-log.js";
export {
  type MemberQuery,
  type ReadingDesk,
  type ReadRequest,
  readMasked,
  readPersonal,
} from "./read-member.js";
export type { MemberRefusal, MemberRefusalCode } from "./refusal.js";
export {
  type ConsentDraft,
  type MemberChanges,
  type Registration,
  registerMember,
  updateMember,
} from "./registration.js";
export type { MemberRepository } from "./repository.js";
export { eraseSealed, type Rotation, rotateKey, rotateKeys } from "./rotate-key.js";
export { openForMember, sealForMember } from "./seal-for-member.js";
export { createSealedFeedback } from "./sealed-feedback.js";
export {
  blindIndex,
  openMember,
  type SealedMember,
  sealMember,
} from "./sealed-member.js";
export { createMemoryRows, createSealedMembers, type SealedRows } from "./sealed-members.js";
export {
  type BoughtCondition,
  judgeSegment,
  type PurchaseFact,
  type Segment,
  type SegmentAnswer,
  type SegmentCondition,
} from "./segment.js";
export {
  eraseMember,
  holdTier,
  lockBirthday,
  recordPurchase,
  unlockBirthday,
} from "./standing.js";
export { storeMerge } from "./store-merge.js";
export { type MemberSummary, memberSummary } from "./summary.js";
