import type { SchemaStep } from "../../src/schema-step.js";

/** Steps that each take a moment, so that a kill finds one of them in the middle. */
export const manySteps: readonly SchemaStep[] = Array.from({ length: 150 }, (_, index) => ({
  name: `step-${index + 1}`,
  sql: `CREATE TABLE t${index + 1} (x BIGINT); INSERT INTO t${index + 1} WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500) SELECT x FROM n`,
}));
