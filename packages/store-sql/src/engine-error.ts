import {
  isStoreError,
  StoreError,
  type StoreErrorCode,
  type StoreErrorRetry,
} from "./store-error.js";

interface Meaning {
  readonly code: StoreErrorCode;
  readonly retry: StoreErrorRetry;
  /** What happened and what to do, after "<operation> on <path>: ". */
  readonly advice: string;
}

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html) by what a shop can do about them. */
const meanings: Readonly<Record<number, Meaning>> = {
  3: {
    code: "store.cannot-open",
    retry: "never",
    advice:
      "access was denied; give the user who runs the till the right to read and write the file and its folder",
  },
  5: {
    code: "store.busy",
    retry: "same-key",
    advice:
      "another connection held the file for longer than the time allowed; nothing was written, try again",
  },
  6: {
    code: "store.busy",
    retry: "same-key",
    advice: "the table is still being read by this program; finish reading, then try again",
  },
  7: {
    code: "store.out-of-memory",
    retry: "same-key",
    advice: "the machine has no memory left; nothing was written, free some and try again",
  },
  8: {
    code: "store.read-only",
    retry: "never",
    advice: "the file was opened for reading, or may not be written; nothing was written",
  },
  10: {
    code: "store.io",
    retry: "same-key",
    advice:
      "the disk reported an error; check the disk and its cable, then send the same command again with the same key",
  },
  11: {
    code: "store.corrupt",
    retry: "never",
    advice: "the file is damaged; stop selling on it, keep it, and restore the last backup",
  },
  13: {
    code: "store.disk-full",
    retry: "same-key",
    advice:
      "the disk is full; nothing was written, make room and send the same command again with the same key",
  },
  14: {
    code: "store.cannot-open",
    retry: "never",
    advice: "the file could not be opened; check that its folder exists and may be written",
  },
  19: {
    code: "store.constraint",
    retry: "never",
    advice: "a row breaks a rule of the schema; nothing was written",
  },
  23: {
    code: "store.cannot-open",
    retry: "never",
    advice:
      "access was denied; give the user who runs the till the right to read and write the file and its folder",
  },
  26: {
    code: "store.not-a-database",
    retry: "never",
    advice: "this is not a database; name the shop's file, or move this one away",
  },
};

const unknownMeaning: Meaning = {
  code: "store.engine",
  retry: "never",
  advice: "the engine refused the statement; nothing was written",
};

/** The primary codes by the names that better-sqlite3 and its likes give: `SQLITE_IOERR_FSYNC` begins with `SQLITE_IOERR`. */
const primaryCodes: readonly (readonly [string, number])[] = [
  ["SQLITE_PERM", 3],
  ["SQLITE_BUSY", 5],
  ["SQLITE_LOCKED", 6],
  ["SQLITE_NOMEM", 7],
  ["SQLITE_READONLY", 8],
  ["SQLITE_IOERR", 10],
  ["SQLITE_CORRUPT", 11],
  ["SQLITE_FULL", 13],
  ["SQLITE_CANTOPEN", 14],
  ["SQLITE_CONSTRAINT", 19],
  ["SQLITE_AUTH", 23],
  ["SQLITE_NOTADB", 26],
];

function property(value: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** The primary result code of an engine's error, whichever way the engine tells it; 1 (SQLITE_ERROR) when it does not. */
function primaryCodeOf(error: unknown): number {
  if (typeof error !== "object" || error === null) return 1;
  for (const name of ["errcode", "rawCode"]) {
    const number = property(error, name);
    if (typeof number === "number") return number & 0xff;
  }
  const code = property(error, "code");
  if (typeof code === "string") {
    for (const [name, number] of primaryCodes) if (code.startsWith(name)) return number;
  }
  // libsql tells the result code of opening only at the end of its sentence: "Unable to open … file.db: 14".
  const opening = /ConnectionFailed\(.*: (\d+)"\)$/u.exec(messageOf(error));
  return opening === null ? 1 : Number(opening[1]) & 0xff;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * An engine's error as the store's own. Errors that are the store's already pass unchanged.
 */
export function storeErrorOf(error: unknown, operation: string, path: string): StoreError {
  if (isStoreError(error)) return error;
  const seen = messageOf(error);
  if (error instanceof RangeError) {
    return new StoreError(
      "store.number-too-wide",
      `${operation} on ${path}: an integer is too wide for a number and is not rounded (${seen})`,
      { path, operation, seen },
      { cause: error },
    );
  }
  if (/database (connection )?is not open/iu.test(seen)) {
    return new StoreError(
      "store.closed",
      `${operation} on ${path}: the store has been closed`,
      { path, operation },
      { cause: error },
    );
  }
  const engineCode = primaryCodeOf(error);
  const meaning = meanings[engineCode] ?? unknownMeaning;
  return new StoreError(
    meaning.code,
    `${operation} on ${path}: ${meaning.advice} (the engine says: ${seen})`,
    { path, operation, engineCode, seen },
    { retry: meaning.retry, cause: error },
  );
}
