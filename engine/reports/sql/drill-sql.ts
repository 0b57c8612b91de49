import { quoteIdent } from "../../database/index.ts";
import type { QueryContext } from "../../database/query/index.ts";
import type { CheckedDimension, CheckedMeasure, CheckedReport } from "../definition/checked-report.ts";
import { documentTitleSql } from "../source/document-title.ts";
import { sourceRows } from "../source/source-rows.ts";
import { Currencies, rowCurrencies, rowFigureSql } from "./currency-sql.ts";
import { dimensionValueSql } from "./dimension-sql.ts";
import { aggregateSql, columnOf, figureSql, rowValueSql } from "./figures.ts";
import { paramsSql } from "./params-sql.ts";
import { moneyCte, named, type ReportPage } from "./stage.ts";

/** A dimension and the number of the value it must have; null = no value. */
export interface DrillKey {
  readonly dimension: CheckedDimension;
  readonly value: number | null;
}

export interface DrillQuestion extends ReportPage {
  readonly keys: readonly DrillKey[];
  /** The measure asked about, or those its formula is made of. */
  readonly measures: readonly CheckedMeasure[];
}

const SQL_TYPES: Readonly<Record<string, string>> = {
  text: "text",
  number: "numeric",
  boolean: "boolean",
  date: "date",
  datetime: "timestamptz",
  time: "time",
  record: "uuid",
};

/** SQL type in which a value of a dimension is compared. */
export const dimensionSqlType = ({ checked }: CheckedDimension): string => SQL_TYPES[checked.type.kind] ?? "text";

/** One statement, one text: a `DrillResult` without its columns. Always over the entries or documents themselves. */
export function drillSql(context: QueryContext, checked: CheckedReport, question: DrillQuestion): string {
  const rows = sourceRows(context, checked.report.source, paramsSql(context, checked.report));
  const { identity } = rows;
  const added = question.measures.map((each) => ({ id: each.id, sql: rowValueSql(each, rows.sql) }));
  const codes = checked.dimensions
    .filter(({ id }) => question.measures.some(({ common }) => common?.roots.has(id)))
    .map((each) => `${dimensionValueSql(each, rows.sql(each.checked))} as ${codeColumn(each.id)}`);
  const values = [...added.map(({ id, sql }) => `${sql} as ${quoteIdent(id)}`), ...codes];
  const origin = [`${identity.type()} as "$type"`, `${identity.id()} as "$id"`, `${identity.number()} as "$number"`];
  const place = [`${identity.date()} as "$date"`, ...identity.tie.map((sql, index) => `${sql} as "$tie${index}"`)];
  const keys = question.keys.map(({ dimension, value }) => {
    const actual = dimensionValueSql(dimension, rows.sql(dimension.checked));
    if (value === null) return `${actual} is null`;
    return `${actual} = ${context.parameters.value(value, dimensionSqlType(dimension))}`;
  });
  const conditions = [
    ...rows.conditions,
    ...(checked.where ? [rows.sql(checked.where)] : []),
    ...keys,
    ...(added.length > 0 ? [`(${added.map(({ sql }) => `(${sql}) is not null`).join(" or ")})`] : []),
  ];
  const where = conditions.length > 0 ? ` where ${conditions.join(" and ")}` : "";
  const found = `select ${[...values, ...origin, ...place].join(", ")} from ${rows.row.from()}${where}`;
  return answerSql(context, checked, question, found, identity.tie.length);
}

/** A dimension that currencies are told by, beside measures. */
const codeColumn = (dimension: string): string => quoteIdent(`$${dimension}`);

function answerSql(
  context: QueryContext,
  checked: CheckedReport,
  { measures, limit, offset }: DrillQuestion,
  found: string,
  ties: number,
): string {
  const title = documentTitleSql(context, checked.report.source, '_p."$type"', '_p."$id"');
  const order = ['"$date" desc nulls last', ...Array.from({ length: ties }, (_, index) => `"$tie${index}" desc`)].join(
    ", ",
  );
  const record = (items: readonly string[]) => `(select row_to_json(_v) from (select ${items.join(", ")}) _v)`;
  const params = paramsSql(context, checked.report);
  const codesIn = (alias: string) => figureSql(context, checked, params, (id) => `${alias}.${codeColumn(id)}`);
  const currencies = new Currencies({ context, checked, params });
  const values = [
    ...measures.map((each) =>
      named(each, rowFigureSql(context, { ...each, aggregate: undefined }, columnOf("_p", each.id), codesIn("_p"))),
    ),
    ...rowCurrencies(context, measures, codesIn("_p")),
  ];
  const sums = [
    ...measures.map((each) => named(each, aggregateSql(each, columnOf("_found", each.id)))),
    ...currencies.items(
      measures,
      () => codesIn("_found"),
      ({ id }) => columnOf("_found", id),
    ),
  ];
  const totals = [
    ...measures.map((each) => named(each, currencies.json(each, columnOf("_t", each.id), "_t"))),
    ...currencies.named(measures, "_t"),
  ];
  const row =
    `json_build_object('document', json_build_object('type', _p."$type", 'id', _p."$id", 'number', _p."$number", ` +
    `'title', ${title}), 'date', _p."$date", 'values', ${record(values)})`;
  return (
    `with ${moneyCte(context)}, _found as materialized (${found}) select '{"rows":' || coalesce((select json_agg(${row} order by _p."$n")::text ` +
    `from (select *, row_number() over (order by ${order}) as "$n" from _found order by ${order} ` +
    `limit ${limit} offset ${offset}) _p), '[]') || ',"totals":' || ` +
    `(select ${record(totals)}::text from (select ${sums.join(", ")} from _found) _t) || ` +
    `',"row_count":' || (select count(*) from _found) || '}'`
  );
}
