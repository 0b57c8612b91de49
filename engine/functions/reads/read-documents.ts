import type { FunctionDocuments } from "../../contract/index.ts";
import type { Document, Documents, JsonValue, RequestContext } from "../../documents/index.ts";
import type { FunctionInput } from "../types.ts";
import { givenValues } from "./given-values.ts";
import type { RowBudget } from "./row-budget.ts";

const PAGE = 1_000;

/** Documents as the caller sees them, page after page. */
export async function readDocuments(
  documents: Documents,
  ctx: RequestContext,
  { doctype, fields, tables = {}, match, where, sort, limit }: FunctionDocuments,
  input: FunctionInput,
  budget: RowBudget,
): Promise<readonly JsonValue[]> {
  const and = Object.entries(givenValues(match, input)).map(([field, value]) => ({ field, op: "eq", value }) as const);
  const query = {
    fields: ["id", ...fields, ...Object.keys(tables)],
    ...(and.length > 0 && { filter: { and } }),
    ...(where !== undefined && { where: [where] }),
    ...(sort && { sort }),
  };
  const found: JsonValue[] = [];
  const wanted = limit ?? Number.POSITIVE_INFINITY;
  let cursor: string | null = null;
  do {
    const page = await documents.list(ctx, doctype, {
      ...query,
      limit: Math.min(PAGE, wanted - found.length),
      ...(cursor !== null && { cursor }),
    });
    budget.spend(page.items.length);
    for (const item of page.items) found.push(withColumns(item, tables, budget));
    cursor = page.next_cursor;
  } while (cursor !== null && found.length < wanted);
  return found;
}

/** Of the rows of a table only the columns that were asked for. */
function withColumns(document: Document, tables: Readonly<Record<string, readonly string[]>>, budget: RowBudget) {
  const cut = Object.entries(tables).map(([table, columns]): [string, JsonValue] => {
    const rows = (document[table] ?? []) as readonly Readonly<Record<string, JsonValue>>[];
    budget.spend(rows.length);
    const names = ["id", ...columns];
    return [table, rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])))];
  });
  return { ...document, ...Object.fromEntries(cut) } as JsonValue;
}
