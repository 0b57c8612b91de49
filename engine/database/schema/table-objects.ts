import { quoteIdent, quoteLiteral } from "../sql.ts";
import { digestOf, objectName } from "./object-names.ts";
import type { Check, ForeignKey, Index, Trigger } from "./types.ts";

/** Uniqueness ends with cancellation: an amended copy carries the same value. */
const NOT_CANCELLED = "(docstatus <> 'cancelled'::text)";

export function primaryKey(table: string, columns: readonly string[]): Index {
  return { ...plainIndex(table, columns), name: objectName(table, "pk"), uniqueness: "primary" };
}

export function plainIndex(table: string, columns: readonly string[], method: Index["method"] = "btree"): Index {
  return {
    kind: "index",
    name: objectName(table, ...columns, "index"),
    columns,
    uniqueness: "none",
    method,
    operatorClass: null,
    predicate: null,
  };
}

export function uniqueIndex(
  table: string,
  columns: readonly string[],
  options: { readonly untilCancelled?: boolean; readonly nullsEqual?: boolean } = {},
): Index {
  return {
    ...plainIndex(table, columns),
    name: objectName(table, ...columns, "unique"),
    uniqueness: options.nullsEqual ? "unique_nulls_equal" : "unique",
    predicate: options.untilCancelled ? NOT_CANCELLED : null,
  };
}

/** Finds any part of a word in a text. */
export function trigramIndex(table: string, column: string): Index {
  return { ...plainIndex(table, [column], "gin"), operatorClass: "gin_trgm_ops" };
}

export function foreignKey(column: string, target: string, onDelete: ForeignKey["onDelete"] = "restrict"): ForeignKey {
  return { kind: "foreign_key", name: objectName(column, "link"), column, target, onDelete };
}

/** A name ends with the digest, whether or not it had to be cut. */
const digestIn = (name: string): string => name.slice(-8);

/** `meaning` is the middle of the name and tells `mapDatabaseError` what was violated. */
export function check(
  column: string,
  meaning: string,
  condition: string,
  columns: readonly string[] = [column],
): Check {
  const name = objectName(column, meaning, digestOf(condition.replaceAll(quoteIdent(column), "·")));
  return { kind: "check", name, columns, digest: digestIn(name), condition };
}

/** One of the options, or, for several, a subset of them; the order they are shown in makes no difference to a table. */
export function choiceCheck(column: string, options: readonly string[], isList = false): Check {
  const list = options.toSorted().map(quoteLiteral).join(", ");
  const condition = isList
    ? `${quoteIdent(column)} <@ array[${list}]::text[]`
    : `${quoteIdent(column)} = any (array[${list}]::text[])`;
  return { ...check(column, "choice", condition), refusal: "SCHEMA_VALUES_NOT_OPTIONS" };
}

/**
 * `clause` is what stands between the trigger's name and its table, `call` what stands after; `helper` is the statement that makes
 * the function it calls, where that is the trigger's own.
 */
export function trigger(
  schema: string,
  table: string,
  name: readonly string[],
  clause: string,
  call: string,
  helper: string | null = null,
): Trigger {
  const fullName = objectName(...name, digestOf(`trigger ${clause} ${call}`));
  const place = `${quoteIdent(schema)}.${quoteIdent(table)}`;
  const create = `create trigger ${quoteIdent(fullName)} ${clause} on ${place} ${call}`;
  const definition = helper ? `do $define$ begin ${helper}; ${create}; end $define$` : create;
  return { kind: "trigger", name: fullName, digest: digestIn(fullName), definition };
}
