import { fieldLimits } from "../../calculation/index.ts";
import {
  type ChoiceField,
  type Field,
  type FieldType,
  formerOptions as formerNames,
  scaleOf,
} from "../../contract/index.ts";
import type { Column } from "./types.ts";

type NamedField = Field & { readonly id: string };

/** Column types that do not depend on the field's properties; null for what is in no column. */
const TYPE_BY_FIELD_TYPE: Readonly<Record<Exclude<FieldType, "decimal">, string | null>> = {
  text: "text",
  long_text: "text",
  rich_text: "text",
  markdown: "text",
  email: "text",
  phone: "text",
  url: "text",
  choice: "text",
  color: "text",
  barcode: "text",
  secret: "text",
  integer: "bigint",
  duration: "bigint",
  rating: "integer",
  money: "numeric",
  quantity: "numeric",
  percent: "numeric",
  boolean: "boolean",
  date: "date",
  datetime: "timestamp with time zone",
  time: "time without time zone",
  multi_choice: "text[]",
  tags: "text[]",
  link: "uuid",
  dynamic_link: "uuid",
  file: "uuid",
  image: "uuid",
  json: "jsonb",
  geolocation: "jsonb",
  table: null,
  computed: null,
};

const DECIMAL_PRECISION = 38;

/** Column type of a field as `format_type` writes it; null when the field is not stored in a column (table, computed). */
export function columnType(field: Field): string | null {
  if (field.type !== "decimal") return TYPE_BY_FIELD_TYPE[field.type];
  return `numeric(${field.precision ?? DECIMAL_PRECISION},${scaleOf(field)})`;
}

/** Columns a field is stored in: none, one, or two for a dynamic link. */
export function fieldColumns(field: NamedField, backfill?: string): Column[] {
  const type = columnType(field);
  if (type === null) return [];
  const plain = plainColumn(field.id, type, field.required ?? false, field.renamed_from, backfill);
  const [limits, formerOptions] = [fieldLimits(field), formerOptionsOf(field)];
  const options = isChoice(field) ? { options: Object.keys(field.options) } : {};
  const column = { ...plain, ...options, ...(limits && { limits }), ...(formerOptions && { formerOptions }) };
  if (field.type !== "dynamic_link") return [column];
  const formerType = field.renamed_from && `${field.renamed_from}_type`;
  return [column, plainColumn(`${field.id}_type`, "text", field.required ?? false, formerType)];
}

const isChoice = <F extends Field>(field: F): field is Extract<F, ChoiceField> =>
  field.type === "choice" || field.type === "multi_choice";

/** Former options of a choice → what they are called now. */
function formerOptionsOf(field: Field): Column["formerOptions"] {
  if (!isChoice(field)) return undefined;
  const found = Object.entries(field.options).flatMap(([id, option]) =>
    formerNames(option).map((former) => [former, id] as const),
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** A column without default. */
export function plainColumn(
  name: string,
  type: string,
  isRequired: boolean,
  renamedFrom?: string,
  backfill?: string,
): Column {
  return {
    name,
    type,
    isRequired,
    default: null,
    ...(renamedFrom && { renamedFrom }),
    ...(backfill !== undefined && { backfill }),
  };
}
