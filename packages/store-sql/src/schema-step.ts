/**
 * One step of the schema. A step that has been released never changes; what comes later is a new step.
 */
export interface SchemaStep {
  /** What it brings, for messages: `journal`. */
  readonly name: string;
  /** Portable DDL: TEXT and BIGINT columns, composite keys that begin with the owner, no triggers. */
  readonly sql: string;
}
