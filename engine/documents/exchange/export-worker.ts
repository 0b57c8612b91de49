import type { Language } from "../../kernel/index.ts";
import type { JsonValue } from "../types.ts";
import type { ExportColumn } from "./export-columns.ts";
import { writeCsv } from "./write-csv.ts";
import { writeWorkbook } from "./write-workbook.ts";

/** A file to be made of a list. */
export interface ListExport {
  readonly format: "csv" | "xlsx";
  readonly language: Language;
  readonly columns: readonly ExportColumn[];
  /** JSON of the rows, some hundreds in each. */
  readonly pages: readonly string[];
}

/** Runs in a thread. */
export async function handle({ format, language, columns, pages }: ListExport): Promise<Uint8Array> {
  return format === "csv"
    ? writeCsv(columns, rowsOf(pages), language)
    : writeWorkbook(columns, rowsOf(pages), language);
}

function* rowsOf(pages: readonly string[]): Iterable<Readonly<Record<string, JsonValue>>> {
  for (const page of pages) yield* JSON.parse(page) as readonly Readonly<Record<string, JsonValue>>[];
}
