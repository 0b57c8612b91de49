import type { ColumnRead, Report, ReportParameter } from "../../contract/index.ts";
import { doctypeShape, type QueryContext, RowSource } from "../../database/query/index.ts";
import { mustExist } from "../../kernel/index.ts";

const SQL_TYPES: Readonly<Record<ReportParameter["type"], string>> = {
  date: "date",
  text: "text",
  integer: "bigint",
  boolean: "boolean",
  choice: "text",
  link: "uuid",
};

/** How expressions read `params.<name>`. */
export interface ParamsSql {
  readonly root: (path: readonly string[], read: ColumnRead) => string | undefined;
}

/** Parameters are values number `firstValue`, `firstValue` + 1 … of the statement, in the order they are declared. */
export function paramsSql(context: QueryContext, report: Report, firstValue = 0): ParamsSql {
  const params = Object.entries(report.params ?? {});
  const placeholder = (name: string) => {
    const index = params.findIndex(([id]) => id === name);
    const [, definition] = mustExist(params[index], `parameter ${name}`);
    return { definition, text: context.parameters.value(firstValue + index, SQL_TYPES[definition.type]) };
  };
  return {
    root: ([root, name, ...rest]) => {
      if (root !== "params" || name === undefined) return undefined;
      const { definition, text } = placeholder(name);
      return rest.length === 0 ? text : linkedSql(context, definition, text, rest);
    },
  };
}

/** A field of the document a link parameter names. */
function linkedSql(context: QueryContext, { to }: ReportParameter, id: string, path: readonly string[]): string {
  const doctype = context.registry.doctype(mustExist(to, "doctype of a link parameter"));
  const document = new RowSource(context, doctypeShape(doctype));
  const owner = path.slice(0, -1).reduce((here, name) => here.link(name, "reader"), document);
  const value = owner.seen(owner.column(mustExist(path.at(-1), "field")));
  const rule = document.ruleSql();
  return `(select ${value} from ${document.from()} where ${document.own("id")} = ${id}${rule ? ` and ${rule}` : ""})`;
}
