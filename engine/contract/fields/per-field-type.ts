import type { Field, FieldType } from "../types/index.ts";

/** The shape of fields of one type; a shape that several types share is narrowed to this one. */
export type FieldOf<T extends FieldType> = Field extends infer F
  ? F extends { readonly type: infer Types }
    ? T extends Types
      ? F & { readonly type: T }
      : never
    : never
  : never;

/** One answer per field type: a table that misses a new type does not compile. */
export type PerFieldType<R, Rest extends readonly unknown[] = []> = {
  readonly [T in FieldType]: (field: FieldOf<T>, ...rest: Rest) => R;
};

/** The table's answer for this field. */
export function perFieldType<R, Rest extends readonly unknown[]>(
  table: PerFieldType<R, Rest>,
  field: Field,
  ...rest: Rest
): R {
  const answer = table[field.type] as (field: Field, ...rest: Rest) => R;
  return answer(field, ...rest);
}
