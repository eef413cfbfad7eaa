/**
 * A value that a statement takes. Numbers are whole and safe, because the books hold no fractions; wider integers are
 * passed as `bigint`.
 *
 * @public
 */
export type SqlValue = null | number | bigint | string;

/**
 * A row that a statement gives, by column name. An integer too wide for a number is refused, never rounded.
 *
 * @public
 */
export type SqlRow = Readonly<Record<string, null | number | string>>;

/**
 * A statement as one engine offers it. Parameters come as one array, bound in order.
 *
 * @public
 */
export interface ConnectionStatement {
  run(parameters: readonly SqlValue[]): { readonly changes: number };
  get(parameters: readonly SqlValue[]): SqlRow | undefined;
  all(parameters: readonly SqlValue[]): readonly SqlRow[];
  /** Gives rows one by one; leaving early must leave no statement open. */
  iterate(parameters: readonly SqlValue[]): IterableIterator<SqlRow>;
}

/**
 * One open SQLite database as its engine offers it, before the driver adds transactions, checks and error codes.
 *
 * @public
 */
export interface Connection {
  /** The engine: `node:sqlite`, `libsql`, or the name given to a handle. */
  readonly engine: string;
  /** The file, as the host named it. */
  readonly path: string;
  prepare(sql: string): ConnectionStatement;
  exec(sql: string): void;
  close(): void;
}
