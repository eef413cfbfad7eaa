import {
  type Connection,
  type ConnectionStatement,
  openConnection,
  type SqlRow,
} from "@tillwright/store-sql";

/** A failure of the disk as an engine tells it: SQLite's result code, and whether the call had its effect all the same. */
export interface Fault {
  readonly errcode: number;
  readonly message: string;
  readonly effect: "before" | "after";
}

export const diskFull: Fault = {
  errcode: 13,
  message: "database or disk is full",
  effect: "before",
};
export const diskError: Fault = { errcode: 10, message: "disk I/O error", effect: "before" };
/** The commit is on the disk, and the answer got lost. */
export const lateDiskError: Fault = { errcode: 10, message: "disk I/O error", effect: "after" };

/** Counts the calls into the engine and lets the n-th one fail. */
export interface Faults {
  /** Lets the n-th call from now on fail, counted from 1. */
  arm(call: number, fault: Fault): void;
  /** Whether the armed call came. */
  readonly struck: boolean;
  disarm(): void;
  connect(path: string, readOnly: boolean): Promise<Connection>;
}

export function createFaults(): Faults {
  let remaining = 0;
  let armed: Fault | null = null;
  let struck = false;

  function call<Value>(work: () => Value): Value {
    if (armed === null) return work();
    remaining -= 1;
    if (remaining !== 0) return work();
    struck = true;
    const { errcode, message, effect } = armed;
    if (effect === "after") work();
    throw Object.assign(new Error(message), { errcode });
  }

  function* rowsOf(rows: IterableIterator<SqlRow>): IterableIterator<SqlRow> {
    for (;;) {
      const next = call(() => rows.next());
      if (next.done === true) return;
      yield next.value;
    }
  }

  function statementOf(statement: ConnectionStatement): ConnectionStatement {
    return {
      run: (parameters) => call(() => statement.run(parameters)),
      get: (parameters) => call(() => statement.get(parameters)),
      all: (parameters) => call(() => statement.all(parameters)),
      iterate: (parameters) => rowsOf(statement.iterate(parameters)),
    };
  }

  return {
    arm(number, fault) {
      remaining = number;
      armed = fault;
      struck = false;
    },
    get struck() {
      return struck;
    },
    disarm() {
      armed = null;
    },
    async connect(path, readOnly) {
      const inner = await openConnection(path, { engine: null, readOnly });
      return {
        engine: inner.engine,
        path,
        prepare: (sql) => statementOf(call(() => inner.prepare(sql))),
        exec: (sql) => call(() => inner.exec(sql)),
        close: () => inner.close(),
      };
    },
  };
}
