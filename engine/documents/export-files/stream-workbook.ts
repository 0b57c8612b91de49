import { PassThrough } from "node:stream";
import type ExcelJS from "exceljs";

/** A workbook with one sheet, its first row frozen and bold; rows leave memory as they are written. */
export async function streamWorkbook(
  name: string,
  columns: readonly Partial<ExcelJS.Column>[],
  fill: (sheet: ExcelJS.Worksheet) => void,
): Promise<Uint8Array> {
  const { default: library } = await import("exceljs");
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const workbook = new library.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = workbook.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = [...columns];
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).commit();
  fill(sheet);
  sheet.commit();
  await workbook.commit();
  return new Uint8Array(Buffer.concat(chunks));
}
