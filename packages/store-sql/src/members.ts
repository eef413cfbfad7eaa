export { createSqlMembers } from "./members/create-sql-members.js";
