import { compileListQuery } from "../../database/query/index.ts";
import { fail, isPerfexError, type PerfexError } from "../../kernel/index.ts";
import { addressable, type Engine } from "../run/engine.ts";
import type { BulkRequest, BulkResult, DocumentValues, RefusedItem, RequestContext } from "../types.ts";
import { wordRefusal } from "../wording/word-refusal.ts";
import { cancelDocument } from "./cancel.ts";
import { removeDocument } from "./remove.ts";
import { submitDocument } from "./submit.ts";
import { transitionDocument } from "./transition.ts";
import { updateDocument } from "./update.ts";

const DOCUMENTS_MAX = 1_000;

/**
 * The same verb for many documents, each in a transaction of its own through all stages: what can be done is done, and
 * every refusal is told with its reason. Raises BULK_INVALID, BULK_TOO_MANY.
 */
export async function bulkDocuments(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  request: BulkRequest,
): Promise<BulkResult> {
  addressable(ctx.registry, doctypeId);
  const act = verbOf(engine, ctx, doctypeId, request);
  const ids = await wantedIds(ctx, doctypeId, request);
  const refused: RefusedItem[] = [];
  for (const id of ids) {
    try {
      await act(id);
    } catch (error) {
      if (!isPerfexError(error) || (error.status >= 500 && !isBehind(error, id, ids))) throw error;
      const { text } = await wordRefusal(ctx, error, doctypeId);
      refused.push({ id, code: error.code, message: text, ...(error.pointer ? { pointer: error.pointer } : {}) });
    }
  }
  return { changed: ids.length - refused.length, refused };
}

/** Documents before it are done: what is behind a change of the metadata is told as left out, not all of it as failed. */
const isBehind = ({ code }: PerfexError, id: string, [first]: readonly string[]): boolean =>
  code === "DATABASE_SCHEMA_CHANGED" && id !== first;

function verbOf(
  engine: Engine,
  ctx: RequestContext,
  doctype: string,
  { verb, patch, transition }: BulkRequest,
): (id: string) => Promise<unknown> {
  if ((verb === "update") !== (patch !== undefined)) fail("BULK_INVALID", {}, { pointer: "/patch" });
  if ((verb === "transition") !== (transition !== undefined)) fail("BULK_INVALID", {}, { pointer: "/transition" });
  switch (verb) {
    case "update":
      return (id) => updateDocument(engine, ctx, doctype, id, patch as DocumentValues);
    case "submit":
      return (id) => submitDocument(engine, ctx, doctype, id);
    case "cancel":
      return (id) => cancelDocument(engine, ctx, doctype, id);
    case "delete":
      return (id) => removeDocument(engine, ctx, doctype, id);
    case "transition":
      return (id) => transitionDocument(engine, ctx, doctype, id, String(transition));
    default:
      return fail("BULK_INVALID", {}, { pointer: "/verb" });
  }
}

async function wantedIds(
  ctx: RequestContext,
  doctype: string,
  { ids, filter }: BulkRequest,
): Promise<readonly string[]> {
  if ((ids === undefined) === (filter === undefined)) fail("BULK_INVALID", {}, { pointer: "/ids" });
  if (ids) {
    if (ids.length > DOCUMENTS_MAX) fail("BULK_TOO_MANY", { max: DOCUMENTS_MAX }, { pointer: "/ids" });
    return [...new Set(ids)];
  }
  if (!filter) return fail("BULK_INVALID", {}, { pointer: "/filter" });
  const query = { fields: ["id"], filter, limit: DOCUMENTS_MAX, count: true } as const;
  const statement = compileListQuery(ctx.registry, doctype, query, ctx.access.readAccess(doctype));
  const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement));
  const page = JSON.parse(text ?? "{}") as {
    readonly items: readonly { readonly id: string }[];
    readonly total: number;
  };
  if (page.total > DOCUMENTS_MAX) fail("BULK_TOO_MANY", { max: DOCUMENTS_MAX }, { pointer: "/filter" });
  return page.items.map(({ id }) => id);
}
