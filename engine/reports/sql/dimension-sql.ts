import type { ExprType } from "../../contract/index.ts";
import { doctypeShape, instantSql, type QueryContext, RowSource, titleSql } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import type { CheckedDimension } from "../definition/checked-report.ts";
import type { ReportColumnType } from "../types.ts";

/** Value of a dimension over a source row; buckets are named by their first day. */
export const dimensionValueSql = ({ bucket }: CheckedDimension, value: string): string =>
  bucket === undefined || bucket === "day" ? value : `date_trunc('${bucket}', ${value}::timestamp)::date`;

/** How a dimension looks in the answer. Raises REPORT_INVALID for lists, JSON and the like. */
export function dimensionType({ id, checked }: CheckedDimension): ReportColumnType {
  switch (checked.type.kind) {
    case "record":
      return "link";
    case "json":
    case "list":
    case "null":
      return fail("REPORT_INVALID", {
        reason_fr: `« ${id} » n'est pas une valeur simple`,
        reason_en: `“${id}” is not a plain value`,
      });
    default:
      return checked.type.kind;
  }
}

/** Doctype of a link dimension; a dynamic link has none. */
export function linkedDoctype(context: QueryContext, { kind, ...type }: ExprType): string | undefined {
  if (kind !== "record" || !("doctype" in type)) return undefined;
  return context.registry.doctypes.has(type.doctype) ? type.doctype : undefined;
}

/** A dimension of a result row as JSON has it: links as `{id, title}`. */
export function dimensionJsonSql(context: QueryContext, dimension: CheckedDimension, value: string): string {
  switch (dimension.checked.type.kind) {
    case "record":
      return `case when ${value} is not null then json_build_object('id', ${value}, 'title', ${linkTitleSql(context, dimension, value)}) end`;
    case "number":
      return `${value}::text`;
    case "datetime":
      return instantSql(value);
    default:
      return value;
  }
}

/** Title of the document a link dimension names; null when the reader may not see it. */
export function linkTitleSql(context: QueryContext, dimension: CheckedDimension, id: string): string {
  const doctype = linkedDoctype(context, dimension.checked.type);
  if (doctype === undefined || context.accessTo(doctype) === null) return "null::text";
  const document = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
  const title = titleSql(document);
  const rule = document.ruleSql();
  return `(select ${title} from ${document.from()} where ${document.own("id")} = ${id}${rule ? ` and ${rule}` : ""})`;
}
