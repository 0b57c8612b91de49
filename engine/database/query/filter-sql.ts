import { fail } from "../../kernel/index.ts";
import {
  type Convert,
  convertFor,
  convertListFor,
  convertPatternFor,
  convertSpanFor,
  valueSqlType,
} from "./convert-value.ts";
import { operatorsOf } from "./filter-operators.ts";
import type { Span } from "./instant-span.ts";
import type { FilterShape } from "./read-filter.ts";
import { type ResolvedPath, resolvePath } from "./resolve-path.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";

type Condition = Extract<FilterShape, { readonly field: string }>;

const COMPARISONS = { eq: "=", ne: "is distinct from", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/**
 * SQL of a filter over the rows of `source`. Each condition is met or not, never unknown: `not` and `ne` also find
 * rows without a value. `converts[n]` is set to the converter of input number n.
 */
export function filterSql(source: RowSource, shape: FilterShape, converts: Convert[]): string {
  if ("and" in shape) return joined(source, shape.and, converts, " and ", "true");
  if ("or" in shape) return joined(source, shape.or, converts, " or ", "false");
  if ("not" in shape) return `(${filterSql(source, shape.not, converts)}) is not true`;
  return conditionSql(source, shape, converts);
}

function joined(
  source: RowSource,
  parts: readonly FilterShape[],
  converts: Convert[],
  operator: string,
  empty: string,
): string {
  if (parts.length === 0) return empty;
  return `(${parts.map((part) => filterSql(source, part, converts)).join(operator)})`;
}

function conditionSql(source: RowSource, condition: Condition, converts: Convert[]): string {
  const path = resolvePath(source.context, source.shape, condition.field, `${condition.pointer}/field`);
  const allowed = operatorsOf(path.column);
  if (!allowed.includes(condition.op)) {
    fail(
      "QUERY_OPERATOR_NOT_ALLOWED",
      { operator: condition.op, field: condition.field, operators: allowed.join(", ") },
      { pointer: `${condition.pointer}/op` },
    );
  }
  if (path.table?.field?.type !== "table") return comparisonSql(source, path, condition, converts);
  const rows = new RowSource(source.context, doctypeShape(path.table.field.child), {
    header: source,
    level: path.table.level,
  });
  const met = comparisonSql(rows, path, condition, converts);
  const found = `exists (select from ${rows.from()} where ${rows.own("parent")} = ${source.own("id")} and ${met})`;
  return source.seen(path.table, found);
}

function comparisonSql(source: RowSource, path: ResolvedPath, condition: Condition, converts: Convert[]): string {
  const { op, at } = condition;
  let row = source;
  for (const link of path.links) row = row.link(link, "reader");
  const column = row.seen(path.column);
  if (path.column.type === "timestamptz" && op !== "is_null")
    return instantSql(source, path, column, condition, converts);
  const type = valueSqlType(path.column) ?? "text";
  const bind = (index: number, convert: Convert, as = type) => {
    converts[index] = convert;
    return source.context.parameters.value(index, as);
  };
  const one = (index: number) => bind(index, convertFor(path.column, path.text));
  switch (op) {
    case "is_null":
      return `${column} is ${condition.isNull ? "" : "not "}null`;
    case "in": {
      const list = bind(at, convertListFor(path.column, path.text), `${type}[]`);
      return path.column.type === "text[]" ? `${column} && ${list}` : `${column} = any(${list})`;
    }
    case "between":
      return `${column} between ${one(at)} and ${one(at + 1)}`;
    case "contains":
      if (path.column.type === "text[]") return `${one(at)} = any(${column})`;
      return `${column} ilike ${bind(at, convertPatternFor(path.text, "%", "%"))}`;
    case "starts_with":
      return `${column} ilike ${bind(at, convertPatternFor(path.text, "", "%"))}`;
    case "ends_with":
      return `${column} ilike ${bind(at, convertPatternFor(path.text, "%", ""))}`;
    default:
      return `${column} ${COMPARISONS[op]} ${one(at)}`;
  }
}

/** A day and an instant are asked alike: each spans a time, and the column is before, in or behind it. */
function instantSql(
  { context }: RowSource,
  path: ResolvedPath,
  column: string,
  { op, at }: Condition,
  converts: Convert[],
): string {
  const { parameters } = context;
  const bound = (index: number, side: keyof Span) => {
    converts[index] = convertSpanFor(path.column, path.text);
    return parameters.bound(index, side, "timestamptz");
  };
  const isIn = (first: number, last: number) =>
    `(${column} >= ${bound(first, "from")} and ${column} < ${bound(last, "to")})`;
  switch (op) {
    case "ne":
      return `${isIn(at, at)} is not true`;
    case "lt":
      return `${column} < ${bound(at, "from")}`;
    case "lte":
      return `${column} < ${bound(at, "to")}`;
    case "gt":
      return `${column} >= ${bound(at, "to")}`;
    case "gte":
      return `${column} >= ${bound(at, "from")}`;
    case "between":
      return isIn(at, at + 1);
    case "in": {
      converts[at] = convertListFor(path.column, path.text, convertSpanFor);
      const [from, to] = (["from", "to"] as const).map((side) => parameters.bound(at, side, "timestamptz[]"));
      return `exists (select from unnest(${from}, ${to}) as _span(_from, _to) where ${column} >= _from and ${column} < _to)`;
    }
    default:
      return isIn(at, at);
  }
}
