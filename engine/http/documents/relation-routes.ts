import type { Documents } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";
import { loadPostings } from "../../ledgers/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { created, items } from "../exchange/answer.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { itemsOf } from "../schemas/schema.ts";
import { withDimensionTitles } from "./dimension-titles.ts";
import { documentId, GET_PATH } from "./document-routes.ts";
import {
  type ConversionOfferAnswer,
  conversionOfferAnswer,
  convertBody,
  convertedDocument,
  linkedDocumentAnswer,
  type PostingAnswer,
  postingAnswer,
} from "./relation-schemas.ts";
import { idempotencyKey } from "./versions.ts";

const isConverted = ({ id }: ResolvedDoctype, registry: Registry) => registry.conversionsFrom(id).length > 0;

/** How a document is tied to others: links, ledger postings, conversions. */
export function relationRoutes(gate: Gate, documents: Documents): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/links`,
      access: gate.action("read"),
      summary: { fr: "Documents liés", en: "Linked documents" },
      answers: { 200: itemsOf(linkedDocumentAnswer) },
      appliesTo: ({ id }, registry) => registry.linksTo(id).length > 0,
      handle: async (call) => items(await documents.links(call.ctx, pathParam(call, "doctype"), documentId(call))),
    }),
    route({
      method: "GET",
      path: `${GET_PATH}/postings`,
      access: gate.action("read"),
      summary: { fr: "Écritures", en: "Ledger postings" },
      answers: { 200: itemsOf(postingAnswer) },
      appliesTo: ({ id }, registry) => registry.postingsOf(id).length > 0,
      handle: async (call) => items(await postingsOf(documents, call)),
    }),
    route({
      method: "GET",
      path: `${GET_PATH}/conversions`,
      access: gate.action("read"),
      summary: { fr: "Conversions possibles", en: "Possible conversions" },
      answers: { 200: itemsOf(conversionOfferAnswer) },
      appliesTo: isConverted,
      handle: async (call) => items(await conversionOffers(documents, call)),
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/convert/:conversion`,
      access: gate.action("read"),
      summary: { fr: "Convertir en un nouveau brouillon", en: "Convert into a new draft" },
      headers: ["Idempotency-Key"],
      body: convertBody,
      answers: { 201: convertedDocument },
      appliesTo: isConverted,
      async handle(call, { lines }) {
        const conversion = conversionOf(call);
        const key = idempotencyKey(call);
        const draft = await documents.conversions.convert(call.ctx, conversion.id, documentId(call), {
          ...(lines && { lines }),
          ...(key !== undefined && { idempotencyKey: key }),
        });
        return created(draft, `/api/v1/${conversion.to}/${draft.id}`);
      },
    }),
  ];
}

/** Whoever may read the document may see what it entered into ledgers. */
async function postingsOf(documents: Documents, call: MemberCall): Promise<readonly PostingAnswer[]> {
  const { ctx } = call;
  const [doctype, id] = [pathParam(call, "doctype"), documentId(call)];
  await documents.get(ctx, doctype, id);
  const ledgers = [...new Set(ctx.registry.postingsOf(doctype).map((posting) => posting.ledger))];
  const found = ledgers.map(async (name) => {
    const ledger = ctx.registry.ledger(name);
    return withDimensionTitles(documents, ctx, ledger, await loadPostings(ctx, ledger, doctype, id));
  });
  return (await Promise.all(found)).flat();
}

async function conversionOffers(documents: Documents, call: MemberCall): Promise<readonly ConversionOfferAnswer[]> {
  const id = documentId(call);
  const offers = await documents.conversions.offers(call.ctx, pathParam(call, "doctype"), id);
  return Promise.all(
    offers.map(async (offer) => ({
      ...offer,
      remaining: await documents.conversions.remaining(call.ctx, offer.conversion, id),
    })),
  );
}

/** Raises CONVERSION_UNKNOWN. */
function conversionOf(call: MemberCall) {
  const wanted = pathParam(call, "conversion");
  const conversion = call.ctx.registry.conversionsFrom(pathParam(call, "doctype")).find(({ id }) => id === wanted);
  return conversion ?? fail("CONVERSION_UNKNOWN", { conversion: wanted });
}
