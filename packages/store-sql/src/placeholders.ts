/**
 * How many `?` a statement has outside of quotes and comments. The engines fill missing parameters with NULL in silence, so
 * the driver counts.
 */
export function countPlaceholders(sql: string): number {
  const outside = sql.replace(/'[^']*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\//gu, "");
  return outside.split("?").length - 1;
}
