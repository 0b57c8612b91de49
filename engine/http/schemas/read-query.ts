import { fail } from "../../kernel/index.ts";
import { checkBody } from "./check-body.ts";
import { type ObjectOf, object, type Schema, type Shape } from "./schema.ts";

export type QueryOf<S extends Shape | undefined> = S extends Shape ? ObjectOf<S> : undefined;

const schemas = new WeakMap<Shape, Schema>();

/**
 * The parameters of a query as declared: numbers as numbers, `true` and `1` as true. An empty one is absent; of one given twice the
 * first counts, but for a list, whose items are given one by one. A name that is not declared is refused, so that a typing error never silently widens a list, unless the query is
 * `isFree` (a report's own parameters). Raises HTTP_PARAMETER_UNKNOWN, HTTP_VALUE_INVALID, HTTP_VALUE_MISSING.
 */
export function readQuery<S extends Shape>(shape: S, query: URLSearchParams, isFree: boolean): ObjectOf<S> {
  const schema = schemas.get(shape) ?? object(shape);
  schemas.set(shape, schema);
  const read: Record<string, unknown> = {};
  for (const [name, text] of query) {
    if (!Object.hasOwn(shape, name)) {
      if (isFree) continue;
      return fail("HTTP_PARAMETER_UNKNOWN", { name, known: Object.keys(shape).join(", ") });
    }
    const { type } = shape[name]!;
    const value = parameterOf(type, text);
    if (value === undefined) continue;
    if (type === "array") read[name] = [...((read[name] as readonly unknown[]) ?? []), value];
    else if (!Object.hasOwn(read, name)) read[name] = value;
  }
  return checkBody(schema, read) as ObjectOf<S>;
}

/** What is not of the declared type stays text, which the schema then refuses in its own words. */
function parameterOf(type: unknown, text: string): unknown {
  if (type === "boolean") return FLAGS.get(text) ?? text;
  if (text === "") return undefined;
  return type === "integer" && /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ["", true],
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);
