import type { Member } from "./member.js";

/** A field of a member that names or describes the person; each is sealed by itself. @public */
export type PersonalField =
  | "phone"
  | "name"
  | "birthday"
  | "cardNumber"
  | "email"
  | "addresses"
  | "preferences"
  | "identities"
  | "tags"
  | "consents";

/** What each of them is of a person who is not there. */
export const nobody: Readonly<Pick<Member, PersonalField>> = Object.freeze({
  phone: null,
  name: null,
  birthday: null,
  cardNumber: null,
  email: null,
  addresses: Object.freeze([]),
  preferences: Object.freeze({}),
  identities: Object.freeze([]),
  tags: Object.freeze([]),
  consents: Object.freeze([]),
});

/** Their names; a field that the type lists and this does not is a type error above. */
export const personalFields: readonly PersonalField[] = Object.freeze(
  Object.keys(nobody) as PersonalField[],
);
