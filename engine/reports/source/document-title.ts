import type { Report } from "../../contract/index.ts";
import { quoteLiteral } from "../../database/index.ts";
import { doctypeShape, type QueryContext, RowSource, titleSql } from "../../database/query/index.ts";
import { postingDoctypes } from "./entry-rules.ts";

/** SQL of the title of the document a source row comes from, null when the reader may not see it. */
export function documentTitleSql(context: QueryContext, source: Report["source"], type: string, id: string): string {
  const cases = doctypesOf(context, source).flatMap((doctype) => {
    const access = context.accessTo(doctype);
    if (access === null || access.isLent) return [];
    const document = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
    const title = titleSql(document);
    const rule = document.ruleSql();
    const where = `${document.own("id")} = ${id}${rule ? ` and ${rule}` : ""}`;
    return ` when ${quoteLiteral(doctype)} then (select ${title} from ${document.from()} where ${where})`;
  });
  return cases.length === 0 ? "null::text" : `case ${type}${cases.join("")} end`;
}

/** Doctypes whose documents can be behind a row: the source, or all that post to the ledger. */
const doctypesOf = ({ registry }: QueryContext, source: Report["source"]): readonly string[] =>
  "ledger" in source ? postingDoctypes(registry, source.ledger) : [source.doctype];
