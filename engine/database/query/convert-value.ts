import { type Clock, fail, instantMs, isIsoDate, isPerfexError, parseDecimal } from "../../kernel/index.ts";
import type { ColumnType } from "./column-type.ts";
import { spanOf } from "./instant-span.ts";
import type { RawInput } from "./read-filter.ts";
import type { ShapeColumn } from "./row-shape.ts";

/** Turns a value of the query into what is bound to its placeholder. Raises QUERY_VALUE_INVALID. */
export type Convert = (input: RawInput, clock: Clock) => unknown;

const TEXT_MAX = 2_000;
const INT8_MAX = 2n ** 63n - 1n;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** What a value of each type has to look like, and how a person is told. `undefined` = it does not fit. */
interface ValueType {
  readonly sql: string;
  readonly expected: { readonly fr: string; readonly en: string };
  readonly read: (value: unknown) => string | boolean | undefined;
}

const TEXT: ValueType = {
  sql: "text",
  expected: { fr: "un texte", en: "a text" },
  read: (value) => (typeof value === "string" && value.length <= TEXT_MAX && !value.includes("\0") ? value : undefined),
};
const ID: ValueType = {
  sql: "uuid",
  expected: { fr: "l'identifiant d'un document", en: "the id of a document" },
  read: (value) => {
    const id = typeof value === "object" && value !== null && "id" in value ? value.id : value;
    return typeof id === "string" && UUID.test(id) ? id.toLowerCase() : undefined;
  },
};

const VALUE_TYPES: Readonly<Partial<Record<ColumnType, ValueType>>> = {
  text: TEXT,
  "text[]": TEXT,
  uuid: ID,
  dynamic_link: ID,
  bigint: { sql: "bigint", expected: { fr: "un nombre entier", en: "a whole number" }, read: readInteger },
  numeric: { sql: "numeric", expected: { fr: "un nombre décimal", en: "a decimal number" }, read: readDecimal },
  boolean: {
    sql: "boolean",
    expected: { fr: "vrai ou faux", en: "true or false" },
    read: (value) => (typeof value === "boolean" ? value : undefined),
  },
  date: {
    sql: "date",
    expected: { fr: "une date (AAAA-MM-JJ)", en: "a date (YYYY-MM-DD)" },
    read: (value) => (isIsoDate(value) ? value : undefined),
  },
  timestamptz: {
    sql: "timestamptz",
    expected: { fr: "une date ou un instant ISO 8601", en: "a date or an ISO 8601 instant" },
    read: readInstant,
  },
  time: {
    sql: "time",
    expected: { fr: "une heure (HH:MM)", en: "a time (HH:MM)" },
    read: (value) => (typeof value === "string" && TIME.test(value) ? value : undefined),
  },
};

/** SQL type a value of this column is cast to; undefined when nothing compares with it. */
export const valueSqlType = (column: ShapeColumn): string | undefined => VALUE_TYPES[column.type]?.sql;

/** Converter of one value compared with a column. */
export function convertFor(column: ShapeColumn, name: string): Convert {
  const type = VALUE_TYPES[column.type] ?? TEXT;
  const options = optionsOf(column);
  return ({ value, pointer }) => {
    const read = type.read(value);
    if (read === undefined) return refuse(name, type.expected, pointer);
    if (options && !options.includes(read as string)) {
      const list = options.join(", ");
      return refuse(name, { fr: `un choix parmi ${list}`, en: `one of ${list}` }, pointer);
    }
    return read;
  };
}

/** Converter of a day or an instant into the time it spans. */
export function convertSpanFor(column: ShapeColumn, name: string): Convert {
  const convert = convertFor(column, name);
  return (input, clock) => spanOf(String(convert(input, clock)), clock.timeZone);
}

/** Converter of an array of values, for `in`. */
export function convertListFor(column: ShapeColumn, name: string, one = convertFor): Convert {
  const convert = one(column, name);
  return ({ value, pointer }, clock) =>
    (value as readonly unknown[]).map((item, index) => convert({ value: item, pointer: `${pointer}/${index}` }, clock));
}

/** Converter of a text looked for inside another: the signs LIKE gives a meaning to are taken literally. */
export function convertPatternFor(name: string, before: "%" | "", after: "%" | ""): Convert {
  return ({ value, pointer }) => {
    const text = TEXT.read(value);
    if (text === undefined) return refuse(name, TEXT.expected, pointer);
    return `${before}${escapeLike(String(text))}${after}`;
  };
}

export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** Values of a choice; a text that is none of them is refused rather than never found. */
export function optionsOf(column: ShapeColumn): readonly string[] | undefined {
  const { field } = column;
  const isChoice = field?.type === "choice" || field?.type === "multi_choice";
  if (isChoice || (field?.type === "computed" && field.result === "choice")) return Object.keys(field.options ?? {});
  return undefined;
}

function readInteger(value: unknown): string | undefined {
  const isInteger = typeof value === "number" ? Number.isSafeInteger(value) : /^[+-]?\d{1,19}$/.test(String(value));
  if (!isInteger || (typeof value !== "number" && typeof value !== "string")) return undefined;
  const integer = BigInt(value);
  return integer <= INT8_MAX && integer >= -INT8_MAX ? integer.toString() : undefined;
}

function readDecimal(value: unknown): string | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  try {
    return parseDecimal(value).toFixed();
  } catch (error) {
    if (isPerfexError(error)) return undefined;
    throw error;
  }
}

function readInstant(value: unknown): string | undefined {
  if (isIsoDate(value)) return value;
  return typeof value === "string" && INSTANT.test(value) && instantMs(value) !== null ? value : undefined;
}

function refuse(field: string, expected: { readonly fr: string; readonly en: string }, pointer: string): never {
  const params = { field, expected_fr: expected.fr, expected_en: expected.en };
  return fail("QUERY_VALUE_INVALID", params, { pointer });
}
