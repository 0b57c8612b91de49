import { type CheckedExpression, compileToSql, computesValue } from "../../contract/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { CompiledDoctype } from "../../registry/index.ts";
import { inlineTarget } from "../inline-target.ts";

/** Where a field is: in a document's own table, or in the rows of its table field `table`. */
export interface FieldPlace {
  readonly computations: CompiledDoctype["computations"];
  readonly table: string | null;
  readonly columns: ReadonlySet<string>;
}

/** Tables are changed without knowing whose clocks count. */
const INLINE = inlineTarget("current_setting('TimeZone')");

/**
 * SQL of a field's default, for rows that are there already when the field becomes required. Undefined when there is none or
 * when it reads more than the row itself (links, the header, the user): such a value cannot be given afterwards in one statement.
 */
export function backfillOf(place: FieldPlace, field: string): string | undefined {
  const computation = place.computations.find(
    (candidate) =>
      computesValue(candidate) &&
      candidate.mode === "default" &&
      candidate.field === field &&
      (candidate.kind === "column" ? candidate.table : null) === place.table,
  );
  if (!computation || !computesValue(computation)) return undefined;
  const { checked } = computation.expression;
  return readsOnlyItsRow(checked, place) ? toSql(checked) : undefined;
}

/** Does an expression read nothing but columns of the row it stands in? */
export function readsOnlyItsRow(checked: CheckedExpression, place: FieldPlace): boolean {
  const [own, foreign] = place.table === null ? [checked.paths, checked.rowPaths] : [checked.rowPaths, checked.paths];
  const isOwn = (path: readonly string[]) => path.length === 1 && place.columns.has(path[0]!);
  return !checked.usesRoles && foreign.length === 0 && own.every(isOwn);
}

/** Over the row itself; undefined for functions that exist only in the engine. */
export function toSql(checked: CheckedExpression): string | undefined {
  try {
    return compileToSql(checked, INLINE).text;
  } catch (error) {
    if (isPerfexError(error)) return undefined;
    throw error;
  }
}
