import { joinExpressions } from "../../contract/index.ts";
import { compileListQuery, LIMIT_MAX, type ListQuery, type ReadAccess } from "../../database/query/index.ts";
import { assert, fail } from "../../kernel/index.ts";
import { assertWanted } from "../../kernel/threads/index.ts";
import { createExportThreads } from "../export-files/index.ts";
import { addressable } from "../run/engine.ts";
import type { ExportedFile, ExportRequest, JsonValue, RequestContext } from "../types.ts";
import { exportColumns } from "./export-columns.ts";
import type { ListExport } from "./export-worker.ts";

const ROWS_MAX = 100_000;
const CONTENT_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

const threads = createExportThreads<ListExport>(new URL("./export-worker.ts", import.meta.url));

/** Documents of a list as a CSV file or workbook, to be read by people or by an import. Raises EXPORT_TOO_LARGE. */
export async function exportRows(
  ctx: RequestContext,
  doctypeId: string,
  request: ExportRequest,
): Promise<ExportedFile> {
  const doctype = addressable(ctx.registry, doctypeId);
  ctx.access.assertCan(doctypeId, "export");
  const { format, purpose = "reading", view, signal, ...query } = request;
  const labels = ctx.registry.viewsOf(doctypeId).find(({ id }) => id === view)?.labels;
  const columns = exportColumns(ctx, doctype, { purpose, fields: query.fields, labels });
  const { language } = ctx.principal;
  const gather = async () => {
    const pages = await loadPages(ctx, doctypeId, { ...query, fields: columns.map(({ path }) => path) }, signal);
    return { format, language, columns, pages };
  };
  const bytes = await threads.make(ctx.organization.id, gather, signal);
  return { fileName: `${doctypeId}-${ctx.clock.today()}.${format}`, contentType: CONTENT_TYPES[format], bytes };
}

/** What is read and may be exported too: a grant of either holds for the rows it covers. */
function exportAccess({ access }: RequestContext, doctype: string): ReadAccess {
  const read = access.readAccess(doctype);
  const rule = access.actionRule(doctype, "export");
  if (rule === null || rule.source === read.where?.source) return read;
  const where = read.where === null ? rule : joinExpressions("&&", [read.where, rule]);
  return { ...read, where, key: `${read.key} export` };
}

/** JSON of all rows, a page at a time: other requests come in between, and a list that nobody wants any more ends. */
async function loadPages(
  ctx: RequestContext,
  doctype: string,
  query: ListQuery,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const access = exportAccess(ctx, doctype);
  const pages: string[] = [];
  let count = 0;
  let cursor: string | null | undefined = query.cursor;
  const { offset: _offset, count: _count, totals: _totals, expand: _expand, cursor: _cursor, ...selection } = query;
  do {
    assertWanted(signal);
    const page: ListQuery = { ...selection, limit: LIMIT_MAX, ...(cursor ? { cursor } : {}) };
    const statement = compileListQuery(ctx.registry, doctype, page, access);
    const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement), signal);
    assert(text !== null, "a list answers a page");
    const { items, next_cursor } = JSON.parse(text) as {
      readonly items: readonly JsonValue[];
      readonly next_cursor: string | null;
    };
    count += items.length;
    if (count > ROWS_MAX) return fail("EXPORT_TOO_LARGE", { max: ROWS_MAX });
    pages.push(JSON.stringify(items));
    cursor = next_cursor;
  } while (cursor);
  return pages;
}
