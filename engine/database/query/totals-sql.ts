import { CODE_FIELD } from "../../contract/index.ts";
import { fail } from "../../kernel/index.ts";
import type { Convert } from "./convert-value.ts";
import { organizationCurrencySql } from "./currency-decimals-sql.ts";
import { item } from "./json-columns.ts";
import type { QueryContext } from "./query-context.ts";
import { resolvePath } from "./resolve-path.ts";
import { doctypeShape, type ShapeColumn } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { type SelectionShape, selectionSql, whereClause } from "./selection-sql.ts";

/** A field to sum, with the SQL of its values and of the unit each of them is in. */
interface Summed {
  readonly name: string;
  readonly isDecimal: boolean;
  readonly value: string;
  readonly unit: string;
}

const STATUS = "docstatus";

/**
 * `,"totals":{…}` over all rows of the selection: for each field its sums, one for each unit its values are in and each state of
 * the documents, for what is only a draft counts for nothing yet. Raises QUERY_FIELD_UNKNOWN, QUERY_TOTAL_NOT_ALLOWED.
 */
export function totalsSql(
  context: QueryContext,
  { doctype, selection }: { readonly doctype: string; readonly selection: SelectionShape },
  totals: readonly string[],
  converts: Convert[],
): string {
  const source = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
  const summed = [...new Set(totals)].map((name, index) => resolveSummed(source, name, `/totals/${index}`));
  const units = [...new Set(summed.map(({ unit }) => unit))];
  const status = source.shape.columns.has(STATUS) ? source.own(STATUS) : null;
  const keys = [...(status === null ? [] : [`${status} as _status`]), ...units.map((unit, at) => `${unit} as _u${at}`)];
  const sums = summed.map(({ value }, at) => `count(${value}) as _n${at}, sum(${value}) as _s${at}`);
  const where = whereClause(selectionSql(source, selection, converts));
  const cells = `select ${[...keys, ...sums].join(", ")} from ${source.from()}${where} group by ${keys.map((_, at) => at + 1).join(", ")}`;
  const items = summed.map((each, at) =>
    item(fieldSums(each, at, units.indexOf(each.unit), status !== null), each.name),
  );
  return `(with _cells as (${cells}) select ',"totals":' || row_to_json(_sums)::text from (select ${items.join(", ")}) _sums)`;
}

/** The sums of one field as a JSON array; sums as JSON has numbers: exact decimals as text, whole numbers as numbers. */
function fieldSums({ isDecimal }: Summed, at: number, unit: number, hasStatus: boolean): string {
  const by = [...(hasStatus ? ["_status"] : []), `_u${unit}`];
  const groups = `select ${by.join(", ")}, sum(_n${at}) as _n, sum(_s${at}) as _s from _cells where _n${at} > 0 group by ${by.join(", ")}`;
  const members = [
    ...(hasStatus ? ["'docstatus', _status"] : []),
    `'unit', _u${unit}`,
    "'count', _n",
    `'sum', ${isDecimal ? "_s::text" : "_s"}`,
  ];
  // Submitted, draft, cancelled: what counts comes first, and so does the alphabet from its end.
  const order = [...(hasStatus ? ["_status desc"] : []), `_u${unit} nulls first`];
  const list = `json_agg(json_build_object(${members.join(", ")}) order by ${order.join(", ")})`;
  return `(select coalesce(${list}, '[]') from (${groups}) _field)`;
}

function resolveSummed(source: RowSource, name: string, pointer: string): Summed {
  const path = resolvePath(source.context, source.shape, name, pointer);
  const { column } = path;
  if (path.table || (column.type !== "numeric" && column.type !== "bigint")) {
    fail("QUERY_TOTAL_NOT_ALLOWED", { field: name }, { pointer });
  }
  const row = path.links.reduce((here, link) => here.link(link, "reader"), source);
  return { name, isDecimal: column.type === "numeric", value: row.seen(column), unit: unitSql(row, column) };
}

/** Code of the currency or unit of a column's values; of amounts that name none the organization's, of other numbers null. */
function unitSql(row: RowSource, { field }: ShapeColumn): string {
  const isMoney = field?.type === "money" || (field?.type === "computed" && field.result === "money");
  const path = field && "currency" in field ? field.currency : field && "unit" in field ? field.unit : undefined;
  const own = path === undefined ? null : namedSql(row, path);
  if (!isMoney) return own ?? "null::text";
  const organization = organizationCurrencySql(row.context);
  return own === null ? organization : `coalesce(${own}, ${organization})`;
}

/** What a unit is called is part of the value it stands beside, so a reader of the one reads the other. */
function namedSql(row: RowSource, path: string): string {
  const names = path.split(".");
  const end = names.slice(0, -1).reduce((here, link) => here.link(link, "metadata"), row);
  const last = end.column(names.at(-1)!);
  if (last.to === undefined) return last.sql(end);
  const linked = end.link(last.id, "metadata");
  return linked.column(CODE_FIELD).sql(linked);
}
