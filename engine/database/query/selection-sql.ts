import { checkExpression } from "../../contract/index.ts";
import { fail } from "../../kernel/index.ts";
import type { Convert } from "./convert-value.ts";
import { expressionSql } from "./expression-sql.ts";
import { filterSql } from "./filter-sql.ts";
import { type FilterShape, type RawInput, readFilter } from "./read-filter.ts";
import { readableScope } from "./readable-scope.ts";
import { labelOf } from "./resolve-path.ts";
import type { RowSource } from "./row-source.ts";
import { searchPatterns } from "./search-terms.ts";
import type { Selection } from "./types.ts";

/** A selection without its values. */
export interface SelectionShape {
  readonly filter?: FilterShape;
  readonly where?: readonly string[];
  /** Numbers of the inputs that hold the search patterns. */
  readonly search?: readonly number[];
}

/** Takes the values out of a selection into `inputs`. Raises QUERY_FILTER_… and QUERY_OPERATOR_UNKNOWN. */
export function readSelection(selection: Selection, inputs: RawInput[]): SelectionShape {
  const filter = selection.filter === undefined ? undefined : readFilter(selection.filter, inputs);
  const patterns = searchPatterns(selection.search ?? "");
  const search = patterns.map((value) => inputs.push({ value, pointer: "/search" }) - 1);
  return { filter, where: conditionsIn(selection), search: search.length > 0 ? search : undefined };
}

/** None, where there are none: an empty list is the same selection. */
export function conditionsIn({ where }: Selection): readonly string[] | undefined {
  const conditions = where?.filter((condition) => condition !== "");
  return conditions?.length ? conditions : undefined;
}

/** The WHERE conditions of a selection over `source`, the reader's row rule first. Every read path goes through here. */
export function selectionSql(source: RowSource, selection: SelectionShape, converts: Convert[]): string[] {
  const conditions: string[] = [];
  const rule = source.ruleSql();
  if (rule) conditions.push(rule);
  if (selection.filter) conditions.push(filterSql(source, selection.filter, converts));
  for (const where of selection.where ?? []) conditions.push(whereSql(source, where));
  for (const index of selection.search ?? []) conditions.push(searchSql(source, index, converts));
  return conditions;
}

/** ` where a and b`, or nothing. */
export const whereClause = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;

function whereSql(source: RowSource, where: string): string {
  const { context, shape } = source;
  const scope = readableScope(context, shape.id, context.registry.scopeOf(shape.id));
  return expressionSql(checkExpression(where, scope, { kind: "boolean" }), { document: source, trust: "reader" });
}

function searchSql(source: RowSource, index: number, converts: Convert[]): string {
  const { doctype } = source.shape;
  if (!doctype?.search?.length) {
    const label = labelOf(source.shape);
    fail("QUERY_SEARCH_NOT_ALLOWED", { doctype_fr: label.fr, doctype_en: label.en }, { pointer: "/search" });
  }
  converts[index] = ({ value }) => value;
  return `${source.own("search_text")} like ${source.context.parameters.value(index, "text")}`;
}
