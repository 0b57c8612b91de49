import { systemColumns } from "../../contract/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import { systemSchema } from "../schemas/system-schema.ts";
import type { JsonSchema } from "./openapi-types.ts";

const DECIMAL: JsonSchema = { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };
const UUID: JsonSchema = { type: "string", format: "uuid" };
const TEXT: JsonSchema = { type: "string" };
const INSTANT: JsonSchema = { type: "string", format: "date-time" };

/** How a value of each field type is read in an answer. Writing follows the doctype's own JSON Schema. */
const READ_SCHEMAS: Readonly<Record<ResolvedField["type"], JsonSchema>> = {
  text: TEXT,
  long_text: TEXT,
  rich_text: TEXT,
  markdown: TEXT,
  email: TEXT,
  phone: TEXT,
  url: TEXT,
  integer: { type: "integer" },
  decimal: DECIMAL,
  money: DECIMAL,
  quantity: DECIMAL,
  percent: DECIMAL,
  boolean: { type: "boolean" },
  date: { type: "string", format: "date" },
  datetime: INSTANT,
  time: TEXT,
  duration: { type: "integer", description: "Seconds" },
  json: {},
  color: TEXT,
  geolocation: { type: "object", properties: { lat: { type: "number" }, lng: { type: "number" } } },
  secret: { ...TEXT, description: "Never shown" },
  tags: { type: "array", items: TEXT },
  choice: TEXT,
  multi_choice: { type: "array", items: TEXT },
  link: UUID,
  dynamic_link: { type: "object", properties: { type: TEXT, id: UUID } },
  table: { type: "array", items: { type: "object" } },
  file: UUID,
  image: UUID,
  rating: { type: "integer" },
  barcode: TEXT,
  computed: {},
};

/** A dot stands in no id of a doctype, so no two names meet. */
export const documentSchemaName = (doctype: string): string => `${doctype}.document`;

export const listedSchemaName = (doctype: string): string => `${doctype}.listed`;

/** What an answer with a document of this doctype looks like; fields above the person's level are absent. */
export function documentSchema(doctype: ResolvedDoctype): JsonSchema {
  const system = systemProperties(doctype);
  return {
    type: "object",
    title: doctype.label.en,
    required: Object.keys(system),
    properties: { ...system, ...fieldProperties(doctype), ...TITLES },
    additionalProperties: false,
  };
}

/** In a list: the fields asked for. */
export function listedSchema(doctype: ResolvedDoctype): JsonSchema {
  return { ...documentSchema(doctype), required: ["id"] };
}

const TITLE: JsonSchema = { type: ["string", "null"] };
const TITLES: Readonly<Record<string, JsonSchema>> = {
  $title: TITLE,
  $expanded: {
    type: "object",
    additionalProperties: {
      type: "object",
      required: ["id", "title"],
      properties: { id: UUID, title: TITLE },
      additionalProperties: false,
    },
  },
};

const systemProperties = (doctype: ResolvedDoctype): Record<string, JsonSchema> =>
  Object.fromEntries(
    systemColumns(doctype).flatMap((column) => (column.isInternal ? [] : [[column.id, systemSchema(column)]])),
  );

function fieldProperties(doctype: ResolvedDoctype): Record<string, JsonSchema> {
  return Object.fromEntries(doctype.fieldList.map((field) => [field.id, fieldSchema(field)]));
}

function fieldSchema(field: ResolvedField): JsonSchema {
  const title = field.label.en;
  if (field.type === "table") {
    const properties = { id: UUID, ...fieldProperties(field.child) };
    return {
      type: "array",
      title,
      items: { type: "object", required: ["id"], properties, additionalProperties: false },
    };
  }
  const schema = READ_SCHEMAS[field.type];
  const options = field.type === "choice" ? { enum: [...Object.keys(field.options), null] } : {};
  return { ...nullable(schema), title, ...options, ...(field.type === "link" && { description: `Id of ${field.to}` }) };
}

function nullable(schema: JsonSchema): JsonSchema {
  return typeof schema["type"] === "string" ? { ...schema, type: [schema["type"], "null"] } : schema;
}

const EXAMPLE_ID = "0199d3a1-7c00-7000-8000-000000000001";
const EXAMPLES: Partial<Record<ResolvedField["type"], unknown>> = {
  text: "Exemple",
  long_text: "Exemple",
  email: "contact@example.com",
  phone: "+33 1 23 45 67 89",
  url: "https://example.com",
  integer: 1,
  decimal: "1.5",
  money: "100.00",
  quantity: "2",
  percent: "20",
  boolean: true,
  date: "2026-03-15",
  datetime: "2026-03-15T09:00:00Z",
  link: EXAMPLE_ID,
};
const EXAMPLE_FIELDS_MAX = 12;

/** A plausible body of a create: the required fields first, then a few that are typed by hand. */
export function exampleValues(doctype: ResolvedDoctype, depth = 0): Readonly<Record<string, unknown>> {
  const typed = doctype.fieldList.filter((field) => !field.formula && !field.read_only && field.type !== "computed");
  const chosen = [...typed.filter(isRequired), ...typed.filter((field) => !isRequired(field))].slice(
    0,
    EXAMPLE_FIELDS_MAX,
  );
  const entries = chosen.map((field) => [field.id, exampleValue(field, depth)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function isRequired(field: ResolvedField): boolean {
  return field.required === true || (field.type === "table" && (field.min ?? 0) > 0);
}

function exampleValue(field: ResolvedField, depth: number): unknown {
  if (field.type === "table") return depth === 0 ? [exampleValues(field.child, 1)] : undefined;
  if (field.type === "choice") return Object.keys(field.options)[0];
  if (field.type === "text" && field.pattern !== undefined) return undefined;
  return EXAMPLES[field.type];
}
