import type { ResolvedDoctype, ResolvedField, ResolvedTableField } from "../../contract/index.ts";
import type { DocumentRow, JsonValue, Members } from "../document.ts";
import { fieldIndex } from "./field-index.ts";

/** One stored value of a document, in the header or in a row. */
export interface FieldPlace {
  readonly field: ResolvedField;
  readonly value: JsonValue | undefined;
  readonly pointer: string;
  readonly table?: ResolvedTableField;
  readonly row?: DocumentRow;
  readonly index?: number;
}

/** Every stored value that is not a table, or those of one kind: the header's fields, then those of each row, in order. */
export function walkFields(
  doctype: ResolvedDoctype,
  document: Members,
  kind: "scalars" | "links" | "dynamicLinks" | "files" | "required" = "scalars",
): readonly FieldPlace[] {
  const index = fieldIndex(doctype);
  const places: FieldPlace[] = [];
  for (const field of index[kind]) places.push({ field, value: document[field.id], pointer: `/${field.id}` });
  for (const table of index.tables) {
    const columns = fieldIndex(table.child)[kind];
    if (columns.length === 0) continue;
    ((document[table.id] ?? []) as readonly DocumentRow[]).forEach((row, index) => {
      for (const field of columns) {
        const pointer = `/${table.id}/${index}/${field.id}`;
        places.push({ field, value: row[field.id], pointer, table, row, index });
      }
    });
  }
  return places;
}
