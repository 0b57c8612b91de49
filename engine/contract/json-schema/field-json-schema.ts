import { scaleOf } from "../fields/number-fields.ts";
import { type PerFieldType, perFieldType } from "../fields/per-field-type.ts";
import type { JsonObject, JsonValue } from "../json-value.ts";
import type { Field } from "../types/index.ts";

/** Longest text when the field says nothing. */
const TEXT_LENGTH_MAX = 140;
const LONG_TEXT_LENGTH_MAX = 100_000;
const SAFE_INTEGER = Number.MAX_SAFE_INTEGER;

/** Exact numbers travel as text; a whole number that JSON cannot blur is accepted as well. */
const DECIMAL: JsonObject = {
  type: ["string", "integer"],
  pattern: "^[+-]?\\d{1,30}(\\.\\d{1,20})?$",
  minimum: -SAFE_INTEGER,
  maximum: SAFE_INTEGER,
};
const UUID: JsonObject = { type: "string", format: "uuid" };

/** Leaves out members without a value. */
function present(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

const longText = (field: { readonly max?: number; readonly translatable?: boolean }): JsonObject =>
  present({ type: "string", maxLength: field.max ?? LONG_TEXT_LENGTH_MAX, "x-translatable": field.translatable });

const number = (field: { readonly min?: string; readonly max?: string }, more: Record<string, JsonValue | undefined>) =>
  present({ ...DECIMAL, "x-min": field.min, "x-max": field.max, ...more });

const choices = (options: Readonly<Record<string, { readonly label: JsonObject | object }>>): JsonObject => ({
  enum: Object.keys(options),
  "x-options": options as unknown as JsonObject,
});

/** Shape of a value of each field type, before what all types share. */
const VALUE_SCHEMAS: PerFieldType<JsonObject> = {
  text: (field) =>
    present({
      type: "string",
      minLength: field.min,
      maxLength: field.max ?? TEXT_LENGTH_MAX,
      pattern: field.pattern === undefined ? undefined : `^(?:${field.pattern})$`,
      "x-translatable": field.translatable,
    }),
  long_text: longText,
  rich_text: longText,
  markdown: longText,
  email: () => ({ type: "string", format: "email", maxLength: 254 }),
  phone: () => ({ type: "string", pattern: "^\\+?[0-9 ().-]{3,30}$" }),
  url: () => ({ type: "string", format: "uri", maxLength: 2000 }),
  integer: (field) =>
    present({ type: "integer", minimum: field.min ?? -SAFE_INTEGER, maximum: field.max ?? SAFE_INTEGER }),
  decimal: (field) => number(field, { "x-precision": field.precision ?? 38, "x-scale": scaleOf(field) }),
  money: (field) => number(field, { "x-currency": field.currency }),
  quantity: (field) => number(field, { "x-unit": field.unit, "x-scale": scaleOf(field) }),
  percent: (field) => number(field, { "x-scale": scaleOf(field) }),
  boolean: () => ({ type: "boolean" }),
  date: () => ({ type: "string", format: "date" }),
  datetime: () => ({ type: "string", format: "date-time" }),
  time: () => ({ type: "string", pattern: "^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$" }),
  duration: () => ({ type: "integer", "x-unit": "second" }),
  json: () => ({}),
  color: () => ({ type: "string", pattern: "^#[0-9a-fA-F]{6}$" }),
  geolocation: () => ({
    type: "object",
    properties: {
      lat: { type: "number", minimum: -90, maximum: 90 },
      lng: { type: "number", minimum: -180, maximum: 180 },
    },
    required: ["lat", "lng"],
    additionalProperties: false,
  }),
  secret: () => ({ type: "string", maxLength: 10_000, writeOnly: true }),
  tags: () => ({
    type: "array",
    items: { type: "string", minLength: 1, maxLength: 60 },
    uniqueItems: true,
    maxItems: 50,
  }),
  choice: (field) => ({ type: "string", ...choices(field.options) }),
  multi_choice: (field) => ({
    type: "array",
    items: { type: "string", enum: Object.keys(field.options) },
    uniqueItems: true,
    "x-options": field.options as unknown as JsonObject,
  }),
  link: (field) => present({ ...UUID, "x-to": field.to, "x-where": field.where }),
  dynamic_link: (field) => ({
    type: "object",
    properties: { type: { type: "string", enum: [...field.to] }, id: UUID },
    required: ["type", "id"],
    additionalProperties: false,
    "x-to": [...field.to],
  }),
  table: (field) => present({ type: "array", minItems: field.min, maxItems: field.max ?? 5000, "x-of": field.of }),
  file: (field) => present({ ...UUID, "x-accept": field.accept && [...field.accept], "x-max-bytes": field.max_bytes }),
  image: (field) => present({ ...UUID, "x-accept": field.accept && [...field.accept], "x-max-bytes": field.max_bytes }),
  rating: (field) => ({ type: "integer", minimum: 0, maximum: field.max ?? 5 }),
  barcode: (field) => present({ type: "string", maxLength: TEXT_LENGTH_MAX, "x-symbology": field.symbology }),
  computed: (field) => COMPUTED_SCHEMAS[field.result](field),
};

type ComputedResult = Extract<Field, { readonly type: "computed" }>["result"];
const COMPUTED_SCHEMAS: Readonly<
  Record<ComputedResult, (field: Extract<Field, { readonly type: "computed" }>) => JsonObject>
> = {
  text: () => ({ type: "string" }),
  integer: () => ({ type: "integer" }),
  decimal: () => DECIMAL,
  money: (field) => present({ ...DECIMAL, "x-currency": field.currency }),
  boolean: () => ({ type: "boolean" }),
  date: () => ({ type: "string", format: "date" }),
  choice: (field) => ({ type: "string", ...choices(field.options ?? {}) }),
};

/** Whether a person must send the value on create: nothing else provides it. */
export function mustBeSent(field: Field): boolean {
  return field.required === true && field.default === undefined && !isComputed(field) && field.read_only !== true;
}

/** Whether the engine computes the value, so that a person never sends it. */
export function isComputed(field: Field): boolean {
  return (
    field.formula !== undefined || field.type === "computed" || (field.type === "table" && field.derive !== undefined)
  );
}

/**
 * JSON Schema (2020-12) of one field's value as sent by a person: exact numbers as text, links as ids, dates as ISO text.
 * What is not required may be null. `x-…` annotations say what JSON Schema cannot, for screens and API documentation.
 */
export function fieldJsonSchema(field: Field): JsonObject {
  const schema = perFieldType(VALUE_SCHEMAS, field);
  const nullable = field.required === true || schema["type"] === undefined ? schema : orNull(schema);
  return present({
    title: field.label.en,
    description: field.help?.en,
    ...nullable,
    readOnly: isComputed(field) || field.read_only ? true : undefined,
    "x-type": field.type,
    "x-label": { ...field.label },
    "x-help": field.help && { ...field.help },
    "x-level": field.level,
  });
}

function orNull(schema: JsonObject): JsonObject {
  const { type, enum: values } = schema;
  return {
    ...schema,
    type: [...(Array.isArray(type) ? type : [type ?? "string"]), "null"],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  };
}
