import { isSubmittable } from "../../calculation/index.ts";
import { type ErrorDetail, isPerfexError, newId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { changedDocument, newDocument } from "../stages/merge-values.ts";
import { originOf, parseValues } from "../stages/parse.ts";
import type { Document, DocumentValues, PostingPreview, Preview, RequestContext } from "../types.ts";
import { addressable, type Engine } from "./engine.ts";
import { loadVisible } from "./load-stored.ts";
import { visiblePart } from "./present.ts";
import { prepareWork, type StagesRequest } from "./run-stages.ts";
import { NOTHING_SENT, submitRequest } from "./submit.ts";

/**
 * What saving would compute and what submitting would enter, for values not yet saved or a stored document. Goes through
 * the same stages as the write, up to the first one that writes; raises what they would raise. Of a stored draft it tells
 * what stands against submitting it.
 */
export async function previewDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  subject: DocumentValues | string,
): Promise<Preview> {
  const doctype = addressable(ctx.registry, doctypeId);
  return ctx.db.read(ctx.organization, async (connection) => {
    const stored = typeof subject === "string" ? await loadVisible(ctx, connection, doctype, subject) : null;
    const request = stored ? storedRequest(ctx, doctype, stored) : newRequest(engine, ctx, doctype, subject);
    const work = await prepareWork(engine, connection, request);
    const document = visiblePart(ctx, doctype, work.document);
    if (!isSubmittable(doctype) || work.document.docstatus !== "draft") return { document, postings: [], refusals: [] };
    const posting = () => engine.ports.ledger.preview(ctx, connection, doctype.id, work.document);
    if (!stored) return { document, postings: await posting(), refusals: [] };
    const submit = submitRequest(engine, ctx, doctype, stored);
    const refusals = await refusalsOf(async () => void (await prepareWork(engine, connection, submit)));
    let postings: readonly PostingPreview[] = [];
    const unposted = await refusalsOf(async () => {
      postings = await posting();
      await engine.ports.ledger.assertOpen(ctx, connection, postings);
    });
    return { document, postings, refusals: [...refusals, ...unposted] };
  });
}

/** What the work is refused for, told apart as far as it is known. A database that is away refuses no document. */
async function refusalsOf(work: () => Promise<void>): Promise<readonly ErrorDetail[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!isPerfexError(error) || error.status >= 500) throw error;
    const { code, text, pointer, details } = error;
    return details.length > 0 ? details : [{ code, message: text, ...(pointer !== undefined && { pointer }) }];
  }
}

function storedRequest(ctx: RequestContext, doctype: ResolvedDoctype, stored: Document): StagesRequest {
  const merged = changedDocument(ctx, doctype, stored, NOTHING_SENT);
  return { ctx, doctype, verb: "update", action: "read", stored, merged };
}

function newRequest(engine: Engine, ctx: RequestContext, doctype: ResolvedDoctype, input: unknown): StagesRequest {
  const start = engine.ports.workflow.start(ctx, doctype.id);
  const { parsed, problems } = parseValues({
    doctype,
    input,
    stored: null,
    origin: originOf(ctx.principal),
    stateField: start?.field ?? null,
  });
  const header = start ? { ...parsed.header, [start.field]: start.state } : parsed.header;
  const merged = newDocument(ctx, doctype, { ...parsed, header }, { id: newId() });
  return { ctx, doctype, verb: "create", action: "create", stored: null, merged, problems };
}
