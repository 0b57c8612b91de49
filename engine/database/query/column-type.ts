import type { ResolvedField } from "../../registry/index.ts";

/** How a column's values compare, bind and print: the SQL type, or a family the query compiler treats apart. */
export type ColumnType =
  | "text"
  | "uuid"
  | "bigint"
  | "numeric"
  | "boolean"
  | "date"
  | "timestamptz"
  | "time"
  | "text[]"
  | "jsonb"
  | "dynamic_link"
  | "table"
  | "secret";

/** Columns the engine adds to every document table, where they exist (see `systemColumns`). */
const SYSTEM_COLUMN_TYPES = {
  id: "uuid",
  version: "bigint",
  docstatus: "text",
  number: "text",
  amended_from: "uuid",
  created_at: "timestamptz",
  created_by: "uuid",
  updated_at: "timestamptz",
  updated_by: "uuid",
  position: "bigint",
} as const satisfies Record<string, ColumnType>;

export interface SystemColumn {
  readonly id: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
}

const NULLABLE = new Set(["number", "amended_from", "created_by", "updated_by"]);

interface SystemColumnOwner {
  readonly kind: string;
  readonly lifecycle?: string;
  readonly number?: unknown;
}

/** The system columns a doctype's table has, in the order they are listed. */
export function systemColumns(doctype: SystemColumnOwner): readonly SystemColumn[] {
  return Object.entries(SYSTEM_COLUMN_TYPES)
    .filter(([id]) => hasSystemColumn(doctype, id))
    .map(([id, type]) => ({ id, type, nullable: NULLABLE.has(id) }));
}

function hasSystemColumn(doctype: SystemColumnOwner, id: string): boolean {
  if (doctype.kind === "child") return id === "id" || id === "position";
  switch (id) {
    case "docstatus":
    case "amended_from":
      return doctype.lifecycle === "submittable";
    case "number":
      return doctype.number !== undefined;
    default:
      return id !== "position";
  }
}

const COMPUTED_TYPES = {
  text: "text",
  choice: "text",
  integer: "bigint",
  decimal: "numeric",
  money: "numeric",
  boolean: "boolean",
  date: "date",
} as const satisfies Record<string, ColumnType>;

/** Column type of a field, by its field type. */
export function columnType(field: ResolvedField): ColumnType {
  switch (field.type) {
    case "text":
    case "long_text":
    case "rich_text":
    case "markdown":
    case "email":
    case "phone":
    case "url":
    case "choice":
    case "color":
    case "barcode":
      return "text";
    case "integer":
    case "rating":
    case "duration":
      return "bigint";
    case "decimal":
    case "money":
    case "quantity":
    case "percent":
      return "numeric";
    case "boolean":
      return "boolean";
    case "date":
      return "date";
    case "datetime":
      return "timestamptz";
    case "time":
      return "time";
    case "multi_choice":
    case "tags":
      return "text[]";
    case "link":
    case "file":
    case "image":
      return "uuid";
    case "json":
    case "geolocation":
      return "jsonb";
    case "dynamic_link":
    case "table":
    case "secret":
      return field.type;
    case "computed":
      return COMPUTED_TYPES[field.result];
  }
}
