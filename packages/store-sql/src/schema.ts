import { journalSchema } from "./journal/schema.js";
import { besideMembersSchema, membersSchema, sealedMembersSchema } from "./members/schema.js";
import type { SchemaStep } from "./schema-step.js";
import { spoolSchema } from "./spool/schema.js";
import { tillSchema } from "./till/schema.js";

/** Every step of the schema, in order: the version of a file is the number of steps it has had. */
export const schemaSteps: readonly SchemaStep[] = Object.freeze([
  journalSchema,
  membersSchema,
  tillSchema,
  spoolSchema,
  sealedMembersSchema,
  besideMembersSchema,
]);
