import type { SchemaStep } from "../schema-step.js";

/**
 * The journal. Every row carries its owner, and every key includes it, so that the rows can be spread by owner. What is
 * looked up by its id alone (accounts, entries, commands) has a key that begins with the id; of the others the key begins
 * with the owner. An entry that spans owners is kept with the owner of its first posting.
 *
 * `journal_entry.body` is what happened. `journal_posting` has one row for each account that an entry touches, with the
 * net amount it moves there (`moved` is 0 where it only reserves or gives free). Figures and lots are what follows from
 * the entries, kept so that they can be judged and changed in one guarded statement; the audit compares them. A lot or a
 * hold without an end has 9007199254740991 in `expires_at`, so that it sorts last everywhere.
 */
export const journalSchema: SchemaStep = {
  name: "journal",
  sql: `
CREATE TABLE journal_account (
  owner TEXT NOT NULL,
  account_id TEXT NOT NULL,
  asset TEXT NOT NULL,
  floor BIGINT,
  ceiling BIGINT,
  lots TEXT,
  posted BIGINT NOT NULL,
  held_out BIGINT NOT NULL,
  held_in BIGINT NOT NULL,
  PRIMARY KEY (account_id, owner)
);
CREATE TABLE journal_entry (
  owner TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  entry_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  refers_to TEXT,
  expires_at BIGINT,
  body TEXT NOT NULL,
  PRIMARY KEY (entry_id, owner)
);
CREATE UNIQUE INDEX journal_entry_position ON journal_entry (position, owner);
CREATE UNIQUE INDEX journal_entry_refers_to ON journal_entry (refers_to, owner)
  WHERE refers_to IS NOT NULL;
CREATE TABLE journal_posting (
  owner TEXT NOT NULL,
  account_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  happened_at BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  moved BIGINT NOT NULL,
  PRIMARY KEY (owner, account_id, position)
);
CREATE TABLE journal_lot (
  owner TEXT NOT NULL,
  account_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  issued BIGINT NOT NULL,
  remaining BIGINT NOT NULL,
  held BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  position BIGINT NOT NULL,
  line BIGINT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (owner, account_id, lot_id)
);
CREATE INDEX journal_lot_live
  ON journal_lot (owner, account_id, expires_at, opened_at, position, line)
  WHERE remaining > 0;
CREATE TABLE journal_hold (
  owner TEXT NOT NULL,
  account_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (owner, account_id, entry_id)
);
CREATE TABLE journal_command (
  owner TEXT NOT NULL,
  command_key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  first_position BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  PRIMARY KEY (command_key, owner)
);
`,
};
