import type { Language, LocalizedText } from "../../kernel/index.ts";

/* A JSON Schema (2020-12) and the type of its values, written once: `Static<typeof schema>` follows from what stands here. */

declare const STATIC: unique symbol;
const OPTIONAL: unique symbol = Symbol("optional");
/** Under which name the schema is published; nested schemas refer to it. */
export const NAME: unique symbol = Symbol("name");

export interface Schema<T = unknown> {
  readonly [keyword: string]: unknown;
  readonly [STATIC]?: T;
  readonly [NAME]?: string;
}
interface OptionalSchema<T> extends Schema<T> {
  readonly [OPTIONAL]: true;
}
export type Static<S> = S extends Schema<infer T> ? T : never;
export type Shape = Readonly<Record<string, Schema>>;

export type ObjectOf<P> = Flat<
  { readonly [K in keyof P as P[K] extends OptionalSchema<unknown> ? never : K]: Static<P[K]> } & {
    readonly [K in keyof P as P[K] extends OptionalSchema<unknown> ? K : never]?: Static<P[K]>;
  }
>;
type Flat<T> = { [K in keyof T]: T[K] };
type Annotations = Readonly<Record<string, unknown>>;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** For shapes another layer owns: the schema says what it may, the type is that layer's. */
export const typed = <T>(schema: Annotations): Schema<T> => schema as Schema<T>;

export const text = (annotations: Annotations = {}) => typed<string>({ type: "string", ...annotations });
/** As JavaScript prints it, in UTC. */
export const instant = (): Schema<string> =>
  text({ format: "date-time", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" });
export const integer = (annotations: Annotations = {}) => typed<number>({ type: "integer", ...annotations });
export const boolean = (annotations: Annotations = {}) => typed<boolean>({ type: "boolean", ...annotations });
export const oneOf = <const T extends string>(...values: readonly T[]) => typed<T>({ type: "string", enum: values });
export const nullable = <T>(schema: Schema<T>): Schema<T | null> =>
  typed(
    typeof schema["type"] === "string" && schema["enum"] === undefined && schema[NAME] === undefined
      ? { ...schema, type: [schema["type"], "null"] }
      : { anyOf: [schema, { type: "null" }] },
  );
export const listOf = <T>(schema: Schema<T>, annotations: Annotations = {}): Schema<readonly T[]> =>
  typed({ type: "array", items: schema, ...annotations });
export const recordOf = <T>(schema: Schema<T>): Schema<Readonly<Record<string, T>>> =>
  typed({ type: "object", additionalProperties: schema });
export const anyJson: Schema<Json> = typed({});
export const language: Schema<Language> = oneOf("fr", "en");
export const localized: Schema<LocalizedText> = typed({
  type: "object",
  required: ["fr", "en"],
  properties: { fr: { type: "string" }, en: { type: "string" } },
  additionalProperties: false,
});

/** A member that may be absent. */
export const optional = <T>(schema: Schema<T>): OptionalSchema<T> => ({ ...schema, [OPTIONAL]: true });

/** An object with these members and no others. */
export function object<P extends Shape>(properties: P, annotations: Annotations = {}): Schema<ObjectOf<P>> {
  const required = Object.keys(properties).filter((name) => !isOptional(properties[name]!));
  return typed({
    type: "object",
    ...(required.length > 0 && { required }),
    properties,
    additionalProperties: false,
    ...annotations,
  });
}

/** An object with these members and any others. */
export const openObject = <P extends Shape>(properties: P): Schema<ObjectOf<P> & Readonly<Record<string, unknown>>> =>
  typed({ ...object(properties), additionalProperties: true });

/** The answer of a list that is not paged. */
export const itemsOf = <T>(schema: Schema<T>) => object({ items: listOf(schema) });

export const named = <T>(name: string, schema: Schema<T>): Schema<T> => ({ ...schema, [NAME]: name });

export const isOptional = (schema: Schema): boolean => OPTIONAL in schema;
