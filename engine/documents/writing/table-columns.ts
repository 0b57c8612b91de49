import { fieldIndex, isSubmittable } from "../../calculation/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { Document, DocumentRow, JsonValue } from "../types.ts";

/** Columns of a document's table that are written, by when they change. */
export interface TableColumns {
  /** Set once, when the row is made. */
  readonly fixed: readonly string[];
  /** Set on every save. */
  readonly changing: readonly string[];
  /** Changed only when a new value is sent: what is stored is never read back. */
  readonly secret: readonly string[];
}

const CACHE = new WeakMap<ResolvedDoctype, TableColumns>();

export function tableColumns(doctype: ResolvedDoctype): TableColumns {
  let columns = CACHE.get(doctype);
  if (!columns) {
    columns = doctype.kind === "child" ? childColumns(doctype) : headerColumns(doctype);
    CACHE.set(doctype, columns);
  }
  return columns;
}

function headerColumns(doctype: ResolvedDoctype): TableColumns {
  const submittable = isSubmittable(doctype);
  return {
    fixed: ["id", "created_at", "created_by", ...(submittable ? ["amended_from"] : [])],
    changing: [
      "version",
      "updated_at",
      "updated_by",
      ...(submittable ? ["docstatus"] : []),
      ...(hasSearchText(doctype) ? ["search_text"] : []),
      ...fieldColumns(doctype),
    ],
    secret: secretColumns(doctype),
  };
}

function childColumns(child: ResolvedDoctype): TableColumns {
  return { fixed: ["id", "parent"], changing: ["position", ...fieldColumns(child)], secret: secretColumns(child) };
}

export const hasSearchText = (doctype: ResolvedDoctype): boolean => (doctype.search?.length ?? 0) > 0;

const fieldColumns = (doctype: ResolvedDoctype): string[] =>
  fieldIndex(doctype).scalars.flatMap((field) => {
    if (field.type === "secret") return [];
    return field.type === "dynamic_link" ? [field.id, `${field.id}_type`] : [field.id];
  });

const secretColumns = (doctype: ResolvedDoctype): string[] =>
  fieldIndex(doctype)
    .scalars.filter(({ type }) => type === "secret")
    .map(({ id }) => id);

/** A document or row as a record of its table: a dynamic link becomes two columns, a cleared secret an empty text. */
export function columnValues(
  doctype: ResolvedDoctype,
  values: Document | DocumentRow,
  seal: (secret: string) => string,
): Record<string, JsonValue | undefined> {
  const record: Record<string, JsonValue | undefined> = {};
  for (const name of systemColumns(doctype)) record[name] = values[name];
  for (const field of fieldIndex(doctype).scalars) assignColumn(record, field, values[field.id], seal);
  return record;
}

const SYSTEM_COLUMNS = new WeakMap<ResolvedDoctype, readonly string[]>();

/** Columns that are written and are no fields. */
function systemColumns(doctype: ResolvedDoctype): readonly string[] {
  let names = SYSTEM_COLUMNS.get(doctype);
  if (!names) {
    const { fixed, changing } = tableColumns(doctype);
    const { byId } = fieldIndex(doctype);
    names = [...fixed, ...changing].filter((name) => !byId.has(name));
    SYSTEM_COLUMNS.set(doctype, names);
  }
  return names;
}

function assignColumn(
  record: Record<string, JsonValue | undefined>,
  field: ResolvedField,
  value: JsonValue | undefined,
  seal: (secret: string) => string,
): void {
  if (field.type === "dynamic_link") {
    const link = (value ?? null) as { readonly type: string; readonly id: string } | null;
    record[field.id] = link?.id ?? null;
    record[`${field.id}_type`] = link?.type ?? null;
  } else if (field.type === "secret") {
    if (value !== undefined) record[field.id] = typeof value === "string" ? seal(value) : "";
  } else record[field.id] = value ?? null;
}
