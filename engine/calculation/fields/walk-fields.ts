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
export function* walkFields(
  doctype: ResolvedDoctype,
  document: Members,
  kind: "scalars" | "links" | "files" | "required" = "scalars",
): Generator<FieldPlace> {
  const index = fieldIndex(doctype);
  for (const field of index[kind]) yield { field, value: document[field.id], pointer: `/${field.id}` };
  for (const table of index.tables) {
    const columns = fieldIndex(table.child)[kind];
    if (columns.length === 0) continue;
    for (const [index, row] of ((document[table.id] ?? []) as readonly DocumentRow[]).entries()) {
      for (const field of columns) {
        yield { field, value: row[field.id], pointer: `/${table.id}/${index}/${field.id}`, table, row, index };
      }
    }
  }
}
