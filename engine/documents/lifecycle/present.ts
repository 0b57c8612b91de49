import type { Sql } from "../../database/index.ts";
import { compileGetQuery } from "../../database/query/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Written } from "../pipeline/perform.ts";
import { readBackOf } from "../stored/read-back.ts";
import type { Document, DocumentRow, DocumentValues, JsonValue, RequestContext } from "../types.ts";
import { type VisibleRow, visibleShape } from "./visible-shape.ts";

/** What is shown of a document: fields up to a level, and of those that are computed what was read. */
interface Shown {
  readonly level: number;
  readonly computed?: DocumentValues;
}

/**
 * A document just written, as its principal reads it: without the fields above his level, with computed fields. Where these cannot
 * be read, they are left out: an error would say that nothing was written, and make somebody write it again.
 */
export async function present(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  { document, asRead }: Written,
): Promise<Document> {
  const { access } = ctx;
  const level = access.leastReadLevel(doctype.id);
  if (level !== access.highestReadLevel(doctype.id) && access.can(doctype.id, "read")) {
    const query = compileGetQuery(ctx.registry, doctype.id, { id: document.id }, access.readAccess(doctype.id));
    const whole = await readIfPossible(ctx, query);
    return whole === null ? visiblePart(doctype, document, { level }) : (JSON.parse(whole) as Document);
  }
  const query = asRead === null ? readBackOf(ctx, doctype, document.id)?.behind() : undefined;
  const text = query ? await readIfPossible(ctx, query) : asRead;
  const computed = text === null ? NOTHING : (JSON.parse(text) as DocumentValues);
  return visiblePart(doctype, document, { level, computed });
}

async function readIfPossible({ db, organization }: RequestContext, query: Sql): Promise<string | null> {
  try {
    return await db.read(organization, (connection) => connection.queryText(query));
  } catch (error) {
    if (isPerfexError(error)) return null;
    throw error;
  }
}

/** What somebody who reads it at a level may see of a document at hand; secrets are for nobody. */
export function visiblePart(
  doctype: ResolvedDoctype,
  document: Document,
  { level, computed = NOTHING }: Shown,
): Document {
  const { system, fields, layout } = visibleShape(doctype, level);
  // What is computed has its place, as it has when it is read; without a value it is not told.
  const visible: Record<string, JsonValue | undefined> = { ...layout };
  for (const name of system) visible[name] = document[name];
  for (const { id, isComputed, row } of fields) {
    if (isComputed) {
      if (id in computed) visible[id] = computed[id];
    } else if (row === null) visible[id] = document[id] ?? null;
    else visible[id] = ((document[id] ?? []) as readonly DocumentRow[]).map((one) => visibleRow(row, one));
  }
  return visible as Document;
}

const NOTHING: DocumentValues = {};

function visibleRow({ columns, layout }: VisibleRow, row: DocumentRow): DocumentRow {
  const visible: Record<string, JsonValue> & { id: string } = { ...(layout as Record<string, JsonValue>), id: row.id };
  for (const id of columns) visible[id] = row[id] ?? null;
  return visible;
}
