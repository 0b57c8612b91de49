import { fail } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { Sql } from "../sql.ts";
import type { Convert } from "./convert-value.ts";
import { instantSql } from "./json-columns.ts";
import type { QueryContext } from "./query-context.ts";
import type { RawInput } from "./read-filter.ts";
import { resolvePath } from "./resolve-path.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { readSelection, type SelectionShape, selectionSql, whereClause } from "./selection-sql.ts";
import { statementFor } from "./statement-cache.ts";
import { titleSql } from "./title-sql.ts";
import { type GroupQuery, LIMIT_MAX, type ReadAccess } from "./types.ts";

const NOT_GROUPABLE: ReadonlySet<string> = new Set(["jsonb", "text[]", "table", "dynamic_link", "secret"]);

interface GroupShape extends Pick<GroupQuery, "by" | "limit"> {
  readonly doctype: string;
  readonly selection: SelectionShape;
}

/** A grouping column: what rows are grouped by and how it is shown. */
interface GroupColumn {
  readonly by: readonly string[];
  readonly json: (aliases: readonly string[]) => string;
}

/** One statement, one text: a `GroupResult`, largest groups first. Raises QUERY_GROUP_COUNT, QUERY_GROUP_NOT_ALLOWED. */
export function compileGroupQuery(registry: Registry, doctype: string, query: GroupQuery, access: ReadAccess): Sql {
  const { by, limit } = query;
  if (by.length < 1 || by.length > 2) fail("QUERY_GROUP_COUNT", {}, { pointer: "/by" });
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) {
    fail("QUERY_LIMIT_INVALID", { max: LIMIT_MAX }, { pointer: "/limit" });
  }
  const inputs: RawInput[] = [];
  const shape: GroupShape = { doctype, selection: readSelection(query, inputs), by, limit };
  return statementFor({
    registry,
    doctype,
    access,
    inputs,
    shape: ["group", shape],
    isOpenEnded: (query.where?.length ?? 0) > 0,
    compile: (context, converts) => groupSql(context, shape, converts),
  });
}

function groupSql(context: QueryContext, shape: GroupShape, converts: Convert[]): string {
  const source = new RowSource(context, doctypeShape(context.registry.doctype(shape.doctype)));
  const columns = shape.by.map((name, index) => groupColumn(source, name, `/by/${index}`));
  const keys = columns.flatMap(({ by }, column) => by.map((sql, index) => ({ sql, alias: keyAlias(column, index) })));
  const selected = [...keys.map(({ sql, alias }) => `${sql} as ${alias}`), "count(*) as _n"];
  const where = whereClause(selectionSql(source, shape.selection, converts));
  const groups =
    `select ${selected.join(", ")} from ${source.from()}${where} group by ${keys.map(({ sql }) => sql).join(", ")} ` +
    `order by _n desc, ${keys.map(({ alias }) => alias).join(", ")} limit ${shape.limit}`;
  const values = columns.map(({ by, json }, column) => json(by.map((_, index) => keyAlias(column, index))));
  const object = `json_build_object('values', json_build_array(${values.join(", ")}), 'count', _n)`;
  return `select '{"groups":' || coalesce(json_agg(${object}), '[]')::text || '}' from (${groups}) _grouped`;
}

const keyAlias = (column: number, index: number): string => `_k${column}_${index}`;

function groupColumn(source: RowSource, name: string, pointer: string): GroupColumn {
  const path = resolvePath(source.context, source.shape, name, pointer);
  const { column } = path;
  if (path.table || NOT_GROUPABLE.has(column.type)) fail("QUERY_GROUP_NOT_ALLOWED", { field: name }, { pointer });
  const row = path.links.reduce((here, link) => here.link(link, "reader"), source);
  const value = column.sql(row);
  if (column.to !== undefined) {
    const title = source.context.accessTo(column.to) ? titleSql(row.link(column.id, "reader")) : "null::text";
    return {
      by: [value, title],
      json: ([id, text]) => `case when ${id} is not null then json_build_object('id', ${id}, 'title', ${text}) end`,
    };
  }
  if (column.type === "timestamptz") return { by: [value], json: ([alias]) => instantSql(alias!) };
  return { by: [value], json: ([alias]) => (column.type === "numeric" ? `${alias}::text` : alias!) };
}
