import { fieldIndex } from "../../calculation/index.ts";
import { compileGetQuery } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { Written } from "../pipeline/perform.ts";
import type { Document, DocumentRow, DocumentValues, JsonValue, RequestContext } from "../types.ts";
import { readBackOf } from "./read-back.ts";

/** A document just written, as its principal reads it: without the fields above his level, with computed fields. */
export async function present(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  { document, asRead }: Written,
): Promise<Document> {
  const query = asRead === null ? readBackOf(ctx, doctype, document.id)?.behind() : undefined;
  const text = query ? await ctx.db.read(ctx.organization, (connection) => connection.queryText(query)) : asRead;
  const computed = text === null ? NOTHING : (JSON.parse(text) as DocumentValues);
  return visiblePart(ctx, doctype, document, computed);
}

/** What a principal may see of a document at hand; secrets are for nobody, computed fields only where they were read. */
export function visiblePart(
  { access }: RequestContext,
  doctype: ResolvedDoctype,
  document: Document,
  computed: DocumentValues = NOTHING,
): Document {
  const level = access.readLevel(doctype.id);
  const isVisible = (field: ResolvedField) => (field.level ?? 0) <= level && field.type !== "secret";
  const visible: Record<string, JsonValue | undefined> = {};
  for (const name of fieldIndex(doctype).system) visible[name] = document[name];
  for (const field of doctype.fieldList) {
    if (!isVisible(field)) continue;
    const { id } = field;
    if (field.type === "computed") {
      if (id in computed) visible[id] = computed[id];
    } else if (field.type === "table") {
      const columns = fieldIndex(field.child).scalars.filter(isVisible);
      visible[id] = ((document[id] ?? []) as readonly DocumentRow[]).map((row) => visibleRow(columns, row));
    } else visible[id] = document[id] ?? null;
  }
  return visible as Document;
}

const NOTHING: DocumentValues = {};

function visibleRow(columns: readonly ResolvedField[], row: DocumentRow): DocumentRow {
  const visible: Record<string, JsonValue> & { id: string } = { id: row.id };
  for (const { id } of columns) visible[id] = row[id] ?? null;
  return visible;
}

/** Raises DOCUMENT_NOT_FOUND when the document does not exist for the principal, ACCESS_DENIED when he reads none of its kind. */
export async function getText(
  ctx: RequestContext,
  doctype: string,
  id: string,
  expand?: readonly string[],
): Promise<string> {
  const query = compileGetQuery(
    ctx.registry,
    doctype,
    { id, ...(expand ? { expand } : {}) },
    ctx.access.readAccess(doctype),
  );
  const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(query));
  return text ?? fail("DOCUMENT_NOT_FOUND");
}
