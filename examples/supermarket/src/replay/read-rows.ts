import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import Papa from "papaparse";
import { COLUMNS, type Column, type ListedRow, type RawRow } from "./journey-row.js";

/** A file that is no transactions file at all. */
export class ReplayFileError extends Error {
  readonly code = "replay.file";
}

/**
 * Reads the rows of a transactions file, gzipped or plain, one by one. A line that is no CSV row is handed to `listed`
 * with its number; a file with other columns, or one that breaks off, throws ReplayFileError.
 *
 * No field of such a file spans lines, so each line is parsed by itself: a stray quote breaks its own line and swallows
 * none of the next.
 */
export async function* readRows(
  path: string,
  listed: (row: ListedRow) => void,
): AsyncGenerator<RawRow> {
  let header: readonly string[] | null = null;
  let line = 0;
  for await (const text of linesOf(path)) {
    line += 1;
    if (text.trim() === "") continue;
    const fields = fieldsOf(text);
    if (header === null) {
      header = checkedHeader(path, fields);
    } else if (typeof fields === "string") {
      listed(brokenLine(line, fields));
    } else if (fields.length !== header.length) {
      listed(brokenLine(line, `${fields.length} fields, expected ${header.length}`));
    } else {
      yield { line, cells: cellsOf(header, fields) };
    }
  }
  if (header === null) throw new ReplayFileError(`${path} is empty; expected a header row`);
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const source = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  let failure: Error | null = null;
  const lines = createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY });
  const fail = (error: Error) => {
    failure = error;
    lines.close();
  };
  file.on("error", fail);
  source.on("error", fail);
  try {
    yield* lines;
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
  }
  const broken = failure as Error | null;
  if (broken !== null) {
    throw new ReplayFileError(`${path} cannot be read to its end: ${broken.message}`);
  }
}

/** The fields of one line; what is wrong with it when it is no CSV row. */
function fieldsOf(text: string): readonly string[] | string {
  const { data, errors } = Papa.parse<string[]>(text, PARSING);
  const [problem] = errors;
  return problem === undefined ? (data[0] ?? []) : problem.message;
}

const PARSING = { delimiter: ",", newline: "\n", header: false } as const;

function checkedHeader(path: string, fields: readonly string[] | string): readonly string[] {
  const header = typeof fields === "string" ? [] : fields;
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length === 0) return header;
  throw new ReplayFileError(
    `${path} is not a transactions file: the header lacks ${missing.join(", ")}`,
  );
}

function cellsOf(header: readonly string[], fields: readonly string[]): Record<Column, string> {
  const cells = {} as Record<Column, string>;
  for (const column of COLUMNS) cells[column] = fields[header.indexOf(column)] ?? "";
  return cells;
}

function brokenLine(line: number, detail: string): ListedRow {
  return {
    line,
    reason: "broken-line",
    detail,
    salesValue: "0",
    loyaltyDiscount: "0",
    couponMatch: "0",
    manufacturerCoupon: "0",
  };
}
