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

/**
 * What is kept beside members: their feedback, one for each sale or service, and who has read whose data. Entries of the
 * latter are only added.
 */
export const besideMembersSchema: SchemaStep = {
  name: "beside members",
  sql: `
CREATE TABLE member_feedback (
  owner TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  member_id TEXT NOT NULL,
  about_kind TEXT NOT NULL,
  about_id TEXT NOT NULL,
  store_id TEXT,
  rating BIGINT NOT NULL,
  state TEXT NOT NULL,
  given_at BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (owner, feedback_id)
);
CREATE UNIQUE INDEX member_feedback_about ON member_feedback (owner, member_id, about_kind, about_id);
CREATE TABLE member_read (
  owner TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  read_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  reader_id TEXT NOT NULL,
  member_id TEXT,
  document TEXT NOT NULL,
  PRIMARY KEY (owner, sequence)
);
CREATE UNIQUE INDEX member_read_id ON member_read (owner, read_id);
CREATE INDEX member_read_member ON member_read (owner, member_id, sequence);
CREATE INDEX member_read_reader ON member_read (owner, reader_id, sequence);
`,
};
