import { fail, isPerfexError } from "../../kernel/index.ts";
import { type Convert, convertFor } from "./convert-value.ts";
import type { RawInput } from "./read-filter.ts";
import type { SortKey } from "./sort-keys.ts";

/** A cursor without its values: which sort keys of the row it points at are null. */
export interface CursorShape {
  /** Number of the first key's value among the inputs; one input per key that is not null. */
  readonly at: number;
  readonly isNull: readonly boolean[];
}

const CURSOR_MAX = 8_000;
const POINTER = "/cursor";

/** What a cursor is good for: the same list in the same order. */
export const cursorPurpose = (doctype: string, sort: readonly string[] | undefined): string =>
  `${doctype} ${(sort ?? []).join(",")}`;

/** Takes the values out of a cursor into `inputs`. Raises QUERY_CURSOR_INVALID. */
export function readCursor(cursor: string, purpose: string, inputs: RawInput[]): CursorShape {
  const [forPurpose, ...values] = parseCursor(cursor);
  const isText = (value: unknown) => value === null || typeof value === "string";
  if (forPurpose !== purpose || values.length === 0 || !values.every(isText) || values.at(-1) === null) refuse();
  const at = inputs.length;
  for (const value of values) if (value !== null) inputs.push({ value, pointer: POINTER });
  return { at, isNull: values.map((value) => value === null) };
}

function parseCursor(cursor: string): readonly unknown[] {
  if (cursor.length > CURSOR_MAX || !/^[A-Za-z0-9_-]+$/.test(cursor)) return refuse();
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(parsed) ? parsed : refuse();
  } catch {
    return refuse();
  }
}

/** The converter of a cursor's value for one key: whatever does not fit means a tampered cursor. */
export function convertCursorFor(key: SortKey): Convert {
  const convert = convertFor({ ...key.column, field: undefined }, key.column.id);
  return (input, clock) => {
    const value = key.type === "boolean" ? input.value === "true" : input.value;
    try {
      return convert({ value, pointer: POINTER }, clock);
    } catch (error) {
      if (isPerfexError(error)) return refuse();
      throw error;
    }
  };
}

/** SQL of the cursor that points at a row: `values` is SQL of the sort keys there, as text. */
export function cursorSql(purpose: string, values: readonly string[]): string {
  const json = `json_build_array(${[purpose, ...values].join(", ")})::text`;
  return `translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

export function refuse(): never {
  return fail("QUERY_CURSOR_INVALID", {}, { pointer: POINTER });
}
