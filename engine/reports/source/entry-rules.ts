import type { Ledger } from "../../contract/index.ts";
import { quoteLiteral } from "../../database/index.ts";
import { doctypeShape, type QueryContext, RowSource } from "../../database/query/index.ts";
import type { Registry } from "../../registry/index.ts";

/** Doctypes whose documents post to a ledger. */
export function postingDoctypes({ postings }: Registry, ledger: string): readonly string[] {
  const posting = [...postings.values()].filter((one) => one.ledger === ledger);
  return [...new Set(posting.map(({ document }) => document))];
}

/**
 * Row rules of a ledger's entries: one is seen when the document it comes from, and every document it links to, may be seen,
 * as far as their doctypes have a row rule.
 */
export function entryRules(row: RowSource, ledger: Ledger): string[] {
  const { context } = row;
  const named = dynamicDimensions(ledger).flatMap(({ id, to }) =>
    ruled(context, to).map((doctype) => mayBeSeen(context, doctype, row.own(`${id}_type`), row.own(id))),
  );
  const posting = (column: string) => row.column(column).sql(row);
  const origins = ruled(context, postingDoctypes(context.registry, ledger.id)).map((doctype) =>
    mayBeSeen(context, doctype, posting("document_type"), posting("document_id")),
  );
  return [...linkRules(row), ...named, ...origins];
}

/** The part of them that is about links of the row, which sums of entries have too. */
export function linkRules(row: RowSource): string[] {
  return [...row.shape.columns.values()].flatMap(({ id, to }) => {
    if (to === undefined || row.context.ruleOf(to) === null) return [];
    return [`(${row.own(id)} is null or ${row.link(id, "reader").own("id")} is not null)`];
  });
}

/** Do rules ask for more of an entry than these of its columns? Sums of entries do not know of it. */
export function isRuledBeyond(context: QueryContext, ledger: Ledger, columns: ReadonlySet<string>): boolean {
  const links = Object.entries(ledger.dimensions).flatMap(([id, field]) =>
    field.type === "link" && !columns.has(id) ? [field.to] : [],
  );
  const named = dynamicDimensions(ledger).flatMap(({ to }) => to);
  return ruled(context, [...links, ...named, ...postingDoctypes(context.registry, ledger.id)]).length > 0;
}

const dynamicDimensions = ({ dimensions }: Ledger): { readonly id: string; readonly to: readonly string[] }[] =>
  Object.entries(dimensions).flatMap(([id, field]) => (field.type === "dynamic_link" ? [{ id, to: field.to }] : []));

const ruled = (context: QueryContext, doctypes: readonly string[]): string[] =>
  doctypes.filter((doctype) => context.registry.doctypes.has(doctype) && context.ruleOf(doctype) !== null);

function mayBeSeen(context: QueryContext, doctype: string, type: string, id: string): string {
  const document = new RowSource(context, doctypeShape(context.registry.doctype(doctype)));
  const rule = document.ruleSql() ?? "true";
  const found = `select from ${document.from()} where ${document.own("id")} = ${id} and ${rule}`;
  return `(${type} is distinct from ${quoteLiteral(doctype)} or exists (${found}))`;
}
