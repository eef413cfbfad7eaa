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
