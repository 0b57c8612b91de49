import { fieldIndex } from "../../calculation/index.ts";
import { hasTrait } from "../../contract/index.ts";
import { compileListQuery, LIMIT_MAX, type ListQuery } from "../../database/query/index.ts";
import { assert, localize } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import { addressable } from "../lifecycle/engine.ts";
import type { ExportedFile, ExportRequest, JsonValue, RequestContext } from "../types.ts";
import { lookupFields } from "./lookup-fields.ts";
import { writeCsv } from "./write-csv.ts";
import { writeWorkbook } from "./write-workbook.ts";

const ROWS_MAX = 100_000;
const ID_LABEL = { fr: "Identifiant", en: "id" };
const NUMBER_LABEL = { fr: "Numéro", en: "Number" };

/** One column of an export. */
export interface ExportColumn {
  /** Name in the rows: a field id, or a path to what names the linked document. */
  readonly path: string;
  readonly label: string;
  readonly field: ResolvedField | null;
}

/** Documents of a list as a CSV file or workbook that an import reads back without change. */
export async function exportRows(
  ctx: RequestContext,
  doctypeId: string,
  request: ExportRequest,
): Promise<ExportedFile> {
  const doctype = addressable(ctx.registry, doctypeId);
  ctx.access.assertCan(doctypeId, "export");
  const { format, ...query } = request;
  const columns = exportColumns(ctx, doctype, query.fields);
  const rows = await loadRows(ctx, doctypeId, { ...query, fields: columns.map(({ path }) => path) });
  const name = `${doctypeId}-${ctx.clock.today()}`;
  if (format === "csv") {
    const bytes = writeCsv(columns, rows, ctx.principal.language);
    return { fileName: `${name}.csv`, contentType: "text/csv; charset=utf-8", bytes };
  }
  const contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { fileName: `${name}.xlsx`, contentType, bytes: await writeWorkbook(columns, rows) };
}

/** The fields asked for, or all the principal reads; the id first, so that the file can be imported again. */
function exportColumns(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  asked?: readonly string[],
): readonly ExportColumn[] {
  const { language } = ctx.principal;
  const level = ctx.access.readLevel(doctype.id);
  const { byId } = fieldIndex(doctype);
  const names = asked ?? [...(doctype.number ? ["number"] : []), ...byId.keys()];
  const columns = [...new Set(names)].flatMap((name): readonly ExportColumn[] => {
    if (name === "number") return [{ path: "number", label: localize(NUMBER_LABEL, language), field: null }];
    const field = byId.get(name);
    if (!field) return name === "id" ? [] : [{ path: name, label: name, field: null }];
    if (!hasTrait(field.type, "sheet") || (field.level ?? 0) > level) return [];
    return [{ path: exportPath(ctx, ctx.registry, field), label: localize(field.label, language), field }];
  });
  return [{ path: "id", label: localize(ID_LABEL, language), field: null }, ...columns];
}

/** A link is written as what an import finds the document by. */
function exportPath(ctx: RequestContext, registry: Registry, field: ResolvedField): string {
  if (field.type !== "link" || !ctx.access.can(field.to, "read")) return field.id;
  const [best] = lookupFields(registry.doctype(field.to));
  return best === undefined ? field.id : `${field.id}.${best}`;
}

type Row = Readonly<Record<string, JsonValue>>;

async function loadRows(ctx: RequestContext, doctype: string, query: ListQuery): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | null | undefined = query.cursor;
  const { offset: _offset, count: _count, totals: _totals, expand: _expand, cursor: _cursor, ...selection } = query;
  do {
    const page: ListQuery = { ...selection, limit: LIMIT_MAX, ...(cursor ? { cursor } : {}) };
    const statement = compileListQuery(ctx.registry, doctype, page, ctx.access.readAccess(doctype));
    const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement));
    assert(text !== null, "a list answers a page");
    const { items, next_cursor } = JSON.parse(text) as {
      readonly items: readonly Row[];
      readonly next_cursor: string | null;
    };
    rows.push(...items);
    cursor = next_cursor;
  } while (cursor && rows.length < ROWS_MAX);
  return rows.slice(0, ROWS_MAX);
}
