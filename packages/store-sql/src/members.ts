export { createSqlMemberRows } from "./members/create-sql-member-rows.js";
export { createSqlMembers } from "./members/create-sql-members.js";
