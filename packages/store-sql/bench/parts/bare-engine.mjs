/**
 * The engine without anything of ours around it: statements prepared once, executed with their parameters.
 *
 * @param {string} path
 */
export async function openBare(path, synchronous = "FULL") {
  const module = process.getBuiltinModule?.("node:sqlite");
  const database = module
    ? new module.DatabaseSync(path)
    : new (await import("libsql")).default(path);
  for (const pragma of [
    "journal_mode=WAL",
    `synchronous=${synchronous}`,
    "foreign_keys=ON",
    "cache_size=-16000",
  ]) {
    database.exec(`PRAGMA ${pragma}`);
  }
  const prepared = new Map();
  const statementOf = (sql) => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  };
  const execute = module
    ? (statement, kind, parameters) => statement[kind](...parameters)
    : (statement, kind, parameters) => statement[kind](parameters);
  return {
    /** Executes what a commit executed, from its BEGIN to its COMMIT. */
    replay(calls) {
      for (const { kind, sql, parameters } of calls) execute(statementOf(sql), kind, parameters);
    },
    close: () => database.close(),
  };
}
