import type { Documents } from "../../documents/index.ts";
import type { People } from "../../identity/index.ts";
import { type Answer, created, items, json, noContent } from "../exchange/answer.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { media, nothing, type Route, route, upload } from "../routing/route.ts";
import { boolean, itemsOf, object, optional, text } from "../schemas/schema.ts";
import { withAuthor, withAuthors } from "./authors.ts";
import { documentId, GET_PATH, LIST_PATH } from "./document-routes.ts";
import { attachmentAnswer } from "./record-schemas.ts";
import { addressFor, type Tickets, ticketedAddress } from "./ticketed-address.ts";

interface AttachmentPorts {
  readonly documents: Documents;
  readonly people: Pick<People, "namesOf"> & Tickets;
}

/** Files of documents and of their fields. */
export function attachmentRoutes(gate: Gate, ports: AttachmentPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/attachments`,
      access: gate.action("read"),
      summary: { fr: "Pièces jointes", en: "Attachments" },
      answers: { 200: itemsOf(attachmentAnswer) },
      handle: async (call) =>
        items(
          await withAuthors(ports, await ports.documents.attachments.list(call.ctx, doctypeOf(call), documentId(call))),
        ),
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/attachments`,
      access: gate.action("comment"),
      summary: { fr: "Joindre un fichier", en: "Attach a file" },
      limit: "heavy",
      permit: (call) => ports.documents.attachments.assertMayAdd(call.ctx, doctypeOf(call), documentId(call)),
      body: upload(object({})),
      answers: { 201: attachmentAnswer },
      async handle(call, file) {
        const attachment = await ports.documents.attachments.add(call.ctx, doctypeOf(call), documentId(call), file);
        return created(await withAuthor(ports, attachment), `/api/v1/attachments/${attachment.id}`);
      },
    }),
    route({
      method: "DELETE",
      path: `${GET_PATH}/attachments/:attachment`,
      access: gate.action("comment"),
      summary: { fr: "Retirer une pièce jointe", en: "Remove an attachment" },
      answers: { 204: nothing },
      async handle(call) {
        await ports.documents.attachments.remove(
          call.ctx,
          doctypeOf(call),
          documentId(call),
          pathParam(call, "attachment"),
        );
        return noContent();
      },
    }),
    route({
      method: "POST",
      path: `${LIST_PATH}/uploads/:field`,
      access: gate.action("read"),
      summary: { fr: "Déposer le fichier d'un champ", en: "Upload the file of a field" },
      limit: "heavy",
      permit: (call) =>
        ports.documents.attachments.assertMayUpload(call.ctx, doctypeOf(call), pathParam(call, "field")),
      body: upload(object({})),
      answers: { 201: attachmentAnswer },
      appliesTo: (doctype) => doctype.fieldList.some(({ type }) => type === "file" || type === "image"),
      async handle(call, file) {
        const attachment = await ports.documents.attachments.upload(
          call.ctx,
          doctypeOf(call),
          pathParam(call, "field"),
          file,
        );
        return created(await withAuthor(ports, attachment), `/api/v1/attachments/${attachment.id}`);
      },
    }),
    ...contentRoutes(gate, ports),
  ];
}

const CONTENT_PATH = "/api/v1/attachments/:attachment";

/** The bytes, for programs with their token and for a browser's tab with a ticket in its address. */
function contentRoutes(gate: Gate, ports: AttachmentPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: CONTENT_PATH,
      access: gate.member,
      summary: { fr: "Télécharger une pièce jointe", en: "Download an attachment" },
      answers: { 200: media("*/*") },
      handle: (call) => opened(ports, call, "attachment"),
    }),
    route({
      method: "POST",
      path: `${CONTENT_PATH}/address`,
      access: gate.member,
      summary: {
        fr: "Adresse d'une pièce jointe, à ouvrir dans un onglet pendant quelques minutes",
        en: "Address of an attachment, to be opened in a tab for some minutes",
      },
      answers: { 200: ticketedAddress },
      async handle(call) {
        const { id, file_name } = await ports.documents.attachments.find(call.ctx, pathParam(call, "attachment"));
        return json({ address: await addressFor(ports.people, call, `/api/v1/attachments/${id}`, file_name) });
      },
    }),
    route({
      method: "GET",
      path: `${CONTENT_PATH}/:name`,
      access: gate.ticket(),
      summary: { fr: "Ouvrir une pièce jointe par son adresse", en: "Open an attachment by its address" },
      query: { ticket: text(), download: optional(boolean({ description: "Never shown, always saved" })) },
      answers: { 200: media("*/*") },
      handle: (call, _body, { download }) => opened(ports, call, download === true ? "attachment" : "inline"),
    }),
  ];
}

async function opened(
  { documents }: AttachmentPorts,
  call: MemberCall,
  disposition: "attachment" | "inline",
): Promise<Answer<never>> {
  const { headers, stream } = await documents.attachments.open(call.ctx, pathParam(call, "attachment"), disposition);
  return { status: 200, headers, stream };
}

const doctypeOf = (call: MemberCall): string => pathParam(call, "doctype");
