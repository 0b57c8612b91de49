import type { CellValue } from "exceljs";
import { fail } from "../../kernel/index.ts";
import type { JsonValue } from "../types.ts";

/** Rows of the first sheet. Dates become ISO text, formulas their result, links their text. Raises IMPORT_FILE_UNREADABLE. */
export async function parseWorkbook(bytes: Uint8Array, rowsMax: number): Promise<JsonValue[][]> {
  const { default: ExcelJS } = await import("exceljs");
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  } catch (cause) {
    return fail("IMPORT_FILE_UNREADABLE", { reason: cause instanceof Error ? cause.message : "" }, { cause });
  }
  const sheet = workbook.worksheets[0];
  if (!sheet) return [];
  if (sheet.actualRowCount > rowsMax + 1) fail("IMPORT_TOO_MANY_ROWS", { max: rowsMax });
  const rows: JsonValue[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const cells = Array.from({ length: row.cellCount }, (_, index) => plainCell(row.getCell(index + 1).value));
    rows.push(cells);
  });
  return rows;
}

function plainCell(value: CellValue): JsonValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return isoText(value);
  if (typeof value !== "object") return value;
  if ("richText" in value) return value.richText.map(({ text }) => text).join("");
  if ("result" in value) return plainCell(value.result as CellValue);
  if ("text" in value) return plainCell(value.text as CellValue);
  return null;
}

/** A workbook knows no time zones: midnight means the date alone. */
function isoText(value: Date): string {
  const text = value.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
}
