import type { Report } from "../../contract/index.ts";
import { quoteLiteral } from "../../database/index.ts";
import { doctypeShape, type QueryContext, RowSource, titleSql } from "../../database/query/index.ts";

/** SQL of the title of the document a source row comes from, null when the reader may not see it. */
export function documentTitleSql(context: QueryContext, source: Report["source"], type: string, id: string): string {
  const cases = doctypesOf(context, source).flatMap((doctype) => {
    if (context.accessTo(doctype) === null) return [];
    const document = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
    const title = titleSql(document);
    const rule = document.ruleSql();
    const where = `${document.own("id")} = ${id}${rule ? ` and ${rule}` : ""}`;
    return ` when ${quoteLiteral(doctype)} then (select ${title} from ${document.from()} where ${where})`;
  });
  return cases.length === 0 ? "null::text" : `case ${type}${cases.join("")} end`;
}

/** Doctypes whose documents can be behind a row: the source, or all that post to the ledger. */
function doctypesOf({ registry }: QueryContext, source: Report["source"]): string[] {
  if (!("ledger" in source)) return [source.doctype];
  const postings = [...registry.postings.values()].filter(({ ledger }) => ledger === source.ledger);
  return [...new Set(postings.map(({ document }) => document))];
}
