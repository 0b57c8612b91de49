import { type CheckedExpression, type ColumnRead, compileToSql, type SqlTarget } from "../../contract/index.ts";
import { assert, mustExist } from "../../kernel/index.ts";
import { currencyDecimalsSql } from "./currency-decimals-sql.ts";
import type { QueryContext } from "./query-context.ts";
import { doctypeShape, type ShapeColumn } from "./row-shape.ts";
import { RowSource, type Trust } from "./row-source.ts";

/** Where an expression's names are found. */
export interface ExpressionRows {
  /** Fields named directly, and `doc`. */
  readonly document: RowSource | null;
  /** Fields of the scope's row, which shadow the document's. */
  readonly row?: RowSource;
  readonly trust: Trust;
  /** Further roots (`params`, figures of a report); asked first. */
  readonly root?: (path: readonly string[], read: ColumnRead) => string | undefined;
  /** Needed where there are no rows. */
  readonly context?: QueryContext;
}

/** SQL of a checked expression; literals, user, today and now become parameters of the context. */
export function expressionSql(checked: CheckedExpression, rows: ExpressionRows): string {
  const context = mustExist((rows.row ?? rows.document)?.context ?? rows.context, "context of the expression");
  return `(${compileToSql(checked, createTarget(context, rows)).text})`;
}

function createTarget(context: QueryContext, rows: ExpressionRows): SqlTarget {
  const { parameters } = context;
  return {
    column: (path, read) => pathSql(context, rows, path, read),
    parameter: (value) => parameters.constant(value),
    today: () => parameters.today(),
    now: () => parameters.now(),
    timeZone: () => parameters.timeZone(),
    hasRole: (role) => `(${parameters.constant(role)}::text = any(${parameters.user("roles", "text[]")}))`,
    currencyDecimals: (currency) => currencyDecimalsSql(context, currency),
  };
}

function pathSql(context: QueryContext, rows: ExpressionRows, path: readonly string[], read: ColumnRead): string {
  const extra = rows.root?.(path, read);
  if (extra !== undefined) return extra;
  if (read.origin === "row") return columnSql(mustExist(rows.row, "row"), path, read, rows.trust);
  const [root, ...rest] = path;
  if (rows.document?.shape.columns.has(root!)) return columnSql(rows.document, path, read, rows.trust);
  if (root === "doc")
    return columnSql(mustExist(rows.document, "document"), rest.length ? rest : ["id"], read, rows.trust);
  if (root === "user") return userSql(context, rest);
  if (root === "organization") return singleSql(context, "organization", rest, read, rows.trust);
  assert(root === "settings", `root ${root} is known`);
  return singleSql(context, rest[0]!, rest.slice(1), read, rows.trust);
}

/** Follows the links of a path and reads its last column in the type the expression expects. */
function columnSql(source: RowSource, path: readonly string[], read: ColumnRead, trust: Trust): string {
  let row = source;
  for (const [index, name] of path.slice(0, -1).entries()) {
    const link = row.column(name);
    if (link.type === "dynamic_link") return seenSql(row, link, trust, dynamicLinkSql(row, name, path[index + 1]!));
    row = row.link(name, trust);
  }
  const column = row.column(path.at(-1)!);
  const text = seenSql(row, column, trust, column.sql(row));
  return column.type === "uuid" && read.type.kind === "text" ? `${text}::text` : text;
}

const seenSql = (row: RowSource, column: ShapeColumn, trust: Trust, sql: string): string =>
  trust === "reader" ? row.seen(column, sql) : sql;

/** A dynamic link is read as `type` and `id`; what it points to is not followed. */
const dynamicLinkSql = (row: RowSource, field: string, part: string): string =>
  part === "type" ? row.own(`${field}_type`) : `${row.own(field)}::text`;

function userSql(context: QueryContext, rest: readonly string[]): string {
  const member = rest[0];
  if (member === "roles") return context.parameters.user("roles", "text[]");
  assert(member === "id" || member === "email", `user.${member} is known`);
  return context.parameters.user(member, "text");
}

/** A single doctype has one row or, before it is first saved, none (then null). */
function singleSql(
  context: QueryContext,
  doctype: string,
  path: readonly string[],
  read: ColumnRead,
  trust: Trust,
): string {
  const source = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
  const value = columnSql(source, path, read, trust);
  return `(select ${value} from ${source.from()})`;
}
