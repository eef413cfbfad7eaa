import type { SchemaStep } from "../schema-step.js";

/**
 * Members of a shop, or of a chain that shares them. The unique indexes decide who has a phone or a card, also for two
 * tills at once; columns that are NULL do not meet.
 */
export const membersSchema: SchemaStep = {
  name: "members",
  sql: `
CREATE TABLE member (
  owner TEXT NOT NULL,
  member_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  status TEXT NOT NULL,
  phone TEXT,
  card_number TEXT,
  joined_on TEXT NOT NULL,
  tier TEXT,
  document TEXT NOT NULL,
  PRIMARY KEY (owner, member_id)
);
CREATE UNIQUE INDEX member_phone ON member (owner, phone);
CREATE UNIQUE INDEX member_card ON member (owner, card_number);
`,
};

/**
 * Accounts elsewhere that lead to a member, and members whose personal data lies sealed: there the phone, the card and the
 * accounts are keyed hashes.
 */
export const sealedMembersSchema: SchemaStep = {
  name: "sealed members",
  sql: `
ALTER TABLE member ADD COLUMN key_id TEXT;
CREATE TABLE member_identity (
  owner TEXT NOT NULL,
  identity TEXT NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY (owner, identity)
);
CREATE INDEX member_identity_member ON member_identity (owner, member_id);
CREATE TABLE sealed_member (
  owner TEXT NOT NULL,
  member_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  status TEXT NOT NULL,
  phone TEXT,
  card_number TEXT,
  joined_on TEXT NOT NULL,
  tier TEXT,
  key_id TEXT,
  document TEXT NOT NULL,
  PRIMARY KEY (owner, member_id)
);
CREATE UNIQUE INDEX sealed_member_phone ON sealed_member (owner, phone);
CREATE UNIQUE INDEX sealed_member_card ON sealed_member (owner, card_number);
CREATE INDEX sealed_member_key ON sealed_member (owner, key_id, member_id);
CREATE TABLE sealed_member_identity (
  owner TEXT NOT NULL,
  identity TEXT NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY (owner, identity)
);
CREATE INDEX sealed_member_identity_member ON sealed_member_identity (owner, member_id);
`,
};
