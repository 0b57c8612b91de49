import { fieldIndex, layoutOf } from "../../calculation/index.ts";
import { type SystemColumn, systemColumns } from "../../contract/index.ts";
import { columnType } from "../../database/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { Document, DocumentRow, JsonValue } from "../types.ts";

/** Columns of a document's table that are written, by when they change. */
export interface TableColumns {
  /** Set once, when the row is made. */
  readonly fixed: readonly string[];
  /** Set on every save. */
  readonly changing: readonly string[];
  /** Of those, members of the document that the engine keeps. */
  readonly kept: readonly string[];
  /** Changed only when a new value is sent: what is stored is never read back. */
  readonly secret: readonly string[];
}

const CACHE = new WeakMap<ResolvedDoctype, TableColumns>();

export function tableColumns(doctype: ResolvedDoctype): TableColumns {
  let columns = CACHE.get(doctype);
  if (!columns) {
    columns = columnsOf(doctype);
    CACHE.set(doctype, columns);
  }
  return columns;
}

function columnsOf(doctype: ResolvedDoctype): TableColumns {
  const system = (when: readonly SystemColumn["written"][]) =>
    systemColumns(doctype).flatMap(({ id, written }) => (when.includes(written) ? [id] : []));
  return {
    fixed: system(["made", "amended"]),
    changing: [...system(["saved", "moved"]), ...fieldColumns(doctype)],
    kept: systemColumns(doctype).flatMap(({ id, written, isInternal }) =>
      !isInternal && (written === "saved" || written === "moved") ? [id] : [],
    ),
    secret: secretColumns(doctype),
  };
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

const TYPES = new WeakMap<ResolvedDoctype, ReadonlyMap<string, string>>();

/** The type of every column that is written. */
export function columnTypes(doctype: ResolvedDoctype): ReadonlyMap<string, string> {
  let types = TYPES.get(doctype);
  if (!types) {
    const own = fieldIndex(doctype).scalars.flatMap((field): readonly (readonly [string, string])[] => {
      const type = mustExist(columnType(field), `column of ${field.id}`);
      return field.type === "dynamic_link"
        ? [
            [field.id, type],
            [`${field.id}_type`, "text"],
          ]
        : [[field.id, type]];
    });
    types = new Map([...systemColumns(doctype).map(({ id, stored }) => [id, stored] as const), ...own]);
    TYPES.set(doctype, types);
  }
  return types;
}

/** A document or row as a record of its table: a dynamic link becomes two columns, a cleared secret an empty text. */
export function columnValues(
  doctype: ResolvedDoctype,
  values: Document | DocumentRow,
  seal: (secret: string) => string,
): Record<string, JsonValue | undefined> {
  const { system, layout } = recordShape(doctype);
  const record: Record<string, JsonValue | undefined> = { ...layout };
  for (const name of system) record[name] = values[name];
  for (const field of fieldIndex(doctype).scalars) assignColumn(record, field, values[field.id], seal);
  return record;
}

interface RecordShape {
  /** Columns that are written and are no fields. */
  readonly system: readonly string[];
  /** All columns, to be copied and filled in. */
  readonly layout: Readonly<Record<string, JsonValue | undefined>>;
}

const RECORD_SHAPES = new WeakMap<ResolvedDoctype, RecordShape>();

function recordShape(doctype: ResolvedDoctype): RecordShape {
  let shape = RECORD_SHAPES.get(doctype);
  if (!shape) {
    const { fixed, changing, secret } = tableColumns(doctype);
    const { byId } = fieldIndex(doctype);
    const names = [...fixed, ...changing, ...secret];
    shape = { system: [...fixed, ...changing].filter((name) => !byId.has(name)), layout: layoutOf(names) };
    RECORD_SHAPES.set(doctype, shape);
  }
  return shape;
}

/** Puts a field's value into its column, or columns. */
export function assignColumn(
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
