import type { SchemaStep } from "../schema-step.js";

/** Placeholder until the port's columns are known. */
export const membersSchema: SchemaStep = { name: "members", sql: "" };
