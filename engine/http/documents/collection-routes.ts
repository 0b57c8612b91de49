import type { BulkRequest, Documents, PostingPreview } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";
import { download, json } from "../exchange/answer.ts";
import { toProblemDetail } from "../exchange/problem.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { media, type Route, route } from "../routing/route.ts";
import { whileConnected } from "../routing/while-connected.ts";
import {
  bulkAnswer,
  bulkBody,
  computeAnswer,
  computeBody,
  exportQuery,
  previewAnswer,
  previewBody,
} from "./collection-schemas.ts";
import { withDimensionTitles } from "./dimension-titles.ts";
import { isDocument, LIST_PATH } from "./document-routes.ts";
import { toListQuery } from "./list-query.ts";

/** Verbs over many documents, and the one over none: a preview. */
export function collectionRoutes(gate: Gate, documents: Documents): readonly Route[] {
  return [
    route({
      method: "POST",
      path: `${LIST_PATH}/compute`,
      access: gate.action("read"),
      summary: { fr: "Calculer sans enregistrer", en: "Compute without saving" },
      body: computeBody,
      answers: { 200: computeAnswer },
      appliesTo: isDocument,
      async handle(call, { id, values }) {
        if (id === undefined && values === undefined) {
          return fail("HTTP_VALUE_MISSING", { name: "values" }, { pointer: "/values" });
        }
        const inHand = { ...(id !== undefined && { id }), ...(values !== undefined && { values }) };
        return json(await documents.compute(call.ctx, pathParam(call, "doctype"), inHand));
      },
    }),
    route({
      method: "POST",
      path: `${LIST_PATH}/preview`,
      access: gate.action("read"),
      summary: { fr: "Prévisualiser (rien n'est enregistré)", en: "Preview (nothing is stored)" },
      body: previewBody,
      answers: { 200: previewAnswer },
      appliesTo: isDocument,
      async handle(call, { id, values }) {
        const subject = values ?? id ?? fail("HTTP_VALUE_MISSING", { name: "values" }, { pointer: "/values" });
        const preview = await documents.preview(call.ctx, pathParam(call, "doctype"), subject);
        const postings = await titled(documents, call, preview.postings);
        return json({ ...preview, postings, refusals: preview.refusals.map(toProblemDetail) });
      },
    }),
    route({
      method: "POST",
      path: `${LIST_PATH}/bulk`,
      access: gate.action("read"),
      summary: { fr: "Agir sur plusieurs", en: "Act on several" },
      limit: "heavy",
      body: bulkBody,
      answers: { 200: bulkAnswer },
      appliesTo: isDocument,
      async handle(call, request) {
        // What a filter may say is checked where it is compiled, for every surface alike.
        return json(await documents.bulk(call.ctx, pathParam(call, "doctype"), request as BulkRequest));
      },
    }),
    route({
      method: "GET",
      path: `${LIST_PATH}/export`,
      access: gate.action("export"),
      summary: { fr: "Exporter (CSV, Excel)", en: "Export (CSV, Excel)" },
      limit: "heavy",
      query: exportQuery,
      answers: { 200: media("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") },
      appliesTo: isDocument,
      async handle(call, _body, { format = "csv", purpose = "reading", view, ...query }) {
        const request = { ...toListQuery(query), format, purpose, ...(view !== undefined && { view }) };
        const file = await whileConnected(call.request, (signal) =>
          documents.exchange.exportRows(call.ctx, pathParam(call, "doctype"), { ...request, signal }),
        );
        return download(file.fileName, file.contentType, file.bytes);
      },
    }),
  ];
}

/** Lines with the names of what they link to. */
async function titled(documents: Documents, call: MemberCall, postings: readonly PostingPreview[]) {
  const named = postings.map((posting) =>
    withDimensionTitles(documents, call.ctx, call.ctx.registry.ledger(posting.ledger), [posting]),
  );
  return (await Promise.all(named)).flat();
}
