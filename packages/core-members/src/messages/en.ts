import type { MessageCatalogue } from "@tillwright/values";

/** What core-members says, in English. @public */
export const en: MessageCatalogue = Object.freeze({
  "core-members.phone-taken": "This phone belongs to member {memberId} already",
  "core-members.card-taken": "This card belongs to member {memberId} already",
  "core-members.member-exists": "There is a member {memberId} already",
  "core-members.member-unknown": "There is no member {memberId}",
  "core-members.version-conflict":
    "Member {memberId} was changed elsewhere (now version {version}, expected {expectedVersion}): read it again",
  "core-members.erased": "The data of member {memberId} was erased",
  "core-members.summary":
    "{who}, member since {joinedOn:date}, {purchases:number} {purchases:plural|purchase|purchases}",
  "core-members.summary-erased": "Member {memberId} (data erased)",
});
