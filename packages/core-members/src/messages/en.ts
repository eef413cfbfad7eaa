import type { MessageCatalogue } from "@tillwright/values";

/** What core-members says, in English. @public */
export const en: MessageCatalogue = Object.freeze({
  "core-members.phone-taken": "This phone belongs to member {memberId} already",
  "core-members.card-taken": "This card belongs to member {memberId} already",
  "core-members.identity-taken": "This account belongs to member {memberId} already",
  "core-members.identity-linked":
    "Member {memberId} signs in with another {provider} account: unlink that one first",
  "core-members.identity-unverified": "{provider} does not vouch for this sign-in: try again",
  "core-members.member-exists": "There is a member {memberId} already",
  "core-members.member-unknown": "There is no member {memberId}",
  "core-members.nobody-found": "No member was found by {soughtBy}",
  "core-members.version-conflict":
    "Member {memberId} was changed elsewhere (now version {version}, expected {expectedVersion}): read it again",
  "core-members.erased": "The data of member {memberId} was erased",
  "core-members.merged": "Member {memberId} is now part of member {mergedInto}",
  "core-members.birthday-locked":
    "Member {memberId} has used a benefit of the birthday: it can no longer be changed",
  "core-members.address-unknown": "Member {memberId} has no such address",
  "core-members.too-many-addresses":
    "Member {memberId} has {most:number} addresses already: remove one first",
  "core-members.too-early": "Member {memberId} was changed at a later time already",
  "core-members.feedback-given": "This was rated already (feedback {feedbackId})",
  "core-members.feedback-unknown": "There is no feedback {feedbackId}",
  "core-members.feedback-closed": "Feedback {feedbackId} can no longer be changed",
  "core-members.read-shown":
    "{on:date}: {readerId} ({role}) saw member {memberId} ({view}) for {purpose}, sought by {soughtBy}",
  "core-members.read-refused":
    "{on:date}: {readerId} ({role}) was refused member {memberId} ({view}) for {purpose}, sought by {soughtBy}",
  "core-members.read-not-found":
    "{on:date}: {readerId} ({role}) found nobody ({view}) for {purpose}, sought by {soughtBy}",
  "core-members.key-missing":
    "The data of member {memberId} cannot be read: its key is not there or does not fit",
  "core-members.data-damaged": "The data of member {memberId} is damaged",
  "core-members.merge-impossible": "Members {kept} and {dropped} cannot be merged or parted",
  "core-members.duplicate-email": "Members {memberId} and {other} have the same e-mail",
  "core-members.duplicate-phone": "Members {memberId} and {other} use the same phone",
  "core-members.duplicate-birthday":
    "Members {memberId} and {other} have the same name and birthday",
  "core-members.duplicate-address": "Members {memberId} and {other} have the same name and address",
  "core-members.not-permitted": "{role} may not {verb}; {couldBe:list} may",
  "core-members.no-consent": "Member {memberId} has not agreed to {purpose} by {channel}",
  "core-members.quiet-hours": "These are hours not to disturb ({from} to {until})",
  "core-members.minor": "Member {memberId} is younger than {age:number} and is not addressed",
  "core-members.segment-in": "belongs to “{name}”:",
  "core-members.segment-out": "does not belong to “{name}”:",
  "core-members.segment-prefers": "prefers {wanted:list} ({preference})",
  "core-members.segment-dedicated": "looked after by {wanted:list}",
  "core-members.segment-consented": "has agreed to {purpose} by {channel}",
  "core-members.segment-tag": "tag {tag}",
  "core-members.segment-tier": "tier {tier} (wanted: {wanted:list})",
  "core-members.segment-birthday-month": "birthday in month {month:number}",
  "core-members.segment-purchases":
    "{purchases:number} {purchases:plural|purchase|purchases} (at least {least:number})",
  "core-members.segment-came": "last came on {last} (within {withinDays:number} days)",
  "core-members.segment-joined": "joined on {joinedOn:date} (within {withinDays:number} days)",
  "core-members.segment-recruited": "recruited at {store} (wanted: {wanted:list})",
  "core-members.segment-bought":
    "bought {goods:list} {times:number} {times:plural|time|times} within {withinDays:number} days (at least {least:number}), for {amount:money} (at least {leastAmount:money})",
  "core-members.segment-not-active": "member {memberId} was erased or merged",
  "core-members.summary":
    "{who}, member since {joinedOn:date}, {purchases:number} {purchases:plural|purchase|purchases}",
  "core-members.summary-erased": "Member {memberId} (data erased)",
});
