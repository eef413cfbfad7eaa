export { createSqlFeedback } from "./members/create-sql-feedback.js";
export { createSqlMemberRows } from "./members/create-sql-member-rows.js";
export { createSqlMembers } from "./members/create-sql-members.js";
export { createSqlReadLog } from "./members/create-sql-read-log.js";
