import type { SchemaStep } from "../schema-step.js";

/**
 * What a till keeps. Times are milliseconds, amounts minor units. Documents are canonical JSON; the columns beside them
 * exist for reports and are never read back into a sale.
 */
export const tillSchema: SchemaStep = {
  name: "till",
  sql: `
CREATE TABLE till_counter (
  owner TEXT NOT NULL,
  counter TEXT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (owner, counter)
);
CREATE TABLE till_command (
  owner TEXT NOT NULL,
  command_key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  till_id TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  sequence BIGINT,
  answer TEXT NOT NULL,
  PRIMARY KEY (owner, command_key)
);
CREATE TABLE till_document (
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  status TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (owner, kind, id)
);
CREATE INDEX till_document_status ON till_document (owner, kind, status, id);
CREATE TABLE sale (
  owner TEXT NOT NULL,
  sale_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  refers_to TEXT,
  till_id TEXT NOT NULL,
  shift_id TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  member_id TEXT,
  currency TEXT NOT NULL,
  completed_at BIGINT NOT NULL,
  business_day TEXT NOT NULL,
  local_hour BIGINT NOT NULL,
  list BIGINT NOT NULL,
  deal BIGINT NOT NULL,
  paid BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  cash_rounding BIGINT NOT NULL,
  due BIGINT NOT NULL,
  points_earned BIGINT NOT NULL,
  points_used BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (owner, sale_id)
);
CREATE UNIQUE INDEX sale_position ON sale (owner, position);
CREATE INDEX sale_number ON sale (owner, number);
CREATE INDEX sale_day ON sale (owner, business_day, position);
CREATE INDEX sale_shift ON sale (owner, shift_id, position);
CREATE INDEX sale_member ON sale (owner, member_id, position) WHERE member_id IS NOT NULL;
CREATE TABLE sale_line (
  owner TEXT NOT NULL,
  sale_id TEXT NOT NULL,
  line_number BIGINT NOT NULL,
  product_id TEXT NOT NULL,
  department TEXT NOT NULL,
  category TEXT,
  brand TEXT,
  quantity BIGINT NOT NULL,
  unit TEXT NOT NULL,
  list BIGINT NOT NULL,
  deal BIGINT NOT NULL,
  paid BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  points_offset BIGINT NOT NULL,
  PRIMARY KEY (owner, sale_id, line_number),
  FOREIGN KEY (owner, sale_id) REFERENCES sale (owner, sale_id)
);
CREATE TABLE sale_tender (
  owner TEXT NOT NULL,
  sale_id TEXT NOT NULL,
  tender_number BIGINT NOT NULL,
  tender_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  party TEXT,
  amount BIGINT NOT NULL,
  received BIGINT NOT NULL,
  tendered BIGINT NOT NULL,
  change_given BIGINT NOT NULL,
  PRIMARY KEY (owner, sale_id, tender_number),
  FOREIGN KEY (owner, sale_id) REFERENCES sale (owner, sale_id)
);
CREATE TABLE audit_entry (
  owner TEXT NOT NULL,
  till_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  happened_at BIGINT NOT NULL,
  action TEXT NOT NULL,
  operator_id TEXT,
  facts TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (owner, till_id, number)
);
CREATE TABLE print_job (
  owner TEXT NOT NULL,
  job_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  place BIGINT NOT NULL,
  till_id TEXT NOT NULL,
  printer TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (owner, job_id)
);
CREATE INDEX print_job_queue ON print_job (owner, position, place) WHERE state = 'queued';
`,
};
