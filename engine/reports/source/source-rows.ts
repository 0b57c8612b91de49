import type { CheckedExpression, Report } from "../../contract/index.ts";
import { quoteIdent } from "../../database/index.ts";
import {
  doctypeShape,
  type ExpressionRows,
  expressionSql,
  type QueryContext,
  RowSource,
} from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ParamsSql } from "../sql/params-sql.ts";
import { entryRules, linkRules } from "./entry-rules.ts";
import { ledgerShape } from "./ledger-shape.ts";

/** The rows a report counts, one FROM item each; links are joined from it and never multiply it. */
export interface SourceRows {
  /** The item whose rows are counted. */
  readonly row: RowSource;
  /** The document a row belongs to; the same as `row` unless rows of a table are counted. */
  readonly document: RowSource;
  /** Row rules: what must hold of a row for the reader to see it. */
  readonly conditions: readonly string[];
  sql(expression: CheckedExpression): string;
  readonly identity: RowIdentity;
}

/** SQL that says where a source row comes from; asked for only when needed, as it may add joins. */
export interface RowIdentity {
  type(): string;
  id(): string;
  number(): string;
  date(): string;
  /** Makes any order total. */
  readonly tie: readonly string[];
}

/** The source rows of a report. `ledgerItem` reads the entries from elsewhere (see `rollup`). */
export function sourceRows(
  context: QueryContext,
  source: Report["source"],
  params: ParamsSql,
  ledgerItem?: RowSource,
): SourceRows {
  if ("ledger" in source) {
    const ledger = context.registry.ledger(source.ledger);
    const row = ledgerItem ?? new RowSource(context, ledgerShape(ledger));
    const conditions = ledgerItem ? linkRules(row) : entryRules(row, ledger);
    return { row, document: row, conditions, sql: compiler({ document: row }, params), identity: ledgerIdentity(row) };
  }
  const doctype = context.registry.doctype(source.doctype);
  if (source.table === undefined) {
    const row = new RowSource(context, doctypeShape(doctype));
    const identity = documentIdentity(row, [row.own("id")]);
    return { row, document: row, conditions: ruleOf(row), sql: compiler({ document: row }, params), identity };
  }
  const field = doctype.fieldList.find(({ id }) => id === source.table);
  if (field?.type !== "table") return invalidTable(source.table);
  const joins: string[] = [];
  const document = new RowSource(context, doctypeShape(doctype), { joins });
  const row = new RowSource(context, doctypeShape(field.child), { header: document, level: field.level, joins });
  joins.push(
    `join ${quoteIdent(document.shape.table)} ${document.alias} on ${document.own("id")} = ${row.own("parent")}`,
  );
  const identity = documentIdentity(document, [document.own("id"), row.own("position")]);
  const level = document.levelSql(field.level ?? 0);
  const conditions = [...ruleOf(document), ...(level === null ? [] : [level])];
  return { row, document, conditions, sql: compiler({ document, row }, params), identity };
}

const compiler =
  (rows: Pick<ExpressionRows, "document" | "row">, params: ParamsSql) => (expression: CheckedExpression) =>
    expressionSql(expression, { ...rows, trust: "reader", root: params.root });

const ruleOf = (document: RowSource): string[] => {
  const rule = document.ruleSql();
  return rule ? [rule] : [];
};

function documentIdentity(document: RowSource, tie: readonly string[]): RowIdentity {
  const { columns } = document.shape;
  const date = [...columns.values()].find(({ type, level }) => type === "date" && level === 0);
  return {
    type: () => `${document.context.parameters.constant(document.shape.id)}::text`,
    id: () => document.own("id"),
    number: () => (columns.has("number") ? document.own("number") : "null::text"),
    date: () => (date ? date.sql(document) : "null::date"),
    tie,
  };
}

function ledgerIdentity(row: RowSource): RowIdentity {
  const posting = (column: string) => row.column(column).sql(row);
  return {
    type: () => posting("document_type"),
    id: () => posting("document_id"),
    number: () => posting("document_number"),
    date: () => row.own("date"),
    tie: [row.own("posting"), row.own("line")],
  };
}

function invalidTable(table: string): never {
  return fail("REPORT_INVALID", {
    reason_fr: `« ${table} » n'est pas une table`,
    reason_en: `“${table}” is not a table`,
  });
}
