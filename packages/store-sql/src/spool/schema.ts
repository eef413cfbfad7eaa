import type { SchemaStep } from "../schema-step.js";

/**
 * Print jobs as bytes for a printer, in base64: text is what every engine stores alike. The counter gives each job its
 * place; it only goes up, so that a place is never given twice.
 */
export const spoolSchema: SchemaStep = {
  name: "spool",
  sql: `
CREATE TABLE spool_counter (
  owner TEXT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (owner)
);
CREATE TABLE spool_job (
  owner TEXT NOT NULL,
  job_id TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  printer TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  reason TEXT,
  bytes TEXT NOT NULL,
  PRIMARY KEY (owner, job_id)
);
CREATE UNIQUE INDEX spool_job_order ON spool_job (owner, printer, state, sequence);
`,
};
