import type { Documents } from "../../documents/index.ts";
import type { People } from "../../identity/index.ts";
import { fail } from "../../kernel/index.ts";
import { type Answer, created, items, noContent } from "../exchange/answer.ts";
import { readUpload } from "../exchange/read-upload.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { documentId, GET_PATH, LIST_PATH } from "./document-routes.ts";

export interface RecordPorts {
  readonly documents: Documents;
  readonly people: Pick<People, "namesOf">;
}

/** What hangs on a document: history, comments, tags, files. */
export function recordRoutes(gate: Gate, ports: RecordPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/history`,
      access: gate.action("read"),
      summary: { fr: "Historique", en: "History" },
      async handle(call) {
        const entries = await ports.documents.history(call.ctx, doctypeOf(call), documentId(call));
        const names = await ports.people.namesOf(entries.map((entry) => entry.by));
        return items(entries.map((entry) => ({ ...entry, by_name: names.get(entry.by) ?? null })));
      },
    }),
    ...commentRoutes(gate, ports),
    ...tagRoutes(gate, ports),
    ...attachmentRoutes(gate, ports),
  ];
}

function commentRoutes(gate: Gate, ports: RecordPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/comments`,
      access: gate.action("read"),
      summary: { fr: "Commentaires", en: "Comments" },
      handle: async (call) =>
        items(
          await withAuthors(ports, await ports.documents.comments.list(call.ctx, doctypeOf(call), documentId(call))),
        ),
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/comments`,
      access: gate.action("comment"),
      summary: { fr: "Commenter", en: "Comment" },
      async handle(call) {
        const body = await textOf(call, "body");
        const comment = await ports.documents.comments.add(call.ctx, doctypeOf(call), documentId(call), body);
        return created((await withAuthors(ports, [comment]))[0], `${call.path}/${comment.id}`);
      },
    }),
    route({
      method: "DELETE",
      path: `${GET_PATH}/comments/:comment`,
      access: gate.action("comment"),
      summary: { fr: "Retirer un commentaire", en: "Remove a comment" },
      async handle(call) {
        await ports.documents.comments.remove(call.ctx, doctypeOf(call), documentId(call), pathParam(call, "comment"));
        return noContent();
      },
    }),
  ];
}

function tagRoutes(gate: Gate, ports: RecordPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/tags`,
      access: gate.action("read"),
      summary: { fr: "Étiquettes", en: "Tags" },
      handle: async (call) => items(await ports.documents.tags.list(call.ctx, doctypeOf(call), documentId(call))),
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/tags`,
      access: gate.action("comment"),
      summary: { fr: "Étiqueter", en: "Tag" },
      handle: async (call) =>
        items(await ports.documents.tags.add(call.ctx, doctypeOf(call), documentId(call), await textOf(call, "tag"))),
    }),
    route({
      method: "DELETE",
      path: `${GET_PATH}/tags/:tag`,
      access: gate.action("comment"),
      summary: { fr: "Retirer une étiquette", en: "Remove a tag" },
      handle: async (call) =>
        items(await ports.documents.tags.remove(call.ctx, doctypeOf(call), documentId(call), pathParam(call, "tag"))),
    }),
  ];
}

function attachmentRoutes(gate: Gate, ports: RecordPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/attachments`,
      access: gate.action("read"),
      summary: { fr: "Pièces jointes", en: "Attachments" },
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
      async handle(call) {
        const file = await readUpload(call.request);
        const attachment = await ports.documents.attachments.add(call.ctx, doctypeOf(call), documentId(call), file);
        return created((await withAuthors(ports, [attachment]))[0], `/api/v1/attachments/${attachment.id}`);
      },
    }),
    route({
      method: "DELETE",
      path: `${GET_PATH}/attachments/:attachment`,
      access: gate.action("comment"),
      summary: { fr: "Retirer une pièce jointe", en: "Remove an attachment" },
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
      async handle(call) {
        const file = await readUpload(call.request);
        const attachment = await ports.documents.attachments.upload(
          call.ctx,
          doctypeOf(call),
          pathParam(call, "field"),
          file,
        );
        return created((await withAuthors(ports, [attachment]))[0], `/api/v1/attachments/${attachment.id}`);
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/attachments/:attachment",
      access: gate.member,
      summary: { fr: "Télécharger une pièce jointe", en: "Download an attachment" },
      async handle(call): Promise<Answer> {
        const { headers, stream } = await ports.documents.attachments.open(call.ctx, pathParam(call, "attachment"));
        return { status: 200, headers, stream };
      },
    }),
  ];
}

function doctypeOf(call: MemberCall): string {
  return pathParam(call, "doctype");
}

/** A text member of the body. Raises HTTP_VALUE_MISSING. */
export async function textOf(call: MemberCall, name: string): Promise<string> {
  const value = (await call.body())[name];
  return typeof value === "string" && value !== ""
    ? value
    : fail("HTTP_VALUE_MISSING", { name }, { pointer: `/${name}` });
}

async function withAuthors<T extends { readonly created_by: string }>(ports: RecordPorts, list: readonly T[]) {
  const names = await ports.people.namesOf(list.map((entry) => entry.created_by));
  return list.map((entry) => ({ ...entry, created_by_name: names.get(entry.created_by) ?? null }));
}
