import type { ExprType, Report } from "../../contract/index.ts";
import { quoteLiteral } from "../../database/index.ts";
import { doctypeShape, instantSql, type QueryContext, RowSource, titleSql } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import type { CheckedDimension } from "../definition/checked-report.ts";
import { sourceField } from "../source/source-field.ts";
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

/** What a dimension is written for. */
interface Place {
  readonly context: QueryContext;
  readonly report: Report;
}

/** A dimension of a result row as JSON has it: links as `{id, title}`, dynamic ones with their `type`. */
export function dimensionJsonSql(place: Place, dimension: CheckedDimension, value: string): string {
  switch (dimension.checked.type.kind) {
    case "record": {
      const targets = dynamicTargets(place, dimension);
      const type = targets ? `'type', ${dynamicTypeSql(place.context, targets, value)}, ` : "";
      const title = linkTitleSql(place, dimension, value);
      return `case when ${value} is not null then json_build_object(${type}'id', ${value}, 'title', ${title}) end`;
    }
    case "number":
      return `${value}::text`;
    case "datetime":
      return instantSql(value);
    default:
      return value;
  }
}

/** Title of the document a link dimension names; null when the reader may not see it. */
export function linkTitleSql(place: Place, dimension: CheckedDimension, id: string): string {
  const own = linkedDoctype(place.context, dimension.checked.type);
  const doctypes = own === undefined ? (dynamicTargets(place, dimension) ?? []) : [own];
  const titles = doctypes.flatMap((doctype) => titleOf(place.context, doctype, id) ?? []);
  return titles.length === 0 ? "null::text" : `coalesce(${titles.join(", ")})`;
}

function titleOf(context: QueryContext, doctype: string, id: string): string | undefined {
  if (context.accessTo(doctype) === null) return undefined;
  const document = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
  const title = titleSql(document);
  const rule = document.ruleSql();
  return `(select ${title} from ${document.from()} where ${document.own("id")} = ${id}${rule ? ` and ${rule}` : ""})`;
}

/** Doctypes a dynamic link may point to; undefined for what is no dynamic link. */
function dynamicTargets({ context, report }: Place, { checked }: CheckedDimension): readonly string[] | undefined {
  const field = sourceField(context.registry, report, checked);
  return field?.type === "dynamic_link" ? field.to : undefined;
}

/** Ids are unique over all doctypes: the table that has the id tells the type. */
function dynamicTypeSql(context: QueryContext, doctypes: readonly string[], id: string): string {
  const cases = doctypes.map((doctype) => {
    const document = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
    return ` when exists (select from ${document.from()} where ${document.own("id")} = ${id}) then ${quoteLiteral(doctype)}`;
  });
  return `case${cases.join("")} end`;
}
