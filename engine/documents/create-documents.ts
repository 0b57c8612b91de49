import { createMany } from "./bulk/create-many.ts";
import { createExchange } from "./exchange/create-exchange.ts";
import { createAttachments } from "./files/attachments.ts";
import { listHistory } from "./history/list-history.ts";
import { bulkDocuments } from "./lifecycle/bulk.ts";
import { cancelDocument } from "./lifecycle/cancel.ts";
import { computeInHand } from "./lifecycle/compute-in-hand.ts";
import { convertDocument, offeredConversions, remainingLines } from "./lifecycle/convert.ts";
import { amendDocument, duplicateDocument } from "./lifecycle/copy.ts";
import { createDocument } from "./lifecycle/create.ts";
import { offeredActions } from "./lifecycle/offered-actions.ts";
import { previewDocument } from "./lifecycle/preview.ts";
import { removeDocument } from "./lifecycle/remove.ts";
import { singleDocument } from "./lifecycle/single.ts";
import { submitDocument } from "./lifecycle/submit.ts";
import { transitionDocument } from "./lifecycle/transition.ts";
import { updateDocument } from "./lifecycle/update.ts";
import { findDocuments } from "./linking/find-documents.ts";
import { comments } from "./notes/comments.ts";
import { tags } from "./notes/tags.ts";
import { getText } from "./reading/get-text.ts";
import { listText } from "./reading/list-documents.ts";
import { listLinks } from "./reading/list-links.ts";
import { addressable, createEngine } from "./run/engine.ts";
import { readsWhole } from "./stored/load-stored.ts";
import type { Document, Documents, DocumentsPorts, ListPage, RequestContext } from "./types.ts";
import { inWords } from "./wording/in-words.ts";

/** The one door to documents, with the layers it needs plugged in. */
export function createDocuments(ports: DocumentsPorts): Documents {
  const engine = createEngine(ports);
  const read = async (ctx: RequestContext, doctypeId: string, id: string, expand?: readonly string[]) => {
    const doctype = addressable(ctx.registry, doctypeId);
    const text = await getText(ctx, doctypeId, id, expand);
    if (!expand && readsWhole(ctx, doctype))
      engine.memories.recent.keep(ctx.organization, ctx.registry, doctypeId, id, text);
    return text;
  };
  return inWords<Documents>({
    create: (ctx, doctype, values, options) => createDocument(engine, ctx, doctype, values, options),
    find: findDocuments,
    createMany: (ctx, doctype, rows, options) => createMany(engine, ctx, doctype, rows, options),
    get: async (ctx, doctype, id, options) => JSON.parse(await read(ctx, doctype, id, options?.expand)) as Document,
    getText: (ctx, doctype, id, options) => read(ctx, doctype, id, options?.expand),
    list: async (ctx, doctype, query) => JSON.parse(await listText(ctx, doctype, query)) as ListPage,
    listText,
    update: (ctx, doctype, id, patch, options) => updateDocument(engine, ctx, doctype, id, patch, options),
    submit: (ctx, doctype, id, options) => submitDocument(engine, ctx, doctype, id, options),
    cancel: (ctx, doctype, id, options) => cancelDocument(engine, ctx, doctype, id, options),
    amend: (ctx, doctype, id, options) => amendDocument(engine, ctx, doctype, id, options),
    duplicate: (ctx, doctype, id, options) => duplicateDocument(engine, ctx, doctype, id, options),
    remove: (ctx, doctype, id, options) => removeDocument(engine, ctx, doctype, id, options),
    transition: (ctx, doctype, id, transition, options) =>
      transitionDocument(engine, ctx, doctype, id, transition, options),
    actions: (ctx, doctype, id) => offeredActions(engine, ctx, doctype, id),
    bulk: (ctx, doctype, request) => bulkDocuments(engine, ctx, doctype, request),
    compute: (ctx, doctype, inHand) => computeInHand(engine, ctx, doctype, inHand),
    preview: (ctx, doctype, subject) => previewDocument(engine, ctx, doctype, subject),
    history: listHistory,
    links: listLinks,
    single: (ctx, doctype) => singleDocument(engine, ctx, doctype),
    comments,
    tags,
    attachments: createAttachments(engine),
    conversions: {
      offers: offeredConversions,
      remaining: remainingLines,
      convert: (ctx, conversion, source, options) => convertDocument(engine, ctx, conversion, source, options),
    },
    exchange: createExchange(engine),
  });
}
