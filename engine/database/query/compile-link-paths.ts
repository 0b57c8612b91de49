import type { Registry } from "../../registry/index.ts";
import type { Sql } from "../sql.ts";
import { convertListFor } from "./convert-value.ts";
import { item, jsonSql } from "./json-columns.ts";
import type { QueryContext } from "./query-context.ts";
import { doctypeShape } from "./row-shape.ts";
import { RowSource } from "./row-source.ts";
import { statementFor } from "./statement-cache.ts";
import { systemReadAccess } from "./system-read-access.ts";
import type { LinkRequest } from "./types.ts";

/** Names below a record, each with what is read below it in turn. */
type PathTree = Map<string, PathTree>;

const ENGINE = systemReadAccess({ id: "", email: "", roles: [] });

/**
 * One statement, one text: an array parallel to `requests`; each element maps document id → record with the
 * values of the paths (`{"<id>": {"id": …, "name": …, "tariff": {"id": …, "days": 30}}}`). Paths through a
 * table give arrays of records. Ids that do not exist are absent. For the engine's own expressions: no access rules apply.
 * `withStates` adds to every document's record the `xmin` of its row, which changes whenever the row is written.
 */
export function compileLinkPathsQuery(registry: Registry, requests: readonly LinkRequest[], withStates = false): Sql {
  return statementFor({
    registry,
    doctype: "",
    access: ENGINE,
    inputs: requests.map(({ ids }, index) => ({ value: ids, pointer: `/${index}/ids` })),
    shape: [withStates ? "links with states" : "links", requests.map(({ doctype, paths }) => [doctype, paths])],
    compile: (context, converts) => {
      const answers = requests.map(({ doctype, paths }, index) => {
        const source = new RowSource(context, doctypeShape(registry.doctype(doctype)));
        converts[index] = convertListFor(source.column("id"), "id");
        return answerSql(context, source, { tree: treeOf(paths), index, withStates });
      });
      return `select '[' || ${answers.length > 0 ? answers.join(" || ',' || ") : "''"} || ']'`;
    },
  });
}

function treeOf(paths: readonly (readonly string[])[]): PathTree {
  const root: PathTree = new Map();
  for (const path of paths) {
    let here = root;
    for (const name of path) {
      const next: PathTree = here.get(name) ?? new Map();
      here.set(name, next);
      here = next;
    }
  }
  return root;
}

interface Answer {
  readonly tree: PathTree;
  readonly index: number;
  readonly withStates: boolean;
}

function answerSql(context: QueryContext, source: RowSource, { tree, index, withStates }: Answer): string {
  const record = context.newAlias();
  const items = documentItems(source, tree, withStates);
  const ids = context.parameters.value(index, "uuid[]");
  return (
    `(select coalesce(json_object_agg(${record}.id, row_to_json(${record}))::text, '{}') from ` +
    `(select ${items.join(", ")} from ${source.from()} where ${source.own("id")} = any(${ids})) ${record})`
  );
}

function documentItems(row: RowSource, tree: PathTree, withStates: boolean): string[] {
  const items = recordItems(row, tree, withStates);
  return withStates ? [...items, item(`${row.own("xmin")}::text`, "xmin")] : items;
}

function recordItems(row: RowSource, tree: PathTree, withStates: boolean): string[] {
  const names = [...new Set(["id", ...tree.keys()])];
  return names.map((name) => item(valueSql(row, name, tree.get(name) ?? new Map(), withStates), name));
}

/** A link with paths below it becomes a record, a table an array of records, anything else the value as in JSON. */
function valueSql(row: RowSource, name: string, below: PathTree, withStates: boolean): string {
  const column = row.column(name);
  const record = row.context.newAlias();
  if (column.field?.type === "table" && below.size > 0) {
    const rows = new RowSource(row.context, doctypeShape(column.field.child), { header: row });
    const items = recordItems(rows, below, withStates).join(", ");
    return (
      `array(select row_to_json(${record}) from (select ${items} from ${rows.from()} ` +
      `where ${rows.own("parent")} = ${row.own("id")} order by ${rows.own("position")}) ${record})`
    );
  }
  if (column.to === undefined || below.size === 0) return jsonSql(row, column);
  const linked = row.link(name, "metadata");
  const items = documentItems(linked, below, withStates).join(", ");
  return `case when ${linked.own("id")} is not null then (select row_to_json(${record}) from (select ${items}) ${record}) end`;
}
