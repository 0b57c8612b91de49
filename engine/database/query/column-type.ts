import type { SystemColumn } from "../../contract/index.ts";
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

/** The families of the columns the engine keeps beside fields. */
export const SYSTEM_COLUMN_TYPES = {
  uuid: "uuid",
  integer: "bigint",
  text: "text",
  timestamptz: "timestamptz",
} as const satisfies Record<SystemColumn["stored"], ColumnType>;

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
