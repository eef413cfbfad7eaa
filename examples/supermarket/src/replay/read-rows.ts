import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { COLUMNS, type Column, type ListedRow, type RawRow } from "./journey-row.js";

/** A file that is no transactions file at all. */
export class ReplayFileError extends Error {
  readonly code = "replay.file";
}

/**
 * Reads the rows of a transactions file, gzipped or plain, one by one. A line that is no CSV row is handed to `listed`
 * with its number; a file with other columns, or one that breaks off, throws ReplayFileError.
 */
export async function* readRows(
  path: string,
  listed: (row: ListedRow) => void,
): AsyncGenerator<RawRow> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 4096,
    on_skip: (error) => {
      const line = Number((error as { lines?: number } | undefined)?.lines ?? 0);
      listed(brokenLine(line, error?.message ?? "not a CSV row"));
      return undefined;
    },
  });
  const file = createReadStream(path);
  const source = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => parser.destroy(error));
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);

  let header: readonly string[] | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (header === null) {
        header = record;
        checkHeader(path, record);
        continue;
      }
      if (record.length !== header.length) {
        const found = `${record.length} fields, expected ${header.length}`;
        listed(brokenLine(info.lines, found));
        continue;
      }
      yield { line: info.lines, cells: cellsOf(header, record) };
    }
  } catch (error) {
    if (error instanceof ReplayFileError) throw error;
    throw new ReplayFileError(`${path} cannot be read to its end: ${(error as Error).message}`);
  }
  if (header === null) throw new ReplayFileError(`${path} is empty; expected a header row`);
}

function checkHeader(path: string, header: readonly string[]): void {
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new ReplayFileError(
      `${path} is not a transactions file: the header lacks ${missing.join(", ")}`,
    );
  }
}

function cellsOf(header: readonly string[], record: readonly string[]): Record<Column, string> {
  const cells = {} as Record<Column, string>;
  for (const column of COLUMNS) cells[column] = record[header.indexOf(column)] ?? "";
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
