import { fail } from "../../kernel/index.ts";
import { sniffType } from "../files/sniff-type.ts";
import type { JsonValue, NewFile, ParsedTable } from "../types.ts";
import { detectFormat } from "./detect-format.ts";
import { parseCsv } from "./parse-csv.ts";
import { parseWorkbook } from "./parse-workbook.ts";

export const IMPORT_ROWS_MAX = 50_000;

/** A CSV file or workbook as a table: the first row names the columns. Raises IMPORT_FILE_UNREADABLE, IMPORT_TOO_MANY_ROWS. */
export async function parseTable({ bytes }: NewFile): Promise<ParsedTable> {
  const [header = [], ...body] = await readCells(bytes);
  if (body.length > IMPORT_ROWS_MAX) fail("IMPORT_TOO_MANY_ROWS", { max: IMPORT_ROWS_MAX });
  const columns = columnNames(header);
  const rows = body.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null])));
  return { columns, rows, format: detectFormat(body.flat()) };
}

async function readCells(bytes: Uint8Array): Promise<JsonValue[][]> {
  const type = await sniffType(bytes);
  if (type.includes("spreadsheetml") || type === "application/zip") return parseWorkbook(bytes, IMPORT_ROWS_MAX);
  const isText =
    type.startsWith("text/") || bytes[0] === 0xff || bytes[0] === 0xfe || type === "application/octet-stream";
  if (!isText) fail("IMPORT_FILE_UNREADABLE", { reason: type });
  return parseCsv(bytes);
}

/** Columns without a name are numbered; a name that comes twice is told apart. */
function columnNames(header: readonly JsonValue[]): string[] {
  const seen = new Map<string, number>();
  return header.map((cell, index) => {
    const name = String(cell ?? "").trim() || `#${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
