import { fieldIndex, valuesEqual } from "../../calculation/index.ts";
import { prepared, sql } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { visibleChanges } from "../history/list-history.ts";
import { undoChanges } from "../history/undo-changes.ts";
import { getText } from "../reading/get-text.ts";
import { loadReadLevel } from "../reading/load-read-level.ts";
import type { Document, HistoryChange, JsonValue, RequestContext } from "../types.ts";

export interface Conflict {
  /** Version the change was based on; null when none was named. */
  readonly version: number | null;
  /** Fields the person wanted to set. */
  readonly yours: Readonly<Record<string, unknown>>;
}

interface Difference {
  readonly yours: unknown;
  readonly theirs: JsonValue;
  readonly base: JsonValue;
}

/**
 * Raises DOCUMENT_CHANGED with what has become of the document since the version the change was based on: per field
 * what it was then, what others made of it and what this change wanted. Shows no more than the principal reads.
 */
export async function failChanged(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  id: string,
  { version, yours }: Conflict,
): Promise<never> {
  const theirs = JSON.parse(await getText(ctx, doctype.id, id)) as Document;
  const changes = version === null ? [] : await changesSince(ctx, doctype, id, version);
  const base = undoChanges(theirs, changes);
  return fail(
    "DOCUMENT_CHANGED",
    { version: theirs.version },
    {
      data: {
        version: theirs.version,
        changed_by: theirs.updated_by,
        changed_at: theirs.updated_at,
        difference: differences(doctype, { base, theirs, yours }),
      },
    },
  );
}

/** What was changed after a version, the latest change first. */
async function changesSince(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  id: string,
  version: number,
): Promise<readonly HistoryChange[]> {
  const entries = await ctx.db.read(ctx.organization, (connection) =>
    connection.query<{ readonly changes: readonly HistoryChange[] }>(
      prepared(sql`select changes from history
        where document_type = ${doctype.id} and document_id = ${id}::uuid and version > ${version}::int
        order by version desc, id desc`),
    ),
  );
  const level = await loadReadLevel(ctx, doctype.id, id);
  return visibleChanges(
    doctype,
    level,
    entries.flatMap(({ changes }) => changes),
  );
}

/** Fields either side changed, as far as the document shows them. */
function differences(
  doctype: ResolvedDoctype,
  { base, theirs, yours }: { readonly base: Document; readonly theirs: Document; readonly yours: Conflict["yours"] },
): Record<string, Difference> {
  const result: Record<string, Difference> = {};
  for (const id of [...fieldIndex(doctype).byId.keys(), "docstatus"]) {
    if (!Object.hasOwn(theirs, id)) continue;
    const [was, is] = [base[id] ?? null, theirs[id] ?? null];
    const isMine = Object.hasOwn(yours, id) && !valuesEqual(yours[id] as JsonValue, is);
    if (isMine || !valuesEqual(was, is)) {
      result[id] = { yours: Object.hasOwn(yours, id) ? yours[id] : was, theirs: is, base: was };
    }
  }
  return result;
}
