import { mustExist } from "../../../kernel/index.ts";
import type { MetadataFile } from "../../metadata/metadata-file.ts";
import type { MetadataModel } from "../../metadata/metadata-model.ts";
import type { Doctype } from "../../types/index.ts";
import { tableUseName } from "./doctype-slots.ts";

/** A doctype whose expressions are compiled: a document, or a table of it. */
export interface DoctypePart {
  readonly file: MetadataFile;
  readonly doctype: Doctype;
  /** Table field of the document, or null for the document itself. */
  readonly table: string | null;
  readonly use: string;
}

/** The document and the child doctypes of its tables. */
export function doctypeParts(file: MetadataFile, doctype: Doctype, model: MetadataModel): readonly DoctypePart[] {
  const tables = Object.entries(doctype.fields).flatMap(([table, field]): DoctypePart[] => {
    if (field.type !== "table") return [];
    const child = mustExist(model.get("doctype", field.of), field.of);
    const childFile = mustExist(model.fileOf("doctype", field.of), field.of);
    return [{ file: childFile, doctype: child, table, use: tableUseName(doctype.id, table) }];
  });
  return [{ file, doctype, table: null, use: "" }, ...tables];
}
