import { fail } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { quoteIdent, type Sql } from "../sql.ts";
import { convertFor } from "./convert-value.ts";
import { objectSql } from "./json-columns.ts";
import type { QueryContext } from "./query-context.ts";
import { outputItems } from "./resolve-output.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { whereClause } from "./selection-sql.ts";
import { partFor, statementFor } from "./statement-cache.ts";
import type { GetQuery, ReadAccess, WrittenQuery } from "./types.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * One statement, one text: the document with its tables; no row when it does not exist for the reader.
 * Raises QUERY_ID_INVALID, QUERY_FIELD_UNKNOWN, QUERY_EXPAND_NOT_ALLOWED.
 */
export function compileGetQuery(registry: Registry, doctype: string, query: GetQuery, access: ReadAccess): Sql {
  const { id, expand, fields } = query;
  if (typeof id !== "string" || !UUID.test(id)) fail("QUERY_ID_INVALID", { id: String(id).slice(0, 60) });
  return statementFor({
    registry,
    doctype,
    access,
    inputs: [{ value: id, pointer: "/id" }],
    shape: ["get", expand, fields],
    compile: (context, converts) => {
      const source = new RowSource(context, doctypeShape(registry.doctype(doctype)));
      converts[0] = convertFor(source.column("id"), "id");
      return getSql(source, query);
    },
  });
}

/**
 * What reading tells of a row that the statement at hand writes, as a subquery of it; no row when it does not exist for the
 * reader. Null where it takes more than that row and tables that do not change along with it.
 */
export function compileWrittenQuery(
  registry: Registry,
  doctype: string,
  { from, fields }: WrittenQuery,
  access: ReadAccess,
): Sql | null {
  const resolved = registry.doctype(doctype);
  const request = {
    registry,
    doctype,
    access,
    inputs: [],
    shape: ["written", from, fields],
    compile: (context: QueryContext) => {
      const source = new RowSource(context, doctypeShape(resolved), { item: () => quoteIdent(from) });
      const items = outputItems(source, { fields, withTables: false });
      const rule = source.ruleSql();
      return `select row_to_json(_item)::text from (select ${items.join(", ")} from ${source.from()}${whereClause(rule ? [rule] : [])}) _item`;
    },
  };
  return partFor(request, tablesOf(resolved));
}

/** One statement, one text: the level at which the reader sees this document; no row when it does not exist for him. */
export function compileReadLevelQuery(registry: Registry, doctype: string, id: string, access: ReadAccess): Sql {
  return statementFor({
    registry,
    doctype,
    access,
    inputs: [{ value: id, pointer: "/id" }],
    shape: ["read level"],
    compile: (context, converts) => {
      const source = new RowSource(context, doctypeShape(registry.doctype(doctype)));
      converts[0] = convertFor(source.column("id"), "id");
      const rules = access.levelRules ?? [];
      const cases = rules.toReversed().map(({ upTo }) => ` when ${source.levelSql(upTo)} then ${upTo}`);
      const least = rules[0]?.above ?? access.highestReadLevel;
      const level = cases.length === 0 ? least : `case${cases.join("")} else ${least} end`;
      const where = whereOfOne(source);
      return `select (${level})::text from ${source.from()}${where}`;
    },
  });
}

const TABLES = new WeakMap<ResolvedDoctype, readonly string[]>();

/** Tables that are written with a document. */
function tablesOf(doctype: ResolvedDoctype): readonly string[] {
  let tables = TABLES.get(doctype);
  if (!tables) {
    tables = [
      doctype.table,
      ...doctype.fieldList.flatMap((field) => (field.type === "table" ? field.child.table : [])),
    ];
    TABLES.set(doctype, tables);
  }
  return tables;
}

/** The row whose id is the statement's first value, where its reader may see it. */
function whereOfOne(source: RowSource): string {
  const id = source.context.parameters.value(0, "uuid");
  const rule = source.ruleSql();
  return whereClause([`${source.own("id")} = ${id}`, ...(rule ? [rule] : [])]);
}

function getSql(source: RowSource, { expand, fields }: GetQuery): string {
  const items = outputItems(source, { expand, fields, withTables: true });
  const where = whereOfOne(source);
  return `select ${objectSql("_item", items)}::text from (select ${items.join(", ")} from ${source.from()}${where}) _item`;
}
