import { fieldText, type TextContext } from "../../format/field-text.ts";
import type { FormRow } from "../model/types.ts";
import type { LineColumn } from "./use-line-columns.ts";

/** Splits what a spreadsheet puts on the clipboard into rows of cells; quoted cells may hold tabs and line breaks. */
export function parseClipboard(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const source = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
  for (let index = 0; index < source.length; index++) {
    const sign = source[index]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (source[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === "\t" || sign === "\n") {
      rows.at(-1)!.push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows.at(-1)!.push(cell);
  return rows;
}

/** Puts the text of a cell on the clipboard, as it is read. */
export function copyCell(context: TextContext, row: FormRow, columns: readonly LineColumn[], id: string): void {
  const column = columns.find((candidate) => candidate.id === id);
  if (column) void navigator.clipboard?.writeText(fieldText(context, column.field, id, row));
}
